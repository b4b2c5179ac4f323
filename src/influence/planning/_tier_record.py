"""Tier records: what the creators of one audience tier have cost and brought so far.

Creators are summed by the tier of their followers. Who cannot be placed, or of whom a sum is not
known, is left out by name and never counted as nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs

from influence import _requirements as require
from influence.creators import AUDIENCE_TIERS, AudienceTiers
from influence.errors import CurrencyMismatchError
from influence.ids import CreatorId, validated_id
from influence.money import Money
from influence.ratios import ratio

_maybe_count = attrs.validators.optional(require.is_count)
_maybe_money = attrs.validators.optional(require.is_any_money)


@attrs.frozen(kw_only=True)
class CreatorRecord:
    """What one creator cost and brought.

    Args:
        creator_id: Who.
        followers: Size of the audience; ``None`` when unknown.
        posts: Posts that were paid for.
        spend: What they cost: fee, product, shipping and handling.
        orders: Orders credited to them; ``None`` when unknown.
        revenue: Net sales of these; ``None`` when unknown.
        gross_profit: Gross profit of these; ``None`` when unknown.
    """

    creator_id: CreatorId = attrs.field(validator=validated_id)
    followers: int | None = attrs.field(default=None, validator=_maybe_count)
    posts: int = attrs.field(validator=require.is_count)
    spend: Money = attrs.field(validator=require.is_money)
    orders: int | Fraction | None = None
    revenue: Money | None = attrs.field(default=None, validator=_maybe_money)
    gross_profit: Money | None = attrs.field(default=None, validator=_maybe_money)

    @property
    def missing(self) -> str:
        """Why they cannot be counted, in words; empty when they can."""
        for what, is_told in (
            ("followers", self.followers is not None),
            ("posts", self.posts > 0),
            ("spend", self.spend.is_positive),
            ("orders", self.orders is not None),
            ("revenue", self.revenue is not None),
            ("gross profit", self.gross_profit is not None),
        ):
            if not is_told:
                return f"no {what}"
        return ""


@attrs.frozen(kw_only=True)
class TierRecord:
    """The creators of one tier together.

    Args:
        tier: The audience tier.
        creators: How many there are.
        posts: Their posts.
        reached: Followers, each creator's as often as they posted.
        spend: What they cost.
        orders: Orders credited to them.
        revenue: Net sales of these.
        gross_profit: Gross profit of these.
    """

    tier: str
    creators: int
    posts: int
    reached: int
    spend: Money
    orders: Fraction
    revenue: Money
    gross_profit: Money

    @property
    def multiple(self) -> Fraction | None:
        """Gross profit per unit of cost."""
        return ratio(self.gross_profit.exact.amount, self.spend.exact.amount)

    @property
    def gross_profit_per_follower(self) -> Fraction | None:
        """Gross profit of one post, for each follower, in major units."""
        return ratio(self.gross_profit.exact.amount, Fraction(self.reached))

    @property
    def gross_margin(self) -> Fraction | None:
        """Gross profit per unit of net sales."""
        return ratio(self.gross_profit.exact.amount, self.revenue.exact.amount)


@attrs.frozen(kw_only=True)
class TierRecords:
    """Tiers by name, and who was left out.

    Args:
        tiers: From the smallest audiences to the largest; only those that have creators.
        left_out: Why a creator is in none of them.
    """

    tiers: Mapping[str, TierRecord]
    left_out: Mapping[CreatorId, str]


def tier_records(
    records: Iterable[CreatorRecord], *, tiers: AudienceTiers = AUDIENCE_TIERS
) -> TierRecords:
    """The sums of creators by audience tier.

    Args:
        records: What each creator cost and brought.
        tiers: The audience tiers by followers.

    Raises:
        CurrencyMismatchError: The amounts differ in currency.

    Example:
        >>> def of(who, followers):
        ...     return CreatorRecord(
        ...         creator_id=who,
        ...         followers=followers,
        ...         posts=2,
        ...         spend=Money("300", "USD"),
        ...         orders=9,
        ...         revenue=Money("540", "USD"),
        ...         gross_profit=Money("297", "USD"),
        ...     )
        >>> found = tier_records([of("maya", 48_200), of("noor", 61_000), of("ben", None)])
        >>> found.tiers["micro"].multiple, found.left_out
        (Fraction(99, 100), {'ben': 'no followers'})
    """
    by_tier: dict[str, list[CreatorRecord]] = {tier: [] for tier in tiers.values}
    left_out: dict[CreatorId, str] = {}
    for record in records:
        if record.missing or record.followers is None:
            left_out[record.creator_id] = record.missing
        else:
            by_tier[tiers.at(record.followers)].append(record)
    _check_currencies([one for several in by_tier.values() for one in several])
    sums = {tier: _sum(tier, several) for tier, several in by_tier.items() if several}
    return TierRecords(tiers=sums, left_out=left_out)


def _sum(tier: str, records: list[CreatorRecord]) -> TierRecord:
    """The creators of a tier together."""
    currency = records[0].spend.currency

    def total(amounts: Iterable[Money | None]) -> Money:
        """The sum of amounts that were checked to be known."""
        return Money.total([one for one in amounts if one is not None], currency=currency)

    return TierRecord(
        tier=tier,
        creators=len(records),
        posts=sum(one.posts for one in records),
        reached=sum((one.followers or 0) * one.posts for one in records),
        spend=total(one.spend for one in records),
        orders=sum((Fraction(one.orders or 0) for one in records), start=Fraction(0)),
        revenue=total(one.revenue for one in records),
        gross_profit=total(one.gross_profit for one in records),
    )


def _check_currencies(records: list[CreatorRecord]) -> None:
    """Refuse amounts of several currencies."""
    for record in records:
        for amount in (record.spend, record.revenue, record.gross_profit):
            if amount is not None and amount.currency != records[0].spend.currency:
                rule = f"be in {records[0].spend.currency} as the others are"
                raise CurrencyMismatchError(f"amount of {record.creator_id}", rule, amount)
