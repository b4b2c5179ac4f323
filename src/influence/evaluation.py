"""Evaluation: a book in, everything that follows from it out. The main job as one pure function.

    credit the orders → settle the terms → unit economics → rank → decide → next payment stage

No clock, no files and no dice: the same book gives the same evaluation. The moment of the
settlement is an argument; without it, it is the end of the campaign or the last fact of the book,
whichever is later.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

import attrs

from influence._increment import increment_of
from influence.appraisals import Appraisal, appraise, most_per_order, standing_of, trials_of
from influence.attribution import Story
from influence.campaign_book import Book
from influence.creator_lines import LINE_FIGURES, CreatorLine
from influence.decisions import Evidence, decide
from influence.errors import InvalidInputError, UnknownNameError
from influence.findings import Finding
from influence.incrementality import INCREMENTAL_FIGURES, Incrementality
from influence.lint import lint_findings
from influence.money import ExactMoney
from influence.paths import PATH_FIGURES, Paths
from influence.progression import Progress, StageEvidence
from influence.ranking import Placing, Profit, RankingStrategy, Sheet, placed
from influence.roi import FIGURES
from influence.scorecards import Scoreboard, scoreboard
from influence.totals import TOTAL_FIGURES, Totals, totals_of
from influence.trials import AngleTrial
from influence.workings import Working

__all__ = ["Evaluation", "evaluate"]


@attrs.frozen(kw_only=True)
class Evaluation:
    """Everything that follows from a book.

    Args:
        board: The facts by creator.
        as_of: The moment of the settlement.
        ranking: A line for each creator, best first.
        ranked_by: The name of the strategy that ranked them.
        totals: The campaign as a whole.
        incrementality: What would not have come without the campaign, by the book's control;
            ``None`` when it has none that can be used.
        not_incremental: Why there is nothing incremental to say; empty when there is.
        findings: What was left out, odd or unknown.
    """

    board: Scoreboard
    as_of: dt.datetime
    ranking: tuple[CreatorLine, ...]
    ranked_by: str
    totals: Totals
    incrementality: Incrementality | None
    not_incremental: str
    findings: tuple[Finding, ...]

    @property
    def book(self) -> Book:
        """The book it follows from."""
        return self.board.book

    @cached_property
    def paths(self) -> Paths:
        """How the sales came about; worked out when it is asked for."""
        return Paths(board=self.board)

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


def evaluate(book: Book, *, as_of: dt.datetime | None = None) -> Evaluation:
    """Everything that follows from *book*.

    Args:
        book: The campaign book.
        as_of: The moment of the settlement, with its offset; without it, the end of the campaign or
            the last fact of the book, whichever is later. What is payable, held and accrued follows
            from the facts up to it; every other figure, from all facts of the book.

    Raises:
        InvalidInputError: *as_of* has no offset.
        PluginError: The book's ranking strategy does not place every creator once.
    """
    moment = book.last_moment if as_of is None else as_of
    if moment.utcoffset() is None:
        raise InvalidInputError("as_of", "be a time with an offset", moment)
    board = scoreboard(book)
    known = book.until(moment)
    settled = board if known is book else scoreboard(known)
    appraisals = [
        appraise(card, board=board, settled=settled, as_of=moment) for card in board.cards
    ]
    comparison = _Comparison.of(appraisals, book=book)
    totals = totals_of(board, appraisals)
    increment = increment_of(book, spend=totals.economics.spend)
    return Evaluation(
        board=board,
        as_of=moment,
        ranking=tuple(_line(rank, one, among=comparison) for rank, one in comparison.in_order()),
        ranked_by=comparison.strategy.name,
        totals=totals,
        incrementality=increment.found,
        not_incremental=increment.reason,
        findings=(
            *book.rejections,
            *(gap.finding for gap in book.gaps),
            *lint_findings(board),
            *increment.findings,
        ),
    )


@attrs.frozen(kw_only=True)
class _Comparison:
    """The creators of a book beside each other."""

    book: Book
    appraisals: Sequence[Appraisal]
    strategy: RankingStrategy
    placings: Mapping[str, Placing]
    sheet: Mapping[str, Placing]
    by_profit: Mapping[str, Placing]
    profit_per_order: ExactMoney | None

    @classmethod
    def of(cls, appraisals: Sequence[Appraisal], *, book: Book) -> _Comparison:
        """The places of all creators, by the book's strategy and by the two of every report."""
        standings = [standing_of(one) for one in appraisals]
        sheet = Sheet(metrics=book.campaign.success_metrics)
        has_profit = any(one.profit is not None for one in standings)
        strategy = book.ranking if has_profit or book.ranking.name != Profit.name else sheet
        return cls(
            book=book,
            appraisals=appraisals,
            strategy=strategy,
            placings=placed(standings, strategy=strategy),
            sheet=placed(standings, strategy=sheet),
            by_profit=placed(standings, strategy=Profit()),
            profit_per_order=most_per_order(appraisals, currency=book.campaign.currency),
        )

    def in_order(self) -> Iterator[tuple[int, Appraisal]]:
        """The creators, best first, each with a place of its own."""

        def place(one: Appraisal) -> tuple[int, int, str]:
            who = one.card.creator.creator_id
            return self.placings[who].rank, self.sheet[who].rank, who

        return enumerate(sorted(self.appraisals, key=place), start=1)


def _line(rank: int, one: Appraisal, *, among: _Comparison) -> CreatorLine:
    """Everything there is to say of one creator."""
    who, book = one.card.creator.creator_id, among.book
    trials = trials_of(one, book=book, profit_per_order=among.profit_per_order)
    return CreatorLine(
        card=one.card,
        rank=rank,
        placing=among.placings[who],
        sheet=among.sheet[who],
        by_profit=among.by_profit[who],
        economics=one.economics,
        spend_lines=one.spend,
        statement=one.statement,
        payback_day=one.payback_day,
        trials=trials,
        decision=decide(_evidence(one, trials, among=among), policy=book.decisions),
        progress=_progress(one, among=among),
        codes=one.codes,
        margin_text=_margin_text(book),
    )


def _evidence(one: Appraisal, trials: tuple[AngleTrial, ...], *, among: _Comparison) -> Evidence:
    """What a decision about a creator rests on."""
    who = one.card.creator.creator_id
    return Evidence(
        creator_id=who,
        spend=one.spend.total,
        revenue=one.economics.revenue,
        profit=one.economics.profit,
        profit_in_window=one.profit_in_window,
        payback_days=one.payback_day,
        trials=trials,
        sheet_rank=among.sheet[who].rank,
        creators=len(among.appraisals),
    )


def _progress(one: Appraisal, *, among: _Comparison) -> Progress | None:
    """A creator's next payment stage, where a stage was agreed."""
    deal = one.card.deal
    if deal is None or deal.stage is None:
        return None
    orders = one.economics.orders
    evidence = StageEvidence(
        posts=len(one.card.posts),
        orders=None if orders is None else Fraction(orders),
        profit=one.economics.profit,
        rank=among.by_profit[one.card.creator.creator_id].rank,
        creators=len(among.appraisals),
        spend=one.spend.total,
    )
    return among.book.ladder.next_from(deal.stage, evidence=evidence)


def _margin_text(book: Book) -> str:
    """How gross profit is told, in words."""
    margin = book.campaign.gross_margin
    if margin is None:
        return "the gross profit of the orders or results"
    return f"their own gross profit, else a gross margin of {margin}"
