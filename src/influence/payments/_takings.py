"""Takings: which parts of which orders take which line of a commission, and which take none.

Each part takes the first line that matches. Where the first line that may match asks for what the
order does not tell, the part takes none, and the reason is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import attrs

from influence.money import Money
from influence.payments._commission_line import CommissionLine
from influence.payments._commissionable import CommissionableBase
from influence.payments._credited_order import CreditedOrder
from influence.payments._customer_reach import CustomerReach
from influence.payments._fee import FeeLine
from influence.payments._order_part import OrderPart, order_parts, so_many_orders

_OUTSIDE = "in no line of the terms"
_NOTHING = "no product in it counts"
_UNITS_UNKNOWN = "not known how many units were bought"


@attrs.frozen(kw_only=True)
class Takings:
    """What took the lines of a commission.

    Args:
        parts: The parts that took each line, by the place of the line; no line that none took.
        left_out: The orders of which something took no line, by the reason.
    """

    parts: Mapping[int, tuple[OrderPart, ...]]
    left_out: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(
        cls,
        orders: Iterable[CreditedOrder],
        *,
        terms: Sequence[CommissionLine],
        base: CommissionableBase,
        reach: CustomerReach,
    ) -> Takings:
        """What the orders take; one that came back whole is as if it was never placed."""
        parts: defaultdict[int, list[OrderPart]] = defaultdict(list)
        left_out: defaultdict[str, set[str]] = defaultdict(set)
        by_product = any(line.product is not None for line in terms)
        for order in orders:
            counts = reach.holds(order) if order.is_kept else False
            if counts is None:
                left_out[reach.unknown].add(order.order_id)
            elif counts:
                split = order_parts(order, base=base, by_product=by_product)
                for part in split:
                    taken = _taken(part, terms)
                    if isinstance(taken, int):
                        parts[taken].append(part)
                    else:
                        left_out[taken].add(order.order_id)
                if not split:
                    left_out[_NOTHING].add(order.order_id)
        return cls(
            parts={place: tuple(took) for place, took in parts.items()},
            left_out={reason: tuple(sorted(ids)) for reason, ids in sorted(left_out.items())},
        )

    def left_out_lines(self, currency: str) -> list[FeeLine]:
        """A line of zero for each reason, which cites the orders."""
        return [
            FeeLine(f"left out, {reason}: {so_many_orders(len(ids))}", Money.zero(currency), ids)
            for reason, ids in self.left_out.items()
        ]


def _taken(part: OrderPart, terms: Sequence[CommissionLine]) -> int | str:
    """The place of the line that a part takes, or why it takes none."""
    for place, line in enumerate(terms):
        matches = line.matches(part)
        if matches is None:
            return line.unknown_of(part)
        if matches:
            is_counted = line.per_unit is None or part.units is not None
            return place if is_counted else _UNITS_UNKNOWN
    return _OUTSIDE
