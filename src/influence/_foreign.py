"""Foreign: what plugins made, asked so that a failure names who made it.

    payment rule barter (plugin barter of influence-barter 1.0, influence_payment_rules,
    influence_barter.py:17) must answer a fee without failing, got ZeroDivisionError(…)

Who made a class is written on the class when its plugin is loaded, so that values stay what their
authors made them: nothing is wrapped, and equality, copies and pickles are their own. What a plugin
is shown must be the same after it has looked; whoever changed it is refused with its answer.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from types import TracebackType
from typing import TypeVar

from influence.errors import (
    CurrencyMismatchError,
    InfluenceError,
    MissingDataError,
    PluginError,
)

T = TypeVar("T")

# A fact may be missing, amounts may be in another currency than its own, and somebody whom the
# member asks may have failed. That an argument is wrong, as other errors of ours say, is no excuse
# of whoever passed it.
_REFUSALS = (CurrencyMismatchError, MissingDataError, PluginError)

_ORIGIN = "__influence_origin__"
_OWN = __name__.partition(".")[0]


def is_foreign(member: object) -> bool:
    """Whether somebody else made *member*."""
    return _package(member) != _OWN


def mark_origin(kind: type, origin: str) -> None:
    """Write on a class who made it; what says so already, or is ours, is left as it is."""
    if kind.__module__.partition(".")[0] == _OWN or _ORIGIN in vars(kind):
        return
    try:
        setattr(kind, _ORIGIN, origin)
    except Exception:  # noqa: BLE001 - a class may refuse; it is then told without its plugin
        return


def told(noun: str, member: object, *, error: BaseException | None = None) -> str:
    """A member as a message calls it: its name, its plugin, and the line that failed."""
    name = getattr(member, "name", type(member).__name__)
    origin = vars(type(member)).get(_ORIGIN, "")
    line = "" if error is None else _line(error.__traceback__, package=_package(member))
    known = ", ".join(part for part in (origin, line) if part)
    return f"{noun} {name} ({known})" if known else f"{noun} {name}"


def asked(
    call: Callable[[], T],
    *,
    noun: str,
    member: object,
    rule: str,
    shown: Hashable = None,
    refusals: type[InfluenceError] | tuple[type[InfluenceError], ...] = _REFUSALS,
) -> T:
    """What *call* answers, which asks *member* for something.

    Args:
        call: Asks.
        noun: What the member is, such as ``payment rule``.
        member: Who is asked.
        rule: What it must do, as a message tells it.
        shown: What it is shown, and must leave as it is.
        refusals: The errors with which it may refuse, and which pass as they are.

    Raises:
        PluginError: A member that is not ours failed, ended the program, or changed what it was
            shown.
    """
    if not is_foreign(member):
        return call()
    before = hash(shown)
    try:
        answer = call()
    except refusals:
        raise
    except (Exception, SystemExit) as error:
        raise PluginError(told(noun, member, error=error), rule, error) from error
    if hash(shown) != before:
        wanted = "leave what it is shown as it is"
        raise PluginError(told(noun, member), wanted, f"a changed {type(shown).__name__}")
    return answer


def _package(member: object) -> str:
    """The package in which the class of a member was made."""
    return type(member).__module__.partition(".")[0]


def _line(trace: TracebackType | None, *, package: str) -> str:
    """The last line of a package that an error went through."""
    found = ""
    while trace is not None:
        names = trace.tb_frame.f_globals
        if str(names.get("__name__", "")).partition(".")[0] == package:
            file = trace.tb_frame.f_code.co_filename.replace("\\", "/").rpartition("/")[2]
            found = f"{file}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found
