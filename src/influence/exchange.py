"""Exchange: amounts of one currency told in another, by a rate that somebody published.

    converted = original × rate, rounded once
    a part    = what all parts so far convert to − what the parts before it did

The rate that counts at a moment is the latest at or before it. Where there is none there is no
amount: a missing rate is an error and never 1, and no rate is turned round unless somebody asks for
it. Amounts of terms (flat amounts, floors, caps) hold in their own currency and are never
converted.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Protocol

import attrs

from influence import _requirements as require
from influence.errors import CurrencyMismatchError, InvalidInputError, MissingDataError
from influence.money import ExactMoney, Money, Rounding
from influence.periods import microseconds
from influence.shares import Share, ShareLike
from influence.workings import Working

__all__ = [
    "Conversion",
    "ExchangeRate",
    "ExchangeRates",
    "ForeignPayout",
    "PayingStatement",
    "SendingPolicy",
    "paid_in",
]


def _share(rate: ShareLike) -> Share:
    """A rate, however it is written."""
    return Share.as_share(rate)


def _is_above_zero(instance: object, attribute: attrs.Attribute[Any], value: Share) -> None:
    """A rate at which something comes to something."""
    if not value.fraction:
        raise InvalidInputError(require.place(instance, attribute), "be above 0", value.text)


@attrs.frozen(kw_only=True)
class ExchangeRate:
    """What one unit of a currency is in another, since when, and who says so.

    Args:
        base: The currency that one unit is taken of.
        quote: The currency that it is told in.
        rate: So much of *quote* is one unit of *base*; exact, such as ``1.0823`` or ``1/3``.
        at: Since when, with its offset.
        source: Who published it.

    Raises:
        InvalidInputError: The rate is not above 0, the currencies are the same, or a field breaks
            its rule.
        UnknownNameError: A currency is not in ISO 4217.

    Example:
        >>> rate = ExchangeRate(
        ...     base="EUR",
        ...     quote="USD",
        ...     rate="1.08",
        ...     at=dt.datetime(2026, 3, 2, tzinfo=dt.UTC),
        ...     source="our bank",
        ... )
        >>> rate.of(Money("19.99", "EUR")).rounded()
        Money('21.59', 'USD')
        >>> print(rate)
        1.08 USD for 1 EUR since 2026-03-02T00:00:00+00:00, our bank
    """

    base: str = attrs.field(validator=require.is_currency)
    quote: str = attrs.field(validator=require.is_currency)
    rate: Share = attrs.field(converter=_share, validator=_is_above_zero)
    at: dt.datetime = attrs.field(validator=require.has_offset)
    source: str = attrs.field(validator=require.is_line)

    def __attrs_post_init__(self) -> None:
        if self.base == self.quote:
            rule = f"be another currency than {self.quote}, which needs no rate"
            raise InvalidInputError("ExchangeRate.base", rule, self.base)

    @property
    def rate_id(self) -> str:
        """The two currencies and the moment, such as ``EUR/USD 2026-03-02T00:00:00+00:00``."""
        return f"{self.base}/{self.quote} {self.at.astimezone(dt.UTC).isoformat()}"

    def of(self, money: Money) -> ExactMoney:
        """What *money* is in the other currency, exactly.

        Raises:
            CurrencyMismatchError: *money* is not in the currency of the base.
        """
        if money.currency != self.base:
            rule = f"be in {self.base}, the base of its rate"
            raise CurrencyMismatchError("amount", rule, money)
        return ExactMoney(money.exact.amount * self.rate.fraction, self.quote)

    def turned(self) -> ExchangeRate:
        """The same rate told from the other side, exactly."""
        return attrs.evolve(
            self, base=self.quote, quote=self.base, rate=Share(1 / self.rate.fraction)
        )

    def __str__(self) -> str:
        """Such as ``1.08 USD for 1 EUR since 2026-03-02T00:00:00+00:00, our bank``."""
        price = f"{self.rate.text} {self.quote} for 1 {self.base}"
        return f"{price} since {self.at.isoformat()}, {self.source}"


def _converted(conversion: Conversion) -> Money:
    """What comes of a conversion, rounded in one place."""
    original, rate, before = conversion.original, conversion.rate, conversion.before
    if rate is None:
        return original
    if before is None:
        return rate.of(original).rounded(conversion.rounding)
    whole = rate.of(before + original).rounded(conversion.rounding)
    return whole - rate.of(before).rounded(conversion.rounding)


@attrs.frozen(kw_only=True)
class Conversion:
    """An amount told in another currency, with the rate it was told by.

    Args:
        original: The amount as it was.
        rate: The rate; ``None`` when both are in the same currency, which needs none.
        before: What of the same whole was converted before. Parts are converted as they add up, so
            that together they come to what the whole does.
        rounding: How the result is rounded to the minor unit.

    Raises:
        CurrencyMismatchError: An amount is not in the currency of the base of the rate.
        InvalidInputError: The result has 10^18 minor units or more.
        UnknownNameError: *rounding* is not one of the five names.

    Example:
        >>> yen = ExchangeRate(
        ...     base="JPY",
        ...     quote="USD",
        ...     rate="0.0067",
        ...     at=dt.datetime(2026, 3, 2, tzinfo=dt.UTC),
        ...     source="our bank",
        ... )
        >>> half = Conversion(original=Money(50, "JPY"), rate=yen)
        >>> rest = Conversion(original=Money(50, "JPY"), rate=yen, before=half.original)
        >>> half.converted, rest.converted
        (Money('0.34', 'USD'), Money('0.33', 'USD'))
        >>> Conversion(original=Money(100, "JPY"), rate=yen).converted
        Money('0.67', 'USD')
    """

    original: Money = attrs.field(validator=require.is_any_money)
    rate: ExchangeRate | None
    before: Money | None = None
    rounding: Rounding = "half_even"
    converted: Money = attrs.field(init=False, default=attrs.Factory(_converted, takes_self=True))

    @property
    def working(self) -> Working:
        """The amount, the rate with its source, and what comes of it."""
        if self.rate is None:
            return Working.of((f"{self.original} needs no rate", self.converted))
        after = "" if self.before is None else f" after {self.before} of the same whole"
        text = f"{self.original}{after} at {self.rate}, rounded {self.rounding}"
        return Working.of((text, self.converted))


_Known = tuple[list[int], list[ExchangeRate]]


@attrs.frozen
class ExchangeRates:
    """Rates of some currencies at some moments.

    Args:
        rates: The rates, in any order.

    Raises:
        InvalidInputError: Two rates of one pair of currencies and one moment say different things.

    Example:
        >>> march = ExchangeRate(
        ...     base="EUR",
        ...     quote="USD",
        ...     rate="1.08",
        ...     at=dt.datetime(2026, 3, 2, tzinfo=dt.UTC),
        ...     source="our bank",
        ... )
        >>> rates = ExchangeRates((march,))
        >>> later = dt.datetime(2026, 3, 9, tzinfo=dt.UTC)
        >>> rates.conversion(Money("100", "EUR"), to="USD", at=later).converted
        Money('108.00', 'USD')
    """

    rates: tuple[ExchangeRate, ...] = attrs.field(
        default=(), validator=require.are(ExchangeRate, called="exchange rates")
    )

    def __attrs_post_init__(self) -> None:
        told: dict[str, ExchangeRate] = {}
        for rate in self.rates:
            if told.setdefault(rate.rate_id, rate) != rate:
                rule = f"be told once, as {told[rate.rate_id]}"
                raise InvalidInputError(f"exchange rate {rate.rate_id}", rule, str(rate))

    def at(self, moment: dt.datetime, *, base: str, quote: str) -> ExchangeRate:
        """The latest rate of a pair at or before a moment.

        Raises:
            MissingDataError: There is none; the pair and the moment are named.
            InvalidInputError: *moment* has no offset.
        """
        moments, rates = self._by_pair.get((base, quote), ([], []))
        place = bisect_right(moments, microseconds(moment))
        if place:
            return rates[place - 1]
        first = rates[0].rate_id if rates else None
        rule = f"be told at or before {moment.isoformat()}"
        raise MissingDataError(f"exchange rate from {base} to {quote}", rule, first)

    def conversion(
        self, money: Money, *, to: str, at: dt.datetime, rounding: Rounding = "half_even"
    ) -> Conversion:
        """An amount in the currency *to*, by the rate of a moment; its own needs no rate.

        Raises:
            MissingDataError: No rate is told at or before the moment.
            InvalidInputError: *at* has no offset, or the result is too large.
            UnknownNameError: *rounding* is not one of the five names.
        """
        rate = None if money.currency == to else self.at(at, base=money.currency, quote=to)
        return Conversion(original=money, rate=rate, rounding=rounding)

    def turned(self) -> ExchangeRates:
        """Every rate told from the other side, exactly."""
        return ExchangeRates(tuple(rate.turned() for rate in self.rates))

    @cached_property
    def _by_pair(self) -> Mapping[tuple[str, str], _Known]:
        """The rates of each pair of currencies and their moments, in the order of time."""
        pairs: dict[tuple[str, str], _Known] = {}
        for rate in sorted(self.rates, key=lambda one: microseconds(one.at)):
            moments, rates = pairs.setdefault((rate.base, rate.quote), ([], []))
            moments.append(microseconds(rate.at))
            rates.append(rate)
        return pairs


class SendingPolicy(Protocol):
    """What is asked of the policy of a statement: which part of an amount can be sent."""

    def sent(self, payable: Money) -> Money:
        """The part of *payable* that can be sent."""
        ...


class PayingStatement(Protocol):
    """What is asked of a statement, such as ``influence.settlement.Statement``."""

    @property
    def statement_id(self) -> str:
        """Identifies it."""
        ...

    @property
    def paid_out(self) -> Money:
        """What it pays."""
        ...

    @property
    def policy(self) -> SendingPolicy:
        """How money is sent."""
        ...


@attrs.frozen(kw_only=True)
class ForeignPayout:
    """What a statement pays out in another currency.

    Args:
        statement_id: Which statement.
        conversion: What it pays, converted, with the rate.
        sent: The part that the pay-out rail can send.
    """

    statement_id: str
    conversion: Conversion
    sent: Money

    @property
    def residual(self) -> Money:
        """What is finer than the rail's step, and is still owed in this currency."""
        return self.conversion.converted - self.sent

    @property
    def working(self) -> Working:
        """The conversion, and what of it is sent."""
        working = self.conversion.working
        if self.residual.is_zero:
            return working
        waits = "finer than the step of the pay-out rail, waits"
        return working.then(waits, self.residual).then("sent", self.sent)


def paid_in(
    statement: PayingStatement,
    *,
    currency: str,
    rates: ExchangeRates,
    at: dt.datetime,
    rounding: Rounding = "half_even",
) -> ForeignPayout:
    """What a statement pays out in the creator's own *currency*.

    Args:
        statement: The statement, in the currency of its campaign.
        currency: The currency that the creator is paid in.
        rates: Rates from the one to the other.
        at: The moment of the payment.
        rounding: How the amount is rounded to the minor unit.

    Raises:
        MissingDataError: No rate is told at or before the moment.
        InvalidInputError: *at* has no offset, or the result is too large.
        UnknownNameError: *rounding* is not one of the five names.
    """
    conversion = rates.conversion(statement.paid_out, to=currency, at=at, rounding=rounding)
    return ForeignPayout(
        statement_id=statement.statement_id,
        conversion=conversion,
        sent=statement.policy.sent(conversion.converted),
    )
