"""Subject: a lint rule, with books to look through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import attrs

from influence.campaign_book import Book
from influence.findings import Finding
from influence.lint import LintRule, LintSubject
from influence.scorecards import scoreboard
from influence.testing._conformance._check import CheckFailedError
from influence.testing._conformance._corpus import books_of
from influence.testing._conformance._member import Member
from influence.testing._conformance._offer import OURS, our_registry
from influence.testing._conformance._setup import Setup, Table
from influence.testing._conformance._tried import tried


@attrs.frozen(kw_only=True)
class RuleOfLint:
    """A lint rule under different parameters.

    Args:
        member: Its name.
        rules: The rule under each of the parameters.
        books: Books to look through.
        good: Books in which it finds nothing.
        bad: Books in which it finds something.
        is_foreign: Whether it is somebody else's.
    """

    member: str
    rules: tuple[LintRule, ...]
    books: tuple[Book, ...]
    good: tuple[Book, ...] = ()
    bad: tuple[Book, ...] = ()
    is_foreign: bool = True

    @property
    def claims(self) -> frozenset[str]:
        """Examples, where it could be made; the books that were given."""
        claimed = {"examples": self.rules, "good": self.good, "bad": self.bad}
        foreign = {"foreign"} if self.is_foreign else set[str]()
        return frozenset({word for word, given in claimed.items() if given} | foreign)

    def cases(self) -> Sequence[tuple[LintRule, Book]]:
        """The rule under its parameters in turn, each with a book."""
        return [(self.rules[at % len(self.rules)], book) for at, book in enumerate(self.books)]


def findings(rule: LintRule, book: Book) -> tuple[Finding, ...]:
    """What a rule finds in a book.

    Raises:
        CheckFailedError: It answers something else than findings.
    """
    subject = LintSubject(board=scoreboard(book))
    found = tuple(cast("Sequence[object]", tuple(rule.check(subject))))
    for one in found:
        if not isinstance(one, Finding):
            raise CheckFailedError(f"answer of lint rule {rule.name}", "hold findings", one)
    return cast("tuple[Finding, ...]", found)


def lint_subject(member: Member, setup: Setup, /) -> RuleOfLint:
    """The subject of a lint rule."""
    registry = None if member.offer is None else member.offer.registry
    known = our_registry() if registry is None else registry

    def read(table: Table) -> LintRule:
        return known.lint_rule(table, currency="USD")

    rules: tuple[LintRule, ...] = tried(member, setup=setup, key="rule", read=read)
    given = member.given
    return RuleOfLint(
        member=member.name,
        rules=rules,
        books=(*books_of(count=setup.examples, seed=setup.seed), *given.good, *given.bad),
        good=given.good,
        bad=given.bad,
        is_foreign=member.offer is None or member.offer.target.plugin != OURS,
    )
