"""By hand, for 240 and 190 of gross profit for 100 each, with 14 and 11 orders in all the campaign:

R = 430 ÷ 200 = 2.15, as is the level; an order brings 430 ÷ 25 = 17.20
v = 2 × (0.5 × 0.25² + 0.5 × 0.25²) = 0.125
s² = (2 × (0.75 × 2.15)² + 1 × 0.125) ÷ 3 = 1.775104, s = 1.332330
u² = 1.775104 × 0.5 + 2.15 × 17.20 ÷ 200 = 1.072452, u = 1.035593
spread of m = 1 ÷ √(1 ÷ 1.072452 + 1 ÷ (0.4 × 2.15)²) = 0.661610
chance = Φ(1.15 ÷ 0.661610) = Φ(1.7382) = 0.9589
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from influence.candidates import Candidate
from influence.errors import InvalidInputError
from influence.patterns import Pattern, PatternPolicy, patterns_of
from influence.testing._books import usd

Told = Callable[..., Candidate]


@pytest.fixture
def pattern(told: Told) -> Pattern:
    found = patterns_of([told("maya", "240", orders=14), told("leo", "190", orders=11)])
    return found.found[0]


def test_sums_are_exact(pattern: Pattern) -> None:
    assert pattern.creators == ("leo", "maya")
    assert pattern.cost == usd("200")
    assert pattern.gross_profit.rounded() == usd("430")
    assert (pattern.multiple, pattern.orders) == (Fraction(43, 20), Fraction(25))
    assert pattern.earners == 2


def test_chance_is_that_worked_out_by_hand(pattern: Pattern) -> None:
    assert pattern.creator_spread == pytest.approx(1.332330, abs=1e-6)
    assert pattern.own_spread == pytest.approx(1.035593, abs=1e-6)
    assert pattern.expected_multiple == pytest.approx(2.15)
    assert pattern.spread == pytest.approx(0.661610, abs=1e-6)
    assert pattern.probability_winning == pytest.approx(0.95891, abs=1e-5)
    assert pattern.is_winning
    low, high = pattern.interval()
    assert (low, high) == pytest.approx((2.15 - 1.281552 * 0.661610, 2.15 + 1.281552 * 0.661610))


def test_level_of_the_campaign_draws_a_pattern_down(told: Told) -> None:
    loser = told("zoe", "0", angle="b", cost="230")
    found = patterns_of([told("maya", "240", orders=14), told("leo", "190", orders=11), loser])
    (pattern,) = found.found
    assert found.level == pattern.level == 1  # 430 ÷ 430
    # u² = 0.416667 ÷ 2 + 2.15 × (430 ÷ 35) ÷ 200 = 0.340405
    # (2.15 ÷ 0.340405 + 1 ÷ 0.16) ÷ (1 ÷ 0.340405 + 1 ÷ 0.16) = 1.367702
    assert pattern.expected_multiple == pytest.approx(1.367702, abs=1e-6)
    assert pattern.multiple == Fraction(43, 20)


def test_two_who_agree_on_an_order_each_do_not_win(told: Told) -> None:
    few = patterns_of([told("maya", "150", orders=1), told("leo", "150", orders=1)]).found[0]
    many = patterns_of([told("maya", "150", orders=40), told("leo", "150", orders=40)]).found[0]
    assert few.multiple == many.multiple == Fraction(3, 2)
    assert many.probability_winning > few.probability_winning
    assert few.own_spread > 1


def test_one_star_beside_a_flop_is_less_sure_than_two_alike(told: Told) -> None:
    uneven = patterns_of([told("maya", "300"), told("leo", "0")]).found[0]
    even = patterns_of([told("maya", "150"), told("leo", "150")]).found[0]
    assert uneven.multiple == even.multiple
    assert uneven.earners == 1
    assert uneven.creator_spread > even.creator_spread
    assert uneven.probability_winning < even.probability_winning


def test_hardly_any_orders_are_unsure_however_little_they_returned(told: Told) -> None:
    (pattern,) = patterns_of([told("maya", "50", orders=1), told("leo", "50", orders=1)]).found
    # s² = 2 × 0.75² ÷ 3 = 0.375; u² = 0.375 ÷ 2 + 1 × 50 ÷ 200 = 0.4375
    assert pattern.own_spread == pytest.approx(0.4375**0.5)


def test_unknown_orders_are_unknown_and_add_no_luck(told: Told) -> None:
    found = patterns_of([told("maya", "240", orders=None), told("leo", "190", orders=None)])
    (pattern,) = found.found
    assert (pattern.orders, pattern.per_order) == (None, None)
    assert pattern.own_spread == pytest.approx((1.775104 / 2) ** 0.5, abs=1e-6)


def test_orders_of_one_tell_what_an_order_brings(told: Told) -> None:
    found = patterns_of([told("maya", "240", orders=None), told("leo", "190", orders=10)])
    assert found.found[0].per_order == 19


def test_campaign_that_earned_nothing_does_not_say_what_an_order_brings(told: Told) -> None:
    found = patterns_of([told("maya", "0", orders=2), told("leo", "-5", orders=1)])
    assert found.found[0].per_order is None


def test_pattern_that_returned_less_than_it_cost_never_wins(told: Told) -> None:
    policy = PatternPolicy(least_probability="0")
    (pattern,) = patterns_of([told("maya", "100"), told("leo", "100")], policy=policy).found
    assert not pattern.is_winning  # just its cost is not more
    assert pattern.working().result == "not proven"


def test_working_ends_in_the_verdict(pattern: Pattern) -> None:
    assert [(step.text, step.result) for step in pattern.working().steps] == [
        ("leo, 190.00 USD of gross profit for 100.00 USD", "1.9"),
        ("maya, 240.00 USD of gross profit for 100.00 USD", "2.4"),
        ("return multiple of all of them", "2.15"),
        ("orders behind it", "25"),
        ("by how much creators differ, seen and assumed", "1.3323"),
        ("how unsure the multiple is", "1.0356"),
        ("gross profit of an order of the campaign", "17.2"),
        ("return multiple of the campaign", "2.15"),
        ("drawn to it", "2.15"),
        ("how unsure that is", "0.6616"),
        ("chance that it returns more than it costs", "0.9589"),
        ("a in running", "winning"),
    ]


@pytest.mark.parametrize("level", [0, 1])
def test_level_of_an_interval_is_between_0_and_1(pattern: Pattern, level: float) -> None:
    with pytest.raises(InvalidInputError) as caught:
        pattern.interval(level)
    assert str(caught.value) == f"level of an interval must be between 0 and 1, got {level}"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"least_creators": 1}, "least_creators must be a whole number of at least 2, got 1"),
        ({"creator_spread": "0"}, "creator_spread must be a share above 0, got Share('0')"),
        ({"pattern_spread": "0"}, "pattern_spread must be a share above 0, got Share('0')"),
        (
            {"least_probability": "2"},
            "least_probability must be a share of at most 1, got Share('2')",
        ),
    ],
)
def test_assumptions_that_cannot_be_are_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        PatternPolicy(**changes)
    assert str(caught.value) == f"PatternPolicy.{message}"
