from __future__ import annotations

import math
import random

import pytest

from influence.allocation import Allocation, AllocationPolicy, Choice, allocate
from influence.bookings import Booking
from influence.candidates import Candidate
from influence.errors import InvalidInputError
from influence.outlooks import Outlook
from influence.shares import Share
from influence.testing._books import usd


def allocation(
    *people: tuple[str, float, float, float], season: str = "0", at_most: int = 1
) -> Allocation:
    """Everybody booked: price, log mean, log sd and outcome log sd."""
    choices = [
        Choice(
            candidate=Candidate(
                creator_id=f"c{place}",
                price=usd(price),
                bookings=(Booking(cycle=0, cost=usd(price)),),
            ),
            outlook=Outlook(
                creator_id=f"c{place}",
                log_mean=log_mean,
                log_sd=log_sd,
                outcome_log_sd=outcome,
                effective_orders=9.0,
            ),
        )
        for place, (price, log_mean, log_sd, outcome) in enumerate(people)
    ]
    policy = AllocationPolicy(
        least_partners=0,
        most_share=Share(1),
        at_most=at_most,
        response=Share("0.8"),
        season=Share(season),
    )
    return allocate(choices, budget=usd("100000"), policy=policy)


def test_one_package_is_as_likely_to_pay_as_its_outlook_says() -> None:
    found = allocation(("100", 0.2, 0.3, 0.6))
    outlook = found.lines[0].choice.outlook
    assert found.probability_profitable == pytest.approx(outlook.probability_next_profitable)
    assert found.profit_interval() == outlook.profit_interval(usd("100"))


def test_many_creators_are_surer_than_one_and_a_season_makes_them_less_sure() -> None:
    one = allocation(("100", 0.2, 0.3, 0.6))
    many = allocation(*[("100", 0.2, 0.3, 0.6)] * 20)
    in_season = allocation(*[("100", 0.2, 0.3, 0.6)] * 20, season="0.3")
    assert one.probability_profitable < in_season.probability_profitable
    assert in_season.probability_profitable < many.probability_profitable


def test_without_any_spread_it_is_certain() -> None:
    assert allocation(("100", 0.1, 0.0, 0.0)).probability_profitable == 1.0
    assert allocation(("100", 0.1, 0.0, 0.0)).profit_interval() == (usd("10.52"), usd("10.52"))


def test_nothing_booked_earns_nothing() -> None:
    found = allocation(("100", -0.5, 0.0, 0.0))
    assert found.probability_profitable == 0.0
    assert found.profit_interval() == (usd("0"), usd("0"))


def test_an_interval_has_a_level_between_none_and_all() -> None:
    with pytest.raises(
        InvalidInputError, match=r"^level of an interval must be between 0 and 1, got 1$"
    ):
        allocation(("100", 0.1, 0.1, 0.1)).profit_interval(1)


def test_it_is_what_many_cycles_come_to() -> None:
    """A thousand throws of the dice: worth, luck and season, three packages of each of three."""
    people = [("100", 0.5, 0.4, 0.7), ("300", 0.6, 0.2, 0.5), ("150", 0.7, 0.5, 0.9)]
    found = allocation(*people, season="0.25", at_most=3)
    counts = [line.packages for line in found.lines]
    dice = random.Random(7)  # noqa: S311  # the dice of a test
    outcomes: list[float] = []
    for _ in range(20_000):
        season = math.exp(dice.gauss(-(0.25**2) / 2, 0.25))
        earned = 0.0
        for (price, log_mean, log_sd, outcome), count in zip(people, counts, strict=True):
            worth = math.exp(dice.gauss(log_mean, log_sd))
            own = math.sqrt(outcome**2 - log_sd**2)
            for number in range(count):
                luck = math.exp(dice.gauss(-(own**2) / 2, own))
                earned += float(price) * worth * luck * 0.8**number
        outcomes.append(season * earned - float(found.spent.amount))
    paid = sum(one > 0 for one in outcomes) / len(outcomes)
    low, high = (float(one.amount) for one in found.profit_interval())
    inside = sum(low < one < high for one in outcomes) / len(outcomes)
    assert found.probability_profitable == pytest.approx(paid, abs=0.02)
    assert inside == pytest.approx(0.8, abs=0.02)
    assert float(found.expected_profit.amount) == pytest.approx(
        sum(outcomes) / len(outcomes), rel=0.03
    )
