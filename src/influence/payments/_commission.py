"""Commission: a share of the sales a creator brought in, or a fixed amount for what was bought.

    fee = rate × Σ base, or amount × Σ orders of which something is left, or amount × Σ units

The base is what the items came to after discount and refunds, before tax and shipping, unless the
terms say otherwise. The share is rounded once a line of the fee, so splitting an order or refunding
it in parts changes nothing; where the contract says so it is rounded order by order.

Terms may hold a list of lines. Each product of an order takes the first line that matches, or the
whole order does where its products are not known and no line before asks for them. What matches
none earns nothing. What an order would have to tell, and does not, is said in a line of zero that
cites the order; it is never guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import ClassVar, Literal, get_args

import attrs

from influence import _requirements as require
from influence.errors import InvalidTermsError
from influence.money import ExactMoney, Money, Rounding
from influence.payments._agreed import is_agreed, refuse_foreign, refuse_two_currencies
from influence.payments._commission_line import (
    CommissionLine,
    as_rate,
    is_rate,
    refuse_all_but_one,
)
from influence.payments._commissionable import ITEMS_BASE, CommissionableBase
from influence.payments._customer_reach import CustomerReach
from influence.payments._fee import Fee, FeeLine
from influence.payments._order_part import OrderPart
from influence.payments._performance import Performance
from influence.payments._takings import Takings
from influence.periods import zone
from influence.shares import Share

Rounds = Literal["statement", "order"]


def _lines(lines: Iterable[CommissionLine]) -> tuple[CommissionLine, ...]:
    """The lines as a tuple, which nobody can change."""
    return tuple(lines)


@attrs.frozen(kw_only=True)
class Commission:
    """Pay for what was sold.

    Args:
        rate: Share of net sales; ``Share("0.12")`` is 12 %.
        per_order: Amount for each order instead.
        per_unit: Amount for each unit instead; a unit that came back counts for nothing.
        lines: Terms by product and by new and repeat customer instead; the first match wins.
        base: What of an order counts for a share.
        new_customers_only: Count only orders that are known to be a customer's first.
        first_months: Count only orders of so many months from the customer's first purchase on,
            which is in them; what comes so many months later is not. ``None`` counts for life.
        zone: The IANA time zone of those months.
        rounding: How the share becomes whole minor units.
        rounds: Round once a ``statement`` line, or each ``order``.

    Raises:
        InvalidTermsError: None or several of *rate*, *per_order*, *per_unit* and *lines* are given,
            or both *new_customers_only* and *first_months*; a rate is above 1, an amount below
            zero, or two amounts differ in currency.
        UnknownNameError: A word or the zone is not known; the close one is named.

    Example:
        >>> from influence.testing import performance
        >>> rule = Commission(rate=Share("0.12"))
        >>> rule.fee(performance(sales=["100.00", "33.30"], currency="USD")).amount
        Money('16.00', 'USD')

    Source: S1, S2, S3.
    """

    name: ClassVar[str] = "commission"
    rate: Share | None = attrs.field(default=None, converter=as_rate, validator=is_rate)
    per_order: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(is_agreed)
    )
    per_unit: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(is_agreed)
    )
    lines: tuple[CommissionLine, ...] = attrs.field(
        default=(),
        converter=_lines,
        validator=require.are(CommissionLine, called="commission lines"),
    )
    base: CommissionableBase = attrs.field(
        default=ITEMS_BASE, validator=require.is_a(CommissionableBase, called="a base")
    )
    new_customers_only: bool = attrs.field(default=False, validator=require.is_flag)
    first_months: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.at_least(1))
    )
    zone: str = "UTC"
    rounding: Rounding = attrs.field(
        default="half_even", validator=require.one_of(get_args(Rounding))
    )
    rounds: Rounds = attrs.field(default="statement", validator=require.one_of(get_args(Rounds)))

    def __attrs_post_init__(self) -> None:
        zone(self.zone)
        ways = {"rate": self.rate, "per_order": self.per_order, "per_unit": self.per_unit}
        refuse_all_but_one("commission", {**ways, "lines": self.lines or None})
        refuse_two_currencies(
            (f"commission lines[{place}]", line.amount) for place, line in enumerate(self.lines)
        )
        if self.new_customers_only and self.first_months is not None:
            rule = "be left out where new_customers_only counts the first order"
            raise InvalidTermsError("commission first_months", rule, self.first_months)

    @property
    def top_rate(self) -> Share:
        """The highest share of what counts that it pays; 0 when it pays fixed amounts."""
        rates = (line.rate for line in self._terms)
        return max((rate for rate in rates if rate is not None), default=Share(0))

    def fee(self, performance: Performance, /) -> Fee:
        """The share of what counts, or the amount for each order or unit."""
        terms, currency = self._terms, performance.currency
        for line in terms:
            if line.amount is not None:
                refuse_foreign(f"commission {line.way}", line.amount, performance=performance)
        taken = Takings.of(performance.orders, terms=terms, base=self.base, reach=self._reach)
        # Plain terms say their one line even when nothing was sold.
        parts = taken.parts if self.lines else {0: taken.parts.get(0, ())}
        paid = [self._paid(terms[place], parts[place], currency) for place in sorted(parts)]
        return Fee.of_lines([*taken.left_out_lines(currency), *paid], currency=currency)

    @property
    def _terms(self) -> tuple[CommissionLine, ...]:
        """The lines of the terms; plain terms are one line for everything."""
        if self.lines:
            return self.lines
        return (CommissionLine(rate=self.rate, per_order=self.per_order, per_unit=self.per_unit),)

    @property
    def _reach(self) -> CustomerReach:
        """For how long it pays on a customer."""
        return CustomerReach(
            first_order_only=self.new_customers_only,
            first_months=self.first_months,
            zone=self.zone,
        )

    def _paid(self, line: CommissionLine, parts: Sequence[OrderPart], currency: str) -> FeeLine:
        """The line of the fee for what took one line of the terms."""
        whole = _base(parts, currency)
        text = line.in_words(parts, sold=self.base.in_words(whole), whose=self._reach.whose)
        facts = tuple(sorted({part.order.order_id for part in parts}))
        if self.rounds == "statement":
            amount = line.earned(parts, base=whole).rounded(self.rounding)
            return FeeLine(text, amount, facts)
        each = (
            line.earned(one, base=_base(one, currency)).rounded(self.rounding)
            for one in _by_order(parts)
        )
        amount = Money.total(each, currency=currency)
        return FeeLine(f"{text}, rounded order by order", amount, facts)


def _base(parts: Iterable[OrderPart], currency: str) -> ExactMoney:
    """What of all the parts counts, exactly."""
    return ExactMoney.total((part.base for part in parts), currency=currency)


def _by_order(parts: Iterable[OrderPart]) -> Iterable[list[OrderPart]]:
    """The parts of each order."""
    orders: defaultdict[str, list[OrderPart]] = defaultdict(list)
    for part in parts:
        orders[part.order.order_id].append(part)
    return orders.values()
