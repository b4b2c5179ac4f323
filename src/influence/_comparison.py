"""Comparison: the creators of a book beside each other, and what follows for each.

standings → placings → evidence → decision, and the next payment stage
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

import attrs

from influence._prospects import Prospects, tells_profit
from influence.appraisals import Appraisal, most_per_order, standing_of, trials_of
from influence.campaign_book import Book
from influence.creator_lines import CreatorLine
from influence.decisions import Evidence, decide
from influence.ids import CreatorId
from influence.money import ExactMoney
from influence.progression import FeeOutlook, Progress, StageEvidence, expected_places
from influence.ranking import (
    Placing,
    Profit,
    RankingStrategy,
    Sheet,
    Shrinkage,
    Standing,
    placed,
    placings_of,
)
from influence.trials import AngleTrial


@attrs.frozen(kw_only=True)
class Comparison:
    """The creators of a book beside each other.

    Args:
        appraisals: Their money sides.
        prospects: What is believed of their next packages.
        strategy: By what they are ranked.
        placings: Their places by it.
        sheet: Their places on the ranking sheet.
        by_profit: Their places by profit.
        profit_per_order: The most that an order of the campaign earns; ``None`` when unknown.
    """

    appraisals: Sequence[Appraisal]
    prospects: Prospects
    strategy: RankingStrategy
    placings: Mapping[str, Placing]
    sheet: Mapping[str, Placing]
    by_profit: Mapping[str, Placing]
    profit_per_order: ExactMoney | None

    @classmethod
    def of(cls, appraisals: Sequence[Appraisal], *, prospects: Prospects) -> Comparison:
        """The places of all creators, by the book's strategy and by the two of every report."""
        book = prospects.book
        standings = [
            standing_of(one, candidate=prospects.candidates[one.card.creator.creator_id])
            for one in appraisals
        ]
        sheet = Sheet(metrics=book.campaign.success_metrics)
        needs_profit = isinstance(book.ranking, Profit | Shrinkage)
        strategy = sheet if needs_profit and not tells_profit(appraisals) else book.ranking
        return cls(
            appraisals=appraisals,
            prospects=prospects,
            strategy=strategy,
            placings=_placings(standings, strategy=strategy, prospects=prospects),
            sheet=placed(standings, strategy=sheet),
            by_profit=placed(standings, strategy=Profit()),
            profit_per_order=most_per_order(appraisals, currency=book.campaign.currency),
        )

    @property
    def book(self) -> Book:
        """The book they are of."""
        return self.prospects.book

    def lines(self) -> Iterator[CreatorLine]:
        """Everything there is to say of each creator, best first."""

        def place(one: Appraisal) -> tuple[int, int, str]:
            who = one.card.creator.creator_id
            return self.placings[who].rank, self.sheet[who].rank, who

        for rank, one in enumerate(sorted(self.appraisals, key=place), start=1):
            yield self._line(rank, one)

    def _line(self, rank: int, one: Appraisal) -> CreatorLine:
        """Everything there is to say of one creator."""
        who, book = one.card.creator.creator_id, self.book
        trials = trials_of(
            one, book=book, profit_per_order=self.profit_per_order, ripeness=self.prospects.ripeness
        )
        return CreatorLine(
            card=one.card,
            rank=rank,
            placing=self.placings[who],
            sheet=self.sheet[who],
            by_profit=self.by_profit[who],
            candidate=self.prospects.candidates[who],
            beliefs=self.prospects.beliefs,
            economics=one.economics,
            spend_lines=one.spend,
            statement=one.statement,
            payback_day=one.payback_day,
            trials=trials,
            decision=decide(self._evidence(one, trials), policy=book.decisions),
            progress=self._progress(one),
            codes=one.codes,
            margin_text=_margin_text(book),
        )

    def _evidence(self, one: Appraisal, trials: tuple[AngleTrial, ...]) -> Evidence:
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
            sheet_rank=self.sheet[who].rank,
            creators=len(self.appraisals),
            outlook=self.prospects.outlook(who),
            price=self.prospects.candidates[who].price,
            cycles_in_a_row=self.prospects.cycles_in_a_row(who),
        )

    def _progress(self, one: Appraisal) -> Progress | None:
        """A creator's next payment stage, where a stage was agreed."""
        deal = one.card.deal
        if deal is None or deal.stage is None:
            return None
        orders, who = one.economics.orders, one.card.creator.creator_id
        evidence = StageEvidence(
            posts=len(one.card.posts),
            orders=None if orders is None else Fraction(orders),
            profit=one.economics.profit,
            rank=self.by_profit[who].rank,
            creators=len(self.appraisals),
            spend=one.spend.total,
        )
        offered = self._offers.get(who)
        if offered is not None:
            rank = self._expected_places[who]
            evidence = offered.evidence(evidence, expected_rank=rank)
        return self.book.ladder.next_from(deal.stage, evidence=evidence)

    @cached_property
    def _offers(self) -> Mapping[CreatorId, FeeOutlook]:
        """What is believed of each creator at their price, where both are known."""
        return {
            who: FeeOutlook(outlook=outlook, price=candidate.price)
            for who, candidate in self.prospects.candidates.items()
            if candidate.price is not None and (outlook := self.prospects.outlook(who)) is not None
        }

    @cached_property
    def _expected_places(self) -> Mapping[CreatorId, int]:
        """Their places by expected profit."""
        return expected_places(self._offers.values())


def _placings(
    standings: Sequence[Standing], *, strategy: RankingStrategy, prospects: Prospects
) -> Mapping[str, Placing]:
    """The places by a strategy; what is believed is not learned again."""
    if not isinstance(strategy, Shrinkage) or prospects.beliefs is None:
        return placed(standings, strategy=strategy)
    placings = placings_of(standings, outlooks=prospects.beliefs.outlooks)
    return {placing.creator_id: placing for placing in placings}


def _margin_text(book: Book) -> str:
    """How gross profit is told, in words."""
    margin = book.campaign.gross_margin
    if margin is None:
        return "the gross profit of the orders or results"
    return f"their own gross profit, else a gross margin of {margin}"
