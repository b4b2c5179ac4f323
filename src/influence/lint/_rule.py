"""Lint rule: what looks for one thing that is wrong or odd in a book.

A rule is a pure function of the book and of what the book says of each creator. It changes no
figure and raises nothing: what it has to say is a finding of one of its own kinds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cached_property
from typing import ClassVar, Protocol, runtime_checkable

import attrs

from influence import _requirements as require
from influence.campaign_book import Book
from influence.creator_lines import CreatorLine
from influence.findings import Finding, FindingKind
from influence.scorecards import Scoreboard, Scorecard
from influence.vetting import Vetted, vetting_of


@attrs.frozen(kw_only=True)
class LintSubject:
    """What a lint rule gets to see.

    Args:
        board: The facts by creator, and who earned what.
        as_of: The moment at which it is looked at; without it, the last of the book.
        lines: The creators as they were judged; none where nobody has judged them.

    Raises:
        InvalidInputError: *as_of* has no offset.
    """

    board: Scoreboard
    as_of: dt.datetime = attrs.field(
        default=attrs.Factory(lambda self: self.book.last_moment, takes_self=True),
        validator=require.has_offset,
    )
    lines: tuple[CreatorLine, ...] = attrs.field(
        default=(), validator=require.are(CreatorLine, called="lines of creators")
    )

    @property
    def book(self) -> Book:
        """The whole book."""
        return self.board.book

    @property
    def cards(self) -> tuple[Scorecard, ...]:
        """What the book knows of each creator, in the order of the book."""
        return self.board.cards

    @cached_property
    def vetted(self) -> tuple[Vetted, ...]:
        """What is known of each creator before they are booked, in the order of the book."""
        return vetting_of(self.book, as_of=self.as_of)


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
