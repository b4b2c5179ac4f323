"""Code leaks: codes that reach buyers by other ways than their creator.

    leaked share = orders without any touch, or from a coupon page ÷ orders whose visitor is known

A code that is typed by people who met nobody has likely spread beyond the creator's audience. That
is no proof: many hear a code in a video and type it in. So it is told with its share, and changes
no credit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from fractions import Fraction
from urllib.parse import urlsplit

import attrs

from influence.attribution._code_claims import owned_codes
from influence.attribution._conversion import Buyers
from influence.attribution._coupon_sites import COUPON_SITES
from influence.attribution._policy import AttributionPolicy
from influence.attribution._trails import Trails
from influence.ids import CreatorId
from influence.orders import Order
from influence.periods import DAY_IN_MICROSECONDS
from influence.shares import Share
from influence.tracking import Mark, Owners, Touch

_LEAST_ORDERS = 5
_MOSTLY = Share("0.5")


@attrs.frozen(kw_only=True)
class CodeLeak:
    """How the orders with one code came about.

    Args:
        code: The code, as it was agreed.
        creator_id: Whose it is.
        orders: Paid orders with it whose visitor is known.
        without_touch: Those whose buyer met nobody within the lookback.
        from_coupon_pages: Those whose buyer came from a coupon page, by the order or a touch.
        leaked: Those of which either is true.
    """

    code: str
    creator_id: CreatorId
    orders: int
    without_touch: int
    from_coupon_pages: int
    leaked: int

    @property
    def share(self) -> Fraction:
        """The leaked part of the orders."""
        return Fraction(self.leaked, self.orders)


def code_leaks(
    orders: Iterable[Order],
    *,
    touches: Iterable[Touch],
    owners: Owners,
    policy: AttributionPolicy,
    coupon_sites: Collection[str] = COUPON_SITES,
    least_orders: int = _LEAST_ORDERS,
    mostly: Share = _MOSTLY,
) -> tuple[CodeLeak, ...]:
    """The codes whose orders come mostly without any touch or from coupon pages.

    Args:
        orders: The orders; those that are not paid, or whose visitor is unknown, tell nothing.
        touches: The touches of all visitors, whoever owns their marks; without any, nothing is
            known of any order and the answer is empty.
        owners: Whose each code is.
        policy: Whose lookback counts.
        coupon_sites: Hosts of coupon pages.
        least_orders: Codes on fewer orders are too few to tell.
        mostly: A code is told when a larger share of its orders leaked.

    Returns:
        By code.
    """
    known = tuple(orders)
    trails, buyers = Trails.of(touches, owners=owners), Buyers.of(known)
    if not trails.by_visitor:
        return ()
    ways: dict[Mark, list[_Way]] = {}
    for order in known:
        visitors = buyers.visitors(order) if order.is_paid and order.codes else ()
        if visitors:
            met = list(_met(order, visitors, trails=trails, days=policy.lookback_days))
            way = _Way(
                is_untouched=not any(trails.owner(touch) for touch in met),
                is_couponed=_is_couponed(order, met, coupon_sites),
            )
            for mark in owned_codes(order, owners):
                ways.setdefault(mark, []).append(way)
    leaks = (_leak(mark, found) for mark, found in ways.items() if len(found) >= least_orders)
    return tuple(sorted((one for one in leaks if one.share > mostly.fraction), key=_by_code))


def coded_visitors(orders: Iterable[Order], *, owners: Owners) -> frozenset[str]:
    """Everyone the buyers of paid orders with an owned code are known to have come by as."""
    known = tuple(orders)
    buyers = Buyers.of(known)
    return frozenset(
        visitor
        for order in known
        if order.is_paid and order.codes and owned_codes(order, owners)
        for visitor in buyers.visitors(order)
    )


@attrs.frozen(kw_only=True)
class _Way:
    """How one order came about."""

    is_untouched: bool
    is_couponed: bool


def _leak(mark: Mark, ways: Sequence[_Way]) -> CodeLeak:
    """The counts of one code."""
    return CodeLeak(
        code=mark.value,
        creator_id=mark.creator_id,
        orders=len(ways),
        without_touch=sum(way.is_untouched for way in ways),
        from_coupon_pages=sum(way.is_couponed for way in ways),
        leaked=sum(way.is_untouched or way.is_couponed for way in ways),
    )


def _met(order: Order, visitors: Iterable[str], *, trails: Trails, days: int) -> Iterator[Touch]:
    """Every touch of the buyer within the lookback, whoever owns its mark."""
    since = order.moment - days * DAY_IN_MICROSECONDS
    for visitor in visitors:
        for touch in trails.touches(visitor) or ():
            if since <= touch.moment <= order.moment:
                yield touch


def _is_couponed(order: Order, met: Iterable[Touch], sites: Collection[str]) -> bool:
    """Whether the buyer came from a coupon page."""
    pages = [order.referrer, *(touch.referrer for touch in met)]
    return any(_is_below(page, sites) for page in pages if page is not None)


def _is_below(page: str, sites: Collection[str]) -> bool:
    """Whether a page is on one of the sites, told with or without its scheme."""
    try:
        host = urlsplit(page if "//" in page else f"//{page}").hostname or ""
    except ValueError:
        return False
    names = host.casefold().split(".")
    return any(".".join(names[start:]) in sites for start in range(len(names)))


def _by_code(leak: CodeLeak) -> tuple[str, str]:
    """Sorts leaks by code."""
    return leak.code, leak.creator_id
