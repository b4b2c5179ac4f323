"""A book's own tiers: sums by hand, who is left out, and the two scenarios that follow."""

from __future__ import annotations

from fractions import Fraction

import pytest

from influence.errors import (
    CurrencyMismatchError,
    InvalidInputError,
    MissingDataError,
    UnknownNameError,
)
from influence.money import Money
from influence.planning import (
    CreatorRecord,
    ReturnMultiple,
    TierRecord,
    TierRecords,
    own_scenarios,
    tier_multiple,
    tier_records,
)


def creator(
    who: str,
    followers: int | None = 40_000,
    *,
    posts: int = 2,
    spend: str = "300",
    orders: int | None = 10,
    revenue: str | None = "800",
    gross_profit: str | None = "400",
    currency: str = "USD",
) -> CreatorRecord:
    """One creator."""
    return CreatorRecord(
        creator_id=who,
        followers=followers,
        posts=posts,
        spend=Money(spend, currency),
        orders=orders,
        revenue=None if revenue is None else Money(revenue, currency),
        gross_profit=None if gross_profit is None else Money(gross_profit, currency),
    )


def test_tiers_are_summed_by_hand() -> None:
    found = tier_records([creator("maya"), creator("noor", 60_000), creator("ben", 900)])
    assert list(found.tiers) == ["nano", "micro"]
    micro = found.tiers["micro"]
    assert (micro.creators, micro.posts, micro.reached) == (2, 4, 200_000)
    assert (micro.spend, micro.orders) == (Money("600", "USD"), Fraction(20))
    assert (micro.multiple, micro.gross_margin) == (Fraction(4, 3), Fraction(1, 2))
    assert micro.gross_profit_per_follower == Fraction(800, 200_000)


def test_who_cannot_be_placed_is_left_out_by_name() -> None:
    found = tier_records(
        [
            creator("a", None),
            creator("b", posts=0),
            creator("c", spend="0"),
            creator("d", orders=None),
            creator("e", revenue=None),
            creator("f", gross_profit=None),
        ]
    )
    assert found.tiers == {}
    assert dict(found.left_out) == {
        "a": "no followers",
        "b": "no posts",
        "c": "no spend",
        "d": "no orders",
        "e": "no revenue",
        "f": "no gross profit",
    }


def test_amounts_of_two_currencies_are_refused() -> None:
    with pytest.raises(CurrencyMismatchError) as refusal:
        tier_records([creator("maya"), creator("noor", currency="EUR")])
    assert str(refusal.value) == (
        "amount of noor must be in USD as the others are, got Money('300.00', 'EUR')"
    )


def test_a_tier_without_sales_has_no_margin() -> None:
    found = tier_records([creator("maya", 0, orders=0, revenue="0", gross_profit="0")])
    assert found.tiers["nano"].gross_margin is None
    assert found.tiers["nano"].gross_profit_per_follower is None


def test_small_ones_and_a_celebrity_cost_the_same() -> None:
    small, star = own_scenarios(tier_records([creator("maya"), creator("noor")]), partners=4)
    assert (small.name, small.partners, small.angles) == ("4 micro creators", 4, 2)
    assert (star.name, star.partners) == ("one mega creator for the same money", 1)
    assert small.spend == star.spend == Money("1200", "USD")
    # 1.36 three times and 4/3 twice: (4.08 + 2.6667) ÷ 5
    assert isinstance(small.response, ReturnMultiple)
    assert small.response.expected.text == "1.349333"
    assert small.response.log_sd == pytest.approx(((1.49 * 1.18 - 1 + 0.1) / 5) ** 0.5)
    assert small.response.basis == (
        "2 of your own at 1.333333, and the benchmark 1.36 as 3 (36 % on average; S1, 2026-11-22)"
    )
    assert isinstance(star.response, ReturnMultiple)
    assert star.response.basis == (
        "benchmark 1.05 alone (59 % of posts lose money; S1, 2026-11-22)"
    )
    assert small.worth.in_time == 40


def test_a_celebrity_of_your_own_speaks_for_itself() -> None:
    records = tier_records([creator("maya"), creator("star", 3_000_000, spend="9000", orders=30)])
    _, star = own_scenarios(records)
    assert isinstance(star.response, ReturnMultiple)
    assert star.response.basis.startswith("1 of your own at 0.044444")


def test_creators_who_only_lost_are_believed_to_return_little() -> None:
    lost = creator("noor", 900, spend="1000", orders=0, revenue="0", gross_profit="-5000")
    small, _ = own_scenarios(tier_records([lost, creator("star", 3_000_000, gross_profit="9000")]))
    assert isinstance(small.response, ReturnMultiple)
    assert small.response.expected.fraction == 0


def test_a_book_that_tells_too_little_is_refused() -> None:
    with pytest.raises(MissingDataError) as nobody:
        own_scenarios(TierRecords(tiers={}, left_out={"maya": "no followers"}))
    assert str(nobody.value) == (
        "book must have creators below the highest tier with followers, cost and sales, "
        "got {'maya': 'no followers'}"
    )
    with pytest.raises(MissingDataError) as nothing:
        own_scenarios(tier_records([creator("maya", orders=0, revenue="0", gross_profit="0")]))
    assert str(nothing.value) == "book must have orders that earned something, got '0'"
    with pytest.raises(InvalidInputError) as partners:
        own_scenarios(tier_records([creator("maya")]), partners=0)
    assert str(partners.value) == "partners must be a whole number of at least 1, got 0"
    with pytest.raises(InvalidInputError) as angles:
        own_scenarios(tier_records([creator("maya")]), angles=0)
    assert str(angles.value) == "angles must be a whole number of at least 1, got 0"
    with pytest.raises(UnknownNameError) as tier:
        tier_multiple("mikro")
    assert str(tier.value) == (
        "tier must be one of macro, mega, micro, nano, got 'mikro'; did you mean 'micro'?"
    )


def test_a_cycle_has_two_angles_whatever_the_book_had() -> None:
    small, _ = own_scenarios(tier_records([creator("maya", posts=5)]))
    assert (small.angles, small.cost_each.likely) == (2, Fraction(120))


def test_a_tier_record_needs_no_creators_to_be_asked() -> None:
    empty = TierRecord(
        tier="micro",
        creators=1,
        posts=1,
        reached=10,
        spend=Money("0", "USD"),
        orders=Fraction(0),
        revenue=Money("0", "USD"),
        gross_profit=Money("0", "USD"),
    )
    assert empty.multiple is None
    small, _ = own_scenarios(
        tier_records([creator("maya"), creator("noor"), creator("ben", 900, orders=0)])
    )
    assert small.name == "5 micro creators"
