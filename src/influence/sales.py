"""Sales: what a creator sold, whichever grain the book has.

    gross profit of a sale = what the shop says, less the refunded part; else gross margin × net
    sales

A sale is a credited order, or a row of counted results that stands for several. Gross profit stays
exact until it is added up; where neither the shop nor the campaign tells it, it is unknown. A row
that tells orders and no revenue is a sale too: its orders count, and revenue and gross profit are
unknown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from itertools import chain
from zoneinfo import ZoneInfo

import attrs

from influence.attribution import CreditedAmount, Story
from influence.money import ExactMoney, Money
from influence.orders import Order
from influence.periods import DAY_IN_MICROSECONDS, microseconds
from influence.ratios import total as exact_total
from influence.results import Result
from influence.shares import Share

__all__ = [
    "Sale",
    "counted_sales",
    "credited_sale",
    "part_sold",
    "payback_day",
    "total_customers",
    "total_gross_profit",
    "total_orders",
    "total_revenue",
]


@attrs.frozen(kw_only=True)
class Sale:
    """One sale, or several counted together; ``place`` sorts them by instant, then by fact.

    Args:
        fact: Names the fact it rests on, such as ``order 1042``.
        at: When.
        orders: How many orders it stands for; ``None`` when the source does not tell.
        gross: The creator's part of the items before refunds.
        revenue: The creator's part of the items after refunds.
        gross_profit: Gross profit of that revenue; ``None`` when unknown.
        buyer: Who bought, where known.
        is_new_customer: Whether it was the buyer's first order; ``None`` when unknown.
        customers: How many people bought, where the source counts them.
        code: The code that led to it, if one did.
        tells_revenue: Whether the source tells its revenue; where it does not, the amounts stand at
            zero.
    """

    fact: str
    at: dt.datetime
    orders: Fraction | None
    gross: Money
    revenue: Money
    gross_profit: ExactMoney | None
    buyer: str | None = None
    is_new_customer: bool | None = None
    customers: int | None = None
    code: str | None = None
    tells_revenue: bool = True
    place: tuple[int, str] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "place", (microseconds(self.at), self.fact))


def credited_sale(
    order: Order, *, story: Story, part: CreditedAmount, margin: Share | None
) -> Sale:
    """The creator's part of an order as a sale, by its story."""
    return part_sold(
        order,
        left=story.net,
        share=part.credit.share,
        gross=part.gross,
        net=part.net,
        code=part.credit.value if part.credit.via == "code" else None,
        margin=margin,
    )


def part_sold(
    order: Order,
    *,
    left: Money,
    share: Fraction,
    gross: Money,
    net: Money,
    code: str | None,
    margin: Share | None,
) -> Sale:
    """A creator's part of an order as a sale.

    Args:
        order: The order.
        left: What is left of its items after refunds.
        share: The creator's share of it.
        gross: The creator's part of the items before refunds.
        net: The creator's part of what is left.
        code: The code that led to it, if one did.
        margin: The gross margin of the campaign, where it is known.
    """
    return Sale(
        fact=f"order {order.order_id}",
        at=order.at,
        orders=share,
        gross=gross,
        revenue=net,
        gross_profit=_order_profit(order, left=left, share=share, net=net, margin=margin),
        buyer=order.buyer,
        is_new_customer=order.is_new_customer,
        code=code,
    )


def _order_profit(
    order: Order, *, left: Money, share: Fraction, net: Money, margin: Share | None
) -> ExactMoney | None:
    """Gross profit of the creator's part of what is left of an order."""
    kept = Fraction(1) if order.items.is_zero else Fraction(left.minor, order.items.minor)
    if order.gross_profit is None:
        if not kept:
            return ExactMoney.zero(net.currency)
        return None if margin is None else margin.of(net)
    return order.gross_profit.exact * (kept * share)


def counted_sales(
    results: Iterable[Result], *, currency: str, zone: ZoneInfo, margin: Share | None
) -> tuple[Sale, ...]:
    """Rows of counted results as sales, in the order of their days."""
    return tuple(
        _counted_sale(row, place=place, currency=currency, zone=zone, margin=margin)
        for place, row in enumerate(sorted(results, key=_result_place), start=1)
    )


