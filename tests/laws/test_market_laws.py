"""The laws of made-up markets and of the programmes in them."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from brute_packing import best_worth, worth_of
from hypothesis import given, strategies as st

from influence.errors import InvalidInputError
from influence.markets import (
    DRAWN,
    PRESETS,
    Clairvoyant,
    FollowersProgramme,
    Following,
    Market,
    NextCycleProgramme,
    Programme,
    drawn_preset,
    results,
    simulate,
)
from influence.markets._packing import packed
from influence.metrics import SuccessMetrics
from influence.ranking import Profit, Sheet

_THREE = SuccessMetrics(("saves", "clicks", "orders"))
_PROGRAMMES = (
    FollowersProgramme(),
    Following(strategy=Sheet(metrics=_THREE)),
    Following(strategy=Profit(), pays_back=True, retries=False, fills_budget=False),
    NextCycleProgramme(),
)
_SEEDS = st.integers(0, 10_000)
_VALUES = st.lists(
    st.lists(st.floats(-50, 200, allow_nan=False), max_size=3), min_size=1, max_size=6
)


@st.composite
def _baskets(draw: st.DrawFn) -> tuple[list[list[float]], list[int], int]:
    values = draw(_VALUES)
    prices = draw(st.lists(st.integers(1, 40), min_size=len(values), max_size=len(values)))
    return values, prices, draw(st.integers(0, 100))


class TestPacking:
    """What is packed is worth as much as the best of all there is, and can be paid."""

    @given(_baskets())
    def test_nothing_that_can_be_paid_is_worth_more(
        self, basket: tuple[list[list[float]], list[int], int]
    ) -> None:
        values, prices, budget = basket
        counts = packed(values, prices=prices, budget=budget)
        assert sum(k * price for k, price in zip(counts, prices, strict=True)) <= budget
        best = best_worth(values, prices=prices, budget=budget)
        assert abs(worth_of(counts, values=values) - best) < 1e-6


class TestBudget:
    """A programme never spends more than the budget of a cycle."""

    @given(_SEEDS, st.sampled_from(_PROGRAMMES))
    def test_each_cycle_stays_within_its_budget(self, seed: int, programme: Programme) -> None:
        preset = attrs.evolve(drawn_preset(seed), creators=12, cycles=3)
        outcome = simulate(programme, preset=preset, seed=seed)
        assert all(one.spent <= preset.budget for one in outcome.cycles)

    @given(_SEEDS)
    def test_the_clairvoyant_does_not_either(self, seed: int) -> None:
        preset = attrs.evolve(drawn_preset(seed), creators=10, cycles=3)
        market = Market.drawn(preset, seed=seed)
        outcome = simulate(Clairvoyant(market=market), preset=preset, seed=seed)
        assert all(one.spent <= preset.budget for one in outcome.cycles)


class TestSeeds:
    """Everything follows from the preset, the seed and the decisions."""

    @given(_SEEDS)
    def test_a_market_is_that_of_its_seed(self, seed: int) -> None:
        preset = drawn_preset(seed)
        assert Market.drawn(preset, seed=seed) == Market.drawn(drawn_preset(seed), seed=seed)

    @given(_SEEDS, st.integers(0, 7), st.integers(0, 2))
    def test_a_package_brings_the_same_whatever_else_is_booked(
        self, seed: int, cycle: int, package: int
    ) -> None:
        market = Market.drawn(PRESETS["usual"], seed=seed)
        alone = market.post("c07", cycle=cycle, package=package)
        for other in ("c01", "c33"):
            market.post(other, cycle=cycle)
        assert market.post("c07", cycle=cycle, package=package) == alone


class TestTruth:
    """What is tracked is a part of what is true, and never more."""

    @given(_SEEDS)
    def test_untracked_orders_add_and_never_take(self, seed: int) -> None:
        market = Market.drawn(drawn_preset(seed), seed=seed)
        for one in market.creators[:5]:
            post = market.post(one.creator_id, cycle=0)
            assert post.tracked.minor >= 0
            assert post.untracked.minor >= 0


class TestClairvoyance:
    """On average nobody earns more than somebody who knows the truth."""

    def test_every_share_is_below_one_with_its_interval(self) -> None:
        outcomes = [
            simulate(one, preset=preset, seed=seed)
            for preset in ("usual", DRAWN)
            for seed in range(8)
            for one in _PROGRAMMES
        ]
        for result in results(outcomes):
            assert result.interval[1] < 1

    @given(_SEEDS)
    def test_no_programme_has_better_expectations(self, seed: int) -> None:
        preset = attrs.evolve(drawn_preset(seed), creators=12, cycles=3)
        market = Market.drawn(preset, seed=seed)
        best = simulate(Clairvoyant(market=market), preset=preset, seed=seed)
        for one in _PROGRAMMES:
            outcome = simulate(one, preset=preset, seed=seed)
            # Each cycle is packed exactly, and all of them together until nothing improves: where
            # audiences tire, another plan may be a little better.
            slack = 1 + best.expected_profit.minor // 50
            assert outcome.expected_profit.minor <= best.expected_profit.minor + slack


class TestRefusals:
    """A market that cannot be is refused, whatever is wrong with it."""

    @given(st.sampled_from(["untracked", "response", "recovery"]), st.floats(1.0001, 100))
    def test_a_part_above_one_is_refused(self, field: str, value: float) -> None:
        changed: dict[str, Any] = {field: value}
        with pytest.raises(InvalidInputError) as caught:
            attrs.evolve(PRESETS["usual"], **changed)
        assert caught.value.value == value
