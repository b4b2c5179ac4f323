"""Waterfall: where an expected multiple comes from, step by step, and how sure it is.

Each part is what one factor adds to the product of those before it, kept to a billionth, so that
the parts sum to the score exactly.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from influence.beliefs._assumed import Assumed
from influence.beliefs._reckoning import Reckoning
from influence.next_tests import NextTest
from influence.outlooks import Outlook, ScorePart
from influence.workings import Working

_GRAIN = 10**9
_TEXTS = (
    "tracked part of what the tier returns elsewhere",
    "what this campaign's creators returned",
    "price against audience",
    "exposure and clicks",
    "orders of their own and what they earned",
    "orders that are never tracked",
)


def outlook(reckoned: Reckoning, *, policy: Assumed, cycles_left: int) -> Outlook:
    """What is believed of a creator's next package."""
    heights = reckoned.heights
    multiple = heights[-1]
    doubt = policy.untracked_doubt
    variance = reckoned.rate_variance + reckoned.worth_variance + doubt
    values = 1 + policy.order_values
    chance = math.log1p(values / reckoned.next_orders)
    season = policy.season
    log_mean, log_sd = math.log(multiple) - variance / 2, math.sqrt(variance)
    test = _next_test(reckoned, cycles=policy.usable * max(cycles_left - 1, 0))
    return Outlook(
        creator_id=reckoned.creator_id,
        log_mean=log_mean,
        log_sd=log_sd,
        outcome_log_sd=math.sqrt(variance + reckoned.luck + chance + season),
        effective_orders=reckoned.effective,
        value_of_test=test.worth,
        parts=_parts(heights, total=math.exp(log_mean + log_sd**2 / 2)),
        test=test,
    )


def _next_test(reckoned: Reckoning, *, cycles: float) -> NextTest:
    """What one more package would teach: how much less unsure the rate is after it."""
    variance = reckoned.rate_variance
    after = 1 / (1 / variance + reckoned.learned) if variance else 0.0
    spread = math.sqrt(max(variance - after, 0.0))
    return NextTest(mean=reckoned.multiple, spread=spread, cycles=cycles)


def _parts(heights: Sequence[float], *, total: float) -> tuple[ScorePart, ...]:
    """What each factor adds; the last sum is the score itself, to the same billionth."""
    steps = [0, *(round(height * _GRAIN) for height in heights)]
    steps[-1] = round(total * _GRAIN)
    return tuple(
        ScorePart(text, Fraction(upper - lower, _GRAIN))
        for text, (lower, upper) in zip(_TEXTS, pairwise(steps), strict=True)
        if upper != lower
    )


def working(reckoned: Reckoning, *, outlook: Outlook) -> Working:
    """The factors, one a line, and what follows from them."""
    low, high = outlook.interval()
    came = f"{reckoned.counted:.1f} where {reckoned.expected:.1f} were expected"
    return Working.of(
        (f"return multiple of the tier {reckoned.tier} elsewhere", f"{reckoned.benchmark:.3f}"),
        ("× part of the orders that is tracked", f"{reckoned.tracked:.3f}"),
        ("× what this campaign's creators returned", f"{reckoned.level:.3f}"),
        ("× price against audience", f"{reckoned.price:.3f}"),
        ("× exposure and clicks", f"{reckoned.visits:.3f}"),
        (f"× orders of their own, {came}", f"{reckoned.orders:.3f}"),
        ("× gross profit of their orders", f"{reckoned.worth:.3f}"),
        ("÷ part of the orders that is tracked", f"{reckoned.tracked:.3f}"),
        ("the truth lies with 80 % between", f"{low:.3f} and {high:.3f}"),
        ("effective orders behind it", f"{reckoned.effective:.1f}"),
        ("expected return multiple", f"{outlook.expected_multiple:.3f}"),
    )
