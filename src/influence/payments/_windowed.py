"""Windowed: what a rule owes window by window, and what rules that do so say of themselves.

Each window is asked on its own, as if nothing had happened outside; so what is paid once for a
whole campaign does not belong inside a rule that counts by windows, but beside it. What lies before
a contract begins is no window, and is owed all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol, runtime_checkable

import attrs

from influence.errors import InvalidTermsError
from influence.money import ExactMoney, Money
from influence.payments._fee import Fee, FeeLine
from influence.payments._performance import Performance
from influence.payments._rule import PaymentRule, rules_within
from influence.payments._window import Window
from influence.periods import Period


@runtime_checkable
class Capping(Protocol):
    """A rule that pays no more than a maximum."""

    def most_in(self, window: Window, /) -> ExactMoney | None:
        """The most that it pays in a window; ``None`` when there is no such limit."""
        ...


@attrs.frozen(kw_only=True)
class WindowFee:
    """What is owed for one window.

    Args:
        window: The whole window; ``None`` for what lies before the contract begins.
        period: As much of it as the performance covers.
        fee: What is owed.
    """

    window: Period | None
    period: Period
    fee: Fee

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts on which the fee rests."""
        return tuple(sorted({fact for line in self.fee.working for fact in line.facts}))

    def line(self, text: str, amount: Money) -> FeeLine:
        """A line about the window as a whole."""
        return self._said(FeeLine(text, amount, self.facts))

    def lines(self) -> Iterator[FeeLine]:
        """The lines of the fee, each with the beginning of its window before it."""
        return map(self._said, self.fee.working)

    def costs(self) -> Iterator[FeeLine]:
        """The costs beside the fee, in the same way."""
        return map(self._said, self.fee.costs)

    def _said(self, line: FeeLine) -> FeeLine:
        """The line with the beginning of its window before it."""
        begins = f"from {self.period.start.date()}" if self.window else "before the contract"
        return attrs.evolve(line, text=f"{begins}: {line.text}")


def window_fees(
    fee: Callable[[Performance], Fee], performance: Performance, *, window: Window
) -> Iterator[WindowFee]:
    """What *fee* says of each window that the performance meets, in the order of time."""
    early = window.before(performance.period)
    if early is not None:
        yield WindowFee(window=None, period=early, fee=fee(performance.within(early)))
    for span in window.spans(performance.period):
        part = performance if span is None else performance.within(span)
        yield WindowFee(window=span, period=part.period, fee=fee(part))


def holds_a_guarantee(rule: PaymentRule) -> bool:
    """Whether *rule*, or a rule inside it, says of itself that it ``is_guarantee``."""
    return any(getattr(one, "is_guarantee", False) is True for one in rules_within(rule))


def most_in(rule: PaymentRule, window: Window) -> ExactMoney | None:
    """The most that *rule* pays in a window, where it says so."""
    return rule.most_in(window) if isinstance(rule, Capping) else None


def refuse_endless(what: str, window: Window) -> None:
    """Refuse a window that never closes, or moves.

    Raises:
        InvalidTermsError: The window is neither of the calendar nor of the contract.
    """
    if window.months is None:
        rule = "close, as a calendar or contract window does"
        raise InvalidTermsError(what, rule, window.kind)
