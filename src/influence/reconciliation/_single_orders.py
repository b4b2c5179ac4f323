"""Single orders: one order more, one less, or one twice, found by what it makes of the figure.

Each order of a creator with up to 300 of them is tried. Beyond that only those are whose own fee is
the difference but for rounding, because a fee for each of them would take the square of their
number. An order that we credit to somebody else is tried only where the creator took part in it:
among all orders of a shop there is nearly always one whose commission happens to be the difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from influence.money import Money
from influence.payments import CreditedOrder
from influence.reconciliation._scenario import Scenario
from influence.reconciliation._variants import Variant

_MOST_TRIED = 300
_MINOR_UNITS = 2


def orders_missing_or_twice(scenario: Scenario, *, difference: Money) -> Iterator[Variant]:
    """The scenario without each order, and with each of them twice."""
    orders = scenario.performance.orders
    for order in _worth_trying(scenario, difference=difference):
        rest = tuple(one for one in orders if one is not order)
        yield Variant(
            kind="order_missing",
            text="an order left out",
            detail=order.order_id,
            scenario=scenario.with_orders(rest),
        )
        again = attrs.evolve(order, order_id=f"{order.order_id} again")
        yield Variant(
            kind="order_twice",
            text="an order counted twice",
            detail=order.order_id,
            scenario=scenario.with_orders((*orders, again)),
        )


def orders_held(scenario: Scenario) -> Iterator[Variant]:
    """The scenario with each order that we hold back, as if only that were not held."""
    if scenario.measure == "accrued":
        return
    released = scenario.released
    held = scenario.held_ids
    orders = released.performance.orders
    ready = tuple(order for order in orders if order.order_id not in held)
    for order in orders:
        if order.order_id in held:
            yield Variant(
                kind="order_held",
                text="an order that we hold back",
                detail=order.order_id,
                scenario=released.with_orders((*ready, order)),
            )


def orders_of_others(
    scenario: Scenario, *, others: Iterable[tuple[CreditedOrder, str]]
) -> Iterator[Variant]:
    """The scenario with each order in which the creator took part and that others earned too.

    Args:
        scenario: What to change.
        others: Such orders as if the creator had earned them whole, each with who did in words.
    """
    own = scenario.performance.orders
    for order, earned_by in others:
        rest = tuple(one for one in own if one.order_id != order.order_id)
        yield Variant(
            kind="order_of_others",
            text="an order counted whole that we credit otherwise",
            detail=f"{order.order_id}, {earned_by}",
            scenario=scenario.with_orders((*rest, order)),
        )


def _worth_trying(scenario: Scenario, *, difference: Money) -> Iterator[CreditedOrder]:
    """The orders that may account for a difference."""
    orders = scenario.performance.orders
    if len(orders) <= _MOST_TRIED:
        yield from orders
        return
    for order in orders:
        alone = attrs.evolve(scenario, order_id=order.order_id).amount
        if abs(abs(alone) - abs(difference)).minor <= _MINOR_UNITS:
            yield order
