from __future__ import annotations

import datetime as dt
import math
from statistics import NormalDist

import attrs
import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.shares import Share
from influence.tier_benchmarks import PUBLISHED_TIERS, STUDIED_TIERS, TierBenchmark, TierPrior

MICRO = TierBenchmark(
    tier="micro",
    multiple=Share("1.36"),
    basis="36 % on average",
    source="S1",
    read_on=dt.date(2026, 11, 22),
)


@pytest.mark.parametrize("prior", [PUBLISHED_TIERS, STUDIED_TIERS])
def test_smaller_audiences_are_never_said_to_return_less(prior: TierPrior) -> None:
    found = [prior.multiple(count).fraction for count in (0, 10_000, 100_000, 1_000_000)]
    assert found == sorted(found, reverse=True)


def test_a_size_that_nobody_knows_has_a_benchmark_of_its_own() -> None:
    assert PUBLISHED_TIERS.benchmark(None) is PUBLISHED_TIERS.unknown


def test_the_figure_for_mega_follows_from_59_of_100_posts_losing() -> None:
    spread = 0.75
    middle = -NormalDist().inv_cdf(0.59) * spread
    assert math.exp(middle + spread**2 / 2) == pytest.approx(1.117, abs=0.001)
    assert PUBLISHED_TIERS.multiple(2_000_000).fraction < Share("1.117").fraction


def test_every_tier_has_one_benchmark() -> None:
    with pytest.raises(InvalidInputError) as caught:
        attrs.evolve(PUBLISHED_TIERS, benchmarks=PUBLISHED_TIERS.benchmarks[1:])
    wanted = "benchmarks of a prior must be one for the tier nano, got ['micro', 'macro', 'mega']"
    assert str(caught.value) == wanted


def test_a_benchmark_is_for_a_tier_of_the_ladder() -> None:
    other = attrs.evolve(MICRO, tier="small")
    with pytest.raises(UnknownNameError) as caught:
        attrs.evolve(PUBLISHED_TIERS, benchmarks=(*PUBLISHED_TIERS.benchmarks, other))
    wanted = "tier of a benchmark must be one of macro, mega, micro, nano, got 'small'"
    assert str(caught.value) == wanted


def test_no_tier_returns_nothing() -> None:
    with pytest.raises(InvalidInputError) as caught:
        attrs.evolve(MICRO, multiple=Share(0))
    assert str(caught.value) == "TierBenchmark.multiple must be above 0, got Share('0')"
