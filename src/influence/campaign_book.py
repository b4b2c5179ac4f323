"""Campaign book: what was agreed and what happened, in one value.

A book is complete and consistent once it is built: ids are unique, every row's creator and order is
in it, a creator's sales stand in it in one grain, and all amounts are in one currency. Rows that
broke a rule on the way in are kept beside it as rejections. Reading and writing books is for
``influence.books``; what follows from one is for ``influence.evaluation``.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TypeAlias, TypeVar

import attrs

from influence import _requirements as require
from influence._frozen_mapping import FrozenMapping
from influence.attribution import AttributionPolicy
from influence.campaigns import Campaign
from influence.costs import Cost
from influence.creators import AUDIENCE_TIERS, AudienceTiers, Creator
from influence.deals import Deal
from influence.decisions import DecisionPolicy
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.findings import Finding
from influence.leads import Lead
from influence.money import Money
from influence.orders import Order, Refund
from influence.periods import microseconds
from influence.posts import Post
from influence.progression import SOURCE_LADDER, DealLadder
from influence.ranking import Profit, RankingStrategy
from influence.results import Result
from influence.settlement import SettlementPolicy
from influence.tracking import Owners, Touch

__all__ = ["Book", "OtherColumns"]

_T = TypeVar("_T")


#: Table, then row, then column.
OtherColumns: TypeAlias = Mapping[str, Mapping[str, Mapping[str, str]]]


def _frozen(tables: OtherColumns) -> OtherColumns:
    """A copy that nobody can change."""
    return FrozenMapping(
        {
            table: FrozenMapping({row: FrozenMapping(cells) for row, cells in rows.items()})
            for table, rows in tables.items()
        }
    )


def _decided_by_campaign(book: Book) -> DecisionPolicy:
    """The sources' thresholds with the campaign's own payback window."""
    return DecisionPolicy(payback_days=book.campaign.payback_days)


@attrs.frozen(kw_only=True)
class Book:
    """A campaign book.

    Args:
        campaign: What was agreed for all.
        creators: Everybody in it.
        deals: What was agreed with each.
        posts: What was published.
        touches: Who met which mark.
        orders: What was bought.
        refunds: What was given back.
        leads: Who asked, booked or signed up.
        results: What was already counted elsewhere.
        costs: What was spent beside the terms.
        attribution: How credit is decided.
        settlement: When what is owed may be paid.
        ranking: Who did best.
        decisions: The thresholds of the decisions.
        ladder: The payment stages.
        tiers: The audience tiers.
        tells_sales: Whether anything tells sales. ``False`` when there was neither a table of
            orders nor one of results, so that sales are unknown and not zero.
        rejections: What was left out on the way in, and what was odd.
        other_columns: What stood in columns that no figure reads: table, then row (its id, or its
            place from 1 where it has none), then column.

    Raises:
        InvalidInputError: An id stands twice, a row names a creator or order that is not in the
            book, refunds exceed their order, a creator has both counted results and touches or
            codes, or two share a mark.
        CurrencyMismatchError: An amount is not in the currency of the campaign.
    """

    campaign: Campaign
    creators: tuple[Creator, ...] = attrs.field(validator=require.is_tuple)
    deals: tuple[Deal, ...] = attrs.field(default=(), validator=require.is_tuple)
    posts: tuple[Post, ...] = attrs.field(default=(), validator=require.is_tuple)
    touches: tuple[Touch, ...] = attrs.field(default=(), validator=require.is_tuple)
    orders: tuple[Order, ...] = attrs.field(default=(), validator=require.is_tuple)
    refunds: tuple[Refund, ...] = attrs.field(default=(), validator=require.is_tuple)
    leads: tuple[Lead, ...] = attrs.field(default=(), validator=require.is_tuple)
    results: tuple[Result, ...] = attrs.field(default=(), validator=require.is_tuple)
    costs: tuple[Cost, ...] = attrs.field(default=(), validator=require.is_tuple)
    attribution: AttributionPolicy = AttributionPolicy()
    settlement: SettlementPolicy = SettlementPolicy()
    ranking: RankingStrategy = Profit()
    decisions: DecisionPolicy = attrs.field(
        default=attrs.Factory(_decided_by_campaign, takes_self=True)
    )
    ladder: DealLadder = SOURCE_LADDER
    tiers: AudienceTiers = AUDIENCE_TIERS
    tells_sales: bool = True
    rejections: tuple[Finding, ...] = attrs.field(default=(), validator=require.is_tuple)
    other_columns: OtherColumns = attrs.field(
        factory=dict[str, Mapping[str, Mapping[str, str]]], converter=_frozen
    )

    def __attrs_post_init__(self) -> None:
        self._check_ids()
        self._check_references()
        self._check_currencies()
        self._check_refunds()
        self._check_grains()

    @property
    def rejected_rows(self) -> int:
        """How many rows were left out on the way in because they broke a rule."""
        return sum(one.rows for one in self.rejections if one.severity == "error")

    @cached_property
    def owners(self) -> Owners:
        """Whose each link, code and keyword is."""
        return Owners(tuple(mark for deal in self.deals for mark in deal.marks))

    @cached_property
    def orders_by_id(self) -> dict[str, Order]:
        """The orders by their ids."""
        return {order.order_id: order for order in self.orders}

    @cached_property
    def orders_by_buyer(self) -> Counter[str]:
        """How many paid orders each customer or visitor has."""
        return Counter(order.buyer for order in self.orders if order.is_paid and order.buyer)

    @cached_property
    def last_moment(self) -> dt.datetime:
        """The end of the campaign or the last fact of the book, whichever is later."""
        moments = (
            self.campaign.period.end,
            *(post.published_at for post in self.posts),
            *(touch.at for touch in self.touches),
            *(order.at for order in self.orders),
            *(refund.at for refund in self.refunds),
            *(lead.at for lead in self.leads),
            *(cost.at for cost in self.costs),
            *(self._moment_of(row) for row in self.results),
        )
        return max(moments, key=microseconds).astimezone(self.campaign.time_zone)

    def until(self, moment: dt.datetime) -> Book:
        """The book without what came after *moment*; the figures of a post have no date and stay.

        Raises:
            InvalidInputError: *moment* has no offset.
        """
        last = microseconds(moment)
        if last >= microseconds(self.last_moment):
            return self
        orders = tuple(row for row in self.orders if microseconds(row.at) <= last)
        placed = {row.order_id for row in orders}
        return attrs.evolve(
            self,
            orders=orders,
            posts=tuple(row for row in self.posts if microseconds(row.published_at) <= last),
            touches=tuple(row for row in self.touches if microseconds(row.at) <= last),
            refunds=tuple(
                row
                for row in self.refunds
                if microseconds(row.at) <= last and row.order_id in placed
            ),
            leads=tuple(row for row in self.leads if microseconds(row.at) <= last),
            results=tuple(
                row for row in self.results if microseconds(self._moment_of(row)) <= last
            ),
            costs=tuple(row for row in self.costs if microseconds(row.at) <= last),
        )

    def _moment_of(self, row: Result) -> dt.datetime:
        """The beginning of the day that a row of results counts."""
        return dt.datetime.combine(row.date, dt.time(), self.campaign.time_zone)

    @cached_property
    def _creators_by_id(self) -> dict[str, Creator]:
        return {creator.creator_id: creator for creator in self.creators}

    def _check_ids(self) -> None:
        """Refuse an id that stands twice in its table."""
        _refuse_twice("creator", self.creators, lambda row: row.creator_id)
        _refuse_twice("deal of creator", self.deals, lambda row: row.creator_id)
        _refuse_twice("post", self.posts, lambda row: row.post_id)
        _refuse_twice("touch", self.touches, lambda row: row.touch_id)
        _refuse_twice("order", self.orders, lambda row: row.order_id)
        _refuse_twice("refund", self.refunds, lambda row: row.refund_id)
        _refuse_twice("lead", self.leads, lambda row: row.lead_id)
        _refuse_twice("cost", self.costs, lambda row: row.cost_id)

    def _check_references(self) -> None:
        """Refuse rows that name what is not in the book."""
        creators = self._creators_by_id
        named = (
            *(("deal", deal.creator_id) for deal in self.deals),
            *((f"post {post.post_id}", post.creator_id) for post in self.posts),
            *((f"result of {row.date}", row.creator_id) for row in self.results),
            *((f"cost {row.cost_id}", row.creator_id) for row in self.costs if row.creator_id),
        )
        for what, creator_id in named:
            if creator_id not in creators:
                raise InvalidInputError(what, "name a creator of the book", creator_id)

    def _check_currencies(self) -> None:
        """Refuse amounts in another currency than the campaign's."""
        amounts: tuple[Iterable[tuple[str, Money | None]], ...] = (
            ((f"post {row.post_id}", row.cost) for row in self.posts),
            ((f"order {row.order_id}", row.items) for row in self.orders),
            ((f"refund {row.refund_id}", row.amount) for row in self.refunds),
            ((f"result of {row.creator_id}", row.revenue) for row in self.results),
            ((f"result of {row.creator_id}", row.gross_profit) for row in self.results),
            ((f"cost {row.cost_id}", row.amount) for row in self.costs),
            (("minimum payout", amount) for amount in (self.settlement.minimum_payout,)),
        )
        currency = self.campaign.currency
        for what, amount in (pair for pairs in amounts for pair in pairs):
            if amount is not None and amount.currency != currency:
                rule = f"be in {currency}, the currency of the campaign"
                raise CurrencyMismatchError(what, rule, amount)

    def _check_refunds(self) -> None:
        """Refuse refunds of unknown orders, and refunds that exceed their order."""
        left = {order.order_id: order.items for order in self.orders}
        for refund in self.refunds:
            if refund.order_id not in left:
                what = f"refund {refund.refund_id}"
                raise InvalidInputError(what, "name an order of the book", refund.order_id)
            rest = left[refund.order_id] - refund.amount
            if rest.is_negative:
                rule = f"be at most {left[refund.order_id]}, what is left of its order"
                raise InvalidInputError(f"refund {refund.refund_id}", rule, str(refund.amount))
            left[refund.order_id] = rest

    def _check_grains(self) -> None:
        """Refuse results of a creator whose marks are borne by touches or orders as well."""
        counted = {row.creator_id for row in self.results}
        owners = self.owners
        marked = (owners.of_touch(touch) for touch in self.touches) if counted else ()
        coded = (owners.of_codes(order.codes) for order in self.orders) if counted else ()
        credited = {*marked, *(owner for codes in coded for _, owner in codes)}
        for creator_id in sorted(counted & credited):
            rule = "be of creators whose marks no touch or order bears, lest sales count twice"
            raise InvalidInputError("results", rule, creator_id)


def _refuse_twice(what: str, rows: Iterable[_T], id_of: Callable[[_T], str]) -> None:
    """Refuse a second row of the same id."""
    seen: set[str] = set()
    for row in rows:
        if id_of(row) in seen:
            raise InvalidInputError(what, "stand once", id_of(row))
        seen.add(id_of(row))
