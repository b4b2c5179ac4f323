"""Effect: what came in, what would have come anyway, and what is left.

    incremental = observed − baseline

The figure is exact until it is shown; the interval around it is not, and says how it was made. An
effect without an interval says why it has none, and then nobody can tell it from chance.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import attrs

from influence.errors import InvalidInputError
from influence.incrementality._interval import Interval
from influence.incrementality._measure import Measure
from influence.money import round_fraction
from influence.ratios import decimal_of, ratio
from influence.workings import Working

Verdict = Literal["above_zero", "below_zero", "cannot_tell"]


@attrs.frozen(kw_only=True)
class Effect:
    """What a campaign changed, in one measure.

    Args:
        measure: What is counted: net sales in minor units, or conversions.
        observed: What came in from those who met the campaign.
        incremental: What of it would not have come without.
        working: How *incremental* follows from the rows.
        interval: Where *incremental* lies; ``None`` when that cannot be said.
        no_interval: Why it cannot; empty when it can.
        p_value: The chance of an effect at least so far from zero, were there none; ``None``
            without an interval.
        spread: How the interval follows from the rows.

    Raises:
        InvalidInputError: There is neither an interval nor a reason, or both.
    """

    measure: Measure
    observed: Fraction
    incremental: Fraction
    working: Working
    interval: Interval | None = None
    no_interval: str = ""
    p_value: float | None = None
    spread: Working | None = None

    def __attrs_post_init__(self) -> None:
        if (self.interval is None) != bool(self.no_interval):
            rule = "say why there is no interval, and only then"
            raise InvalidInputError("Effect.no_interval", rule, self.no_interval)

    @property
    def what(self) -> str:
        """The name of the measure."""
        return self.measure.what

    @property
    def baseline(self) -> Fraction:
        """What would have come without the campaign, exactly."""
        return self.observed - self.incremental

    @property
    def lift(self) -> Fraction | None:
        """The increment for each unit of the baseline; ``None`` when that is not above zero."""
        return ratio(self.incremental, self.baseline) if self.baseline > 0 else None

    @property
    def verdict(self) -> Verdict:
        """Whether the interval lies above zero, below it, or holds it; without one, cannot tell."""
        if self.interval is None or self.interval.holds_zero:
            return "cannot_tell"
        return "above_zero" if self.interval.low > 0 else "below_zero"

    @property
    def incremental_text(self) -> str:
        """The increment as people read it."""
        return self.measure.text(self.incremental)

    @property
    def observed_text(self) -> str:
        """What came in, as people read it."""
        return self.measure.text(self.observed)

    @property
    def baseline_text(self) -> str:
        """The baseline as people read it: what is left once the shown increment is taken off."""
        taken = self.incremental
        if self.measure.currency is not None:
            taken = Fraction(round_fraction(self.incremental))
        return self.measure.text(self.observed - taken)

    @property
    def interval_text(self) -> str:
        """The interval as people read it, or ``unknown``."""
        if self.interval is None:
            return "unknown"
        low, high = self.interval.low, self.interval.high
        return f"{self.measure.text(low)} to {self.measure.text(high)}"

    def baseline_working(self) -> Working:
        """How the baseline follows."""
        return Working.of(
            (f"{self.what} of those who met the campaign", self.observed_text),
            (f"incremental {self.what}", self.incremental_text),
            ("observed − incremental", self.baseline_text),
        )

    def interval_working(self) -> Working:
        """How the interval follows, or why there is none."""
        if self.spread is None:
            return Working.of((f"no interval can be given: {self.no_interval}", "unknown"))
        return self.spread.then("interval", self.interval_text)

    def lift_working(self) -> Working:
        """How the lift follows."""
        return Working.of(
            (f"incremental {self.what}", self.incremental_text),
            ("baseline", self.baseline_text),
            (
                "incremental ÷ baseline",
                "undefined" if self.lift is None else decimal_of(self.lift),
            ),
        )

    def in_words(self) -> str:
        """The effect in words, with what its interval allows to say."""
        what = self.what.capitalize()
        text = f"{what} of {self.incremental_text} out of {self.observed_text}"
        if self.interval is None:
            return (
                f"{text} would be incremental by the figures alone, but no interval can be "
                f"given, because {self.no_interval}: nobody can tell it from chance."
            )
        asked = f"{self.interval.confidence} interval {self.interval_text}"
        if self.verdict == "cannot_tell":
            return (
                f"{text} would be incremental by the figures alone, but the {asked} holds zero: "
                f"nobody can tell it from chance."
            )
        return f"{text} would not have come without the campaign ({asked})."
