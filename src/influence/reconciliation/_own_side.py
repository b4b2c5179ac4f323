"""Our side: what the book knows of one creator at a moment, and what follows from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property

import attrs

from influence.attribution import Story
from influence.campaign_book import Book
from influence.ids import CreatorId
from influence.orders import Order
from influence.payments import CreditedOrder, PaymentRule, Performance
from influence.performances import performance_of, sold_order
from influence.periods import Period, microseconds
from influence.reconciliation._scenario import Measure, Scenario, held_orders
from influence.scorecards import Scoreboard, Scorecard


@attrs.frozen(kw_only=True)
class OwnSide:
    """What we know of one creator.

    Args:
        card: Their scorecard.
        board: The scoreboard of the book without what came after *as_of*.
        as_of: The moment of the reconciliation.
        against: The figure of ours that is compared.
    """

    card: Scorecard
    board: Scoreboard
    as_of: dt.datetime
    against: Measure

    @property
    def creator_id(self) -> CreatorId:
        """Who."""
        return self.card.creator.creator_id

    @property
    def book(self) -> Book:
        """The book up to the moment."""
        return self.board.book

    @property
    def terms(self) -> PaymentRule | None:
        """What was agreed; ``None`` when nothing was."""
        return None if self.card.deal is None else self.card.deal.terms

    @cached_property
    def performance(self) -> Performance:
        """What the creator did until the moment."""
        start = self.book.campaign.period.start
        if microseconds(start) >= microseconds(self.as_of):
            start = self.as_of.astimezone(dt.UTC) - dt.timedelta(microseconds=1)
        return performance_of(self.card, board=self.board, period=Period(start, self.as_of))

    @cached_property
    def orders(self) -> Mapping[str, CreditedOrder]:
        """The orders that we credit to the creator, in whole or in part, by their ids."""
        return {order.order_id: order for order in self.performance.orders}

    @cached_property
    def held_ids(self) -> frozenset[str]:
        """The orders that may not be paid yet."""
        return held_orders(self.performance, hold_days=self.book.settlement.hold_days)

    def scenario(self, terms: PaymentRule) -> Scenario:
        """What our figure follows from when *terms* hold."""
        return Scenario(
            creator_id=self.creator_id,
            terms=terms,
            performance=self.performance,
            policy=self.book.settlement,
            as_of=self.as_of,
            measure=self.against,
        )

    @cached_property
    def is_additive(self) -> bool:
        """Whether the terms pay for all orders what they pay for each of them alone."""
        return self.terms is None or self.scenario(self.terms).is_additive

    def others(self) -> Iterator[tuple[CreditedOrder, str]]:
        """The orders in which they took part and that others earned, whole, and who did."""
        for story in self.board.attribution.stories:
            losers = {loser.who for loser in story.resolution.losers}
            shares = {part.credit.creator_id: part.credit.share for part in story.amounts}
            own = shares.get(self.creator_id)
            if own != 1 and (own is not None or self.creator_id in losers):
                yield self.whole(self.book.orders_by_id[story.order_id]), earners(story)

    def whole(self, order: Order) -> CreditedOrder:
        """An order of the book as if the creator had earned all of it."""
        book = self.book
        sold = sold_order(order, book=book, credits={self.creator_id: Fraction(1)})
        return sold.credited(
            refunds=book.refunds_by_order.get(order.order_id, ()),
            disputes=book.disputes_by_order.get(order.order_id, ()),
            as_of=self.as_of,
        )[self.creator_id]


def earners(story: Story) -> str:
    """Who earned an order, in words."""
    if not story.amounts:
        return "credited to nobody"
    parts = [
        part.credit.creator_id
        if part.credit.share == 1
        else f"{part.credit.creator_id} with {part.credit.share}"
        for part in story.amounts
    ]
    return f"credited to {' and '.join(parts)}"
