"""Evaluation: a book in, everything that follows from it out. The main job as one pure function.

    credit the orders → settle the terms → unit economics → what to believe of next packages
    → rank → decide → next payment stage → next cycle

No clock, no files and no dice: the same book gives the same evaluation. The moment of the
settlement is an argument; without it, it is the end of the campaign or the last fact of the book,
whichever is later.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Protocol, TypeAlias

import attrs

from influence._comparison import Comparison
from influence._earnings import Earnings, ToldEarnings
from influence._increment import increment_of
from influence._prospects import Prospects, prospects_of
from influence.allocation import Allocation
from influence.appraisals import Appraisal, appraise
from influence.attribution import Story
from influence.campaign_book import Book
from influence.creator_lines import LINE_FIGURES, CreatorLine
from influence.decisions import DecisionPolicy
from influence.errors import InvalidInputError, UnknownNameError
from influence.findings import Finding
from influence.flywheel import Flywheel, flywheel_of
from influence.incrementality import INCREMENTAL_FIGURES, Incrementality
from influence.lint import lint_findings, practice_findings
from influence.paths import PATH_FIGURES, Paths
from influence.patterns import Benched, Patterns, bench_of, patterns_of
from influence.roi import FIGURES
from influence.scorecards import Scoreboard, scoreboard
from influence.totals import TOTAL_FIGURES, Totals, totals_of
from influence.workings import Working

__all__ = ["Crediting", "Evaluation", "OrderByOrderError", "Progress", "evaluate"]

#: Called with what is being done, how much of it is done, and how much there is.
Progress: TypeAlias = Callable[[str, int, int], None]

_CREDITING = "crediting the orders"
_SETTLING = "settling with the creators"
_COMPARING = "comparing the creators"


class OrderByOrderError(InvalidInputError):
    """A way of crediting cannot say of a book what pure Python says; evaluate it without one."""


class Crediting(Protocol):
    """A way to work out who earned what in a book, and how its sales came about.

    Every way gives the same figures. The one of a book without another is pure Python, order by
    order; ``influence.frames`` has one for big books.
    """

    def earnings(self, book: Book, /) -> Earnings:
        """Who earned which order.

        Raises:
            OrderByOrderError: It has to be worked out order by order; the message says why.
        """
        ...

    def paths(self, board: Scoreboard, /) -> Paths:
        """How the sales of a scoreboard came about."""
        ...


@attrs.frozen
class _OrderByOrder:
    """Pure Python, order by order."""

    def earnings(self, book: Book, /) -> Earnings:
        """Who earned which order, by its story."""
        return ToldEarnings.of(book)

    def paths(self, board: Scoreboard, /) -> Paths:
        """How the sales came about, path by path."""
        return Paths(board=board)


@attrs.frozen(kw_only=True)
class Evaluation:
    """Everything that follows from a book.

    Args:
        board: The facts by creator.
        as_of: The moment of the settlement.
        ranking: A line for each creator, best first.
        ranked_by: The name of the strategy that ranked them.
        prospects: What is believed of everybody's next package.
        totals: The campaign as a whole.
        incrementality: What would not have come without the campaign, by the book's control;
            ``None`` when it has none that can be used.
        not_incremental: Why there is nothing incremental to say; empty when there is.
        findings: What was left out, odd or unknown.
        crediting: How it was worked out who earned what.
    """

    board: Scoreboard
    as_of: dt.datetime
    ranking: tuple[CreatorLine, ...]
    ranked_by: str
    prospects: Prospects
    totals: Totals
    incrementality: Incrementality | None
    not_incremental: str
    findings: tuple[Finding, ...]
    crediting: Crediting = attrs.field(default=_OrderByOrder(), repr=False, eq=False)

    @property
    def book(self) -> Book:
        """The book it follows from."""
        return self.board.book

    @cached_property
    def next_cycle(self) -> Allocation | None:
        """Whom to book in the next cycle; worked out when it is asked for.

        ``None`` when it cannot be planned; ``no_next_cycle`` says why. Whoever is dropped or rests
        is not booked.
        """
        return self.prospects.next_cycle(self._barred)

    @property
    def no_next_cycle(self) -> str:
        """Why no next cycle can be planned; empty when one can."""
        return self.prospects.hindrance

    @property
    def _barred(self) -> Mapping[str, str]:
        """Who is not to be booked next, whatever the budget, and why."""
        policy = self.book.decisions
        most = policy.rest_after if isinstance(policy, DecisionPolicy) else None
        return {
            line.creator_id: f"{line.decision.label}: {line.decision.reasons[0]}"
            for line in self.ranking
            if line.decision.label == "drop"
            or (most is not None and line.decision.evidence.cycles_in_a_row >= most)
        }

    @cached_property
    def patterns(self) -> Patterns:
        """Which angle pays in which niche; worked out when it is asked for."""
        return patterns_of(tuple(self.prospects.candidates.values()))

    @cached_property
    def bench(self) -> tuple[Benched, ...]:
        """Who was not booked in the last cycle and has a reason to be, the proven first."""
        return bench_of(tuple(self.prospects.candidates.values()), patterns=self.patterns)

    @cached_property
    def practice(self) -> tuple[Finding, ...]:
        """What is worth mending in how the campaign is run; worked out when it is asked for."""
        return practice_findings(self.board, as_of=self.as_of, lines=self.ranking)

    @cached_property
    def flywheel(self) -> Flywheel:
        """What was made of each post and what reuse returned; worked out when it is asked for."""
        return flywheel_of(self.book, as_of=self.as_of)

    @cached_property
    def paths(self) -> Paths:
        """How the sales came about; worked out when it is asked for."""
        return self.crediting.paths(self.board)

    @cached_property
    def _by_creator(self) -> Mapping[str, CreatorLine]:
        return {line.creator_id: line for line in self.ranking}

    def line(self, creator_id: str) -> CreatorLine:
        """The line of a creator.

        Raises:
            UnknownNameError: The book has no such creator; the close one is named.
        """
        if creator_id not in self._by_creator:
            raise UnknownNameError("creator", creator_id, self._by_creator)
        return self._by_creator[creator_id]

    def story(self, order_id: str) -> Story:
        """Who earned an order and why.

        Raises:
            InvalidInputError: The order was cancelled or a test, so nobody can have earned it.
            UnknownNameError: The book has no such order; the close one is named.
        """
        story = self.board.attribution.story(order_id)
        if story is not None:
            return story
        orders = self.book.orders_by_id
        if order_id in orders:
            status = orders[order_id].status
            raise InvalidInputError(f"order {order_id}", "be paid to be credited", status)
        raise UnknownNameError("order", order_id, orders)

    def why(self, subject: str, figure: str) -> Working:
        """The working of a creator's figure, or of the campaign's when *subject* is ``totals``.

        Raises:
            UnknownNameError: There is no such creator or figure; the close one is named.
        """
        is_whole = subject == "totals" and subject not in self._by_creator
        who = None if is_whole else self.line(subject).creator_id
        if figure in PATH_FIGURES:
            return self.paths.why(who, figure=figure)
        own = (*TOTAL_FIGURES, *INCREMENTAL_FIGURES) if is_whole else LINE_FIGURES
        names = (*own, *FIGURES)
        if figure not in names:
            raise UnknownNameError("figure", figure, (*names, *PATH_FIGURES))
        return self._why_totals(figure) if is_whole else self.line(subject).why(figure)

    def _why_totals(self, figure: str) -> Working:
        """The working of a figure of the campaign."""
        if figure not in INCREMENTAL_FIGURES:
            return self.totals.why(figure)
        if self.incrementality is None:
            return Working.of((self.not_incremental, "unknown"))
        return self.incrementality.why(figure)


def evaluate(
    book: Book,
    *,
    as_of: dt.datetime | None = None,
    crediting: Crediting | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """Everything that follows from *book*.

    Args:
        book: The campaign book.
        as_of: The moment of the settlement, with its offset; without it, the end of the campaign or
            the last fact of the book, whichever is later. What is payable, held and accrued follows
            from the facts up to it; every other figure, from all facts of the book.
        crediting: How it is worked out who earned what; order by order where it is left out.
        progress: Called with what is being done, how much of it is done, and how much there is.

    Raises:
        InvalidInputError: *as_of* has no offset.
        PluginError: The book's ranking strategy does not place every creator once.
    """
    moment = book.last_moment if as_of is None else as_of
    if moment.utcoffset() is None:
        raise InvalidInputError("as_of", "be a time with an offset", moment)
    way = _OrderByOrder() if crediting is None else crediting
    tell = progress or _silent
    tell(_CREDITING, 0, 1)
    board = scoreboard(book, earnings=way.earnings(book))
    known = book.until(moment)
    settled = board if known is book else scoreboard(known, earnings=way.earnings(known))
    tell(_CREDITING, 1, 1)
    appraisals: list[Appraisal] = []
    for count, card in enumerate(board.cards):
        tell(_SETTLING, count, len(board.cards))
        appraisals.append(appraise(card, board=board, settled=settled, as_of=moment))
    tell(_SETTLING, len(board.cards), len(board.cards))
    tell(_COMPARING, 0, 1)
    prospects = prospects_of(board, appraisals)
    comparison = Comparison.of(appraisals, prospects=prospects)
    totals = totals_of(board, appraisals)
    increment = increment_of(book, spend=totals.economics.spend)
    evaluation = Evaluation(
        board=board,
        as_of=moment,
        ranking=tuple(comparison.lines()),
        ranked_by=comparison.strategy.name,
        prospects=prospects,
        totals=totals,
        incrementality=increment.found,
        not_incremental=increment.reason,
        findings=(
            *book.rejections,
            *(gap.finding for gap in book.gaps),
            *lint_findings(board),
            *increment.findings,
        ),
        crediting=way,
    )
    tell(_COMPARING, 1, 1)
    return evaluation


def _silent(_what: str, _done: int, _whole: int) -> None:
    """Tell nobody."""
