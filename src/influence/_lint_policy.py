"""Lint policy: the lint rules that a book wants to be judged by, and what it turns off and why.

What a rule is given stands above the book, so the book knows of a rule only what it is called and
what it may find. Running the rules is for ``influence.lint``, which gives all of this to its users.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Never, Protocol, cast, runtime_checkable

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.findings import Finding, FindingKind


@runtime_checkable
class CarriedLintRule(Protocol):
    """A lint rule as a book carries it: its subject is not known down here."""

    #: The word that books use.
    name: ClassVar[str]
    #: What it may find.
    kinds: ClassVar[tuple[FindingKind, ...]]

    def check(self, subject: Never, /) -> Iterable[Finding]:
        """What it finds."""
        ...


@attrs.frozen(kw_only=True)
class Waiver:
    """What is turned off, and why.

    Args:
        reason: Why; it stands in the report.
        code: The code of which every finding is off; empty when a rule is.
        rule: The name of the rule that is not run; empty when a code is off.
        at: The one place at which the code is off, as findings name it; everywhere when empty.

    Raises:
        InvalidInputError: *reason* is blank or not one line, both or none of *code* and *rule* are
            given, or a place without a code.

    Example:
        >>> Waiver(code="INF303", reason="posts are counted by the agency").named
        'INF303'
    """

    reason: str = attrs.field(validator=require.is_line)
    code: str = ""
    rule: str = ""
    at: str = ""

    def __attrs_post_init__(self) -> None:
        if bool(self.code) == bool(self.rule):
            given = [word for word in (self.code, self.rule) if word]
            raise InvalidInputError("waiver", "name either a code or a rule", given)
        if self.at and not self.code:
            raise InvalidInputError("waiver", "name a code to be off at one place", self.rule)

    @property
    def named(self) -> str:
        """The code or the rule, and the place where it is off at one."""
        return f"{self.code or self.rule} at {self.at}" if self.at else self.code or self.rule

    def covers(self, finding: Finding) -> bool:
        """Whether a finding is one of those that are off.

        Example:
            >>> here = Waiver(code="INF301", at="creators maya", reason="a guest")
            >>> maya = Finding(code="INF301", where="creators maya", message="no deal")
            >>> here.covers(maya), here.covers(attrs.evolve(maya, where="creators mayam"))
            (True, False)
        """
        if finding.code != self.code:
            return False
        return not self.at or f"{finding.where} ".startswith(f"{self.at} ")


def _are_rules(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A tuple of lint rules, each name once."""
    require.is_tuple(instance, attribute, value)
    where, names = require.place(instance, attribute), set[str]()
    for rule in cast("tuple[object, ...]", value):
        if isinstance(rule, type) or not isinstance(rule, CarriedLintRule):
            raise InvalidInputError(
                require.place(instance, attribute), "hold only lint rules", rule
            )
        if rule.name in names:
            raise InvalidInputError(where, "hold each rule once", rule.name)
        names.add(rule.name)


@attrs.frozen(kw_only=True)
class LintPolicy:
    """The lint rules of a book.

    Args:
        rules: Rules beside those that come with the library; one of the same name as one of those
            takes its place.
        off: What is turned off, and why.

    Raises:
        InvalidInputError: *rules* holds what is no lint rule, or two of one name; *off* holds what
            is no waiver.
    """

    rules: tuple[CarriedLintRule, ...] = attrs.field(default=(), validator=_are_rules)
    off: tuple[Waiver, ...] = attrs.field(
        default=(), validator=require.are(Waiver, called="waivers")
    )
