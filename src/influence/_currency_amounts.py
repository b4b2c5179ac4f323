"""What both kinds of money share: a number of minor units of one currency, and how they compare.

``Money`` and ``ExactMoney`` differ in the number, an integer or a fraction. Amounts of one currency
compare by value whatever their type, as ``1`` and ``Fraction(1)`` do; amounts of two currencies are
unequal and have no order.
"""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType
from typing import Final, TypeVar

import attrs

from influence._amounts import decimal_parts
from influence._iso4217 import DECIMALS
from influence.errors import CurrencyMismatchError, InvalidInputError, UnknownNameError

N = TypeVar("N", int, Fraction)

LIMIT_DIGITS: Final = 18
_LIMIT: Final = 10**LIMIT_DIGITS

KNOWN_CURRENCIES: Final = MappingProxyType(
    {code: decimals for code, decimals in DECIMALS.items() if decimals is not None}
)


@attrs.frozen(eq=False, repr=False)
class CurrencyAmount:
    """A number of minor units of one currency."""

    minor: int | Fraction
    currency: str

    @property
    def exponent(self) -> int:
        """How many decimals the currency has."""
        return KNOWN_CURRENCIES[self.currency]

    @property
    def is_zero(self) -> bool:
        """Whether this is no money at all."""
        return self.minor == 0

    @property
    def is_positive(self) -> bool:
        """Whether this is above zero."""
        return self.minor > 0

    @property
    def is_negative(self) -> bool:
        """Whether this is below zero."""
        return self.minor < 0

    def __eq__(self, other: object) -> bool:
        """Tell whether *other* is the same amount of the same currency."""
        if not isinstance(other, CurrencyAmount):
            return NotImplemented
        return self.minor == other.minor and self.currency == other.currency

    def __hash__(self) -> int:
        """Hash by amount and currency, so that equal amounts of both kinds hash alike."""
        return hash((self.minor, self.currency))

    def __lt__(self, other: CurrencyAmount) -> bool:
        """Tell whether this is less than *other*, in the same currency."""
        return self.minor < minor_of(other, currency=self.currency)

    def __le__(self, other: CurrencyAmount) -> bool:
        """Tell whether this is at most *other*, in the same currency."""
        return self.minor <= minor_of(other, currency=self.currency)

    def __gt__(self, other: CurrencyAmount) -> bool:
        """Tell whether this is more than *other*, in the same currency."""
        return self.minor > minor_of(other, currency=self.currency)

    def __ge__(self, other: CurrencyAmount) -> bool:
        """Tell whether this is at least *other*, in the same currency."""
        return self.minor >= minor_of(other, currency=self.currency)


def decimals_of(currency: object) -> int:
    """Return the number of decimals of *currency*, or say why money cannot be in it."""
    if not isinstance(currency, str):
        raise InvalidInputError("currency", "be an ISO 4217 code", currency)
    decimals = KNOWN_CURRENCIES.get(currency)
    if decimals is not None:
        return decimals
    if currency in DECIMALS:
        raise InvalidInputError("currency", "have a minor unit in ISO 4217", currency)
    raise UnknownNameError("currency", currency, KNOWN_CURRENCIES)


def minor_units(amount: object, *, currency: str) -> int:
    """Return the minor units that *amount*, in major units, says exactly."""
    exponent = decimals_of(currency)
    coefficient, decimals = decimal_parts(amount, what="amount")
    scale: int = 10 ** abs(exponent - decimals)
    if decimals <= exponent:
        return coefficient * scale
    minor, finer = divmod(coefficient, scale)
    if finer:
        raise InvalidInputError("amount", f"have at most {exponent} decimals in {currency}", amount)
    return minor


def minor_of(amount: object, *, currency: str) -> int | Fraction:
    """Return the minor units of *amount*, which has to be in *currency*."""
    if not isinstance(amount, CurrencyAmount):
        raise InvalidInputError("what meets money", "be money of the same currency", amount)
    if amount.currency != currency:
        raise CurrencyMismatchError("currency", f"be {currency} like the rest", amount.currency)
    return amount.minor


def within_limit(minor: N) -> N:
    """Return *minor* if it is an amount that anybody could mean."""
    if abs(minor.numerator) < _LIMIT * minor.denominator:
        return minor
    raise InvalidInputError("amount", f"have less than 10^{LIMIT_DIGITS} minor units", minor)
