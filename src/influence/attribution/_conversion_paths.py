"""Conversion paths: the touches that could have led to each order or lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from influence.attribution._code_claims import Codes
from influence.attribution._conversion import Buyers, lead_conversion
from influence.attribution._journeys import path_of
from influence.attribution._path import Path
from influence.attribution._policy import AttributionPolicy
from influence.attribution._trails import Trails
from influence.leads import Lead
from influence.orders import Order
from influence.tracking import Owners, Touch


def conversion_paths(
    conversions: Iterable[Order] | Iterable[Lead],
    *,
    touches: Iterable[Touch],
    owners: Owners,
    policy: AttributionPolicy,
) -> Mapping[str, Path]:
    """The touches that could have led to each order or lead, by its id.

    They are the touches of its buyer within the lookback whose marks somebody owned, and the owned
    codes on an order at the time of the order. Every conversion is there, one that nobody could
    have led to with an empty path.

    Args:
        conversions: Orders of whatever status, which tell who is one buyer, or leads; only paid
            orders have a path.
        touches: The touches, in any order.
        owners: Whose each link, code and keyword is.
        policy: Whose lookback counts.
    """
    known = tuple(conversions)
    orders = [one for one in known if isinstance(one, Order)]
    buyers, codes = Buyers.of(orders), Codes.of(orders, owners=owners)
    trails = Trails.of(touches, owners=owners)
    sales = [buyers.conversion(one) for one in orders if one.is_paid]
    sales += [lead_conversion(one) for one in known if isinstance(one, Lead)]
    days = policy.lookback_days
    return {
        sale.fact: Path(path_of(sale, trails=trails, codes=codes, days=days), at=sale.at)
        for sale in sales
    }
