"""Settle rules: which payment rules follow from sums of orders alone, and why others do not.

A rule follows from sums when its fee looks at nothing of the orders between two cuts of its own but
how many there are of which something is left, how many came back whole, and what each of the two
come to. A rule of somebody else's says so of itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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


def refuse_unsummable(creator_id: CreatorId, terms: PaymentRule) -> None:
    """Refuse terms that ask for more of the orders than their sums.

    Raises:
        InvalidInputError: A rule of the terms does; the message names it and says why.
    """
    for rule in rules_within(terms):
        why = _why_not(rule)
        if why:
            what = f"{rule.name} in the deal with {creator_id}"
            wanted = f"follow from sums of orders to be settled on an engine, but it {why}"
            raise InvalidInputError(what, f"{wanted} ({_ELSEWHERE})", rule.name)


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


def _why_not(rule: PaymentRule) -> str:
    """Why a rule does not follow from sums; empty when it does."""
    kind = type(rule)
    if kind in _WHY:
        return _WHY[kind](rule)
    if not isinstance(rule, BySums) or rule.by_sums is not True:
        return "does not say by_sums = True of itself"
    return "" if attrs.has(kind) else "is no attrs class, so its windows cannot be seen"


def _nothing(_: object) -> str:
    """Nothing stands against it, whatever its terms."""
    return ""


def _of_base(base: CommissionableBase) -> str:
    """Why a commissionable base does not follow from sums."""
    more = [word for word in base.includes if word not in _TOLD]
    return f"counts {more[0]}, which no column tells" if more else ""


def _of_commission(rule: Commission) -> str:
    """Why a commission does not follow from sums."""
    if rule.rounds == "order":
        return "is rounded order by order"
    if rule.per_unit is not None or any(line.per_unit is not None for line in rule.lines):
        return "pays by unit, which no column tells"
    if rule.new_customers_only or rule.first_months is not None:
        return "asks since when each customer buys"
    if any(line.product is not None for line in rule.lines):
        return "tells products apart"
    if any(line.customer is not None for line in rule.lines):
        return "tells new and repeat customers apart"
    return _of_base(rule.base)


def _of_tiered(rule: Tiered) -> str:
    """Why tiers do not follow from sums."""
    if rule.rounds == "order":
        return "is rounded order by order"
    if rule.meaning == "single_order":
        return "rates each order by itself, as single_order means"
    if rule.metric == "customers":
        return "counts customers"
    if rule.window.kind == "rolling":
        return "looks back from each order, as a rolling window does"
    return _of_base(rule.base)


def _of_caps(rule: Capped) -> str:
    """Why caps do not follow from sums."""
    if rule.per_order is not None:
        return "caps each order"
    return "" if rule.per_customer is None else "caps each customer"


_WHY: Mapping[type[object], Callable[[Any], str]] = {
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
