"""Check: one law under a permanent id, and what it means when it is broken.

    PR-L05    kind PR, group L, number 05

A check is a function of a subject that says nothing when the law holds and raises
``CheckFailedError`` when it does not. Its docstring is the law in one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Generic, Protocol, TypeVar, cast

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError, PluginError
from influence.testing._conformance._claims import CLAIMS

_ID = re.compile(r"[A-Z]{2}-[A-Z][0-9]{2}")


class Subject(Protocol):
    """What checks look at: one member of a plugin, or the plugin as a whole."""

    @property
    def member(self) -> str:
        """What the report calls it, such as ``barter``."""
        ...

    @property
    def claims(self) -> frozenset[str]:
        """What it says that it can do, in words of ``CLAIMS``."""
        ...


S = TypeVar("S", bound=Subject)
S_contra = TypeVar("S_contra", bound=Subject, contravariant=True)


class CheckFailedError(PluginError):
    """A plugin broke a law of its kind; its author has to change it.

    Example:
        >>> print(CheckFailedError("fee", "be of whole cents", "1.005"))
        fee must be of whole cents, got '1.005'
    """


def _is_id(_instance: object, _attribute: attrs.Attribute[str], value: str, /) -> None:
    """An id such as ``PR-L05``."""
    if not _ID.fullmatch(value):
        raise InvalidInputError("id of a check", "look like PR-L05", value)


def _are_claims(
    _instance: object, _attribute: attrs.Attribute[tuple[str, ...]], value: tuple[str, ...], /
) -> None:
    """Words of the table."""
    for need in value:
        if need not in CLAIMS:
            raise InvalidInputError("need of a check", f"be one of {sorted(CLAIMS)}", need)


@attrs.frozen(kw_only=True)
class Check(Generic[S_contra]):
    """One law.

    Args:
        id: The permanent id.
        title: The law in one sentence.
        if_fails: What it means when it is broken, the likeliest cause, and the mend.
        run: Says nothing, or raises ``CheckFailedError``.
        needs: What a subject has to claim for the check to apply.
        search: Looks longer, for an excuse that may not be needed; ``None`` when *run* is all.

    Raises:
        InvalidInputError: The id has another form, a text is blank, or a need is not known.
    """

    id: str = attrs.field(validator=_is_id)
    title: str = attrs.field(validator=require.is_line)
    if_fails: str = attrs.field(validator=require.is_text)
    run: Callable[[S_contra], None]
    needs: tuple[str, ...] = attrs.field(default=(), validator=_are_claims)
    search: Callable[[S_contra], None] | None = None

    @property
    def kind(self) -> str:
        """The two letters of its kind."""
        return self.id[:2]

    @property
    def group(self) -> str:
        """The letter of its group."""
        return self.id[3]

    def missing(self, subject: S_contra) -> tuple[str, ...]:
        """What the subject does not claim and the check needs."""
        return tuple(need for need in self.needs if need not in subject.claims)


def check(
    check_id: str,
    *,
    if_fails: str,
    needs: tuple[str, ...] = (),
    search: Callable[[S], None] | None = None,
) -> Callable[[Callable[[S], None]], Check[S]]:
    """Make a check of a function, whose docstring is the law in one sentence."""

    def make(run: Callable[[S], None]) -> Check[S]:
        law = (run.__doc__ or "").partition("\n\n")[0]
        title = " ".join(law.split()).removesuffix(".")
        return Check(
            id=check_id, title=title, if_fails=if_fails, run=run, needs=needs, search=search
        )

    return make


def checks_in(*modules: ModuleType) -> tuple[Check[Subject], ...]:
    """Every check of some modules, by id.

    Raises:
        InvalidInputError: Two checks have one id.
    """
    found = [
        cast("Check[Subject]", value)
        for module in modules
        for value in cast("Iterable[object]", vars(module).values())
        if isinstance(value, Check)
    ]
    return by_id(found)


def by_id(checks: Iterable[Check[S]]) -> tuple[Check[S], ...]:
    """Checks in the order of their ids.

    Raises:
        InvalidInputError: Two checks have one id.
    """
    found: dict[str, Check[S]] = {}
    for one in checks:
        if one.id in found:
            raise InvalidInputError("id of a check", "be of one check", one.id)
        found[one.id] = one
    return tuple(found[check_id] for check_id in sorted(found))
