"""Checking: one rule asked, and its answer taken whole or not at all.

A rule that fails, or answers what it did not declare, becomes a finding at its own place. It takes
nothing with it: the other rules are asked all the same.
"""

from __future__ import annotations

from itertools import islice
from types import TracebackType
from typing import cast

from influence.errors import shown
from influence.findings import FINDING_KINDS, Finding
from influence.lint._rule import LintRule, LintSubject

_FAILED = FINDING_KINDS["INF331"]
_REFUSED = FINDING_KINDS["INF332"]
_MOST = 100_000


def found_by(rule: LintRule, *, subject: LintSubject) -> tuple[Finding, ...]:
    """What a rule finds, or the one finding that says why its answer cannot be used."""
    try:
        answer = tuple(islice(cast("tuple[object, ...]", rule.check(subject)), _MOST + 1))
    except (Exception, SystemExit) as error:  # noqa: BLE001  # whatever a rule raises is its author's fault
        message = f"{_told(rule, error)} must check without failing, got {_shown(error)}"
        return (_FAILED.finding(where=_where(rule), message=message),)
    if len(answer) > _MOST:
        message = f"{_told(rule)} must find at most {_MOST}, got more"
        return (_REFUSED.finding(where=_where(rule), message=message),)
    for place, one in enumerate(answer):
        if not isinstance(one, Finding) or one.kind not in rule.kinds:
            codes = ", ".join(kind.code for kind in rule.kinds)
            got = f"{_shown(one)} at place {place}"
            message = f"{_told(rule)} must answer findings of {codes}, got {got}"
            return (_REFUSED.finding(where=_where(rule), message=message),)
    return cast("tuple[Finding, ...]", answer)


def _where(rule: LintRule) -> str:
    """The place of a rule, as a finding names it."""
    return f"lint {rule.name}"


def _told(rule: LintRule, error: BaseException | None = None) -> str:
    """A rule with the module it is from, and the line of it on which it failed."""
    module = type(rule).__module__
    line = None if error is None else _line(error.__traceback__, package=module.partition(".")[0])
    return f"lint rule {rule.name} ({line or module})"


def _line(trace: TracebackType | None, *, package: str) -> str | None:
    """The last line of the rule's own package that an error came through."""
    found = None
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] == package and module != __name__:
            found = f"{module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found


def _shown(value: object) -> str:
    """What was met, even if it does not want to be shown."""
    try:
        return shown(value)
    except Exception:  # noqa: BLE001  # a repr is code of the same author
        return f"a {type(value).__name__} that cannot be shown"
