"""Markets: calibrated to the sources, and the truth is what many packages tend to."""

from __future__ import annotations

import math
from collections.abc import Iterator
from statistics import correlation, fmean, median, stdev
from typing import Any

import attrs
import pytest

from influence.errors import UnknownNameError
from influence.markets import PRESETS, Market, Preset, TrueCreator, worn

_USUAL = PRESETS["usual"]
_MARKETS = [Market.drawn(_USUAL, seed=seed) for seed in range(150)]


def _creators(markets: list[Market], tier: str) -> Iterator[tuple[Market, TrueCreator]]:
    return ((one, creator) for one in markets for creator in one.creators if creator.tier == tier)


def _multiples(markets: list[Market], tier: str) -> list[float]:
    """The return multiple of one package of each creator of a tier."""
    return [
        float(market.post(one.creator_id, cycle=cycle).gross_profit.amount / one.price.amount)
        for market, one in _creators(markets, tier)
        for cycle in range(2)
    ]


def test_a_package_with_a_micro_creator_earns_36_percent_on_average() -> None:
    """S1 and S3: micro creators earn +36 % on average."""
    assert fmean(_multiples(_MARKETS, "micro")) == pytest.approx(1.36, abs=0.05)


def test_59_percent_of_packages_with_a_mega_creator_lose_money() -> None:
    """S1 and S3: mega creators lose money 59 % of the time."""
    multiples = _multiples(_MARKETS, "mega")
    assert fmean(one < 1 for one in multiples) == pytest.approx(0.59, abs=0.04)


def test_gross_profit_per_follower_falls_with_size_as_revenue_did() -> None:
    """S250: 0.265 euro of revenue a follower for nano creators, 0.049 for macro ones, 5.4 to 1."""
    nano, macro = (
        fmean(one.gross_profit / one.followers for _, one in _creators(_MARKETS, tier))
        for tier in ("nano", "macro")
    )
    assert nano / macro == pytest.approx(0.265 / 0.049, rel=0.2)


def test_creators_of_a_tier_are_as_many_as_the_mix_says() -> None:
    tiers = [one.tier for market in _MARKETS for one in market.creators]
    for tier, part in zip(("nano", "micro", "macro", "mega"), _USUAL.mix, strict=True):
        assert tiers.count(tier) / len(tiers) == pytest.approx(part, abs=0.02)


def test_the_same_seed_is_the_same_market_and_another_is_another() -> None:
    assert Market.drawn(_USUAL, seed=7) == Market.drawn(_USUAL, seed=7)
    assert Market.drawn(_USUAL, seed=7) != Market.drawn(_USUAL, seed=8)


def test_the_truth_is_what_many_packages_tend_to() -> None:
    preset = attrs.evolve(_USUAL, cycles=1_200, creators=3, season_sd=0.0, viral_chance=0.1)
    market = Market.drawn(preset, seed=2)
    for one in market.creators:
        earned = [
            market.post(one.creator_id, cycle=cycle).gross_profit.amount for cycle in range(1_200)
        ]
        assert fmean(map(float, earned)) == pytest.approx(one.gross_profit, rel=0.12)
        assert one.multiple == one.gross_profit / float(one.price.amount)


def test_seasons_lift_and_lower_and_are_one_on_average() -> None:
    seasons = [season for market in _MARKETS for season in market.seasons]
    assert fmean(seasons) == pytest.approx(1, abs=0.02)
    assert max(seasons) > 1.3
    assert min(seasons) < 0.75


def test_a_dear_quote_is_partly_quality() -> None:
    preset = attrs.evolve(_USUAL, price_sd=0.6, reach_sd=0.0, click_sd=0.0, order_sd=0.0)
    told, dear = (
        [
            one
            for seed in range(20)
            for one in Market.drawn(
                attrs.evolve(preset, price_tells=tells, level_sd=0, tier_sd=0, value_sd=0),
                seed=seed,
            ).creators
            if one.tier == "micro"
        ]
        for tells in (1.0, 0.0)
    )
    usual = [math.log(one.followers) * _USUAL.price_slope for one in told]
    quotes = [math.log(one.price.amount) - size for one, size in zip(told, usual, strict=True)]
    assert abs(correlation(quotes, [one.multiple for one in told])) < 0.15
    assert correlation(quotes, [math.log(one.multiple) for one in dear]) < -0.95


@pytest.mark.parametrize("tells", [0.0, 0.4, 1.0])
def test_however_much_quotes_differ_and_tell_the_average_stays(tells: float) -> None:
    preset = attrs.evolve(_USUAL, price_sd=0.7, price_tells=tells, micro_price=3000.0)
    markets = [Market.drawn(preset, seed=seed) for seed in range(150)]
    multiples = [one.multiple for _, one in _creators(markets, "micro")]
    assert fmean(multiples) == pytest.approx(1.36, abs=0.09)


@pytest.mark.parametrize(("name", "least", "most"), [("usual", 0.3, 0.5), ("silent", -0.08, 0.08)])
def test_saves_say_as_much_about_orders_as_the_preset_says(
    name: str, least: float, most: float
) -> None:
    preset = attrs.evolve(PRESETS[name], mix=(0, 1, 0, 0), price_slope=1.0)
    creators = [one for seed in range(40) for one in Market.drawn(preset, seed=seed).creators]
    saves = [math.log(one.save_rate) for one in creators]
    worth = [math.log(one.click_rate * one.order_rate) for one in creators]
    assert least < correlation(saves, worth) < most


