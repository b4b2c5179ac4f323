"""Comparisons: against every outcome one by one, the same each time, and what is refused."""

from __future__ import annotations

import math
from collections import Counter
from random import Random

import attrs
import exact_counts
import exact_scenarios
import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError, UnknownNameError
from influence.experiments import Variation
from influence.money import Money
from influence.planning import (
    Comparison,
    Customers,
    CustomerWorth,
    Estimate,
    Funnel,
    ReturnMultiple,
    Scenario,
    compare,
)
from influence.planning._poisson import poisson

WORTH = CustomerWorth(gross_profit=Money("150", "USD"))
CYCLE = Scenario(
    name="micro",
    partners=3,
    cost_each=Money("400", "USD"),
    response=Funnel(leads=20, conversion="0.2"),
    worth=WORTH,
    angles=2,
)
STAR = Scenario(
    name="star",
    partners=1,
    cost_each=Money("2500", "USD"),
    response=Customers(each=20),
    worth=WORTH,
)
STEADY = attrs.evolve(
    CYCLE, name="steady", variation=Variation(between_creators=0, between_posts=0)
)


@pytest.fixture(scope="module")
def found() -> Comparison:
    """Three small scenarios, played 10,000 times."""
    return compare([CYCLE, STAR, STEADY], seed=1)


@pytest.mark.parametrize("scenario", [CYCLE, STAR, STEADY], ids=lambda one: one.name)
def test_chances_are_those_of_every_outcome_one_by_one(
    found: Comparison, scenario: Scenario
) -> None:
    one = found.projection(scenario.name)
    for chance, exact in (
        (one.probability_profitable, exact_scenarios.chance_to_pay(scenario)),
        (one.probability_partner_pays, exact_scenarios.chance_to_pay(scenario, partners=1)),
    ):
        # Two standard errors hold 19 of 20; three and a bit hold nearly all.
        assert chance == pytest.approx(exact, abs=1.7 * one.error(exact) + 1e-9)


def test_who_beats_whom_is_that_of_all_pairs(found: Comparison) -> None:
    exact = exact_scenarios.chance_to_beat(CYCLE, STAR, up_to=200)
    assert found.probability_beats("micro", "star") == pytest.approx(exact, abs=0.02)
    both = found.probability_beats("micro", "star") + found.probability_beats("star", "micro")
    assert both == pytest.approx(1)


def test_who_is_even_beats_in_half_of_the_rounds() -> None:
    nobody = attrs.evolve(CYCLE, response=Customers(each=0))
    found = compare([nobody, attrs.evolve(nobody, name="other")], seed=1, draws=100)
    assert found.probability_beats("micro", "other") == 0.5


def test_the_mean_is_the_profit_at_what_is_likely_where_all_is_known(found: Comparison) -> None:
    for one in found.projections:
        exact = one.economics.profit
        assert exact is not None
        spread = math.sqrt(_variance(one.scenario))
        off = abs(float((one.mean - exact).amount))
        assert off < 4 * spread * 150 / math.sqrt(found.draws)


def _variance(scenario: Scenario) -> float:
    """The variance of the customers of a scenario."""
    mean = float(scenario.customers)
    return mean + float(scenario.variance_each() / scenario.partners) * mean**2


def test_quantiles_rise_and_the_median_lies_between(found: Comparison) -> None:
    one = found.projection("micro")
    low, high = one.interval()
    assert low < one.median < high
    assert one.quantile(0) <= low
    assert one.quantile(1) >= high


def test_the_same_seed_says_the_same_and_another_does_not() -> None:
    one, same = (compare([CYCLE], seed=4, draws=500) for _ in range(2))
    other = compare([CYCLE], seed=5, draws=500)
    assert one.projections == same.projections
    assert one.projections != other.projections


def test_a_scenario_is_not_moved_by_those_beside_it() -> None:
    alone = compare([CYCLE], seed=1, draws=500).projection("micro")
    beside = compare([STAR, CYCLE], seed=1, draws=500).projection("micro")
    assert alone.draws == beside.draws


def test_a_hundred_small_ones_are_steadier_than_one_large_one() -> None:
    # The same money and the same expectation; only the number of partners differs.
    many = Scenario(
        name="many",
        partners=100,
        cost_each=Money("250", "USD"),
        response=ReturnMultiple(expected="1.3", basis="for the comparison"),
        worth=WORTH,
    )
    one = attrs.evolve(many, name="one", partners=1, cost_each=Money("25000", "USD"))
    found = compare([many, one], seed=1, draws=4_000)
    assert found.projection("many").probability_profitable > 0.98
    assert found.projection("one").probability_profitable < 0.6


def test_orders_after_the_window_do_not_pay_back_within_it() -> None:
    worth = CustomerWorth(gross_profit=Money("150", "USD"), repeat_rate="0.5", in_window="0.6")
    one = compare([attrs.evolve(CYCLE, worth=worth)], seed=1, draws=2_000).projections[0]
    assert one.probability_paid_back < one.probability_profitable - 0.2


