"""Order part: what of an order one line of the terms looks at.

    units = Σ quantity × part of the line that was kept × the creator's part of the order

An order whose lines are known is taken apart into its products; another is one part, of which
nobody knows the product or the number of units.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from influence.money import ExactMoney
from influence.payments._commissionable import CommissionableBase
from influence.payments._credited_order import CreditedOrder
from influence.payments._order_line import OrderLine


@attrs.frozen(kw_only=True)
class OrderPart:
    """An order, or one of its products.

    Args:
        order: The order.
        product: Which product; ``None`` for the order as a whole.
        base: What of it counts.
        units: How many units of it are left; ``None`` when unknown.
    """

    order: CreditedOrder
    product: str | None
    base: ExactMoney
    units: Fraction | None


def order_parts(
    order: CreditedOrder, *, base: CommissionableBase, by_product: bool
) -> tuple[OrderPart, ...]:
    """The order in one part, or product by product as far as its lines are known."""
    if by_product and order.lines:
        return tuple(
            OrderPart(order=order, product=line.product, base=part, units=_units(line, order=order))
            for line, part in base.of_products(order)
        )
    whole = base.of_order(order)
    if not order.lines:
        return (OrderPart(order=order, product=None, base=whole, units=None),)
    units = (_units(line, order=order) for line, _ in base.of_products(order))
    return (OrderPart(order=order, product=None, base=whole, units=sum(units, Fraction(0))),)


def so_many_orders(count: int) -> str:
    """So many orders, in words."""
    return "1 order" if count == 1 else f"{count} orders"


def _units(line: OrderLine, *, order: CreditedOrder) -> Fraction:
    """How many units of a line are left to the creator; a part that came back counts in part."""
    kept = Fraction(1) if line.gross.is_zero else Fraction(line.net.minor, line.gross.minor)
    return line.quantity * kept * order.credit