def test_where_creators_do_not_differ_saves_say_nothing() -> None:
    preset = attrs.evolve(_USUAL, click_sd=0.0, order_sd=0.0)
    assert Market.drawn(preset, seed=1).creators[0].save_rate > 0


def test_a_third_of_the_orders_is_untracked_where_the_preset_says_so() -> None:
    parts = [
        one.untracked
        for seed in range(40)
        for one in Market.drawn(PRESETS["untracked"], seed=seed).creators
    ]
    assert fmean(parts) == pytest.approx(1 / 3, abs=0.02)


def test_some_orders_are_tracked_with_everybody() -> None:
    preset = attrs.evolve(_USUAL, untracked=0.9, untracked_sd=1.0)
    assert max(one.untracked for one in Market.drawn(preset, seed=1).creators) == 0.95


def test_levels_differ_from_market_to_market_and_tier_to_tier() -> None:
    calm: dict[str, Any] = {
        f"{name}_sd": 0.0 for name in ("reach", "click", "order", "value", "price")
    }
    preset = attrs.evolve(_USUAL, level_sd=0.3, tier_sd=0.4, price_slope=1.0, **calm)
    levels: dict[str, list[float]] = {"nano": [], "micro": [], "macro": []}
    for seed in range(300):
        for tier, found in levels.items():
            market = Market.drawn(preset, seed=seed)
            worth = [one.gross_profit / one.followers for _, one in _creators([market], tier)]
            found.append(math.log(fmean(worth)) if worth else 0.0)
    assert stdev(levels["micro"]) == pytest.approx(math.hypot(0.3, 0.4), rel=0.15)
    shared = 0.3**2 / (0.3**2 + 0.4**2)
    assert correlation(levels["micro"], levels["macro"]) == pytest.approx(shared, abs=0.15)


def test_what_is_expected_knows_the_season() -> None:
    market = _MARKETS[0]
    one = market.creators[0]
    for cycle, season in enumerate(market.seasons):
        angle = one.angles[one.angle(cycle=cycle, package=0)]
        said = market.expected(one.creator_id, cycle=cycle)
        assert said == pytest.approx(season * angle * one.gross_profit)


def test_prices_are_round_and_never_below_the_product() -> None:
    preset = attrs.evolve(_USUAL, product=83.0, mix=(1, 0, 0, 0))
    prices = [one.price.amount for one in Market.drawn(preset, seed=1).creators]
    assert min(prices) == 85
    assert all(price % 5 == 0 for price in prices)


def test_a_further_package_and_a_tired_audience_bring_less() -> None:
    market = Market.drawn(PRESETS["fatigue"], seed=1)
    angles = attrs.evolve(market.creators[0], angles=(1.0,))
    calm = attrs.evolve(market, creators=(angles,), seasons=(1.0, 1.0))
    first = calm.expected("c00", cycle=0)
    assert calm.expected("c00", cycle=0, package=1) == pytest.approx(0.55 * first)
    tired = calm.expected("c00", cycle=0, wear=worn(0.0, 2, preset=calm.preset))
    assert tired == pytest.approx(math.exp(-0.3 * 1.2) * first)


def test_wear_grows_with_packages_and_is_forgotten() -> None:
    wear = 0.0
    for _ in range(3):
        wear = worn(wear, 1, preset=_USUAL)
    assert wear == 0.5 + 0.25 + 0.125
    for _ in range(30):
        wear = worn(wear, 0, preset=_USUAL)
    assert wear == pytest.approx(0, abs=1e-8)


def test_angles_take_turns_and_are_one_on_average() -> None:
    market = _MARKETS[0]
    for one in market.creators:
        assert sum(one.angles) == pytest.approx(3)
        assert {one.angle(cycle=cycle, package=0) for cycle in range(3)} == {0, 1, 2}
        assert {one.angle(cycle=0, package=package) for package in range(3)} == {0, 1, 2}


def test_a_creator_who_is_not_there_is_refused_with_the_close_one() -> None:
    with pytest.raises(UnknownNameError) as caught:
        _MARKETS[0].creator("c99")
    known = "40 known names such as c00, c01, c02, c03, c04"
    said = f"creator of the market must be one of {known}, got 'c99'; did you mean 'c39'?"
    assert str(caught.value) == said


def test_a_market_of_one_creator_and_one_angle_works() -> None:
    preset = Preset(name="one", story="one", creators=1, angles=1, niches=1, cycles=1)
    (only,) = Market.drawn(preset, seed=0).creators
    assert (only.creator_id, only.niche, only.angles) == ("c00", "niche 1", (1.0,))


def test_the_median_creator_is_worse_than_the_mean_one() -> None:
    micro = [one.multiple for _, one in _creators(_MARKETS, "micro")]
    assert median(micro) < 1.1 < fmean(micro)


def test_saves_are_as_many_whatever_they_say() -> None:
    preset = attrs.evolve(_USUAL, engagement_tells=0.9, order_sd=0.9)
    creators = [one for seed in range(60) for one in Market.drawn(preset, seed=seed).creators]
    assert fmean(math.log(one.save_rate) for one in creators) == pytest.approx(
        math.log(0.004), abs=0.05
    )
