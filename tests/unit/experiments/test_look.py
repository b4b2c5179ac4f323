"""Looks: evidence by hand, verdicts, intervals, and what cannot be looked at."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from influence.bookings import Booking
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.experiments import Seen, Sighting, StoppingRule, look, seen
from influence.money import Money

USD_25 = Money("25", "USD")
POISSON = StoppingRule(error="0.05", between_posts="0", gains=("2",), losses=("0.5",))


def test_evidence_by_hand_without_spread_between_posts() -> None:
    # One rival: 2¹² × e^−(2 − 1) × 8 for a gain, 0.5¹² × e^(0.5 × 8) for a loss.
    found = look([Sighting(orders=7, needed=5), Sighting(orders=5, needed=3)], rule=POISSON)
    assert found.evidence_of_gain == pytest.approx(2**12 * math.exp(-8))
    assert found.evidence_of_loss == pytest.approx(0.5**12 * math.exp(4))
    assert found.verdict == "go_on"


def test_evidence_by_hand_with_spread_between_posts() -> None:
    # Size k = 1/v = 4 and needed 4: p = 1/2 at break-even and 2/3 at twice as much.
    rule = StoppingRule(between_posts="0.5", gains=("2",))
    found = look([Sighting(orders=6, needed=4)], rule=rule)
    assert found.evidence_of_gain == pytest.approx((4 / 3) ** 6 * (2 / 3) ** 4)


def test_several_rivals_count_alike() -> None:
    rule = StoppingRule(between_posts="0", gains=("2", "3"))
    found = look([Sighting(orders=6, needed=4)], rule=rule)
    two, three = 2**6 * math.exp(-4), 3**6 * math.exp(-8)
    assert found.evidence_of_gain == pytest.approx((two + three) / 2)


def test_a_clear_winner_is_told_after_two_posts() -> None:
    found = look([Sighting(orders=31, needed=10), Sighting(orders=44, needed=10)])
    assert found.verdict == "pays"
    assert found.interval[0] > 1
    assert found.in_words() == (
        "2 posts brought 75 orders, 20 would have paid for them by now; stop: it pays "
        "(wrong in at most 5 % of such tests, however often one looks)"
    )


def test_a_clear_loser_is_told_after_two_posts() -> None:
    found = look([Sighting(orders=0, needed=10), Sighting(orders=0, needed=10)])
    assert found.verdict == "does_not_pay"
    assert found.interval[0] == 0.0
    assert found.interval[1] < 1
    assert "stop: it does not pay (wrong in at most 5 %" in found.in_words()


def test_at_break_even_one_goes_on() -> None:
    found = look([Sighting(orders=10, needed=10), Sighting(orders=9, needed=10)])
    low, high = found.interval
    assert low < 1 < high
    assert found.in_words() == (
        "2 posts brought 19 orders, 20 would have paid for them by now; go on: evidence of 0.401 "
        "is short of 20"
    )


def test_nothing_seen_says_nothing() -> None:
    found = look([])
    assert (found.evidence_of_gain, found.evidence_of_loss) == (1.0, 1.0)
    assert (found.verdict, found.interval) == ("go_on", (0.0, math.inf))


def test_what_costs_nothing_says_nothing() -> None:
    found = look([Sighting(orders=5, needed=0)])
    assert (found.evidence_of_gain, found.interval) == (1.0, (0.0, math.inf))


def test_evidence_beyond_all_doubt_has_an_end() -> None:
    found = look([Sighting(orders=10_000, needed=10)] * 40)
    assert found.evidence_of_gain == 1e12
    assert found.evidence_of_loss == pytest.approx(0, abs=1e-12)


def test_the_interval_ends_where_the_likelihood_falls_below_its_bar() -> None:
    posts = [Sighting(orders=12, needed=10), Sighting(orders=7, needed=10)]
    low, high = look(posts).interval
    from influence.experiments._evidence import log_likelihood, log_mixture
    from influence.experiments._interval import _WEIGHTS

    bar = math.log(0.05) + log_mixture(posts, weights=_WEIGHTS, variance=0.36)
    for end in (low, high):
        at_end = log_likelihood(posts, multiple=end, variance=0.36)
        assert at_end == pytest.approx(bar, abs=1e-9)


def test_more_posts_of_the_same_narrow_the_interval() -> None:
    few = look([Sighting(orders=12, needed=10)] * 2).interval
    many = look([Sighting(orders=12, needed=10)] * 20).interval
    assert few[0] < many[0] < 1.2 < many[1] < few[1]


def test_a_post_of_yesterday_needs_little_yet() -> None:
    booking = Booking(cycle=0, cost=Money("250", "USD"), orders=6, matured="0.2")
    assert seen([booking], gross_profit_per_order=USD_25) == Seen(
        sightings=(Sighting(orders=6, needed=Fraction(2)),), untold=0
    )


def test_a_post_that_does_not_tell_its_orders_is_counted_and_not_read_as_none() -> None:
    told = Booking(cycle=0, cost=Money("250", "USD"), orders=6)
    found = look(
        seen([told, Booking(cycle=1, cost=Money("250", "USD"))], gross_profit_per_order=USD_25)
    )
    assert (found.untold, len(found.sightings)) == (1, 1)
    assert "; 1 post without a count of orders; go on" in found.in_words()
    assert str(found.working()).splitlines() == [
        "posts that tell their orders                 1",
        "posts that do not                            1",
        "orders                                       6",
        "orders that would have paid for them by now  10",
        "spread between posts                         60 %",
        "evidence that it pays                        0.4142",
        "evidence that it does not                    0.7805",
        "evidence that is enough, 1 ÷ error           20",
        "return multiples not ruled out               0.09 to 6.76",
        "verdict                                      go on",
    ]


def test_other_currencies_and_orders_that_earn_nothing_are_refused() -> None:
    booking = Booking(cycle=0, cost=Money("250", "EUR"), orders=6)
    with pytest.raises(CurrencyMismatchError) as mismatch:
        seen([booking], gross_profit_per_order=USD_25)
    assert str(mismatch.value) == (
        "cost of a booking must be in USD as the gross profit of an order is, "
        "got Money('250.00', 'EUR')"
    )
    with pytest.raises(InvalidInputError) as refusal:
        seen([], gross_profit_per_order=Money("0", "USD"))
    assert str(refusal.value) == (
        "gross profit of an order must be an amount above 0, got Money('0.00', 'USD')"
    )


@pytest.mark.parametrize("wrong", [-1, 1.5, True, "3"])
def test_a_sighting_counts(wrong: object) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        Sighting(orders=wrong, needed=1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # a wrong value on purpose
    assert str(refusal.value) == (
        f"Sighting.orders must be a whole number or fraction, 0 or more, got {wrong!r}"
    )


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"error": "1"}, "StoppingRule.error must be above 0 and below 1, got '1'"),
        (
            {"gains": ("2", "0.5")},
            "StoppingRule.gains must hold multiples, all above 1, got '2, 0.5'",
        ),
        ({"gains": ()}, "StoppingRule.gains must hold multiples, all above 1, got ''"),
        (
            {"losses": ("0.5", "0")},
            "StoppingRule.losses must hold multiples, all above 0 and below 1, got '0.5, 0'",
        ),
        (
            {"losses": ()},
            "StoppingRule.losses must hold multiples, all above 0 and below 1, got ''",
        ),
    ],
)
def test_a_rule_that_proves_nothing_is_refused(given: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        StoppingRule(**given)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # wrong values on purpose
    assert str(refusal.value) == message
