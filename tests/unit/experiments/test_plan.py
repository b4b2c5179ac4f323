"""Plans: sizes by hand, exact error and power, and what is said of them."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import exact_counts
import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError, UnknownNameError
from influence.experiments import (
    Experiment,
    Variation,
    detectable,
    plan,
    power,
    telling,
    threshold,
)
from influence.experiments._plan import percent
from influence.money import Money

NO_SPREAD = Variation(between_creators="0", between_posts="0")
MICRO = Experiment(cost=Money("250", "USD"), gross_profit_per_order=Money("25", "USD"))
MAYA = Experiment(
    cost=Money("250", "USD"), gross_profit_per_order=Money("25", "USD"), about="creator"
)
STEADY = Experiment(
    cost=Money("200", "USD"),
    gross_profit_per_order=Money("25", "USD"),
    about="creator",
    variation=NO_SPREAD,
)


def test_an_experiment_knows_what_break_even_is() -> None:
    assert MICRO.break_even_orders == 10
    assert (MICRO.posts_each, MICRO.orders_each, MICRO.posts(12)) == (2, Fraction(20), 24)
    assert (MAYA.posts_each, MAYA.orders_each, MAYA.posts(12)) == (1, Fraction(10), 12)
    # (1 + 0.49) × (1 + 0.36 ÷ 2) − 1, and 0.36
    assert (MICRO.variance, MAYA.variance) == (Fraction(7582, 10_000), Fraction(36, 100))


def test_people_are_told_in_words() -> None:
    assert MICRO.people(1) == "1 creator with 2 posts"
    assert MAYA.people(1) == "1 post of one creator"
    assert MAYA.people(3) == "3 posts of one creator"


def test_a_threshold_is_the_least_count_that_break_even_rarely_reaches() -> None:
    # Poisson with mean 8: P(X ≥ 13) = 0.0638, P(X ≥ 12) = 0.1119.
    found = threshold(STEADY, size=1, error="0.1")
    assert found.orders == 13
    assert found.error == pytest.approx(exact_counts.at_least(13, mean=8, variance=0))
    assert exact_counts.at_least(12, mean=8, variance=0) > 0.1


def test_a_threshold_of_losses_is_the_greatest_count_that_break_even_rarely_stays_below() -> None:
    # Poisson with mean 8: P(X ≤ 1) = 0.0030, P(X ≤ 2) = 0.0138.
    found = threshold(STEADY, size=1, error="0.01", is_gain=False)
    assert (found.orders, round(found.error, 4)) == (1, 0.0030)


def test_where_even_none_would_not_surprise_no_loss_can_be_told() -> None:
    poor = Experiment(
        cost=Money("10", "USD"), gross_profit_per_order=Money("10", "USD"), about="creator"
    )
    found = threshold(poor, size=1, error="0.1", is_gain=False)
    assert (found.orders, found.error) == (None, 0.0)
    assert power(poor, multiple="0.1", size=1, error="0.1") == 0.0


def test_power_is_the_chance_to_pass_the_threshold_at_the_multiple() -> None:
    chance = power(STEADY, multiple="2", size=1, error="0.1")
    assert chance == pytest.approx(exact_counts.at_least(13, mean=16, variance=0))
    chance = power(STEADY, multiple="0.5", size=1, error="0.01")
    assert chance == pytest.approx(1 - exact_counts.at_least(2, mean=4, variance=0))


@pytest.mark.parametrize("test", [MICRO, MAYA, STEADY])
@pytest.mark.parametrize("multiple", ["0.5", "0.8", "1.36", "2", "5"])
def test_a_plan_has_the_power_and_one_fewer_has_not(test: Experiment, multiple: str) -> None:
    found = plan(test, multiple=multiple)
    assert found.power == power(test, multiple=multiple, size=found.size) >= 0.8
    assert found.threshold.error <= 0.1
    if found.size > 1:
        assert power(test, multiple=multiple, size=found.size - 1) < 0.8


def test_the_formula_by_hand() -> None:
    # v 0.36, m 10, r 1.36: z 1.2816 × √0.46 + 0.8416 × √(1.36² × 0.36 + 0.136) over 0.36, squared
    found = plan(MAYA, multiple="1.36")
    assert found.estimate == pytest.approx(20.32, abs=0.01)
    assert (found.size, found.posts, found.spend) == (22, 22, Money("5500.00", "USD"))


def test_a_plan_holds_when_its_dice_are_thrown() -> None:
    found = plan(MAYA, multiple="2")
    dice = Random(7)  # noqa: S311  # dice of a simulation, not of a secret

    def says_so(multiple: float) -> bool:
        orders = sum(_post(dice, mean=10 * multiple) for _ in range(found.size))
        return orders >= (found.threshold.orders or 0)

    runs = 8_000
    wrong = sum(says_so(1.0) for _ in range(runs)) / runs
    right = sum(says_so(2.0) for _ in range(runs)) / runs
    assert wrong == pytest.approx(found.threshold.error, abs=0.015)
    assert right == pytest.approx(found.power, abs=0.015)


def _post(dice: Random, *, mean: float) -> int:
    """Orders of one post of a creator: chance around a level that differs from post to post."""
    level, orders, at = mean * dice.gammavariate(1 / 0.36, 0.36), 0, dice.expovariate(1)
    while at < level:
        orders, at = orders + 1, at + dice.expovariate(1)
    return orders


def test_a_plan_is_told_in_words_and_line_by_line() -> None:
    found = plan(MAYA, multiple="1.36")
    assert found.in_words() == (
        "22 posts of one creator for 5500.00 USD tell a return of 1.36 from break-even with a "
        "chance of 81 %: it pays when they bring at least 263 orders, which at break-even happens "
        "in 10 %"
    )
    assert str(found.working()).splitlines() == [
        "cost of a post ÷ gross profit of an order  10",
        "orders of a post at break-even             10",
        "variance of a post beyond chance           0.36",
        "posts by the formula                       20.3",
        "orders that decide, with 22                263",
        "exact chance of that at break-even         10 %",
        "exact chance of that at 1.36               81 %",
        "posts                                      22",
    ]
    loss = plan(MICRO, multiple="0.5")
    assert "it does not pay when they bring at most" in loss.in_words()
    assert loss.working().steps[-1].text == "creators"


def test_what_is_detectable_is_told_and_a_thousandth_less_is_not() -> None:
    least = detectable(MAYA, size=3)
    assert power(MAYA, multiple=least, size=3) >= 0.8
    assert power(MAYA, multiple=least - Fraction(1, 1000), size=3) < 0.8


def test_a_test_that_tells_nothing_is_refused() -> None:
    hopeless = Experiment(
        cost=Money("0.01", "USD"),
        gross_profit_per_order=Money("100000", "USD"),
        about="creator",
    )
    with pytest.raises(InvalidInputError) as refusal:
        detectable(hopeless, size=1)
    assert str(refusal.value) == (
        "a test of 1 post of one creator must tell a return multiple of 1025 at least, got '0.8'"
    )


def test_what_takes_too_many_is_refused() -> None:
    with pytest.raises(InvalidInputError) as refusal:
        plan(MICRO, multiple="1.001")
    assert str(refusal.value) == (
        "multiple must be told from break-even by at most 100000 of those that are counted, "
        "got '1001/1000'"
    )


def test_three_posts_tell_little_and_the_warning_says_what_would() -> None:
    found = telling(MAYA, multiple="1.36", size=3)
    assert not found.is_enough
    assert found.in_words() == (
        "3 posts of one creator tell a return of 1.36 from break-even in 32 % of cases only; "
        "22 posts of one creator would in 81 %"
    )
    warning = found.finding("cycle 1")
    assert warning is not None
    assert (warning.code, warning.severity, warning.where) == ("INF415", "warning", "cycle 1")
    assert warning.message == (
        "a return of 1.36 must be told from break-even in at least 80 % of cases, got: "
        + found.in_words()
    )
    assert found.detectable == detectable(MAYA, size=3)


def test_one_post_tells_in_the_singular() -> None:
    found = telling(MAYA, multiple="1.36", size=1)
    assert found.in_words().startswith("1 post of one creator tells a return of 1.36 from")


def test_a_test_that_is_large_enough_is_not_warned_of() -> None:
    found = telling(MAYA, multiple="1.36", size=22)
    assert found.is_enough
    assert found.finding("cycle 1") is None
    assert found.in_words() == "22 posts of one creator tell a return of 1.36 in 81 % of cases"


def test_a_multiple_that_no_test_tells_is_said_so() -> None:
    found = telling(MICRO, multiple="1.001", size=3)
    assert found.enough is None
    assert found.in_words().endswith("only; no test of at most 100000 would")


def test_a_test_that_sees_no_multiple_says_none() -> None:
    hopeless = Experiment(
        cost=Money("0.01", "USD"),
        gross_profit_per_order=Money("100000", "USD"),
        about="creator",
    )
    assert telling(hopeless, multiple="2", size=1).detectable is None


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"multiple": "1"}, "multiple must be above 0 and not 1, which is break-even, got '1'"),
        ({"multiple": "0"}, "multiple must be above 0 and not 1, which is break-even, got '0'"),
        ({"error": "0"}, "error must be above 0 and below 1, got '0'"),
        ({"power": "1"}, "power must be above 0 and below 1, got '1'"),
        ({"size": 0}, "size must be a whole number of at least 1, got 0"),
        ({"size": True}, "size must be a whole number of at least 1, got True"),
    ],
)
def test_what_cannot_be_asked_is_refused(given: dict[str, object], message: str) -> None:
    asked: dict[str, object] = {"multiple": "2", "size": 3} | given
    with pytest.raises(InvalidInputError) as refusal:
        telling(MAYA, **asked)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # wrong values on purpose
    assert str(refusal.value) == message


def test_an_experiment_that_cannot_be_is_refused() -> None:
    with pytest.raises(InvalidInputError) as refusal:
        Experiment(cost=Money("0", "USD"), gross_profit_per_order=Money("25", "USD"))
    assert str(refusal.value) == (
        "Experiment.cost must be an amount above 0, got Money('0.00', 'USD')"
    )
    with pytest.raises(CurrencyMismatchError) as mismatch:
        Experiment(cost=Money("1", "USD"), gross_profit_per_order=Money("25", "EUR"))
    assert str(mismatch.value) == (
        "Experiment.gross_profit_per_order must be in USD as the cost is, got Money('25.00', 'EUR')"
    )
    with pytest.raises(UnknownNameError) as unknown:
        Experiment(
            cost=Money("1", "USD"),
            gross_profit_per_order=Money("25", "USD"),
            about="creators",  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # a misspelt word on purpose
        )
    assert str(unknown.value) == (
        "Experiment.about must be one of creator, kind, got 'creators'; did you mean 'creator'?"
    )


def test_variation_needs_a_post() -> None:
    with pytest.raises(InvalidInputError) as refusal:
        Variation().of_creator(posts=0)
    assert str(refusal.value) == "posts must be a whole number of at least 1, got 0"


@pytest.mark.parametrize(
    ("chance", "text"),
    [
        (0.0, "0 %"),
        (0.001, "less than 1 %"),
        (0.456, "46 %"),
        (0.999, "more than 99 %"),
        (1.0, "100 %"),
    ],
)
def test_a_chance_that_is_not_nothing_is_not_told_as_nothing(chance: float, text: str) -> None:
    assert percent(chance) == text
