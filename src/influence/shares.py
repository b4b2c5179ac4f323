"""Shares: exact rates and parts of a whole.

    Share("0.15") = 15 % = 3/20

A share is a rational number, so a third stays a third and 15 % of 19.99 USD is exactly 2.9985 USD
until somebody rounds it by name. It is never negative; it may be above one, as a bonus of 120 % is.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias, final

import attrs

from influence._amounts import exact_fraction, exact_text
from influence.errors import InvalidInputError

if TYPE_CHECKING:
    from influence.money import ExactMoney, Money

__all__ = ["Share", "ShareLike"]


@final
@attrs.frozen(init=False, repr=False, order=True)
class Share:
    """An exact rate or part, as a number and not in per cent.

    Args:
        value: Text such as ``0.15`` or ``1/3``, a whole number, a Decimal, a Fraction or a Share.

    Raises:
        InvalidInputError: The value is below zero, a float, or not a number.

    Example:
        >>> Share("0.15") == Share.percent("15")
        True
        >>> print(Share("0.15"), Share("1/3"))
        15 % 1/3
        >>> Share("0.5") * Share("0.5") + Share("1/4")
        Share('0.5')
    """

    fraction: Fraction

    def __init__(self, value: ShareLike) -> None:
        """Read the value."""
        object.__setattr__(self, "fraction", _read(value))

    @classmethod
    def percent(cls, value: str | int | Decimal | Fraction) -> Share:
        """Return *value* per cent.

        Example:
            >>> Share.percent("12.5")
            Share('0.125')
        """
        return cls(_read(value) / 100)

    @classmethod
    def as_share(cls, value: ShareLike) -> Share:
        """Return *value* as a share; a converter for fields that also take ``"0.15"``."""
        return value if isinstance(value, Share) else cls(value)

    @property
    def text(self) -> str:
        """The number as text: ``0.15``, or ``1/3`` where no decimal is exact."""
        return exact_text(self.fraction)

    def of(self, money: Money | ExactMoney) -> ExactMoney:
        """Return this part of *money*, exactly.

        Example:
            >>> from influence.money import Money
            >>> Share("0.15").of(Money("19.99", "USD"))
            ExactMoney('2.9985', 'USD')
        """
        return money.exact * self.fraction

    def complement(self) -> Share:
        """Return what is left of the whole.

        Raises:
            InvalidInputError: This is more than the whole.

        Example:
            >>> Share("0.15").complement()
            Share('0.85')
        """
        if self.fraction > 1:
            raise InvalidInputError("share with a complement", "be at most 1", self)
        return Share(1 - self.fraction)

    def __add__(self, other: Share) -> Share:
        """Add a share."""
        return Share(self.fraction + _fraction_of(other))

    def __sub__(self, other: Share) -> Share:
        """Subtract a share that is no larger."""
        return Share(self.fraction - _fraction_of(other))

    def __mul__(self, other: Share) -> Share:
        """Return this share of *other*."""
        return Share(self.fraction * _fraction_of(other))

    def __str__(self) -> str:
        """Return per cent where a decimal is exact (``15 %``), else the ratio (``1/3``)."""
        percent = exact_text(self.fraction * 100)
        return str(self.fraction) if "/" in percent else f"{percent} %"

    def __repr__(self) -> str:
        """Return the call that makes this share."""
        return f"Share({self.text!r})"


ShareLike: TypeAlias = str | int | Decimal | Fraction | Share


def _read(value: object) -> Fraction:
    """Return the number that *value* says, if a share can be that."""
    if isinstance(value, Share):
        return value.fraction
    fraction = exact_fraction(value, what="share")
    if fraction < 0:
        raise InvalidInputError("share", "not be below zero", exact_text(fraction))
    return fraction


def _fraction_of(other: object) -> Fraction:
    """Return the number of *other*, which has to be a share."""
    if not isinstance(other, Share):
        raise InvalidInputError("what meets a share", "be a Share", other)
    return other.fraction
