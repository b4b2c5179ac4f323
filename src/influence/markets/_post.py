"""Posts: what one package brings, and which part of it anybody gets to see.

exposures  of the creator × luck of the post
clicks     Poisson(exposures × click rate × attention left)
orders     Poisson(clicks × order rate × season × angle × luck), a part of them untracked
profit     a gamma amount for each order
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from random import Random

import attrs

from influence.bookings import Booking
from influence.markets._creator import TrueCreator
from influence.markets._dice import amount, factor, poisson, total
from influence.markets._preset import Preset
from influence.markets._wear import tiredness
from influence.money import Money

_ANGLES = ("day in the life", "before and after", "problem to solution")


@attrs.frozen(kw_only=True)
class Post:
    """What a package brought.

    Args:
        booking: What is known of it: tracked orders only.
        saves: How often it was saved; ``None`` when nobody told.
        tracked: Gross profit of the orders that are known.
        untracked: Gross profit of those that nobody knows of.
    """

    booking: Booking
    saves: int | None
    tracked: Money
    untracked: Money

    @property
    def gross_profit(self) -> Money:
        """What it earned in truth."""
        return self.tracked + self.untracked

    @property
    def metrics(self) -> Mapping[str, Fraction]:
        """What a ranking sheet would know of it; what nobody told is left out."""
        seen = self.booking
        known = {
            "orders": seen.orders,
            "gross_profit": self.tracked.exact.amount,
            "clicks": seen.clicks,
            "saves": self.saves,
            "impressions": seen.exposure,
        }
        return {name: Fraction(figure) for name, figure in known.items() if figure is not None}


def post(
    creator: TrueCreator,
    *,
    preset: Preset,
    source: Random,
    season: float,
    cycle: int,
    package: int,
    wear: float,
) -> Post:
    """What a package brings, by the dice of its own that *source* is."""
    reach = factor(source, preset.post_reach_sd) * _spread(source, preset)
    mood = factor(source, preset.post_order_sd) * season
    told = [source.random() >= preset.unreported for _ in range(3)]
    angle = creator.angle(cycle=cycle, package=package)
    exposure = creator.exposure * reach
    left = tiredness(preset=preset, package=package, wear=wear)
    clicks = poisson(source, exposure * creator.click_rate * left)
    saves = poisson(source, exposure * creator.save_rate)
    mean = clicks * creator.order_rate * mood * creator.angles[angle]
    tracked = poisson(source, mean * (1 - creator.untracked))
    untracked = poisson(source, mean * creator.untracked)
    seen, unseen = (
        amount(
            total(source, count, mean=creator.order_profit, spread=preset.order_spread),
            currency=preset.budget.currency,
        )
        for count in (tracked, untracked)
    )
    booking = Booking(
        cycle=cycle,
        cost=creator.price,
        exposure=round(exposure) if told[0] else None,
        clicks=clicks if told[1] else None,
        orders=tracked,
        gross_profit=seen,
        angle=angle_name(angle),
    )
    return Post(booking=booking, saves=saves if told[2] else None, tracked=seen, untracked=unseen)


def angle_name(number: int) -> str:
    """What an angle is called."""
    return _ANGLES[number] if number < len(_ANGLES) else f"angle {number + 1}"


def _spread(source: Random, preset: Preset) -> float:
    """Whether a post goes far beyond its audience; the mean over posts is 1."""
    chance, far = preset.viral_chance, preset.viral_factor
    return (far if source.random() < chance else 1.0) / (1 + chance * (far - 1))
