"""ROI: what came back for what was spent.

    profit       = gross profit − spend
    profit ROI   = profit ÷ spend
    revenue ROI  = (revenue − spend) ÷ spend
    ROAS         = revenue ÷ spend

The two returns differ: sales of 16,000 for a spend of 10,000 are a revenue ROI of 60 %, and may
still be a loss once the goods are paid for. A figure whose parts are unknown, or whose denominator
is zero, is ``None`` and never zero. How sales came to be credited is for ``influence.attribution``.
"""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, get_args

import attrs

from influence import _requirements as require
from influence.errors import CurrencyMismatchError, InvalidInputError, UnknownNameError
from influence.money import ExactMoney, Money
from influence.ratios import decimal_of, figure_text, ratio
from influence.workings import Working

__all__ = ["FIGURES", "Figure", "UnitEconomics"]

Figure = Literal[
    "profit",
    "profit_roi",
    "revenue_roi",
    "roas",
    "cost_per_click",
    "cost_per_lead",
    "cost_per_acquisition",
    "average_order_value",
    "lead_conversion",
    "signup_conversion",
    "repeat_rate",
    "break_even_orders",
    "break_even_margin",
]
FIGURES: tuple[Figure, ...] = get_args(Figure)


_optional_money = attrs.validators.optional(require.is_any_money)


