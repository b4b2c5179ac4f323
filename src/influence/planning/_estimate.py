"""Estimate: a figure that is not known to the point, as low, likely and high.

    mean        = (low + likely + high) ÷ 3
    at the part q from below, with w = high − low and c = (likely − low) ÷ w
                = low + √(q × w × (likely − low))              where q ≤ c
                = high − √((1 − q) × w × (high − likely))      else

That is the triangular distribution: nothing lies beyond its ends, so say low and high as far out as
you would bet on. The three figures are exact; what is drawn from them is not.

Source: S266.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TypeAlias

import attrs

from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import ExactMoney, Money
from influence.ratios import decimal_of
from influence.shares import Share, ShareLike

#: What can stand for one figure of an estimate: an amount, or a number that is not negative.
FigureLike: TypeAlias = "Money | ExactMoney | ShareLike"


@attrs.frozen(kw_only=True)
class Estimate:
    """Low, likely and high.

    Args:
        low: Nothing lies below it.
        likely: What is thought most likely.
        high: Nothing lies above it.
        unit: The currency of an amount; empty for a number.

    Raises:
        InvalidInputError: The three do not rise, or one is below 0.

    Example:
        >>> rate = Estimate.between("0.01", "0.02", "0.06")
        >>> rate.mean, round(rate.at(0.5), 4)
        (Fraction(3, 100), 0.0284)
        >>> print(Estimate.exactly(Money("150", "USD")), "·", rate)
        150 USD · 0.02 (0.01 to 0.06)
    """

    low: Fraction
    likely: Fraction
    high: Fraction
    unit: str = ""

    def __attrs_post_init__(self) -> None:
        for name, lower, upper in (
            ("likely", self.low, self.likely),
            ("high", self.likely, self.high),
        ):
            if upper < lower:
                rule = f"be at least {decimal_of(lower)}, the figure before it"
                raise InvalidInputError(f"Estimate.{name}", rule, str(decimal_of(upper)))
        if self.low < 0:
            raise InvalidInputError("Estimate.low", "be 0 or more", str(decimal_of(self.low)))

    @classmethod
    def exactly(cls, value: FigureLike) -> Estimate:
        """A figure that is known to the point.

        Raises:
            InvalidInputError: It is below 0, or no exact number.
        """
        amount, unit = _figure(value)
        return cls(low=amount, likely=amount, high=amount, unit=unit)

    @classmethod
    def between(cls, low: FigureLike, likely: FigureLike, high: FigureLike) -> Estimate:
        """A figure between two ends.

        Raises:
            InvalidInputError: The three do not rise, or one is below 0 or no exact number.
            CurrencyMismatchError: They are not all of one currency, or not all numbers.
        """
        figures = [_figure(value) for value in (low, likely, high)]
        unit = figures[0][1]
        for amount, other in figures:
            if other != unit:
                rule = f"be in {unit}" if unit else "be a number as the others are"
                shown = f"{decimal_of(amount)} {other}".strip()
                raise CurrencyMismatchError("figure of an estimate", rule, shown)
        return cls(low=figures[0][0], likely=figures[1][0], high=figures[2][0], unit=unit)

    @property
    def is_exact(self) -> bool:
        """Whether low and high are the same."""
        return self.low == self.high

    @property
    def mean(self) -> Fraction:
        """What comes of it on average."""
        return (self.low + self.likely + self.high) / 3

    def at(self, part: float) -> float:
        """The figure below which the *part*, from 0 to 1, of all cases lies."""
        low, likely, high = float(self.low), float(self.likely), float(self.high)
        width = high - low
        if not width:
            return likely
        if part * width <= likely - low:
            return low + math.sqrt(part * width * (likely - low))
        return high - math.sqrt((1 - part) * width * (high - likely))

    def __str__(self) -> str:
        """Return the figure, or what is likely with its ends."""
        unit = f" {self.unit}" if self.unit else ""
        if self.is_exact:
            return f"{decimal_of(self.likely)}{unit}"
        ends = f"{decimal_of(self.low)} to {decimal_of(self.high)}"
        return f"{decimal_of(self.likely)} ({ends}){unit}"


EstimateLike: TypeAlias = "Estimate | FigureLike"


def as_estimate(value: EstimateLike) -> Estimate:
    """The estimate itself, or the figure that is known to the point; a converter for fields."""
    return value if isinstance(value, Estimate) else Estimate.exactly(value)


def as_estimate_if_any(value: EstimateLike | None) -> Estimate | None:
    """The same, where there may be none."""
    return None if value is None else as_estimate(value)


def require_amount(place: str, estimate: Estimate, *, currency: str) -> None:
    """Refuse an estimate that is not an amount of that currency.

    Raises:
        CurrencyMismatchError: It is a number, or in another currency.
    """
    if estimate.unit != currency:
        raise CurrencyMismatchError(place, f"be an amount in {currency}", str(estimate))


def require_number(place: str, estimate: Estimate, *, most: int | None = None) -> None:
    """Refuse an estimate that is an amount, or beyond the most that it can be.

    Raises:
        InvalidInputError: It is an amount, or above *most*.
    """
    if estimate.unit:
        raise InvalidInputError(place, "be a number and no amount", str(estimate))
    if most is not None and estimate.high > most:
        raise InvalidInputError(place, f"be at most {most}", str(estimate))


def _figure(value: FigureLike) -> tuple[Fraction, str]:
    """One figure in major units, and its currency."""
    if isinstance(value, Money | ExactMoney):
        return value.exact.amount, value.currency
    return Share(value).fraction, ""
