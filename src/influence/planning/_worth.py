"""Customer worth: what one new customer leaves, at once and in time.

    first order = order value × gross margin          or as it is told
    in time     = first order × (1 + repeat rate)
    in window   = first order × the part of first orders that come within the payback window

Orders that come again come after the window, so they never make a payback look quicker than it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

import attrs

from influence.errors import InvalidInputError, MissingDataError
from influence.planning._estimate import (
    Estimate,
    as_estimate,
    as_estimate_if_any,
    require_amount,
    require_number,
)

#: A part from 0 to 1 for each figure of a worth, by its name: where in its range it is drawn.
Parts: TypeAlias = "Mapping[str, float]"

FIGURES: tuple[str, ...] = (
    "gross_profit",
    "order_value",
    "gross_margin",
    "repeat_rate",
    "in_window",
)


@attrs.frozen(kw_only=True)
class CustomerWorth:
    """What a new customer leaves when the goods are paid for.

    Args:
        gross_profit: Gross profit of a first order; else *order_value* and *gross_margin* say it.
        order_value: Net sales of one order.
        gross_margin: Part of net sales that is left when the goods are paid for.
        repeat_rate: Part of the customers who order once more; above 1 where they do more often.
        in_window: Part of the first orders that come within the payback window.

    Raises:
        MissingDataError: Neither the gross profit nor both of its factors are told.
        InvalidInputError: Both are told, or a part is above 1.

    Example:
        >>> from influence.money import Money
        >>> tea = CustomerWorth(
        ...     order_value=Money("60", "USD"), gross_margin="0.55", repeat_rate="0.2"
        ... )
        >>> tea.first_order, tea.in_time
        (Fraction(33, 1), Fraction(198, 5))

    Source: S2.
    """

    gross_profit: Estimate | None = attrs.field(default=None, converter=as_estimate_if_any)
    order_value: Estimate | None = attrs.field(default=None, converter=as_estimate_if_any)
    gross_margin: Estimate | None = attrs.field(default=None, converter=as_estimate_if_any)
    repeat_rate: Estimate = attrs.field(default=Estimate.exactly(0), converter=as_estimate)
    in_window: Estimate = attrs.field(default=Estimate.exactly(1), converter=as_estimate)

    def __attrs_post_init__(self) -> None:
        factors = (self.order_value, self.gross_margin)
        if self.gross_profit is None and None in factors:
            rule = "be told, or order_value and gross_margin be"
            raise MissingDataError("CustomerWorth.gross_profit", rule, None)
        if self.gross_profit is not None and self.gross_margin is not None:
            rule = "be left out where gross_profit is told"
            raise InvalidInputError("CustomerWorth.gross_margin", rule, str(self.gross_margin))
        for name in ("gross_profit", "order_value"):
            amount: Estimate | None = getattr(self, name)
            if amount is not None:
                require_amount(f"CustomerWorth.{name}", amount, currency=self.currency)
        if self.gross_margin is not None:
            require_number("CustomerWorth.gross_margin", self.gross_margin, most=1)
        require_number("CustomerWorth.repeat_rate", self.repeat_rate)
        require_number("CustomerWorth.in_window", self.in_window, most=1)

    @property
    def currency(self) -> str:
        """The currency of its amounts."""
        told = self.gross_profit if self.gross_profit is not None else self.order_value
        if told is None or not told.unit:
            rule = "be an amount"
            raise InvalidInputError("worth of a customer", rule, str(told))
        return told.unit

    @property
    def first_order(self) -> Fraction:
        """Gross profit of a first order, as likely, in major units."""
        if self.gross_profit is not None:
            return self.gross_profit.likely
        return _likely(self.order_value) * _likely(self.gross_margin)

    @property
    def in_time(self) -> Fraction:
        """Gross profit of a customer with what they order again, as likely, in major units."""
        return self.first_order * (1 + self.repeat_rate.likely)

    def drawn(self, parts: Parts) -> tuple[float, float]:
        """Gross profit of a customer within the window and in time, at a part of each range."""
        if self.gross_profit is not None:
            first = self.gross_profit.at(parts["gross_profit"])
        else:
            first = _at(self.order_value, parts["order_value"])
            first *= _at(self.gross_margin, parts["gross_margin"])
        in_window = first * self.in_window.at(parts["in_window"])
        return in_window, first * (1 + self.repeat_rate.at(parts["repeat_rate"]))


def _likely(estimate: Estimate | None) -> Fraction:
    """What is likely of an estimate that was checked to be there."""
    return Fraction(0) if estimate is None else estimate.likely


def _at(estimate: Estimate | None, part: float) -> float:
    """An estimate that was checked to be there, at a part of its range."""
    return 0.0 if estimate is None else estimate.at(part)