def _count(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A count, which may be a fraction when credit is shared."""
    if isinstance(value, bool) or not isinstance(value, int | Fraction) or value < 0:
        rule = "be a count of at least 0"
        raise InvalidInputError(require.place(instance, attribute), rule, value)


def _counted() -> int | Fraction | None:
    """An optional count, as an attrs field."""
    count: int | Fraction | None = attrs.field(
        default=None, validator=attrs.validators.optional(_count)
    )
    return count


@attrs.frozen(kw_only=True)
class UnitEconomics:
    """What was spent, what came of it, and every figure that follows.

    Args:
        spend: Everything that was spent, in one currency.
        gross_profit: Gross profit of the sales; may be negative.
        revenue: Net sales.
        clicks: Visits; ``None`` when unknown, as are all counts below.
        leads: Leads.
        signups: E-mail signups.
        signup_customers: How many of those who signed up became customers.
        orders: Orders.
        customers: People who placed them.
        repeat_customers: How many customers bought more than once.

    Raises:
        InvalidInputError: A count or the spend is below zero.
        CurrencyMismatchError: The amounts differ in currency.

    Example:
        >>> cycle = UnitEconomics(
        ...     spend=Money("1200", "USD"),
        ...     leads=60,
        ...     customers=12,
        ...     gross_profit=Money("1800", "USD"),
        ... )
        >>> cycle.profit, cycle.profit_roi
        (Money('600.00', 'USD'), Decimal('0.5'))
        >>> cycle.cost_per_lead, cycle.cost_per_acquisition
        (Money('20.00', 'USD'), Money('100.00', 'USD'))

    Source: S2, S3.
    """

    spend: Money = attrs.field(validator=require.is_money)
    gross_profit: Money | None = attrs.field(default=None, validator=_optional_money)
    revenue: Money | None = attrs.field(default=None, validator=_optional_money)
    clicks: int | Fraction | None = _counted()
    leads: int | Fraction | None = _counted()
    signups: int | Fraction | None = _counted()
    signup_customers: int | Fraction | None = _counted()
    orders: int | Fraction | None = _counted()
    customers: int | Fraction | None = _counted()
    repeat_customers: int | Fraction | None = _counted()

    def __attrs_post_init__(self) -> None:
        for what, amount in (("gross_profit", self.gross_profit), ("revenue", self.revenue)):
            if amount is not None and amount.currency != self.spend.currency:
                rule = f"be in {self.spend.currency}, the currency of the spend"
                raise CurrencyMismatchError(f"UnitEconomics.{what}", rule, amount)

    @property
    def profit(self) -> Money | None:
        """Gross profit less spend."""
        return None if self.gross_profit is None else self.gross_profit - self.spend

    @property
    def profit_roi(self) -> Decimal | None:
        """Profit for each unit of currency spent; 0.5 is 50 %."""
        return self._rate("profit_roi")

    @property
    def revenue_roi(self) -> Decimal | None:
        """Revenue less spend, for each unit of currency spent."""
        return self._rate("revenue_roi")

    @property
    def roas(self) -> Decimal | None:
        """Return on ad spend: revenue for each unit of currency spent."""
        return self._rate("roas")

    @property
    def cost_per_click(self) -> Money | None:
        """Spend for each click, rounded half to even."""
        return self._amount("cost_per_click")

    @property
    def cost_per_lead(self) -> Money | None:
        """Spend for each lead, rounded half to even."""
        return self._amount("cost_per_lead")

    @property
    def cost_per_acquisition(self) -> Money | None:
        """Spend for each customer, rounded half to even."""
        return self._amount("cost_per_acquisition")

    @property
    def average_order_value(self) -> Money | None:
        """Revenue for each order, rounded half to even."""
        return self._amount("average_order_value")

    @property
    def lead_conversion(self) -> Decimal | None:
        """Customers for each lead."""
        return self._rate("lead_conversion")

    @property
    def signup_conversion(self) -> Decimal | None:
        """Share of those who signed up that became customers."""
        return self._rate("signup_conversion")

    @property
    def repeat_rate(self) -> Decimal | None:
        """Share of customers who bought more than once."""
        return self._rate("repeat_rate")

    @property
    def break_even_margin(self) -> Decimal | None:
        """The gross margin at which these sales would just pay for the spend."""
        return self._rate("break_even_margin")

    @property
    def break_even_orders(self) -> int | None:
        """How many orders of this gross profit would just pay for the spend, rounded up.

        Orders that earn nothing or lose money never pay for anything.
        """
        each, exact = self._profit_per_order, self._quotient("break_even_orders")
        return None if exact is None or each is None or not each.is_positive else math.ceil(exact)

    def why(self, figure: str) -> Working:
        """The working of a figure, line by line.

        Raises:
            UnknownNameError: *figure* is not one of ``FIGURES``.

        Example:
            >>> print(
            ...     UnitEconomics(spend=Money("1200", "USD"), customers=12).why(
            ...         "cost_per_acquisition"
            ...     )
            ... )
            spend              1200.00 USD
            customers          12
            spend ÷ customers  100.00 USD
        """
        if figure not in FIGURES:
            raise UnknownNameError("figure", figure, FIGURES)
        if figure == "profit":
            return _working(
                ("gross profit", self.gross_profit),
                ("spend", self.spend),
                answer=("gross profit − spend", self.profit),
            )
        (above_text, above), (below_text, below) = self._parts(figure)
        answer: object = getattr(self, figure)
        if answer is None and above is not None and below is not None:
            answer = "undefined"
        return _working(
            (above_text, above),
            (below_text, below),
            answer=(f"{_bracketed(above_text)} ÷ {_bracketed(below_text)}", answer),
        )

    def _parts(self, figure: Figure) -> tuple[tuple[str, object], tuple[str, object]]:
        """What stands above and below the line of a quotient."""
        spend, revenue = ("spend", self.spend), ("revenue", self.revenue)
        surplus = None if self.revenue is None else self.revenue - self.spend
        parts: dict[str, tuple[tuple[str, object], tuple[str, object]]] = {
            "profit_roi": (("gross profit − spend", self.profit), spend),
            "revenue_roi": (("revenue − spend", surplus), spend),
            "roas": (revenue, spend),
            "cost_per_click": (spend, ("clicks", self.clicks)),
            "cost_per_lead": (spend, ("leads", self.leads)),
            "cost_per_acquisition": (spend, ("customers", self.customers)),
            "average_order_value": (revenue, ("orders", self.orders)),
            "lead_conversion": (("customers", self.customers), ("leads", self.leads)),
            "signup_conversion": (
                ("customers who had signed up", self.signup_customers),
                ("signups", self.signups),
            ),
            "repeat_rate": (
                ("customers who bought again", self.repeat_customers),
                ("customers", self.customers),
            ),
            "break_even_margin": (spend, revenue),
            "break_even_orders": (spend, ("gross profit per order", self._profit_per_order)),
        }
        return parts[figure]

    @property
    def _profit_per_order(self) -> ExactMoney | None:
        """Exact gross profit for each order."""
        if self.gross_profit is None or not self.orders:
            return None
        return self.gross_profit.exact * (1 / Fraction(self.orders))

    def _quotient(self, figure: Figure) -> Fraction | None:
        """The exact quotient of a figure, amounts in major units."""
        (_, above), (_, below) = self._parts(figure)
        return ratio(_number(above), _number(below))

    def _rate(self, figure: Figure) -> Decimal | None:
        """A quotient as a decimal."""
        exact = self._quotient(figure)
        return None if exact is None else decimal_of(exact)

    def _amount(self, figure: Figure) -> Money | None:
        """A quotient as an amount."""
        exact = self._quotient(figure)
        return None if exact is None else ExactMoney(exact, self.spend.currency).rounded()


def _number(part: object) -> Fraction | None:
    """A part of a quotient as an exact number."""
    if isinstance(part, Money):
        return Fraction(part.amount)
    if isinstance(part, ExactMoney):
        return part.amount
    return Fraction(part) if isinstance(part, int | Fraction) else None


def _bracketed(text: str) -> str:
    """A difference in brackets, so that a quotient of it reads right."""
    return f"({text})" if "−" in text else text


def _working(*parts: tuple[str, object], answer: tuple[str, object]) -> Working:
    """The lines of a figure; what is unknown is called so."""
    lines = (*parts, answer)
    return Working.of(*((text, figure_text(value)) for text, value in lines))
