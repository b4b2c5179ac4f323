"""Retainer: so much a period, whatever is delivered and sold.

    fee = Σ periods amount × days of the period that are over ÷ days of the period

Periods are counted from the first day of the contract, or from the beginning of the performance. A
whole period pays the whole amount, however many days it has; a part of one pays by the days of the
wall clock that are over. The day of the last moment counts once it is over, not before.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, get_args

import attrs

from influence import _requirements as require
from influence.money import Money, Rounding
from influence.payments._agreed import is_agreed, refuse_foreign
from influence.payments._fee import Fee, FeeLine
from influence.payments._performance import Performance
from influence.payments._proration import Proration, prorated
from influence.periods import Period, zone


@attrs.frozen(kw_only=True)
class Retainer:
    """Pay for being there.

    Args:
        per_period: Amount for each period.
        months: How many months a period lasts.
        starts: First day of the contract, from whose first moment the periods are counted; ``None``
            counts from the beginning of the performance.
        zone: The IANA time zone of days and months; ``None`` takes that of the performance, or of
            the window or amendment that begins the part.
        rounding: How the part of an amount becomes whole minor units, once a period.

    Raises:
        InvalidTermsError: The amount is below zero.
        InvalidInputError: *months* is below 1, or *starts* is no date.
        UnknownNameError: A word or the zone is not known; the close one is named.

    Example:
        >>> from influence.testing import performance
        >>> rule = Retainer(per_period=Money("500", "USD"))
        >>> rule.fee(performance(currency="USD")).amount
        Money('500.00', 'USD')
    """

    name: ClassVar[str] = "retainer"
    per_period: Money = attrs.field(validator=is_agreed)
    months: int = attrs.field(default=1, validator=require.at_least(1))
    starts: dt.date | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_date)
    )
    zone: str | None = None
    rounding: Rounding = attrs.field(
        default="half_even", validator=require.one_of(get_args(Rounding))
    )

    def __attrs_post_init__(self) -> None:
        if self.zone is not None:
            zone(self.zone)

    def fee(self, performance: Performance, /) -> Fee:
        """The amount of each period, by the days that are over."""
        refuse_foreign("retainer per_period", self.per_period, performance=performance)
        anchor = self._anchor(performance.period)
        periods = prorated(performance.period, anchor=anchor, months=self.months)
        lines = [self._line(period) for period in periods]
        if not lines:
            text = f"retainer of {self.per_period} a period begins on {anchor.date()}"
            lines = [FeeLine(text, Money.zero(performance.currency))]
        return Fee.of_lines(lines, currency=performance.currency)

    def _anchor(self, period: Period) -> dt.datetime:
        """The moment from which the periods are counted."""
        clock = period.start.tzinfo if self.zone is None else zone(self.zone)
        if self.starts is None:
            return period.start.astimezone(clock)
        return dt.datetime.combine(self.starts, dt.time(), clock)

    def _line(self, period: Proration) -> FeeLine:
        """The line of one period."""
        amount = (self.per_period.exact * period.part).rounded(self.rounding)
        begins = period.whole.start.date()
        months = "month" if self.months == 1 else f"{self.months} months"
        span = f"the {months} from {begins}"
        how = f"for {span}" if period.is_whole else f"for {period} of {span}"
        return FeeLine(f"retainer of {self.per_period} {how}", amount)
