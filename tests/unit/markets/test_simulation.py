"""Simulation: what a programme is told, and what is counted as its profit."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import attrs
import pytest

from influence.markets import PRESETS, FollowersProgramme, Market, Question, simulate
from influence.testing._books import usd


@attrs.frozen
class Faithful:
    """Books one creator in every cycle, and keeps what it was asked."""

    creator_id: str
    count: int
    asked: list[Question]
    name: str = "faithful"

    def book(self, question: Question, /) -> Mapping[str, int]:
        self.asked.append(question)
        return {self.creator_id: self.count}


@pytest.fixture
def market() -> Market:
    return Market.drawn(PRESETS["usual"], seed=11)


def _cheap(market: Market) -> str:
    return min(market.creators, key=lambda one: one.price.minor).creator_id


def test_profit_is_what_packages_earned_in_truth_less_their_cost(market: Market) -> None:
    name = _cheap(market)
    outcome = simulate(Faithful(name, 1, []), preset="usual", seed=11)
    price = market.creator(name).price
    assert [one.spent for one in outcome.cycles] == [price] * 8
    assert outcome.spent == price * 8
    first = market.post(name, cycle=0)
    assert outcome.cycles[0].gross_profit == first.gross_profit
    assert outcome.cycles[0].profit == first.gross_profit - price
    assert outcome.profit.minor == sum(one.profit.minor for one in outcome.cycles)
    assert outcome.is_loss == (outcome.profit.minor < 0)


def test_the_expected_profit_knows_further_packages_and_wear(market: Market) -> None:
    name = _cheap(market)
    outcome = simulate(Faithful(name, 2, []), preset="usual", seed=11)
    wear = (0 + 2) * 0.5
    expected = sum(market.expected(name, cycle=1, package=k, wear=wear) for k in range(2))
    price = market.creator(name).price.amount
    said = outcome.cycles[1].expected_profit.amount
    assert float(said) == pytest.approx(expected - 2 * float(price), abs=0.01)
    assert outcome.expected_profit.minor == sum(one.expected_profit.minor for one in outcome.cycles)


def test_a_programme_is_told_what_came_of_its_bookings(market: Market) -> None:
    name, asked = _cheap(market), list[Question]()
    simulate(Faithful(name, 1, asked), preset="usual", seed=11)
    told = next(one for one in asked[2].candidates if one.creator_id == name)
    wear = PRESETS["usual"].recovery
    assert told.bookings == (
        market.post(name, cycle=0).booking,
        market.post(name, cycle=1, wear=wear).booking,
    )
    assert (asked[2].cycle, asked[2].cycles, asked[2].budget) == (2, 8, usd("5000"))
    creator = market.creator(name)
    assert (told.price, told.followers, told.niche) == (
        creator.price,
        creator.followers,
        creator.niche,
    )


def test_a_standing_sums_what_a_sheet_would_know(market: Market) -> None:
    name, asked = _cheap(market), list[Question]()
    simulate(Faithful(name, 2, asked), preset="usual", seed=11)
    posts = [market.post(name, cycle=0, package=package) for package in range(2)]
    standing = next(one for one in asked[1].standings if one.creator_id == name)
    assert standing.metrics["orders"] == sum(Fraction(one.booking.orders or 0) for one in posts)
    assert standing.metrics["saves"] == sum(Fraction(one.saves or 0) for one in posts)
    assert standing.spend == market.creator(name).price * 2
    earned = usd("0") + posts[0].tracked + posts[1].tracked
    assert standing.profit == earned - standing.spend
    assert standing.candidate is not None
    assert standing.candidate.creator_id == name


def test_of_the_untried_nothing_is_known(market: Market) -> None:
    asked = list[Question]()
    simulate(Faithful(_cheap(market), 1, asked), preset="usual", seed=11)
    first = asked[0].standings[0]
    assert (first.metrics, first.spend, first.profit) == ({}, usd("0"), None)


def test_the_same_programme_preset_and_seed_give_the_same_outcome() -> None:
    first, again = (
        simulate(FollowersProgramme(), preset="drawn", seed=3),
        simulate(FollowersProgramme(), preset="drawn", seed=3),
    )
    assert first == again
    assert first != simulate(FollowersProgramme(), preset="drawn", seed=4)


def test_a_preset_of_ones_own_can_be_given_as_it_is() -> None:
    own = attrs.evolve(PRESETS["usual"], name="mine", cycles=2)
    outcome = simulate(FollowersProgramme(), preset=own, seed=3)
    assert (outcome.preset, len(outcome.cycles), outcome.programme) == ("mine", 2, "followers")
