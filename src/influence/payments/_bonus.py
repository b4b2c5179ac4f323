"""Bonus: a sum when a threshold is reached, once or again and again.

    fee = pay × ⌊count ÷ every⌋, or pay once the count reaches a threshold, no more than at_most

A count that is unknown earns nothing yet, and the line says so; it is not read as zero.
"""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

import attrs

from influence import _requirements as require
from influence.errors import InvalidTermsError
from influence.metrics import metric
from influence.money import Money
from influence.payments._agreed import is_above_zero, refuse_foreign, refuse_two_currencies
from influence.payments._fee import Fee, FeeLine
from influence.payments._performance import Performance

# Metrics that follow from the credited orders; all others are told by platforms and shops.
_FROM_ORDERS = ("orders", "revenue")


@attrs.frozen(kw_only=True)
class Bonus:
    """Pay for reaching something.

    Args:
        metric: What is counted: ``orders``, ``revenue`` or any other metric but ``gross_profit``.
        pay: Paid each time.
        every: Pay for every so many; an amount when the metric is money.
        reaches: Pay once, when the count is at least this.
        at_most: The most that it can come to.

    Raises:
        InvalidTermsError: Neither or both of *every* and *reaches* are given, a figure is not above
            zero, or a threshold's kind does not fit the metric.
        UnknownNameError: *metric* is not known; the close one is named.

    Example:
        >>> from influence.testing import performance
        >>> rule = Bonus(metric="orders", every=10, pay=Money("50", "USD"))
        >>> rule.fee(performance(sales=["20.00"] * 23, currency="USD")).amount
        Money('100.00', 'USD')

    Source: S1, S2, S3.
    """

    name: ClassVar[str] = "bonus"
    metric: str
    pay: Money = attrs.field(validator=is_above_zero)
    every: int | Money | None = None
    reaches: int | Money | None = None
    at_most: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(is_above_zero)
    )

    def __attrs_post_init__(self) -> None:
        terms = {"every": self.every, "reaches": self.reaches}
        given = [name for name, value in terms.items() if value is not None]
        if len(given) != 1:
            raise InvalidTermsError("bonus", "name either every or reaches", given)
        _refuse_misfit(self.metric, given[0], terms[given[0]])
        named = (("its pay", self.pay), (f"bonus {given[0]}", self._threshold))
        refuse_two_currencies(named)
        refuse_two_currencies((named[0], ("bonus at_most", self.at_most)))
        if self.at_most is not None and self.at_most < self.pay:
            raise InvalidTermsError(
                "bonus at_most", f"be at least its pay {self.pay}", self.at_most
            )

    @property
    def _threshold(self) -> int | Money:
        """The count that earns a payment."""
        threshold = self.reaches if self.every is None else self.every
        return 0 if threshold is None else threshold

    def fee(self, performance: Performance, /) -> Fee:
        """The bonus that the performance has earned."""
        refuse_foreign("bonus pay", self.pay, performance=performance)
        count = _counted(performance, self.metric)
        zero = Money.zero(performance.currency)
        if count is None:
            line = FeeLine(f"bonus on {self.metric}: not known, nothing due yet", zero)
            return Fee.of_lines([line], currency=performance.currency)
        times = self._times(count)
        facts = _facts(performance, self.metric)
        return Fee.of_lines(self._lines(times, count, facts), currency=performance.currency)

    def _times(self, count: Fraction) -> int:
        """How often the threshold was met."""
        met = count // _plain(self._threshold)
        return met if self.every is not None else min(met, 1)

    def _lines(self, times: int, count: Fraction, facts: tuple[str, ...]) -> list[FeeLine]:
        """The bonus, and a second line where a maximum cuts it."""
        rule = f"for every {self.every}" if self.every is not None else f"at {self.reaches}"
        reached = _shown(count, self._threshold)
        text = f"bonus of {self.pay} {rule} {self.metric}, reached {reached}"
        earned = self.pay * times
        lines = [FeeLine(text, earned, facts)]
        if self.at_most is not None and earned > self.at_most:
            lines.append(FeeLine(f"bonus is at most {self.at_most}", self.at_most - earned))
        return lines


def _plain(threshold: int | Money) -> Fraction:
    """The threshold as a number: of things, or of major units."""
    return Fraction(threshold.amount) if isinstance(threshold, Money) else Fraction(threshold)


def _shown(count: Fraction, threshold: int | Money) -> str:
    """The count as the line shows it."""
    if isinstance(threshold, Money):
        return str(Money.from_minor(int(count * 10**threshold.exponent), threshold.currency))
    return str(count)


def _counted(performance: Performance, name: str) -> Fraction | None:
    """The count of a metric in a performance, or ``None`` when it is unknown."""
    if name == "orders":
        return performance.order_count
    if name == "revenue":
        return Fraction(performance.net_sales.amount)
    known = performance.metrics.get(name)
    return None if known is None else Fraction(known)


def _facts(performance: Performance, name: str) -> tuple[str, ...]:
    """The orders that the count rests on, where it rests on orders."""
    if name not in _FROM_ORDERS:
        return ()
    return tuple(sorted(order.order_id for order in performance.orders if order.is_kept))


def _refuse_misfit(name: str, term: str, threshold: object) -> None:
    """Refuse a metric that no performance tells, and a threshold that does not fit its metric."""
    is_amount = metric(name).unit == "money"
    if is_amount and name not in _FROM_ORDERS:
        raise InvalidTermsError("bonus metric", "be one that a performance tells", name)
    fits = (
        isinstance(threshold, Money) and threshold.is_positive
        if is_amount
        else require.is_whole(threshold) and threshold > 0
    )
    if not fits:
        wanted = "an amount of money above 0" if is_amount else "a whole number above 0"
        raise InvalidTermsError(f"bonus {term} on {name}", f"be {wanted}", threshold)
