"""Markets: creators with a known truth, drawn from a preset and a seed.

    price    = micro price × (followers ÷ 31,600) ^ slope × quote
    multiple = level of the tier × reach × click × order × value × quote ^ (part that tells − 1)

A quote above the usual price is partly quality and partly just dear. What one package then brings
is for ``influence.markets.Market.post``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from random import Random

import attrs

from influence._frozen_mapping import FrozenMapping
from influence.errors import UnknownNameError
from influence.ids import CreatorId
from influence.markets._creator import TrueCreator
from influence.markets._dice import dice, factor
from influence.markets._post import Post, post
from influence.markets._preset import Preset
from influence.markets._wear import expected_profit
from influence.money import Money

#: The middle of each tier is known by two of them; between them the level is log-linear in size.
_MICRO, _MEGA = 31_623, 2_236_068
_SIZES = {
    "nano": (2_000, 10_000),
    "micro": (10_000, 100_000),
    "macro": (100_000, 1_000_000),
    "mega": (1_000_000, 5_000_000),
}
# Prices are asked in round amounts.
_STEP = 5
_REACH, _REACH_POWER = 0.4, -0.1
_CLICKS, _CLICKS_POWER = 0.02, -0.05
_SAVES, _SAVES_SD = 0.004, 0.6


@attrs.frozen(kw_only=True)
class Market:
    """A market and the truth about it.

    Args:
        preset: What kind it is.
        seed: Which of its kind.
        creators: Who can be booked.
        seasons: What each cycle does to everybody; the mean over many markets is 1.

    Example:
        >>> from influence.markets import PRESETS
        >>> market = Market.drawn(PRESETS["usual"], seed=1)
        >>> len(market.creators), market == Market.drawn(PRESETS["usual"], seed=1)
        (40, True)
    """

    preset: Preset
    seed: int
    creators: tuple[TrueCreator, ...]
    seasons: tuple[float, ...]
    _by_id: Mapping[CreatorId, TrueCreator] = attrs.field(
        init=False, eq=False, repr=False, default=FrozenMapping[CreatorId, TrueCreator]({})
    )

    @classmethod
    def drawn(cls, preset: Preset, *, seed: int) -> Market:
        """The market of a preset and a seed; the same two give the same market."""
        levels = _levels(preset, dice(seed, "levels"))
        suits = _suits(preset, dice(seed, "suits"))
        source = dice(seed, "seasons")
        return cls(
            preset=preset,
            seed=seed,
            creators=tuple(
                _creator(number, preset, seed=seed, levels=levels, suits=suits)
                for number in range(preset.creators)
            ),
            seasons=tuple(factor(source, preset.season_sd) for _ in range(preset.cycles)),
        )

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {one.creator_id: one for one in self.creators})

    def creator(self, creator_id: CreatorId) -> TrueCreator:
        """The truth about somebody.

        Raises:
            UnknownNameError: Nobody here is called so; the close one is named.
        """
        if creator_id not in self._by_id:
            raise UnknownNameError("creator of the market", creator_id, self._by_id)
        return self._by_id[creator_id]

    def expected(
        self, creator_id: CreatorId, *, cycle: int, package: int = 0, wear: float = 0.0
    ) -> float:
        """What a package earns on average before its cost, in units of the currency.

        Args:
            creator_id: With whom.
            cycle: In which cycle, from 0.
            package: The how many-th in that cycle, from 0.
            wear: What packages of earlier cycles still weigh: ``influence.markets.worn``.
        """
        season = self.seasons[cycle]
        creator = self.creator(creator_id)
        return season * expected_profit(
            creator, preset=self.preset, cycle=cycle, package=package, wear=wear
        )

    def post(
        self, creator_id: CreatorId, *, cycle: int, package: int = 0, wear: float = 0.0
    ) -> Post:
        """What a package brings; the same package brings the same, whoever books it."""
        return post(
            self.creator(creator_id),
            preset=self.preset,
            source=dice(self.seed, creator_id, cycle, package),
            season=self.seasons[cycle],
            cycle=cycle,
            package=package,
            wear=wear,
        )


def _levels(preset: Preset, source: Random) -> Mapping[str, float]:
    """What the market does to the level of each tier."""
    whole = factor(source, preset.level_sd)
    return {tier: whole * factor(source, preset.tier_sd) for tier in _SIZES}


def _suits(preset: Preset, source: Random) -> tuple[tuple[float, ...], ...]:
    """How well each angle suits each niche."""
    spread = preset.niche_angle_sd
    return tuple(
        tuple(factor(source, spread) for _ in range(preset.angles)) for _ in range(preset.niches)
    )


def _creator(
    number: int,
    preset: Preset,
    *,
    seed: int,
    levels: Mapping[str, float],
    suits: tuple[tuple[float, ...], ...],
) -> TrueCreator:
    """One creator, from dice of their own."""
    source = dice(seed, "creator", number)
    (tier,) = source.choices(tuple(_SIZES), preset.mix)
    low, high = _SIZES[tier]
    followers = round(low * (high / low) ** source.random())
    niche = source.randrange(preset.niches)
    quote = source.gauss(0.0, preset.price_sd)
    usual = preset.micro_price * (followers / _MICRO) ** preset.price_slope
    asked = max(_STEP * math.ceil(preset.product / _STEP), _rounded(usual * math.exp(quote)))
    reach, click = factor(source, preset.reach_sd), factor(source, preset.click_sd)
    order, value = factor(source, preset.order_sd), factor(source, preset.value_sd)
    worth = usual * _level(preset, followers) * levels[tier] * _told(quote, preset)
    exposure = followers * _REACH * (followers / _MICRO) ** _REACH_POWER
    clicks = _CLICKS * (followers / _MICRO) ** _CLICKS_POWER
    orders = worth / (exposure * clicks * preset.profit_per_order)
    own = tuple(fit * factor(source, preset.creator_angle_sd) for fit in suits[niche])
    return TrueCreator(
        creator_id=f"c{number:02}",
        followers=followers,
        niche=f"niche {niche + 1}",
        price=Money(asked, preset.budget.currency),
        product=Money(round(preset.product), preset.budget.currency),
        exposure=exposure * reach,
        click_rate=clicks * click,
        order_rate=orders * order,
        order_profit=preset.profit_per_order * value,
        save_rate=_SAVES * _saved(source, preset, math.log(click * order)),
        untracked=min(0.95, preset.untracked * factor(source, preset.untracked_sd)),
        angles=tuple(fit * len(own) / sum(own) for fit in own),
        angle_offset=source.randrange(preset.angles),
    )


def _rounded(amount: float) -> int:
    """An amount as people ask it."""
    return max(_STEP, _STEP * round(amount / _STEP))


def _level(preset: Preset, followers: int) -> float:
    """The mean multiple at a size: log-linear through micro and mega."""
    way = math.log(followers / _MICRO) / math.log(_MEGA / _MICRO)
    return float(preset.micro_multiple ** (1 - way) * preset.mega_multiple**way)


def _told(quote: float, preset: Preset) -> float:
    """The quality in a quote; set so that the multiple at the quoted price has mean 1."""
    dear = (1 - preset.price_tells) * preset.price_sd
    return math.exp(preset.price_tells * quote - dear * dear / 2)


def _saved(source: Random, preset: Preset, quality: float) -> float:
    """Saves relative to the usual: partly quality, and the rest is taste."""
    spread = math.hypot(preset.click_sd, preset.order_sd)
    tells = preset.engagement_tells if spread else 0.0
    told = tells * (quality + spread**2 / 2) / spread if spread else 0.0
    taste = math.sqrt(1 - tells * tells) * source.gauss(0.0, 1.0)
    return math.exp(_SAVES_SD * (told + taste))
