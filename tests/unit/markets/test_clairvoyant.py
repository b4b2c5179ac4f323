"""The clairvoyant: earns what could have been earned, tired audiences included."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import pytest

from influence.markets import PRESETS, Clairvoyant, Following, Market, simulate, worn
from influence.markets._packing import packed
from influence.ranking import Profit

_FATIGUE = attrs.evolve(PRESETS["fatigue"], creators=15, cycles=5)


def _worth(market: Market, plan: list[Mapping[str, int]]) -> float:
    """What a plan earns on average."""
    worth, wear = 0.0, dict.fromkeys((one.creator_id for one in market.creators), 0.0)
    for cycle, packages in enumerate(plan):
        for one in market.creators:
            name, count = one.creator_id, packages.get(one.creator_id, 0)
            worth += sum(
                market.expected(name, cycle=cycle, package=package, wear=wear[name])
                - float(one.price.amount)
                for package in range(count)
            )
            wear[name] = worn(wear[name], count, preset=market.preset)
    return worth


def _short_sighted(market: Market) -> list[Mapping[str, int]]:
    """Each cycle packed as if it were the last."""
    plan: list[Mapping[str, int]] = []
    wear = dict.fromkeys((one.creator_id for one in market.creators), 0.0)
    for cycle in range(market.preset.cycles):
        values: list[list[float]] = []
        for one in market.creators:
            gains = [
                market.expected(
                    one.creator_id, cycle=cycle, package=package, wear=wear[one.creator_id]
                )
                - float(one.price.amount)
                for package in range(6)
            ]
            values.append([sum(gains[: count + 1]) for count in range(6)])
        prices = [one.price.minor for one in market.creators]
        counts = packed(values, prices=prices, budget=market.preset.budget.minor)
        names = [one.creator_id for one in market.creators]
        plan.append({name: count for name, count in zip(names, counts, strict=True) if count})
        for name, count in zip(names, counts, strict=True):
            wear[name] = worn(wear[name], count, preset=market.preset)
    return plan


@pytest.mark.parametrize("seed", range(6))
def test_a_plan_that_looks_ahead_earns_no_less_than_a_short_sighted_one(seed: int) -> None:
    market = Market.drawn(_FATIGUE, seed=seed)
    ahead = _worth(market, list(Clairvoyant(market=market).plan))
    assert ahead >= _worth(market, _short_sighted(market)) * 0.99999


def test_looking_ahead_is_worth_something_where_audiences_tire() -> None:
    gains: list[float] = []
    for seed in range(6):
        market = Market.drawn(_FATIGUE, seed=seed)
        ahead = _worth(market, list(Clairvoyant(market=market).plan))
        gains.append(ahead / _worth(market, _short_sighted(market)))
    assert min(gains) > 1.03


def test_where_nobody_tires_each_cycle_is_packed_by_itself() -> None:
    market = Market.drawn(attrs.evolve(_FATIGUE, wear=0.0), seed=3)
    assert list(Clairvoyant(market=market).plan) == _short_sighted(market)


def test_nobody_earns_more_on_average() -> None:
    for preset in ("usual", "fatigue"):
        outcomes = [
            simulate(Following(strategy=Profit()), preset=preset, seed=seed) for seed in range(5)
        ]
        for one in outcomes:
            market = Market.drawn(PRESETS[preset], seed=one.seed)
            best = simulate(Clairvoyant(market=market), preset=preset, seed=one.seed)
            assert best.expected_profit >= one.expected_profit
            assert best.profit == one.clairvoyant_profit == best.clairvoyant_profit


def test_where_nobody_pays_nothing_is_booked() -> None:
    hopeless = attrs.evolve(_FATIGUE, micro_multiple=0.01, mega_multiple=0.01)
    market = Market.drawn(hopeless, seed=1)
    assert list(Clairvoyant(market=market).plan) == [{}] * 5