def test_what_is_unsure_widens_the_interval() -> None:
    unsure = attrs.evolve(
        CYCLE, response=Funnel(leads=20, conversion=Estimate.between("0", "0.2", "0.6"))
    )
    sure = compare([CYCLE], seed=1, draws=3_000).projections[0].interval()
    wide = compare([unsure], seed=1, draws=3_000).projections[0].interval()
    assert wide[1] - wide[0] > sure[1] - sure[0]


def test_a_multiple_of_a_customer_worth_nothing_brings_nobody() -> None:
    nothing = CustomerWorth(gross_profit=Money("0", "USD"))
    plan = attrs.evolve(
        CYCLE, worth=nothing, response=ReturnMultiple(expected="2", log_sd=0.5, basis="a guess")
    )
    assert compare([plan], seed=1, draws=100).projections[0].mean == Money("-1200", "USD")


def test_an_unsure_multiple_is_right_on_average() -> None:
    plan = attrs.evolve(CYCLE, response=ReturnMultiple(expected="2", log_sd=0.4, basis="a guess"))
    mean = compare([plan], seed=1, draws=20_000).projections[0].mean
    assert float(mean.amount) == pytest.approx(1200, rel=0.05)


def test_it_is_told_in_words(found: Comparison) -> None:
    assert found.best.name in {"micro", "steady"}
    words = found.in_words()
    assert words.startswith(f"{found.best.name} earns most on average, {found.best.mean}; ")
    assert "% against star" in words
    alone = compare([STAR], seed=1, draws=100)
    assert alone.in_words() == f"star earns {alone.best.mean} on average"
    assert (alone.currency, alone.draws, alone.names) == ("USD", 100, ("star",))


def test_the_working_goes_from_the_sum_to_the_rounds(found: Comparison) -> None:
    lines = str(found.projection("micro").working()).splitlines()
    assert lines[9].split() == ["gross", "profit", "−", "spend", "600.00", "USD"]
    assert lines[13].startswith("rounds played")
    assert lines[-1].startswith("chance that one partner pays")
    one = found.projection("micro")
    assert one.expected_paying_partners == pytest.approx(3 * one.probability_partner_pays)


def test_an_unknown_scenario_is_refused(found: Comparison) -> None:
    with pytest.raises(UnknownNameError) as refusal:
        found.probability_beats("micro", "stars")
    assert str(refusal.value) == (
        "scenario must be one of micro, star, steady, got 'stars'; did you mean 'star'?"
    )


def test_parts_and_levels_lie_between(found: Comparison) -> None:
    one = found.projection("micro")
    with pytest.raises(InvalidInputError) as part:
        one.quantile(1.5)
    assert str(part.value) == "part of the rounds must be between 0 and 1, got 1.5"
    with pytest.raises(InvalidInputError) as level:
        one.interval(1)
    assert str(level.value) == "level of an interval must be between 0 and 1, got 1"


def test_what_cannot_be_compared_is_refused() -> None:
    euro = attrs.evolve(
        STAR,
        cost_each=Money("1", "EUR"),
        worth=CustomerWorth(gross_profit=Money("1", "EUR")),
    )
    cases: list[tuple[list[Scenario], dict[str, object], str]] = [
        ([], {}, "scenarios must be at least one, got 0"),
        ([CYCLE, CYCLE], {}, "name of a scenario must be given once, got 'micro'"),
        ([CYCLE], {"seed": "x"}, "seed must be a whole number, got 'x'"),
        ([CYCLE], {"draws": 99}, "draws must be a whole number from 100 to 1000000, got 99"),
        ([CYCLE], {"draws": True}, "draws must be a whole number from 100 to 1000000, got True"),
    ]
    for scenarios, given, message in cases:
        asked: dict[str, object] = {"seed": 1} | given
        with pytest.raises(InvalidInputError) as refusal:
            compare(scenarios, **asked)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # a wrong value on purpose
        assert str(refusal.value) == message
    with pytest.raises(CurrencyMismatchError) as mismatch:
        compare([CYCLE, euro], seed=1)
    assert str(mismatch.value) == "scenario star must be in USD as the first is, got 'EUR'"


@pytest.mark.parametrize("mean", [0.0, 0.4, 5.0, 29.0, 31.0, 250.0])
def test_drawn_counts_have_the_chances_of_poisson(mean: float) -> None:
    dice, runs = Random(3), 12_000  # noqa: S311  # dice of a simulation, not of a secret
    counts = Counter(poisson(dice, mean) for _ in range(runs))
    statistic, cells, left_seen, left_due = 0.0, 0, 0, 0.0
    for count in range(int(mean + 12 * math.sqrt(mean) + 20)):
        due = runs * exact_counts.chance(count, mean=mean, variance=0)
        left_seen, left_due = left_seen + counts[count], left_due + due
        if left_due >= 8:
            statistic += (left_seen - left_due) ** 2 / left_due
            cells, left_seen, left_due = cells + 1, 0, 0.0
    assert sum(counts.values()) == runs
    average = sum(count * seen for count, seen in counts.items()) / runs
    assert average == pytest.approx(mean, abs=3.5 * math.sqrt(mean / runs) + 1e-12)
    assert statistic < cells + 4 * math.sqrt(2 * cells) + 1
