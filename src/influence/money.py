"""Money: a whole number of minor units in one currency, and its exact companion.

    Money       1999 × 0.01 USD                what is booked and paid
    ExactMoney  any fraction of a minor unit   what lies between two bookings

``Money`` adds up without error and refuses what would lose or invent a cent: division (split it
with ``allocate``), floats, amounts finer than the minor unit, sums of two currencies. Rates make
``ExactMoney``, which becomes ``Money`` in one place, by a rounding that has a name. No ambient
setting, the decimal context included, changes a result.

Foreign exchange is not here: a conversion needs a rate with a source and a time, and that is a
fact.

Source: ISO 4217 for codes and decimals.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Never, NoReturn, Protocol, final, overload

import attrs

from influence._amounts import (
    amount_text,
    exact_fraction,
    exact_text,
    rational_number,
    whole_number,
)
from influence._apportionment import apportioned
from influence._currency_amounts import (
    KNOWN_CURRENCIES,
    CurrencyAmount,
    decimals_of,
    minor_of,
    minor_units,
    within_limit,
)
from influence._rounding import Rounding, round_fraction
from influence.errors import InvalidInputError
from influence.ratios import total as exact_total

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from _typeshed import SupportsRichComparison

__all__ = [
    "ExactMoney",
    "Money",
    "Rounding",
    "SupportsFraction",
    "known_currencies",
    "round_fraction",
]


class SupportsFraction(Protocol):
    """Anything that is an exact rational number, such as ``influence.shares.Share``."""

    @property
    def fraction(self) -> Fraction:
        """The number."""
        ...


def known_currencies() -> Mapping[str, int]:
    """Return the ISO 4217 codes that money can be in, each with its number of decimals.

    Example:
        >>> known_currencies()["JPY"], known_currencies()["KWD"]
        (0, 3)
    """
    return KNOWN_CURRENCIES


@final
@attrs.frozen(init=False, eq=False, repr=False)
class Money(CurrencyAmount):
    """An amount of one currency, to the minor unit.

    Args:
        amount: The amount in major units: text such as ``19.99`` or ``-5``, a whole number or a
            Decimal.
        currency: ISO 4217 code.

    Raises:
        InvalidInputError: The amount is a float, not a number, finer than the minor unit, or has
            10^18 minor units or more.
        UnknownNameError: The currency is not in ISO 4217.

    Example:
        >>> price = Money("19.99", "USD")
        >>> price + Money(5, "USD")
        Money('24.99', 'USD')
        >>> price.allocate([3, 1, 1])
        (Money('11.99', 'USD'), Money('4.00', 'USD'), Money('4.00', 'USD'))
    """

    minor: int

    def __init__(self, amount: str | int | Decimal, currency: str) -> None:
        """Read the amount."""
        _set(self, "minor", within_limit(minor_units(amount, currency=currency)))
        _set(self, "currency", currency)

    @classmethod
    def from_minor(cls, minor: int, currency: str) -> Money:
        """Return *minor* minor units, such as cents, of *currency*."""
        decimals_of(currency)
        return _money(whole_number(minor, what="minor units", rule="be a whole number"), currency)

    @classmethod
    def zero(cls, currency: str) -> Money:
        """Return no money of *currency*."""
        return cls.from_minor(0, currency)

    @classmethod
    def total(cls, amounts: Iterable[Money], *, currency: str) -> Money:
        """Return the sum of *amounts*, all of which are in *currency*; of none it is zero.

        Example:
            >>> Money.total([Money("0.10", "EUR"), Money("0.20", "EUR")], currency="EUR")
            Money('0.30', 'EUR')
        """
        decimals_of(currency)
        return _money(sum(_money_minor(amount, currency) for amount in amounts), currency)

    @property
    def amount(self) -> Decimal:
        """The amount in major units, with all decimals of the currency."""
        return Decimal(self.text)

    @property
    def text(self) -> str:
        """The amount in major units as plain text, such as ``19.99``."""
        return amount_text(self.minor, decimals=self.exponent)

    @property
    def exact(self) -> ExactMoney:
        """The same amount, ready for rates."""
        return _exact(Fraction(self.minor), self.currency)

    def allocate(
        self,
        weights: Sequence[int | Fraction | SupportsFraction],
        *,
        keys: Sequence[SupportsRichComparison] | None = None,
    ) -> tuple[Money, ...]:
        """Split this amount in proportion to *weights*, into parts that sum to it.

        The minor units left over go one each to the largest remainders; a tie goes to the smaller
        key (without keys, to the earlier weight). A zero weight gets nothing, and a negative amount
        is split as the mirror of the positive one.

        Args:
            weights: Whole numbers, Fractions or Shares; none below zero and at least one above.
            keys: What tells the parts apart whatever their order, such as ids; all different.

        Raises:
            InvalidInputError: The weights or keys are not as said.

        Example:
            >>> Money("1.00", "USD").allocate([1, 1, 1], keys=["zoe", "ann", "bob"])
            (Money('0.33', 'USD'), Money('0.34', 'USD'), Money('0.33', 'USD'))
        """
        exact = [rational_number(weight, what="weight") for weight in weights]
        parts = apportioned(self.minor, weights=exact, keys=keys)
        return tuple(_money(part, self.currency) for part in parts)

    def negated(self) -> Money:
        """Return the same amount with the other sign."""
        return _money(-self.minor, self.currency)

    @overload
    def __add__(self, other: Money) -> Money: ...
    @overload
    def __add__(self, other: ExactMoney) -> ExactMoney: ...
    def __add__(self, other: Money | ExactMoney) -> Money | ExactMoney:
        """Add an amount of the same currency."""
        if isinstance(other, Money) and other.currency == self.currency:
            return _money(self.minor + other.minor, self.currency)
        return self.exact + other

    @overload
    def __sub__(self, other: Money) -> Money: ...
    @overload
    def __sub__(self, other: ExactMoney) -> ExactMoney: ...
    def __sub__(self, other: Money | ExactMoney) -> Money | ExactMoney:
        """Subtract an amount of the same currency."""
        if isinstance(other, Money) and other.currency == self.currency:
            return _money(self.minor - other.minor, self.currency)
        return self.exact - other

    def __radd__(self, other: Never) -> NoReturn:
        """Refuse ``sum()``, which begins with a bare 0 and so forgets the currency of nothing."""
        raise InvalidInputError("what meets money", _SUMMED, other)

    def __mul__(self, factor: int) -> Money:
        """Multiply by a whole number; for a rate there is ``Share.of``."""
        rule = "be a whole number (a rate is a Share)"
        return _money(self.minor * whole_number(factor, what="factor", rule=rule), self.currency)

    __rmul__ = __mul__

    def __truediv__(self, divisor: Never) -> NoReturn:
        """Refuse to divide: the parts would not sum to the whole."""
        raise InvalidInputError("money", "be split with allocate, never divided", divisor)

    __floordiv__ = __truediv__

    def __neg__(self) -> Money:
        """Return the same amount with the other sign."""
        return self.negated()

    def __abs__(self) -> Money:
        """Return the amount without its sign."""
        return _money(abs(self.minor), self.currency)

    def __str__(self) -> str:
        """Return amount and currency, such as ``19.99 USD``."""
        return f"{self.text} {self.currency}"

    def __repr__(self) -> str:
        """Return the call that makes this amount."""
        return f"Money({self.text!r}, {self.currency!r})"


@final
@attrs.frozen(init=False, eq=False, repr=False)
class ExactMoney(CurrencyAmount):
    """A rational amount of one currency, on its way to being rounded.

    Args:
        amount: The amount in major units: text such as ``0.125`` or ``1/3``, a whole number, a
            Decimal or a Fraction.
        currency: ISO 4217 code.

    Raises:
        InvalidInputError: The amount is a float or not a number, or has 10^18 minor units or more.
        UnknownNameError: The currency is not in ISO 4217.

    Example:
        >>> third = ExactMoney("1/3", "USD")
        >>> third.rounded()
        Money('0.33', 'USD')
        >>> (third + third + third).rounded("floor")
        Money('1.00', 'USD')
    """

    minor: Fraction

    def __init__(self, amount: str | int | Decimal | Fraction, currency: str) -> None:
        """Read the amount."""
        scale: int = 10 ** decimals_of(currency)
        _set(self, "minor", within_limit(exact_fraction(amount, what="amount") * scale))
        _set(self, "currency", currency)

    @classmethod
    def from_minor(cls, minor: Fraction | int, currency: str) -> ExactMoney:
        """Return *minor* minor units, which need not be whole, of *currency*."""
        decimals_of(currency)
        return _exact(Fraction(rational_number(minor, what="minor units")), currency)

    @classmethod
    def zero(cls, currency: str) -> ExactMoney:
        """Return no money of *currency*."""
        return cls.from_minor(0, currency)

    @classmethod
    def total(cls, amounts: Iterable[ExactMoney | Money], *, currency: str) -> ExactMoney:
        """Return the sum of *amounts*, all of which are in *currency*; of none it is zero."""
        decimals_of(currency)
        minors = (minor_of(amount, currency=currency) for amount in amounts)
        return _exact(exact_total(minors), currency)

    @property
    def amount(self) -> Fraction:
        """The amount in major units."""
        return Fraction(self.minor, 10**self.exponent)

    @property
    def text(self) -> str:
        """The amount in major units as text: ``0.125``, or ``1/3`` where no decimal is exact."""
        return exact_text(self.amount)

    @property
    def exact(self) -> ExactMoney:
        """This amount itself, so that both kinds of money can be asked."""
        return self

    def rounded(self, rounding: Rounding = "half_even") -> Money:
        """Return the amount in whole minor units.

        Example:
            >>> ExactMoney("0.125", "USD").rounded(), ExactMoney("0.125", "USD").rounded("ceiling")
            (Money('0.12', 'USD'), Money('0.13', 'USD'))
        """
        return _money(round_fraction(self.minor, rounding), self.currency)

    def negated(self) -> ExactMoney:
        """Return the same amount with the other sign."""
        return _exact(-self.minor, self.currency)

    def __add__(self, other: Money | ExactMoney) -> ExactMoney:
        """Add an amount of the same currency."""
        return _exact(self.minor + minor_of(other, currency=self.currency), self.currency)

    def __sub__(self, other: Money | ExactMoney) -> ExactMoney:
        """Subtract an amount of the same currency."""
        return _exact(self.minor - minor_of(other, currency=self.currency), self.currency)

    def __radd__(self, other: Never) -> NoReturn:
        """Refuse ``sum()``, which begins with a bare 0 and so forgets the currency of nothing."""
        raise InvalidInputError("what meets money", _SUMMED, other)

    def __mul__(self, factor: int | Fraction | SupportsFraction) -> ExactMoney:
        """Multiply by an exact number: a whole one, a Fraction or a Share."""
        return _exact(self.minor * rational_number(factor, what="factor"), self.currency)

    __rmul__ = __mul__

    def __neg__(self) -> ExactMoney:
        """Return the same amount with the other sign."""
        return self.negated()

    def __abs__(self) -> ExactMoney:
        """Return the amount without its sign."""
        return _exact(abs(self.minor), self.currency)

    def __str__(self) -> str:
        """Return amount and currency, such as ``0.125 USD``."""
        return f"{self.text} {self.currency}"

    def __repr__(self) -> str:
        """Return the call that makes this amount."""
        return f"ExactMoney({self.text!r}, {self.currency!r})"


_SUMMED = "be money of the same currency (for a sum there is total)"


# Frozen classes are filled past their own __setattr__; looked up once, because money is made often.
_set = object.__setattr__


def _money(minor: int, currency: str) -> Money:
    """Return money of a currency that is known to be one."""
    money = Money.__new__(Money)
    _set(money, "minor", within_limit(minor))
    _set(money, "currency", currency)
    return money


def _exact(minor: Fraction, currency: str) -> ExactMoney:
    """Return exact money of a currency that is known to be one."""
    money = ExactMoney.__new__(ExactMoney)
    _set(money, "minor", within_limit(minor))
    _set(money, "currency", currency)
    return money


def _money_minor(amount: object, currency: str) -> int:
    """Return the minor units of *amount*, which has to be ``Money`` in *currency*."""
    if isinstance(amount, Money) and amount.currency == currency:
        return amount.minor
    minor_of(amount, currency=currency)  # Refuses whatever is not money of this currency.
    raise InvalidInputError("summand of Money", "be rounded", amount)
