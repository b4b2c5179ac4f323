"""Settle rules: which payment rules follow from sums of orders alone, and why others do not.

A rule follows from sums when its fee looks at nothing of the orders between two cuts of its own but
how many there are of which something is left, how many came back whole, and what each of the two
come to. A rule of somebody else's says so of itself. Some of ours look at each order, but at
nothing of it that credits and orders do not tell; those can be asked with every order, if that is
wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar, Protocol, TypeGuard, runtime_checkable

import attrs

from influence.errors import InvalidInputError
from influence.ids import CreatorId
from influence.payments import (
    Amended,
    Bonus,
    Capped,
    Commission,
    CommissionableBase,
    FlatFee,
    Guaranteed,
    Hybrid,
    InKind,
    PaymentRule,
    Retainer,
    Tiered,
    rules_within,
)

_ELSEWHERE = "influence.evaluate and influence.settlement.settle pay by any rule"
#: How terms that look at each order can be settled.
EACH_ORDER = "each_order=True asks it with every order"
#: What orders without lines tell as well as any.
_TOLD = {"gift_cards"}
_STEPS = {"next_only", "crossing_order"}
_FROM_ORDERS = {"orders", "revenue"}


@runtime_checkable
class BySums(Protocol):
    """A payment rule that says of itself that it follows from sums of orders.

    ``by_sums = True`` promises that its fee looks at nothing of the orders but ``net_sales``,
    ``gross_sales``, ``order_count`` and whether there are any, between two moments at which it
    begins anew; and that these moments are the bounds of the windows that its fields hold, which
    are those of an attrs class. It is asked with a few orders that stand for many, of which the
    ``credit`` may be above 1.
    """

    by_sums: ClassVar[bool]


def refuse_unsummable(creator_id: CreatorId, terms: PaymentRule, *, each_order: bool) -> None:
    """Refuse terms that ask for more of the orders than is told.

    Args:
        creator_id: With whom they were agreed.
        terms: The terms.
        each_order: Whether they may ask for each order, and not only for sums.

    Raises:
        InvalidInputError: A rule of the terms does; the message names it and says why.
    """
    for rule in rules_within(terms):
        for why in _why_not(rule):
            is_told = why in _ABOUT_ORDERS
            if not (each_order and is_told):
                what = f"{rule.name} in the deal with {creator_id}"
                wanted = f"follow from sums of orders to be settled on an engine, but it {why}"
                way = f"{EACH_ORDER}; {_ELSEWHERE}" if is_told else _ELSEWHERE
                raise InvalidInputError(what, f"{wanted} ({way})", rule.name)


def asks_for_orders(terms: PaymentRule) -> bool:
    """Whether terms look at each order, and not only at sums, or climb several ladders by them."""
    rules = tuple(rules_within(terms))
    return any(any(_why_not(rule)) for rule in rules) or sum(map(climbs_by_order, rules)) > 1


def columns_asked(terms: PaymentRule) -> Mapping[str, str]:
    """The columns of the orders that terms look at, each with the name of the rule that does."""
    return {
        _OF_BUYERS[why]: rule.name
        for rule in rules_within(terms)
        for why in _why_not(rule)
        if why in _OF_BUYERS
    }


def asks_for_counts(terms: PaymentRule) -> bool:
    """Whether terms look at how many orders there are, shared ones in parts."""
    return any(_is_counting(rule) for rule in rules_within(terms))


def asks_for_work(terms: PaymentRule) -> bool:
    """Whether terms look at what was delivered, or at figures of posts."""
    return any(
        isinstance(rule, FlatFee) or (isinstance(rule, Bonus) and rule.metric not in _FROM_ORDERS)
        for rule in rules_within(terms)
    )


def climbs_by_order(rule: PaymentRule) -> TypeGuard[Tiered]:
    """Whether a rule rates each order by its place among the orders before it."""
    if not isinstance(rule, Tiered):
        return False
    if rule.meaning == "marginal":
        return rule.metric == "orders" or not rule.refunds_unreach
    return rule.meaning in _STEPS


def counts_with_order(terms: PaymentRule) -> bool:
    """Whether terms rate an order by the count with it; what came back is then counted first."""
    return any(
        isinstance(rule, Tiered) and rule.meaning == "crossing_order"
        for rule in rules_within(terms)
    )


def _is_counting(rule: PaymentRule) -> bool:
    """Whether one rule looks at how many orders there are."""
    if isinstance(rule, Commission):
        return rule.per_order is not None or any(line.per_order is not None for line in rule.lines)
    if isinstance(rule, Bonus | Tiered):
        return rule.metric == "orders"
    return type(rule) not in _WHY


def _why_not(rule: PaymentRule) -> Iterator[str]:
    """Why a rule does not follow from sums; nothing when it does."""
    kind = type(rule)
    if kind in _WHY:
        yield from _WHY[kind](rule)
    elif not isinstance(rule, BySums) or rule.by_sums is not True:
        yield "does not say by_sums = True of itself"
    elif not attrs.has(kind):
        yield "is no attrs class, so its windows cannot be seen"


def _nothing(_: object) -> Iterator[str]:
    """Nothing stands against it, whatever its terms."""
    yield from ()


def _of_base(base: CommissionableBase) -> Iterator[str]:
    """Why a commissionable base does not follow from sums."""
    more = (word for word in base.includes if word not in _TOLD)
    yield from (f"counts {word}, which no column tells" for word in more)


def _of_commission(rule: Commission) -> Iterator[str]:
    """Why a commission does not follow from sums."""
    if rule.per_unit is not None or any(line.per_unit is not None for line in rule.lines):
        yield "pays by unit, which no column tells"
    if rule.first_months is not None:
        yield _SINCE
    if any(line.product is not None for line in rule.lines):
        yield "tells products apart"
    if rule.new_customers_only or any(line.customer is not None for line in rule.lines):
        yield _NEW
    if rule.rounds == "order":
        yield _ROUNDED
    yield from _of_base(rule.base)


def _of_tiered(rule: Tiered) -> Iterator[str]:
    """Why tiers do not follow from sums."""
    if rule.metric == "customers":
        yield _COUNTED
    if rule.rounds == "order":
        yield _ROUNDED
    if rule.meaning == "single_order":
        yield _RATED
    if rule.window.kind == "rolling":
        yield _ROLLING
    yield from _of_base(rule.base)


def _of_caps(rule: Capped) -> Iterator[str]:
    """Why caps do not follow from sums."""
    if rule.per_customer is not None:
        yield _CUSTOMER
    if rule.per_order is not None:
        yield _CAPPED


_ROUNDED = "is rounded order by order"
_RATED = "rates each order by itself, as single_order means"
_ROLLING = "looks back from each order, as a rolling window does"
_CAPPED = "caps each order"
_SINCE = "asks since when each customer buys"
_NEW = "tells new and repeat customers apart"
_COUNTED = "counts customers"
_CUSTOMER = "caps each customer"
#: What orders tell of who bought, and in which column.
_OF_BUYERS: Mapping[str, str] = {
    _SINCE: "customer_id",
    _NEW: "is_new_customer",
    _COUNTED: "customer_id",
    _CUSTOMER: "customer_id",
}
#: What credits and orders tell, order by order.
_ABOUT_ORDERS = {_ROUNDED, _RATED, _ROLLING, _CAPPED, *_OF_BUYERS}

_WHY: Mapping[type[object], Callable[[Any], Iterator[str]]] = {
    Amended: _nothing,
    Bonus: _nothing,
    Capped: _of_caps,
    Commission: _of_commission,
    FlatFee: _nothing,
    Guaranteed: _nothing,
    Hybrid: _nothing,
    InKind: _nothing,
    Retainer: _nothing,
    Tiered: _of_tiered,
}
