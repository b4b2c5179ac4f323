"""Plan: how many creators, or posts, tell a return multiple from break-even.

    n ≈ ((z₁ × s₁ + z₂ × s₂) ÷ (r − 1))²
    s₁² = v + 1/m      at break-even
    s₂² = r² v + r/m   at the multiple r

m are the orders at break-even of one that is counted, v the variance of what nobody sees, z₁ and z₂
the quantiles of error and power. The formula gives a first idea; the plan itself is the least
number that has the power exactly, while one fewer has not.

Source: S262 for the formula with Poisson counts.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from statistics import NormalDist

import attrs

from influence.errors import InvalidInputError
from influence.experiments._experiment import Experiment
from influence.experiments._power import (
    ERROR,
    POWER,
    Threshold,
    between,
    power as power_of,
    threshold,
    told_apart,
)
from influence.money import Money
from influence.ratios import decimal_of
from influence.shares import Share, ShareLike
from influence.workings import Working

#: No test is planned with more.
MOST_SIZE = 100_000


@attrs.frozen(kw_only=True)
class Plan:
    """A test that tells a return multiple from break-even; made by ``plan``.

    Args:
        experiment: What a post costs, what an order earns, and whom the question is about.
        multiple: The return multiple that is to be told from 1.
        error: How often break-even may be taken for something else.
        power_wanted: How often the multiple should be told.
        size: How many creators, or posts of the one creator.
        estimate: The same by the formula, not rounded.
        threshold: From how many orders on the test says that it has found something.
        power: The exact chance to tell the multiple.
    """

    experiment: Experiment
    multiple: Fraction
    error: Share
    power_wanted: Share
    size: int
    estimate: float
    threshold: Threshold
    power: float

    @property
    def posts(self) -> int:
        """Posts in all."""
        return self.experiment.posts(self.size)

    @property
    def spend(self) -> Money:
        """What they cost."""
        return self.experiment.cost * self.posts

    @property
    def people(self) -> str:
        """How many creators and posts, in words."""
        return self.experiment.people(self.size)

    def in_words(self) -> str:
        """The plan in a sentence."""
        side = "at least" if self.multiple > 1 else "at most"
        claim = "it pays" if self.multiple > 1 else "it does not pay"
        return (
            f"{self.people} for {self.spend} tell a return of {decimal_of(self.multiple)} from "
            f"break-even with a chance of {percent(self.power)}: {claim} when they bring {side} "
            f"{self.threshold.orders} orders, which at break-even happens in "
            f"{percent(self.threshold.error)}"
        )

    def working(self) -> Working:
        """The sum behind the plan, line by line."""
        test = self.experiment
        each = "creator" if test.about == "kind" else "post"
        return Working.of(
            ("cost of a post ÷ gross profit of an order", decimal_of(test.break_even_orders)),
            (f"orders of a {each} at break-even", decimal_of(test.orders_each)),
            (f"variance of a {each} beyond chance", decimal_of(test.variance)),
            (f"{each}s by the formula", f"{self.estimate:.1f}"),
            (f"orders that decide, with {self.size}", self.threshold.orders),
            ("exact chance of that at break-even", percent(self.threshold.error)),
            (f"exact chance of that at {decimal_of(self.multiple)}", percent(self.power)),
            (f"{each}s", self.size),
        )


def plan(
    experiment: Experiment,
    *,
    multiple: ShareLike,
    error: ShareLike = ERROR,
    power: ShareLike = POWER,
) -> Plan:
    """The smallest test that tells a return multiple from break-even.

    Args:
        experiment: What a post costs, what an order earns, and whom the question is about.
        multiple: What gross profit is of the cost; above 1 it pays, below it loses.
        error: How often break-even may be taken for something else.
        power: How often the multiple should be told.

    Raises:
        InvalidInputError: The multiple is 0 or 1, a chance is not between 0 and 1, or it takes more
            than ``MOST_SIZE`` creators or posts.

    Example:
        >>> test = Experiment(cost=Money("250", "USD"), gross_profit_per_order=Money("25", "USD"))
        >>> found = plan(test, multiple="1.36")
        >>> found.size, found.posts, found.spend
        (38, 76, Money('19000.00', 'USD'))

    Source: S262.
    """
    true, wanted = told_apart(multiple), between("power", power)
    allowed = between("error", error)

    def power_with(size: int) -> float:
        """The exact power of a test of that size."""
        return power_of(experiment, multiple=true, size=size, error=allowed)

    estimate = _by_formula(experiment, true, error=allowed, power=wanted)
    size = max(1, math.ceil(min(estimate, MOST_SIZE)))
    least = float(wanted.fraction)
    while size <= MOST_SIZE and power_with(size) < least:
        size += max(1, size // 10)
    if size > MOST_SIZE:
        rule = f"be told from break-even by at most {MOST_SIZE} of those that are counted"
        raise InvalidInputError("multiple", rule, str(true))
    size = _fewest(size, power_with=power_with, least=least)
    return Plan(
        experiment=experiment,
        multiple=true,
        error=allowed,
        power_wanted=wanted,
        size=size,
        estimate=estimate,
        threshold=threshold(experiment, size=size, error=allowed, is_gain=true > 1),
        power=power_with(size),
    )


def percent(chance: float) -> str:
    """A chance in whole per cent, told apart from never and always."""
    if 0 < chance < 0.005:  # noqa: PLR2004  # less than half a per cent
        return "less than 1 %"
    if 0.995 < chance < 1:  # noqa: PLR2004  # more than 99 and a half
        return "more than 99 %"
    return f"{chance * 100:.0f} %"


def _by_formula(experiment: Experiment, multiple: Fraction, *, error: Share, power: Share) -> float:
    """How many the formula asks for."""
    variance, ratio = float(experiment.variance), float(multiple)
    noise = 1 / float(experiment.orders_each)
    normal = NormalDist()
    surprise = normal.inv_cdf(1 - float(error.fraction)) * math.sqrt(variance + noise)
    reach = normal.inv_cdf(float(power.fraction)) * math.sqrt(ratio**2 * variance + ratio * noise)
    return max(0.0, (surprise + reach) / abs(ratio - 1)) ** 2


def _fewest(size: int, *, power_with: Callable[[int], float], least: float) -> int:
    """The least size near *size* that has the power, while one fewer has not."""
    low = 0
    while size - low > 1:
        middle = (low + size) // 2
        if power_with(middle) >= least:
            size = middle
        else:
            low = middle
    return size
