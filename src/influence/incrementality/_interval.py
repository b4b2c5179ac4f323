"""Interval: where a figure lies, at a confidence that is said beside it.

Its ends come from square roots and quantiles, so they are good to about twelve digits and not
exact, other than the figure between them.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.shares import Share

#: The confidence of an interval unless somebody asks for another.
CONFIDENCE = Share("0.95")


def is_confidence(instance: object, attribute: attrs.Attribute[Share], value: Share) -> None:
    """A share that an interval can be asked for at."""
    if not 0 < value.fraction < 1:
        rule = "be above 0 and below 1"
        raise InvalidInputError(require.place(instance, attribute), rule, value.text)


@attrs.frozen(kw_only=True)
class Interval:
    """Two ends and how they were found.

    Args:
        low: The lower end, in minor units of a currency or as a count.
        high: The upper end.
        confidence: So many intervals of this making hold what they are after.
        method: How it was made.
        degrees: The degrees of freedom, where it rests on Student's t.

    Raises:
        InvalidInputError: *low* is above *high*, or *confidence* is not between 0 and 1.

    Example:
        >>> Interval(low=-3, high=5, confidence="0.95", method="Welch").holds_zero
        True
    """

    low: Fraction = attrs.field(converter=Fraction)
    high: Fraction = attrs.field(converter=Fraction)
    confidence: Share = attrs.field(converter=Share, validator=is_confidence)
    method: str = attrs.field(validator=require.is_line)
    degrees: Fraction | None = None

    def __attrs_post_init__(self) -> None:
        if self.low > self.high:
            rule = f"be at most its upper end, {self.high}"
            raise InvalidInputError("Interval.low", rule, self.low)

    @property
    def holds_zero(self) -> bool:
        """Whether nothing at all is among what it allows."""
        return self.low <= 0 <= self.high

    def times(self, factor: Fraction | int) -> Interval:
        """The interval of so many times the figure; *factor* is not below 0."""
        return attrs.evolve(self, low=self.low * factor, high=self.high * factor)