def _result_place(row: Result) -> tuple[object, ...]:
    """Sorts rows by day; of the same day by what they tell."""
    figures = (row.orders, row.revenue, row.gross_profit, row.customers)
    known = (figure.minor if isinstance(figure, Money) else figure for figure in figures)
    return (row.date, *((figure is not None, figure or 0) for figure in known))


def _counted_sale(
    row: Result, *, place: int, currency: str, zone: ZoneInfo, margin: Share | None
) -> Sale:
    """A row of results as one sale at the start of its day; without orders it sold nothing."""
    told = Money.zero(currency) if row.revenue is None and row.orders == 0 else row.revenue
    revenue = Money.zero(currency) if told is None else told
    is_nothing = revenue.is_zero and row.orders == 0
    return Sale(
        fact=f"result {place} of {row.date.isoformat()}",
        at=dt.datetime.combine(row.date, dt.time(), zone),
        orders=None if row.orders is None else Fraction(row.orders),
        gross=revenue,
        revenue=revenue,
        gross_profit=_counted_profit(row, revenue=told, margin=margin),
        customers=0 if is_nothing and row.customers is None else row.customers,
        tells_revenue=told is not None,
    )


def _counted_profit(
    row: Result, *, revenue: Money | None, margin: Share | None
) -> ExactMoney | None:
    """Gross profit as the row tells it, else by the margin; where nothing was sold, nothing."""
    if row.gross_profit is not None:
        return row.gross_profit.exact
    if revenue is None:
        return None
    if row.orders == 0 and revenue.is_zero:
        return revenue.exact
    return None if margin is None else margin.of(revenue)


def total_revenue(sales: Iterable[Sale], *, currency: str) -> Money:
    """Revenue of all *sales*."""
    return Money.total((sale.revenue for sale in sales), currency=currency)


def total_gross_profit(sales: Iterable[Sale], *, currency: str) -> Money | None:
    """Gross profit of all *sales*, rounded once; ``None`` when that of any is unknown."""
    profits = [sale.gross_profit for sale in sales]
    known = [profit for profit in profits if profit is not None]
    if len(known) < len(profits):
        return None
    return ExactMoney.total(known, currency=currency).rounded()


def total_orders(sales: Iterable[Sale]) -> Fraction | None:
    """Orders of all *sales*; ``None`` when that of any is unknown."""
    counts = [sale.orders for sale in sales]
    known = [count for count in counts if count is not None]
    return None if len(known) < len(counts) else exact_total(known)


def total_customers(sales: Iterable[Sale]) -> Fraction | None:
    """How many people bought; ``None`` when it cannot be told.

    People are told apart by customer or visitor, and count by the part of their first order that is
    among the sales, so nobody is counted twice, whoever else sold to them. A sale that names
    neither is a person of its own when it says that the customer is new, and cannot be counted when
    it does not.
    """
    people: dict[str, tuple[str, Fraction]] = {}
    counted: list[Fraction | int] = []
    for sale in sorted(sales, key=lambda one: one.place):
        part = sale.orders or Fraction(0)
        if sale.buyer is not None:
            first, known = people.get(sale.buyer, (sale.fact, Fraction(0)))
            people[sale.buyer] = (first, known + part if first == sale.fact else known)
        elif sale.customers is not None:
            counted.append(sale.customers)
        elif sale.is_new_customer:
            counted.append(part)
        else:
            return None
    return exact_total(chain((part for _, part in people.values()), counted))


def payback_day(sales: Iterable[Sale], *, spend: Money, start: dt.datetime) -> int | None:
    """Whole days from *start* until gross profit covered *spend*; ``None`` when not, or unknown.

    Refunds are taken off the sale they belong to, so a sale that came back never paid anything
    back.
    """
    earned = ExactMoney.zero(spend.currency)
    if spend.is_zero:
        return 0
    begin = microseconds(start)
    for sale in sorted(sales, key=lambda one: one.place):
        if sale.gross_profit is None:
            return None
        earned += sale.gross_profit
        if earned >= spend:
            return max(0, (microseconds(sale.at) - begin) // DAY_IN_MICROSECONDS)
    return None
