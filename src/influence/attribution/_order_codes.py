"""Order codes: what the codes on an order claim, for whoever works out the touches otherwise."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from influence.attribution._code_claims import CodeClaims, Codes
from influence.attribution._conversion import Conversion
from influence.attribution._path import PathTouch
from influence.orders import Order
from influence.tracking import Owners


@attrs.frozen
class OrderCodes:
    """Answers what the codes of an order claim.

    Args:
        codes: The codes of the campaign.
    """

    codes: Codes

    @classmethod
    def of(cls, orders: Iterable[Order], *, owners: Owners) -> OrderCodes:
        """The codes of a campaign; paid orders use up the limits in the order of time."""
        return cls(Codes.of(orders, owners=owners))

    def speaking(self, order: Order) -> PathTouch | None:
        """The code that speaks for an order, as a touch at its time."""
        return self._claims(order).speaking

    def are_spent(self, order: Order) -> bool:
        """Whether a code that is somebody's does not speak, because its limit was reached."""
        return any(loser.who != "nobody" for loser in self._claims(order).losers)

    def are_nobodys(self, order: Order) -> bool:
        """Whether a code does not speak."""
        return bool(self._claims(order).losers)

    def _claims(self, order: Order) -> CodeClaims:
        """What they claim."""
        return self.codes.claims(
            Conversion(
                fact=order.order_id,
                at=order.at,
                moment=order.moment,
                visitors=(),
                codes=order.codes,
            )
        )
