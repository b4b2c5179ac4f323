"""Campaign book: what was agreed and what happened, in one value.

A book is complete and consistent once it is built: ids are unique, every row's creator and order is
in it, a creator's sales stand in it in one grain, and all amounts are in one currency. Rows that
broke a rule on the way in are kept beside it as rejections. Reading and writing books is for
``influence.books``; what follows from one is for ``influence.evaluation``.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeAlias, TypeVar

import attrs

from influence import _requirements as require
from influence._consistency import (
    IDS,
    OF_CREATORS,
    refuse_excess,
    refuse_foreign,
    refuse_other_quotes,
    refuse_partial_lines,
    refuse_strangers,
    refuse_twice,
    refuse_two_arms,
    refuse_two_grains,
)
from influence._cycle_plan import CyclePlan
from influence._frozen_mapping import FrozenMapping
from influence._lint_policy import LintPolicy
from influence.assets import Asset, AssetUse
from influence.attribution import AttributionPolicy
from influence.audiences import AudienceShare
from influence.beliefs import LearningPolicy
from influence.campaigns import Campaign
from influence.comments import Comment
from influence.costs import Cost
from influence.creators import AUDIENCE_TIERS, AudienceTiers, Creator
from influence.deals import Deal
from influence.decisions import DecisionPolicy, DecisionRule
from influence.deliverables import Move
from influence.disputes import Dispute
from influence.exchange import Conversion, ExchangeRate, ExchangeRates
from influence.findings import Finding
from influence.incrementality import HoldoutUnit, RegionDay
from influence.leads import Lead
from influence.links import LinkPolicy
from influence.memberships import MembershipStep
from influence.money import Money
from influence.orders import LineItem, Order, Refund
from influence.periods import microseconds
from influence.posts import Post
from influence.progression import DEFAULT_LADDER, DealLadder
from influence.ranking import RankingStrategy, Shrinkage
from influence.results import Result
from influence.settlement import SettlementPolicy
from influence.sources import Gap
from influence.tracking import Owners, Touch, TouchTable

__all__ = ["Book", "CyclePlan", "OtherColumns"]

_OfOrder = TypeVar("_OfOrder", LineItem, Refund, Dispute)


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


def _are_kept(book: Book, attribute: attrs.Attribute[Any], value: object) -> None:
    """A tuple, which nobody can change, or a table."""
    if not isinstance(value, TouchTable):
        require.is_tuple(book, attribute, value)


def _frozen_conversions(told: Mapping[str, Conversion]) -> Mapping[str, Conversion]:
    """A copy that nobody can change."""
    return FrozenMapping(told)


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
        touches: Who met which mark; a table of them where they are too many to be values.
        orders: What was bought.
        line_items: The lines of orders, for those that tell them.
        refunds: What was given back.
        disputes: Whose money somebody wants back.
        leads: Who asked, booked or signed up.
        results: What was already counted elsewhere.
        costs: What was spent beside the terms.
        controls: What was sold in regions with and without the campaign, day by day.
        holdouts: What people did who were kept from the campaign at random, and the others.
        moves: The steps of deliverables, as they happened.
        assets: Content that can be used again.
        asset_uses: Where it was used, and what came of it.
        recent_posts: The latest posts of creators, by which they are vetted.
        comments: What people wrote under posts.
        audience: Who follows the creators.
        memberships: How far creators have come from suggestion to membership.
        rates: What other currencies are in the campaign's.
        gaps: What the sources of these facts do not tell.
        attribution: How credit is decided.
        settlement: When what is owed may be paid.
        links: How links, codes and keywords are made.
        ranking: Who did best.
        lint: The lint rules that it names, and what it turns off.
        decisions: The thresholds of the decisions, or a rule that takes their place.
        learning: What is assumed where the book says little of what a next package brings.
        plan: The budget of the next cycle, how many are left, and the limits of its allocation.
        ladder: The payment stages.
        tiers: The audience tiers.
        tells_sales: Whether anything tells sales. ``False`` when there was neither a table of
            orders nor one of results, so that sales are unknown and not zero.
        rejections: What was left out on the way in, and what was odd.
        other_columns: What stood in columns that no figure reads: table, then row (its id, or its
            place from 1 where it has none), then column.
        conversions: The amounts that were told in another currency, each by table (one row of it),
            id and column, such as ``order 1042 items``; a row without an id by its place from 1.

    Raises:
        InvalidInputError: An id stands twice, a region in two arms, a row names a creator or order
            that is not in the book, the lines of an order do not sum to it, refunds exceed it or
            name a product that is not on it, a creator has both counted results and touches or
            codes, or two share a mark.
        CurrencyMismatchError: An amount, or what a rate is told in, is not in the currency of the
            campaign.
    """

    campaign: Campaign
    creators: tuple[Creator, ...] = attrs.field(validator=require.is_tuple)
    deals: tuple[Deal, ...] = attrs.field(default=(), validator=require.is_tuple)
    posts: tuple[Post, ...] = attrs.field(default=(), validator=require.is_tuple)
    touches: tuple[Touch, ...] | TouchTable = attrs.field(default=(), validator=_are_kept)
    orders: tuple[Order, ...] = attrs.field(default=(), validator=require.is_tuple)
    line_items: tuple[LineItem, ...] = attrs.field(default=(), validator=require.is_tuple)
    refunds: tuple[Refund, ...] = attrs.field(default=(), validator=require.is_tuple)
    disputes: tuple[Dispute, ...] = attrs.field(default=(), validator=require.is_tuple)
    leads: tuple[Lead, ...] = attrs.field(default=(), validator=require.is_tuple)
    results: tuple[Result, ...] = attrs.field(default=(), validator=require.is_tuple)
    costs: tuple[Cost, ...] = attrs.field(default=(), validator=require.is_tuple)
    controls: tuple[RegionDay, ...] = attrs.field(default=(), validator=require.is_tuple)
    holdouts: tuple[HoldoutUnit, ...] = attrs.field(default=(), validator=require.is_tuple)
    moves: tuple[Move, ...] = attrs.field(default=(), validator=require.is_tuple)
    assets: tuple[Asset, ...] = attrs.field(default=(), validator=require.is_tuple)
    asset_uses: tuple[AssetUse, ...] = attrs.field(default=(), validator=require.is_tuple)
    recent_posts: tuple[Post, ...] = attrs.field(default=(), validator=require.is_tuple)
    comments: tuple[Comment, ...] = attrs.field(default=(), validator=require.is_tuple)
    audience: tuple[AudienceShare, ...] = attrs.field(default=(), validator=require.is_tuple)
    memberships: tuple[MembershipStep, ...] = attrs.field(default=(), validator=require.is_tuple)
    rates: tuple[ExchangeRate, ...] = attrs.field(default=(), validator=require.is_tuple)
    gaps: tuple[Gap, ...] = attrs.field(default=(), validator=require.are(Gap, called="gaps"))
    attribution: AttributionPolicy = AttributionPolicy()
    settlement: SettlementPolicy = SettlementPolicy()
    links: LinkPolicy = LinkPolicy()
    ranking: RankingStrategy = Shrinkage()
    lint: LintPolicy = LintPolicy()
    decisions: DecisionPolicy | DecisionRule = attrs.field(
        default=attrs.Factory(_decided_by_campaign, takes_self=True)
    )
    learning: LearningPolicy = LearningPolicy()
    plan: CyclePlan = CyclePlan()
    ladder: DealLadder = DEFAULT_LADDER
    tiers: AudienceTiers = AUDIENCE_TIERS
    tells_sales: bool = True
    rejections: tuple[Finding, ...] = attrs.field(default=(), validator=require.is_tuple)
    other_columns: OtherColumns = attrs.field(
        factory=dict[str, Mapping[str, Mapping[str, str]]], converter=_frozen
    )
    conversions: Mapping[str, Conversion] = attrs.field(
        factory=dict[str, Conversion], converter=_frozen_conversions
    )

    def __attrs_post_init__(self) -> None:
        self._check_ids()
        self._check_references()
        self._check_currencies()
        self._check_orders()

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
    def refunds_by_order(self) -> Mapping[str, tuple[Refund, ...]]:
        """The refunds of each order that has any."""
        return _by_order(self.refunds)

    @cached_property
    def disputes_by_order(self) -> Mapping[str, tuple[Dispute, ...]]:
        """The disputes of each order that has any."""
        return _by_order(self.disputes)

    @cached_property
    def lines_by_order(self) -> Mapping[str, tuple[LineItem, ...]]:
        """The lines of each order that tells them."""
        return _by_order(self.line_items)

    @cached_property
    def exchange(self) -> ExchangeRates:
        """The rates, to be asked for the one of a moment."""
        return ExchangeRates(self.rates)

    @cached_property
    def customers_since(self) -> Mapping[str, dt.datetime]:
        """When each customer first bought anything in the book."""
        first: dict[str, dt.datetime] = {}
        for order in sorted(self.orders, key=lambda row: microseconds(row.at)):
            if order.is_paid and order.customer_id is not None:
                first.setdefault(order.customer_id, order.at)
        return first

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
            *self._last_met,
            *(order.at for order in self.orders),
            *(refund.at for refund in self.refunds),
            *(one.closed_at or one.opened_at for one in self.disputes),
            *(lead.at for lead in self.leads),
            *(cost.at for cost in self.costs),
            *(move.at for move in self.moves),
            *(self._moment_of(row) for row in self.results),
        )
        return max(moments, key=microseconds).astimezone(self.campaign.time_zone)

    @property
    def _last_met(self) -> Iterable[dt.datetime]:
        """When touches were; of a table of them, when the last was."""
        if isinstance(self.touches, TouchTable):
            return () if self.touches.last is None else (self.touches.last,)
        return (touch.at for touch in self.touches)

    def touches_of(self, visitors: Collection[str]) -> Sequence[Touch]:
        """The touches of some visitors, and maybe of others."""
        return self.touches.of(visitors) if isinstance(self.touches, TouchTable) else self.touches

    def until(self, moment: dt.datetime) -> Book:
        """The book without what came after *moment*.

        The figures of a post have no date and stay, and so do rates and conversions. A control
        stays as well: nothing is settled by it.

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
            touches=(
                self.touches.until(moment)
                if isinstance(self.touches, TouchTable)
                else tuple(row for row in self.touches if microseconds(row.at) <= last)
            ),
            refunds=tuple(
                row
                for row in self.refunds
                if microseconds(row.at) <= last and row.order_id in placed
            ),
            line_items=tuple(row for row in self.line_items if row.order_id in placed),
            disputes=tuple(
                row.known_at(moment)
                for row in self.disputes
                if microseconds(row.opened_at) <= last and row.order_id in placed
            ),
            leads=tuple(row for row in self.leads if microseconds(row.at) <= last),
            results=tuple(
                row for row in self.results if microseconds(self._moment_of(row)) <= last
            ),
            costs=tuple(row for row in self.costs if microseconds(row.at) <= last),
            moves=tuple(row for row in self.moves if microseconds(row.at) <= last),
            asset_uses=tuple(row for row in self.asset_uses if microseconds(row.starts) <= last),
            memberships=tuple(row for row in self.memberships if microseconds(row.at) <= last),
        )

    def _moment_of(self, row: Result) -> dt.datetime:
        """The beginning of the day that a row of results counts."""
        return dt.datetime.combine(row.date, dt.time(), self.campaign.time_zone)

    def _check_ids(self) -> None:
        """Refuse an id that stands twice in its table."""
        for what, name, key in IDS:
            table = getattr(self, name)
            if not isinstance(table, TouchTable):
                refuse_twice(what, (getattr(row, key) for row in table))
        refuse_two_arms(self.controls)

    def _check_references(self) -> None:
        """Refuse rows that name what is not in the book."""
        known = {creator.creator_id for creator in self.creators}
        refuse_strangers(self._of_creators(), known=known, rule="name a creator of the book")
        of_orders = (
            *((f"line {row.line_id}", row.order_id) for row in self.line_items),
            *((f"refund {row.refund_id}", row.order_id) for row in self.refunds),
            *((f"dispute {row.dispute_id}", row.order_id) for row in self.disputes),
        )
        refuse_strangers(of_orders, known=self.orders_by_id, rule="name an order of the book")
        uses = ((f"use {row.use_id}", row.asset_id) for row in self.asset_uses)
        assets = {row.asset_id for row in self.assets}
        refuse_strangers(tuple(uses), known=assets, rule="name an asset of the book")

    def _of_creators(self) -> Iterator[tuple[str, str]]:
        """Every row that names a creator, and whom."""
        yield from (("deal", deal.creator_id) for deal in self.deals)
        yield from ((f"result of {row.date}", row.creator_id) for row in self.results)
        for what, table, key in OF_CREATORS:
            for row in getattr(self, table):
                if row.creator_id is not None:
                    yield f"{what} {getattr(row, key)}", row.creator_id

    def _check_currencies(self) -> None:
        """Refuse amounts in another currency than the campaign's, and rates to another."""
        amounts: tuple[Iterable[tuple[str, Money | None]], ...] = (
            ((f"post {row.post_id}", row.cost) for row in self.posts),
            ((f"order {row.order_id}", row.items) for row in self.orders),
            ((f"line {row.line_id}", row.amount) for row in self.line_items),
            ((f"refund {row.refund_id}", row.amount) for row in self.refunds),
            ((f"result of {row.creator_id}", row.revenue) for row in self.results),
            ((f"result of {row.creator_id}", row.gross_profit) for row in self.results),
            ((f"cost {row.cost_id}", row.amount) for row in self.costs),
            ((f"revenue of {row.region_day}", row.revenue) for row in self.controls),
            ((f"revenue of unit {row.unit_id}", row.revenue) for row in self.holdouts),
            ((f"asset {row.asset_id}", row.cost) for row in self.assets),
            ((f"spend of use {row.use_id}", row.spend) for row in self.asset_uses),
            ((f"revenue of use {row.use_id}", row.revenue) for row in self.asset_uses),
            ((f"gross profit of use {row.use_id}", row.gross_profit) for row in self.asset_uses),
            (("minimum payout", amount) for amount in (self.settlement.minimum_payout,)),
            ((f"quote of {deal.creator_id}", deal.quote) for deal in self.deals),
            (("budget of the next cycle", amount) for amount in (self.plan.budget,)),
        )
        currency = self.campaign.currency
        refuse_foreign((pair for pairs in amounts for pair in pairs), currency=currency)
        refuse_other_quotes(self.rates, currency=currency)

    def _check_orders(self) -> None:
        """Refuse lines and refunds that do not fit their order, and sales in two grains."""
        orders, lines = self.orders_by_id, self.lines_by_order
        refuse_partial_lines(lines, orders=orders)
        refuse_excess(self.refunds, orders=orders, lines=lines)
        refuse_two_grains(
            self.results, owners=self.owners, touches=self.touches, orders=self.orders
        )


def _by_order(rows: Iterable[_OfOrder]) -> Mapping[str, tuple[_OfOrder, ...]]:
    """Rows about orders, by order."""
    grouped: dict[str, list[_OfOrder]] = {}
    for row in rows:
        grouped.setdefault(row.order_id, []).append(row)
    return {order_id: tuple(found) for order_id, found in grouped.items()}
