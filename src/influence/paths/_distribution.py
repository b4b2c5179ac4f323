"""Distribution: conversions by how long they took or how many touches they needed."""

from __future__ import annotations

from bisect import bisect_left
from fractions import Fraction
from itertools import pairwise

import attrs

from influence.errors import InvalidInputError
from influence.ladders import Ladder
from influence.paths._conversion import ConversionKind
from influence.paths._measured import Measured
from influence.paths._worth import Worth
from influence.ratios import figure_text, ratio
from influence.workings import Working


@attrs.frozen(kw_only=True)
class Bucket:
    """One row of a distribution.

    Args:
        label: What falls into it, such as ``12–30``.
        worth: The conversions in it.
        share: Its part of all conversions; ``None`` when there are none.
    """

    label: str
    worth: Worth
    share: Fraction | None


@attrs.frozen(kw_only=True)
class Distribution:
    """Conversions by a measure.

    Args:
        kind: ``orders``, ``leads`` or ``signups``.
        measure: What was measured, such as ``days from the first touch``.
        rows: A row for each step of the ladder; they sum to *whole*.
        whole: All conversions that were measured.
        measures: What was measured of each, from the smallest, in units of 1 ÷ *scale*.
        scale: How many units make one of what is measured: the microseconds of a day, or 1.
    """

    kind: ConversionKind
    measure: str
    rows: tuple[Bucket, ...]
    whole: Worth
    measures: tuple[int, ...] = attrs.field(repr=False)
    scale: int

    def quantile(self, part: Fraction) -> Fraction | None:
        """The smallest measure that at least *part* of the conversions do not exceed.

        It is always one that was measured; nothing is interpolated. ``None`` when nothing was.

        Raises:
            InvalidInputError: *part* is not between 0 and 1.

        Source: S184.
        """
        if not 0 <= part <= 1:
            raise InvalidInputError("part of the conversions", "be from 0 to 1", part)
        if not self.measures:
            return None
        place = max(-(-len(self.measures) * part // 1), 1) - 1
        return Fraction(self.measures[int(place)], self.scale)

    @property
    def median(self) -> Fraction | None:
        """The smallest measure that at least half of the conversions do not exceed."""
        return self.quantile(Fraction(1, 2))

    def working(self) -> Working:
        """The rows, which sum to the whole, and the median."""
        rows = [(f"{self.measure}: {row.label}", row.worth) for row in self.rows]
        return Working.of(
            *rows,
            (f"{self.kind} in all", self.whole),
            (f"median of the {self.measure}", figure_text(self.median)),
        )


def distributed(
    measured: Measured,
    *,
    kind: ConversionKind,
    measure: str,
    scale: int,
    buckets: Ladder[int, str],
) -> Distribution:
    """The distribution of what was measured.

    Args:
        measured: The conversions by their measures, in units of 1 ÷ *scale*.
        kind: Of which kind they are.
        measure: What was measured.
        scale: How many units make one.
        buckets: Where each row begins, in whole ones, and what it is called.

    Raises:
        InvalidInputError: A measure lies below the lowest bucket.
    """
    units = measured.units
    bounds = [bound * scale for bound in buckets.bounds]
    if units and units[0] < bounds[0]:
        buckets.index_at(units[0] // scale)  # it says the rule
    places = [*(bisect_left(units, bound) for bound in bounds), len(units)]
    return Distribution(
        kind=kind,
        measure=measure,
        rows=tuple(
            Bucket(
                label=label,
                worth=measured.worth(first, end),
                share=ratio(Fraction(end - first), Fraction(len(units))),
            )
            for label, (first, end) in zip(buckets.values, pairwise(places), strict=True)
        ),
        whole=measured.worth(),
        measures=tuple(units),
        scale=scale,
    )
