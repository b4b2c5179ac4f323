"""The price of a follower: by hand, with the prior named, and beside what a book shows."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.exchange import ExchangeRate
from influence.money import ExactMoney, Money
from influence.planning import STUDIED_FOLLOWER_VALUES, TierRecord, follower_price
from influence.planning._follower_price import per_follower

NANO, MICRO, MACRO, MEGA = STUDIED_FOLLOWER_VALUES
RATE = ExchangeRate(
    base="EUR",
    quote="USD",
    rate="1.08",
    at=dt.datetime(2026, 3, 2, tzinfo=dt.UTC),
    source="our bank",
)


def record(*, orders: int, gross_profit: str = "3000") -> TierRecord:
    """Six posts of three creators to 50,000 followers each."""
    return TierRecord(
        tier="micro",
        creators=3,
        posts=6,
        reached=300_000,
        spend=Money("1500", "USD"),
        orders=Fraction(orders),
        revenue=Money("6000", "USD"),
        gross_profit=Money(gross_profit, "USD"),
    )


def test_the_study_is_told_with_its_date_and_source() -> None:
    assert [one.tier for one in STUDIED_FOLLOWER_VALUES] == ["nano", "micro", "macro", "mega"]
    assert str(NANO) == "0.265 EUR a follower (mean of nano posts; S250, 2026-11-27)"
    # The geometric mean of 0.265 and 0.049.
    assert float(MICRO.revenue.amount) == pytest.approx((0.265 * 0.049) ** 0.5, abs=0.0005)


def test_the_prior_alone_by_hand() -> None:
    # 0.049 × 1.08 × 0.5
    found = follower_price(MACRO, gross_margin="0.5", rate=RATE)
    assert found.break_even == ExactMoney("0.02646", "USD")
    assert found.most(250_000, other_costs=Money("100", "USD")) == Money("6515.00", "USD")
    assert found.in_words() == (
        "macro: a post pays up to 0.0265 USD a follower, by the prior alone: 0.049 EUR a follower "
        "(mean of macro posts; S250, 2026-11-27)"
    )
    assert (found.by_own, found.own_posts, found.tells_own) == (None, 0, False)


def test_your_own_posts_outweigh_the_prior() -> None:
    # own 3000 ÷ 300000 = 0.01 six times, prior 0.114 × 1.08 × 0.5 = 0.06156 three times
    found = follower_price(MICRO, gross_margin="0.5", rate=RATE, own=record(orders=60))
    assert found.by_own == ExactMoney("0.01", "USD")
    assert found.break_even == ExactMoney((Fraction("0.18468") + Fraction("0.06")) / 9, "USD")
    assert found.in_words() == (
        "micro: a post pays up to 0.0272 USD a follower, by 6 posts of your own (0.0100 USD) and "
        "the prior as 3 (0.0616 USD: 0.114 EUR a follower (geometric mean of nano and macro, not "
        "studied; S250, 2026-11-27))"
    )


def test_few_orders_cannot_tell_yet() -> None:
    found = follower_price(MICRO, gross_margin="0.5", rate=RATE, own=record(orders=4))
    assert "because 4 orders of your own cannot tell yet" in found.in_words()


def test_a_tier_that_only_loses_is_worth_nothing() -> None:
    own = record(orders=60, gross_profit="-90000")
    found = follower_price(MICRO, gross_margin="0.5", rate=RATE, own=own)
    assert found.break_even == ExactMoney("0", "USD")
    assert found.most(40_000) == Money("0", "USD")
    assert "(-0.3000 USD)" in found.in_words()


def test_the_safe_price_is_lower_the_less_is_known() -> None:
    alone = follower_price(MICRO, gross_margin="0.5", rate=RATE)
    more = follower_price(MICRO, gross_margin="0.5", rate=RATE, own=record(orders=60))
    assert 0 < alone.safe.amount / alone.break_even.amount < 1
    assert more.safe.amount / more.break_even.amount > alone.safe.amount / alone.break_even.amount


def test_the_working_names_the_prior() -> None:
    found = follower_price(MICRO, gross_margin="0.5", rate=RATE, own=record(orders=60))
    assert str(found.working()).splitlines() == [
        "prior, geometric mean of nano and macro, not studied  0.114 EUR net sales a follower",
        "prior read on, source                                 2026-11-27, S250",
        f"converted                                             {RATE}",
        "gross margin                                          50 %",
        "by the prior                                          0.0616 USD",
        "counts as posts                                       3",
        "by your own posts                                     0.0100 USD",
        "your own posts                                        6",
        "your own orders                                       60",
        "nine in ten pay below                                 0.0169 USD",
        "a post pays up to, a follower                         0.0272 USD",
    ]
    assert "converted" not in str(follower_price(NANO, gross_margin="0.5").working())
    assert "by your own posts              unknown" in str(
        follower_price(NANO, gross_margin="0.5").working()
    )


def test_a_price_below_zero_keeps_its_sign() -> None:
    assert per_follower(ExactMoney("-0.3", "USD")) == "-0.3000 USD"


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(InvalidInputError) as margin:
        follower_price(NANO, gross_margin="1.5")
    assert str(margin.value) == "gross margin must be at most 1, got '1.5'"
    with pytest.raises(InvalidInputError) as weight:
        follower_price(NANO, gross_margin="0.5", prior_posts=0)
    assert str(weight.value) == "prior_posts must be a whole number of at least 1, got 0"
    with pytest.raises(CurrencyMismatchError) as rate:
        follower_price(NANO, gross_margin="0.5", rate=RATE.turned())
    assert str(rate.value).startswith("rate of a prior must be from EUR, the currency of the prior")
    with pytest.raises(InvalidInputError) as tier:
        follower_price(NANO, gross_margin="0.5", rate=RATE, own=record(orders=9))
    assert str(tier.value) == "own record of a tier must be of nano, got 'micro'"
    with pytest.raises(CurrencyMismatchError) as currency:
        follower_price(MICRO, gross_margin="0.5", own=record(orders=9))
    assert str(currency.value) == (
        "own record of a tier must be in EUR as the price is, or come with a rate, got 'USD'"
    )
    with pytest.raises(InvalidInputError) as followers:
        follower_price(NANO, gross_margin="0.5").most(-1)
    assert str(followers.value) == "followers must be a whole number of at least 0, got -1"
