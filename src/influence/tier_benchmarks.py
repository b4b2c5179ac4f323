"""Tier benchmarks: what audiences of a size have returned elsewhere, dated and with their sources.

    return multiple = gross profit ÷ whole cost of a package

Nobody's benchmark is a fact about your creators. It says where a belief begins before anything is
known, it is weak, and a handful of your own bookings outweighs it. Replace it where you know
better. How much it counts for is said by ``influence.beliefs.LearningPolicy``.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs

from influence import _requirements as require
from influence.creators import AUDIENCE_TIERS, AudienceTiers
from influence.errors import InvalidInputError, UnknownNameError
from influence.shares import Share

__all__ = ["PUBLISHED_TIERS", "STUDIED_TIERS", "TierBenchmark", "TierPrior"]


def _is_above_zero(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A multiple above zero: of a tier that returns nothing, no evidence could lift the belief."""
    if not isinstance(value, Share) or not value.fraction:
        raise InvalidInputError(require.place(instance, attribute), "be above 0", value)


@attrs.frozen(kw_only=True)
class TierBenchmark:
    """What one audience tier has returned.

    Args:
        tier: The tier, such as ``micro``.
        multiple: Gross profit per unit of whole cost; ``Share("1.36")`` is 36 % beyond the cost.
        basis: What it was worked out from, on one line.
        source: Where that was read, such as ``S1``.
        read_on: The day on which it was read.

    Raises:
        InvalidInputError: The multiple is not above zero, or a text is blank.

    Example:
        >>> PUBLISHED_TIERS.benchmark(48_200).multiple
        Share('1.36')
    """

    tier: str = attrs.field(validator=require.is_text)
    multiple: Share = attrs.field(converter=Share, validator=_is_above_zero)
    basis: str = attrs.field(validator=require.is_line)
    source: str = attrs.field(validator=require.is_line)
    read_on: dt.date = attrs.field(validator=require.is_date)


@attrs.frozen(kw_only=True)
class TierPrior:
    """Where a belief begins, by the size of the audience.

    Args:
        tiers: The audience tiers by followers.
        benchmarks: One for each tier.
        unknown: For creators whose followers nobody knows.

    Raises:
        UnknownNameError: A benchmark is for a tier that is not on the ladder.
        InvalidInputError: A tier has no benchmark, or two.

    Example:
        >>> [PUBLISHED_TIERS.multiple(followers).text for followers in (900, 48_200, 3_000_000)]
        ['1.36', '1.36', '1.05']
    """

    tiers: AudienceTiers = AUDIENCE_TIERS
    benchmarks: tuple[TierBenchmark, ...] = attrs.field(
        validator=require.are(TierBenchmark, called="benchmarks")
    )
    unknown: TierBenchmark

    def __attrs_post_init__(self) -> None:
        told = [benchmark.tier for benchmark in self.benchmarks]
        for tier in told:
            if tier not in self.tiers.values:
                raise UnknownNameError("tier of a benchmark", tier, self.tiers.values)
        for tier in self.tiers.values:
            if told.count(tier) != 1:
                rule = f"be one for the tier {tier}"
                raise InvalidInputError("benchmarks of a prior", rule, told)

    def benchmark(self, followers: int | None) -> TierBenchmark:
        """The benchmark for an audience of that size, or for one of unknown size."""
        if followers is None:
            return self.unknown
        tier = self.tiers.at(followers)
        return next(one for one in self.benchmarks if one.tier == tier)

    def multiple(self, followers: int | None) -> Share:
        """The return multiple that the benchmark tells."""
        return self.benchmark(followers).multiple


def _benchmark(tier: str, multiple: str, *, basis: str, source: str, day: dt.date) -> TierBenchmark:
    """A benchmark in the order in which the tables below are read."""
    return TierBenchmark(
        tier=tier, multiple=Share(multiple), basis=basis, source=source, read_on=day
    )


_S1_DAY = dt.date(2026, 11, 22)
_STUDY_DAY = dt.date(2026, 11, 27)
_BETWEEN = "between the two tiers that S1 gives figures for"
_AVERAGE = "mean of the four tiers by S1, because the tier is not known"

#: From the two figures of S1: micro creators return 36 % on average, and 59 % of mega posts lose.
#: A log-normal multiple with a spread of 0.75 that is below 1 in 59 of 100 posts has the median
#: exp(−0.2275 × 0.75) and the mean 1.12; as weak as the figure is, it is rounded down to 1.05.
#: Source: S1.
PUBLISHED_TIERS = TierPrior(
    benchmarks=(
        _benchmark(
            "nano", "1.36", basis="taken as micro is: S1 tells nothing", source="S1", day=_S1_DAY
        ),
        _benchmark("micro", "1.36", basis="36 % on average", source="S1", day=_S1_DAY),
        _benchmark("macro", "1.2", basis=_BETWEEN, source="S1", day=_S1_DAY),
        _benchmark("mega", "1.05", basis="59 % of posts lose money", source="S1", day=_S1_DAY),
    ),
    unknown=_benchmark("unknown", "1.24", basis=_AVERAGE, source="S1", day=_S1_DAY),
)

_MARGIN = "at an assumed gross margin of 30 %"

#: From the study of 2,808 posts: a nano post returned about 1,000 in revenue for 50 of product, a
#: macro post about 6,000 for more than 1,000. Gross profit is 30 % of that, which is assumed; micro
#: is the geometric mean of the two. A brand that pays with product alone may begin here; with fees
#: on top it is far too hopeful, and so it is not what a belief begins with by itself.
#: Source: S250, S251.
STUDIED_TIERS = TierPrior(
    benchmarks=(
        _benchmark(
            "nano", "6", basis=f"1,000 for 50, {_MARGIN}", source="S250, S251", day=_STUDY_DAY
        ),
        _benchmark(
            "micro", "3.3", basis="geometric mean of nano and macro", source="S251", day=_STUDY_DAY
        ),
        _benchmark(
            "macro", "1.8", basis=f"6,000 for 1,000, {_MARGIN}", source="S250, S251", day=_STUDY_DAY
        ),
        _benchmark("mega", "1.05", basis="as S1 has it: not studied", source="S1", day=_STUDY_DAY),
    ),
    unknown=_benchmark("unknown", "1.24", basis=_AVERAGE, source="S1", day=_S1_DAY),
)
