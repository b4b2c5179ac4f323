"""Bonus: a sum when a threshold is reached, once, again and again, or step by step.

    fee = pay × ⌊count ÷ every⌋, or pay once the count reaches a threshold,
          or Σ pay of the steps that are reached; no more than at_most

A count that is unknown earns nothing yet, and the line says so; it is not read as zero.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar

import attrs

from influence import _requirements as require
from influence.errors import InvalidTermsError
from influence.metrics import metric
from influence.money import Money
from influence.payments._agreed import is_above_zero, refuse_foreign, refuse_two_currencies
from influence.payments._bonus_step import BonusStep
from influence.payments._dated_count import facts_of
from influence.payments._fee import Fee, FeeLine
from influence.payments._performance import Performance

# Metrics that follow from the credited orders; all others are told by platforms and shops.
_FROM_ORDERS = ("orders", "revenue")


def _steps(steps: Iterable[BonusStep]) -> tuple[BonusStep, ...]:
    """The steps as a tuple, which nobody can change."""
    return tuple(steps)


@attrs.frozen(kw_only=True)
class Bonus:
    """Pay for reaching something.

    Args:
        metric: What is counted: ``orders``, ``revenue`` or any other metric but ``gross_profit``.
        pay: Paid each time; steps have their own.
        every: Pay for every so many; an amount when the metric is money.
        reaches: Pay once, when the count is at least this.
        steps: Pay what each step adds, when the count is at least its threshold; they rise.
        at_most: The most that it can come to.

    Raises:
        InvalidTermsError: None or several of *every*, *reaches* and *steps* are given, *pay* is
            missing or out of place, a figure is not above zero, a threshold's kind does not fit
            the metric, or steps do not rise.
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
    pay: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(is_above_zero)
    )
    every: int | Money | None = None
    reaches: int | Money | None = None
    steps: tuple[BonusStep, ...] = attrs.field(
        default=(), converter=_steps, validator=require.are(BonusStep, called="bonus steps")
    )
    at_most: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(is_above_zero)
    )

    def __attrs_post_init__(self) -> None:
        terms = {"every": self.every, "reaches": self.reaches, "steps": self.steps or None}
        given = [name for name, value in terms.items() if value is not None]
        if len(given) != 1:
            raise InvalidTermsError("bonus", "name one of every, reaches or steps", given)
        if (self.pay is None) != bool(self.steps):
            rule = "be left out where steps have their own" if self.steps else "be there"
            raise InvalidTermsError("bonus pay", rule, self.pay)
        self._check_amounts(given[0])
        if self.at_most is not None and self.at_most < self._graded[0].pay:
            rule = f"be at least its pay {self._graded[0].pay}"
            raise InvalidTermsError("bonus at_most", rule, self.at_most)

    def _check_amounts(self, given: str) -> None:
        """Refuse thresholds that do not fit, amounts in two currencies, and steps that fall."""
        first = ("its pay", self._graded[0].pay)
        for place, step in enumerate(self._graded):
            term = f"steps[{place}]" if self.steps else given
            _refuse_misfit(self.metric, term, step.at)
            refuse_two_currencies((first, (f"bonus {term}", step.at)))
            refuse_two_currencies((first, (f"bonus {term} pay", step.pay)))
        refuse_two_currencies((first, ("bonus at_most", self.at_most)))
        for before, after in pairwise(self.steps):
            if _plain(after.at) <= _plain(before.at):
                rule = f"lie above the step before it, {before.at}"
                raise InvalidTermsError("bonus step", rule, after.at)

    @property
    def _graded(self) -> tuple[BonusStep, ...]:
        """The steps; of a bonus without, the one that it pays once or again and again."""
        threshold = self.reaches if self.every is None else self.every
        if self.pay is None or threshold is None:
            return self.steps
        return (BonusStep(at=threshold, pay=self.pay),)

    def fee(self, performance: Performance, /) -> Fee:
        """The bonus that the performance has earned."""
        refuse_foreign("bonus pay", self._graded[0].pay, performance=performance)
        count = _counted(performance, self.metric)
        zero = Money.zero(performance.currency)
        if count is None:
            line = FeeLine(f"bonus on {self.metric}: not known, nothing due yet", zero)
            return Fee.of_lines([line], currency=performance.currency)
        facts = _facts(performance, self.metric)
        lines = [self._line(step, count, facts) for step in self._due(count)]
        earned = Money.total((line.amount for line in lines), currency=performance.currency)
        if self.at_most is not None and earned > self.at_most:
            text = f"bonus is at most {self.at_most}"
            lines.append(FeeLine(text, self.at_most - earned, facts))
        return Fee.of_lines(lines, currency=performance.currency)

    def _due(self, count: Fraction) -> tuple[BonusStep, ...]:
        """The steps that have a line: those that are reached, and at least the first."""
        reached = [step for step in self._graded if _plain(step.at) <= count]
        return tuple(reached) or self._graded[:1]

    def _line(self, step: BonusStep, count: Fraction, facts: tuple[str, ...]) -> FeeLine:
        """The line of a step."""
        met = count // _plain(step.at)
        times = met if self.every is not None else min(met, 1)
        rule = f"for every {step.at}" if self.every is not None else f"at {step.at}"
        text = f"bonus of {step.pay} {rule} {self.metric}, reached {_shown(count, step.at)}"
        return FeeLine(text, step.pay * times, facts)


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
    """The orders that the count rests on, or what else it is known to."""
    if name in _FROM_ORDERS:
        return tuple(sorted(order.order_id for order in performance.orders if order.is_kept))
    return facts_of(performance.readings, name=name)


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
