"""Of the patterns that are said to pay with some chance, about so many do, in made-up campaigns.

In each campaign the level, the spread of patterns, the spread of creators, the worth of an order
and the price are drawn; none of them is what the policy assumes. A pattern truly pays when the mean
of its return multiple over creators is above 1. Six hundred campaigns gave, by bands of a fifth,
11, 34, 49, 72 and 92 % for chances of 8, 30, 50, 70 and 90 %, and winning patterns paid in 92 % of
cases at a chance of 90 %; here are fewer, with room for dice.
"""

from __future__ import annotations

import math
from collections import defaultdict
from random import Random

import pytest

from influence.bookings import Booking
from influence.candidates import Candidate
from influence.patterns import patterns_of
from influence.testing._books import usd

CAMPAIGNS = 150
BANDS = 5
ROOM = 0.08


def _poisson(dice: Random, mean: float) -> int:
    """A count of so many on average, as arrivals within a time of 1."""
    count, passed = -1, 0.0
    while passed < 1:
        count, passed = count + 1, passed + dice.expovariate(mean)
    return count


def _campaign(dice: Random) -> tuple[list[Candidate], dict[tuple[str, str], bool]]:
    """Creators with their bookings, and which patterns truly pay."""
    level, patterns = dice.uniform(-0.5, 0.4), dice.choice((0.15, 0.3, 0.5))
    spread, worth = dice.choice((0.4, 0.7, 1.0)), dice.choice((15, 30, 60))
    cost = dice.choice((60, 150, 300))
    niches = [f"niche {place}" for place in range(dice.choice((2, 4, 6)))]
    truth = {
        (angle, niche): math.exp(level + dice.gauss(0, patterns))
        for angle in "abc"
        for niche in niches
    }
    people: list[Candidate] = []
    for place in range(dice.choice((15, 40))):
        niche, own = dice.choice(niches), math.exp(dice.gauss(-(spread**2) / 2, spread))
        bookings: list[Booking] = []
        for angle in dice.sample("abc", 2):
            orders = _poisson(dice, truth[angle, niche] * own * cost / worth)
            earned = sum(worth * dice.choice((1, 2, 3)) for _ in range(orders)) / 2
            bookings.append(
                Booking(
                    cycle=0,
                    angle=angle,
                    cost=usd(str(cost)),
                    gross_profit=usd(f"{earned:.2f}"),
                    orders=orders,
                )
            )
        people.append(Candidate(creator_id=f"c{place}", niche=niche, bookings=tuple(bookings)))
    return people, {key: multiple > 1 for key, multiple in truth.items()}


def test_chances_come_true_as_often_as_they_say() -> None:
    bands: defaultdict[int | str, list[tuple[float, bool]]] = defaultdict(list)
    for seed in range(CAMPAIGNS):
        people, pays = _campaign(Random(seed))  # noqa: S311  # made-up markets
        for pattern in patterns_of(people).found:
            chance = pattern.probability_winning
            case = (chance, pays[pattern.angle, pattern.niche])
            bands[min(BANDS - 1, int(chance * BANDS))].append(case)
            if pattern.is_winning:
                bands["winning"].append(case)
    assert len(bands) == BANDS + 1
    for cases in bands.values():
        said = sum(chance for chance, _ in cases) / len(cases)
        came = sum(true for _, true in cases) / len(cases)
        assert came == pytest.approx(said, abs=ROOM)
