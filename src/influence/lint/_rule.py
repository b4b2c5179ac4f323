"""Lint rule: what looks for one thing that is wrong or odd in a book.

A rule is a pure function of the book and of what the book says of each creator. It changes no
figure and raises nothing: what it has to say is a finding of one of its own kinds.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Protocol, runtime_checkable

import attrs

from influence.campaign_book import Book
from influence.findings import Finding, FindingKind
from influence.scorecards import Scoreboard, Scorecard


@attrs.frozen(kw_only=True)
class LintSubject:
    """What a lint rule gets to see.

    Args:
        board: The facts by creator, and who earned what.
    """

    board: Scoreboard

    @property
    def book(self) -> Book:
        """The whole book."""
        return self.board.book

    @property
    def cards(self) -> tuple[Scorecard, ...]:
        """What the book knows of each creator, in the order of the book."""
        return self.board.cards


@runtime_checkable
class LintRule(Protocol):
    """Looks for something in a book, and says where it is."""

    #: The word that books use.
    name: ClassVar[str]
    #: What it may find, each with a code of its own that never changes its meaning.
    kinds: ClassVar[tuple[FindingKind, ...]]

    def check(self, subject: LintSubject, /) -> Iterable[Finding]:
        """What it finds, each of one of its kinds."""
        ...
