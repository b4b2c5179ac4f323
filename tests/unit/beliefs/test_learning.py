from __future__ import annotations

from fractions import Fraction

import pytest

from influence.beliefs import LearningPolicy, learn
from influence.bookings import Booking
from influence.candidates import Candidate
from influence.errors import CurrencyMismatchError, InvalidInputError, UnknownNameError
from influence.money import Money
from influence.tier_benchmarks import PUBLISHED_TIERS


def usd(amount: str | int) -> Money:
    return Money(amount, "USD")


def booked(orders: int | None, profit: int | None = None, **rest: object) -> Booking:
    worth = None if orders is None else usd(40 * orders)
    known = {"cycle": 0, "cost": usd(250), "orders": orders, "gross_profit": worth}
    if profit is not None:
        known["gross_profit"] = usd(profit)
    return Booking(**{**known, **rest})  # type: ignore[arg-type]


def candidate(who: str, *bookings: Booking, **rest: object) -> Candidate:
    known = {"price": usd(250), "followers": 48_000, **rest}
    return Candidate(creator_id=who, bookings=bookings, **known)  # type: ignore[arg-type]


def test_nobody_booked_means_the_benchmark() -> None:
    outlook = learn([candidate("maya")]).outlook("maya")
    assert outlook.expected_multiple == pytest.approx(1.36)
    assert outlook.effective_orders == 0


def test_nobody_at_all_is_no_belief() -> None:
    assert dict(learn([]).outlooks) == {}


def test_an_audience_of_unknown_size_begins_with_the_mean_of_the_tiers() -> None:
    outlook = learn([candidate("maya", followers=None)]).outlook("maya")
    assert outlook.expected_multiple == pytest.approx(1.24)


def test_the_parts_sum_to_the_score() -> None:
    rows = [candidate("maya", booked(12)), candidate("theo", booked(1)), candidate("zoe")]
    for outlook in learn(rows, cycles_left=3).outlooks.values():
        assert sum((part.amount for part in outlook.parts), Fraction(0)) == outlook.score


def test_who_is_not_there_has_no_outlook() -> None:
    with pytest.raises(UnknownNameError, match="^creator with an outlook must be one of maya, got"):
        learn([candidate("maya")]).outlook("mia")


def test_a_creator_is_there_once() -> None:
    with pytest.raises(InvalidInputError) as caught:
        learn([candidate("maya"), candidate("maya")])
    assert str(caught.value) == "candidates must be different creators, got 'maya'"


def test_prices_are_in_one_currency() -> None:
    with pytest.raises(CurrencyMismatchError) as caught:
        learn([candidate("maya"), candidate("theo", price=Money(250, "EUR"))])
    assert str(caught.value).startswith("price of theo must be in USD as the others are, got ")


def test_untracked_orders_lift_what_was_tracked() -> None:
    rows = [candidate("maya", *[booked(20)] * 30)]
    none = learn(rows, policy=LearningPolicy(untracked="0")).outlook("maya")
    third = learn(rows, policy=LearningPolicy(untracked="1/3")).outlook("maya")
    assert third.expected_multiple == pytest.approx(1.5 * none.expected_multiple, rel=0.02)


def test_the_last_cycle_has_no_use_for_a_test() -> None:
    rows = [candidate("maya")]
    assert learn(rows, prior=PUBLISHED_TIERS, cycles_left=1).outlook("maya").value_of_test == 0
    assert learn(rows, cycles_left=4).outlook("maya").value_of_test > 0


def test_the_working_ends_in_the_expected_multiple() -> None:
    beliefs = learn([candidate("maya", booked(12))])
    expected = f"{beliefs.outlook('maya').expected_multiple:.3f}"
    assert beliefs.working("maya").result == expected
