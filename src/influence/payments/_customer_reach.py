"""Customer reach: for how long a creator earns on a customer.

    for life · the first order only · the months from the customer's first purchase on

The months are counted by the wall clock of a zone. The first purchase is in them, and the moment so
many months later is not. An order that is known to be a customer's first, or is older than the
first purchase that anybody knows of, begins them itself.
"""

from __future__ import annotations

import attrs

from influence.payments._commission_line import UNKNOWN_CUSTOMER
from influence.payments._credited_order import CreditedOrder
from influence.periods import anchored_periods, microseconds, zone


@attrs.frozen(kw_only=True)
class CustomerReach:
    """Which of a customer's orders count.

    Args:
        first_order_only: Only the first.
        first_months: Only those of so many months; ``None`` for all.
        zone: The IANA time zone of the months.
    """

    first_order_only: bool
    first_months: int | None
    zone: str

    def holds(self, order: CreditedOrder) -> bool | None:
        """Whether *order* counts; ``None`` when it does not tell."""
        if self.first_order_only:
            return order.is_new_customer
        if self.first_months is None:
            return True
        return _is_early(order, months=self.first_months, name=self.zone)

    @property
    def unknown(self) -> str:
        """What is missing where an order does not tell."""
        if self.first_order_only:
            return UNKNOWN_CUSTOMER
        return "not known since when the customer buys"

    @property
    def whose(self) -> str:
        """The customers, in words; nothing when all orders count."""
        if self.first_order_only:
            return " of new customers"
        if self.first_months is None:
            return ""
        months = "month" if self.first_months == 1 else f"{self.first_months} months"
        return f" in the first {months} of a customer"


def _is_early(order: CreditedOrder, *, months: int, name: str) -> bool | None:
    """Whether an order lies in the customer's first months."""
    since = order.customer_since
    if since is None:
        return True if order.is_new_customer else None
    if microseconds(order.at) < microseconds(since):
        return True
    anchor = since.astimezone(zone(name))
    return anchored_periods(anchor, months=months, count=1)[0].contains(order.at)
