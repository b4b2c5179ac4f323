"""Guaranteed: other terms with a minimum, trued up when a window closes.

    fee of a closed window = max(minimum, fee of the terms), of an open one = fee of the terms

A window has closed when it ends no later than the performance. The performance that begins inside a
window has the minimum of the days that are left. A recoverable minimum is a draw: what it adds is
an advance, and what later windows earn above their own minimum pays it back first, in a window that
is still open as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, get_args

import attrs

from influence import _requirements as require
from influence.errors import InvalidTermsError
from influence.money import Money, Rounding
from influence.payments._agreed import is_above_zero, refuse_foreign
from influence.payments._fee import Fee, FeeLine
from influence.payments._performance import Performance
from influence.payments._proration import Proration
from influence.payments._rule import PaymentRule, fee_of, refuse_no_rule, top_rate_of
from influence.payments._window import Window
from influence.payments._windowed import WindowFee, most_in, refuse_endless, window_fees
from influence.periods import Period, microseconds
from influence.shares import Share


@attrs.frozen(kw_only=True)
class Guaranteed:
    """Pay by other terms, and at least a minimum.

    The other terms are asked window by window. What lies before a contract begins is paid by them,
    and has no minimum.

    Args:
        terms: The rule that the minimum is for.
        minimum: The least that a whole window pays.
        window: How long a window lasts; it must be one that closes.
        recoverable: Whether later windows pay back what the minimum added.
        rounding: How the minimum of a part of a window becomes whole minor units.

    Raises:
        InvalidTermsError: *terms* is no rule, the minimum is not above zero, the window never
            closes, or the minimum is above what *terms* may pay at most.
        UnknownNameError: *rounding* is not known; the close one is named.

    Example:
        >>> from influence.payments import Commission
        >>> from influence.testing import performance
        >>> rule = Guaranteed(
        ...     terms=Commission(rate="0.10"),
        ...     minimum=Money("200", "USD"),
        ...     window=Window(kind="calendar", months=1),
        ... )
        >>> for line in rule.fee(performance(["500.00"], currency="USD")).working:
        ...     print(line)
        from 2026-03-01: 10 % of 500.00 USD net sales in 1 order: 50.00 USD
        from 2026-03-01: trued up to the minimum of 200.00 USD: 150.00 USD
    """

    name: ClassVar[str] = "guaranteed"
    is_guarantee: ClassVar[bool] = True
    """No cap may go around it."""
    terms: PaymentRule
    minimum: Money = attrs.field(validator=is_above_zero)
    window: Window = attrs.field(validator=require.is_a(Window, called="a window"))
    recoverable: bool = attrs.field(default=False, validator=require.is_flag)
    rounding: Rounding = attrs.field(
        default="half_even", validator=require.one_of(get_args(Rounding))
    )

    def __attrs_post_init__(self) -> None:
        refuse_no_rule("guaranteed terms", self.terms)
        refuse_endless("guaranteed window", self.window)
        most = most_in(self.terms, self.window)
        if most is not None and most.currency != self.minimum.currency:
            rule = f"be in {most.currency}, the currency of the cap inside it"
            raise InvalidTermsError("guaranteed minimum", rule, self.minimum)
        if most is not None and self.minimum > most:
            rule = f"be at most the cap inside it, {most.rounded()} a window"
            raise InvalidTermsError("guaranteed minimum", rule, self.minimum)

    @property
    def top_rate(self) -> Share:
        """The highest share of sales that the terms pay."""
        return top_rate_of(self.terms)

    def fee(self, performance: Performance, /) -> Fee:
        """The terms' fee window by window, with what the minimum adds and takes back."""
        refuse_foreign("guaranteed minimum", self.minimum, performance=performance)
        windows = tuple(
            window_fees(lambda part: fee_of(self.terms, part), performance, window=self.window)
        )
        return Fee.of_lines(
            self._lines(windows, until=performance.period),
            currency=performance.currency,
            costs=(line for one in windows for line in one.costs()),
        )

    def _lines(self, windows: tuple[WindowFee, ...], *, until: Period) -> Iterator[FeeLine]:
        """The lines of every window; what was advanced goes from one to the next."""
        advanced = Money.zero(self.minimum.currency)
        for one in windows:
            yield from one.lines()
            if one.window is None:
                continue
            days = Proration.of(Period(one.period.start, one.window.end), whole=one.window)
            least = (self.minimum.exact * days.part).rounded(self.rounding)
            above = one.fee.amount - least
            if above.is_positive and advanced.is_positive:
                back = min(above, advanced)
                advanced -= back
                yield one.line("draw recovered", -back)
            elif above.is_negative and _has_closed(one.window, until=until):
                advanced += -above if self.recoverable else Money.zero(least.currency)
                yield one.line(self._trued_up(least, days), -above)

    def _trued_up(self, least: Money, days: Proration) -> str:
        """What the minimum adds, in words."""
        part = "" if days.is_whole else f", for {days} of {self.minimum}"
        again = ", to be recovered" if self.recoverable else ""
        return f"trued up to the minimum of {least}{part}{again}"


def _has_closed(window: Period, *, until: Period) -> bool:
    """Whether a window ends no later than the performance."""
    return microseconds(window.end) <= microseconds(until.end)
