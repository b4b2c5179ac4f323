"""Prices of a follower: what a scenario file or a book asks, and the answer for each tier."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import cast

import attrs

from influence.cli._toml_tables import Table, at, refuse_others, table_in, text_in, whole_in
from influence.creators import AUDIENCE_TIERS
from influence.errors import InvalidInputError, UnknownNameError
from influence.exchange import ExchangeRate
from influence.money import Money
from influence.planning import (
    STUDIED_FOLLOWER_VALUES,
    FollowerPrice,
    TierRecord,
    follower_price,
)
from influence.shares import Share

PRICE_KEYS = (
    "gross_margin", "tiers", "followers", "other_costs", "rate", "rate_on", "rate_source",
)  # fmt: skip
_WHERE = "follower_price"


@attrs.frozen(kw_only=True)
class PriceQuestion:
    """What is asked about the price of a follower.

    Args:
        gross_margin: Part of net sales that is left when the goods are paid for.
        tiers: The tiers that are asked about.
        rate: From the currency of the priors; ``None`` where it is the same.
        other_costs: Product, shipping and handling of a post; ``None`` for nothing.
        followers: Followers of a creator by tier, for the highest fee of a post.
    """

    gross_margin: Share
    tiers: tuple[str, ...] = AUDIENCE_TIERS.values
    rate: ExchangeRate | None = None
    other_costs: Money | None = None
    followers: Mapping[str, int] = attrs.field(factory=dict[str, int])

    def highest_fee(self, price: FollowerPrice) -> tuple[int, Money] | None:
        """Followers of a creator of the tier, and the most that a post to them may be paid."""
        followers = self.followers.get(price.tier)
        if followers is None:
            return None
        return followers, price.most(followers, other_costs=self.other_costs)

    def prices(self, own: Mapping[str, TierRecord]) -> tuple[FollowerPrice, ...]:
        """The price of each tier, with what your own creators did."""
        return tuple(
            follower_price(
                prior, gross_margin=self.gross_margin, rate=self.rate, own=own.get(prior.tier)
            )
            for prior in STUDIED_FOLLOWER_VALUES
            if prior.tier in self.tiers
        )


def price_question(table: Table, *, currency: str) -> PriceQuestion:
    """What a file asks about the price of a follower.

    Raises:
        InvalidInputError: A value breaks its rule, or the rate is missing where it is needed.
        UnknownNameError: There is no such tier; the close one is named.
    """
    margin_text = text_in(table, "gross_margin", where=_WHERE)
    margin = at(f"{_WHERE}.gross_margin", lambda: Share(margin_text))
    if margin.fraction > 1:
        raise InvalidInputError(f"{_WHERE}.gross_margin", "be at most 1", margin_text)
    other = None
    if "other_costs" in table:
        told = text_in(table, "other_costs", where=_WHERE)
        other = at(f"{_WHERE}.other_costs", lambda: Money(told, currency))
    return PriceQuestion(
        gross_margin=margin,
        tiers=_tiers(table.get("tiers", list(AUDIENCE_TIERS.values))),
        rate=_rate(table, currency=currency),
        other_costs=other,
        followers=_followers(table),
    )


def _followers(table: Table) -> Mapping[str, int]:
    """Followers of a creator by tier."""
    if "followers" not in table:
        return {}
    where = f"{_WHERE}.followers"
    inner = table_in(table, "followers", where=_WHERE)
    refuse_others(inner, AUDIENCE_TIERS.values, where=where)
    return {tier: whole_in(inner, tier, where=where) for tier in inner}


def _tiers(value: object) -> tuple[str, ...]:
    """The tiers that are asked about."""
    if not isinstance(value, list):
        raise InvalidInputError(f"{_WHERE}.tiers", "be a list of tiers", value)
    tiers = tuple(cast("list[str]", value))
    for tier in tiers:
        if tier not in AUDIENCE_TIERS.values:
            raise UnknownNameError(f"{_WHERE}.tiers", tier, AUDIENCE_TIERS.values)
    return tiers


def _rate(table: Table, *, currency: str) -> ExchangeRate | None:
    """The rate from the currency of the priors, where it is another."""
    base = STUDIED_FOLLOWER_VALUES[0].revenue.currency
    keys = ("rate", "rate_on", "rate_source")
    if base == currency:
        for key in keys:
            if key in table:
                rule = f"be left out, because the priors are in {base} as the file is"
                raise InvalidInputError(f"{_WHERE}.{key}", rule, table[key])
        return None
    if "rate" not in table:
        rule = f"tell what 1 {base} is in {currency}, because the priors are in {base}"
        raise InvalidInputError(f"{_WHERE}.rate", rule, None)
    rate, source = (text_in(table, key, where=_WHERE) for key in ("rate", "rate_source"))
    day = table.get("rate_on")
    if not isinstance(day, dt.date) or isinstance(day, dt.datetime):
        raise InvalidInputError(f"{_WHERE}.rate_on", "be a date", day)
    moment = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
    return at(
        f"{_WHERE}.rate",
        lambda: ExchangeRate(base=base, quote=currency, rate=rate, at=moment, source=source),
    )
