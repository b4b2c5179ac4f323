"""Laws of facts: what a fee must not depend on (1–4, 15, 16).

fee(facts) = fee(the same facts, told in whatever way, whenever, after whatever else)
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import TypeVar

import attrs

from influence._currency_amounts import KNOWN_CURRENCIES
from influence.errors import CurrencyMismatchError, PluginError
from influence.money import Money
from influence.payments import Performance
from influence.testing._law_breach import Breach, Case, Side, compared
from influence.testing._law_orders import another, chosen, instead, plain, split, with_orders
from influence.testing._law_performances import told_performance
from influence.testing._law_terms import with_amounts

T = TypeVar("T")

_FAMILIAR = ("EUR", "USD", "JPY", "KRW", "KWD", "BHD")


def deterministic(case: Case) -> Breach | None:
    """The same performance earns the same fee, line by line."""
    first = case.side("asked once", case.performance)
    return _differing(first, case.side("asked again", attrs.evolve(case.performance)))


def order_independent(case: Case) -> Breach | None:
    """The order in which facts are told changes nothing."""
    told = case.performance
    turned = attrs.evolve(
        told,
        orders=_shuffled(case, told.orders),
        deliverables=dict(reversed(list(told.deliverables.items()))),
        metrics=dict(reversed(list(told.metrics.items()))),
        deliveries=told.deliveries[::-1],
        readings=told.readings[::-1],
    )
    return compared(case, ("as told", told), ("the same facts in another order", turned))


def repeated_facts(case: Case) -> Breach | None:
    """An order that is told twice counts once, also when its repeat comes with later facts."""
    told = case.performance
    case.fee(told)
    more = with_orders(told, (*told.orders, another(case)))
    repeated = with_orders(more, (*more.orders, *_shuffled(case, told.orders)))
    return compared(case, ("each order told once", more), ("each order told twice", repeated))


def splitting(case: Case) -> Breach | None:
    """An order that is split in two, both parts kept, changes nothing."""
    order = chosen(case)
    if order is None:
        return None
    whole = attrs.evolve(plain(order), refunded=Money.zero(order.gross.currency))
    before = instead(case.performance, order, whole)
    after = instead(case.performance, order, *split(case, whole))
    return compared(case, ("in one order", before), ("in two orders", after))


def currencies(case: Case) -> Breach | None:
    """Sales in another currency earn the same share, or are refused where terms have amounts."""
    first = case.side("the performance", case.performance)
    foreign = _in_currency(case.performance, _other_currency(case.performance.currency))
    like = Money.from_minor(first.fee.amount.minor, foreign.currency)
    expected = str(like)
    if case.hints.currency is not None:
        expected = f"a refusal: the terms have amounts in {case.hints.currency}"
    try:
        came = case.side(f"in {foreign.currency}", foreign)
    except CurrencyMismatchError:
        return None
    except PluginError as error:
        return Breach(sides=(first,), expected=expected, came=f"an error: {error}")
    if case.hints.currency is None and came.fee.amount == like:
        return None
    return Breach(sides=(first, came), expected=expected, came=str(came.fee.amount))


def creators(case: Case) -> Breach | None:
    """What another creator did, before or in between, changes nothing."""
    currency = case.performance.currency
    other = told_performance(
        case.choices, hints=case.hints, currency=currency, is_full=case.is_full
    )
    alone = attrs.evolve(case, rule=copy.deepcopy(case.rule))
    first = case.side("one creator", case.performance)
    second = case.side("another creator after that", other)
    again = case.side("the first again", case.performance)
    only = alone.side("the other without the first", other)
    return _differing(first, again) or _differing(second, only)


def _differing(before: Side, after: Side) -> Breach | None:
    """A breach when two fees that should be the same differ, in any line."""
    if before.fee == after.fee:
        return None
    expected = "the same fee, line by line"
    return Breach(sides=(before, after), expected=expected, came="another")


def _shuffled(case: Case, facts: Sequence[T]) -> tuple[T, ...]:
    """The facts in another order."""
    left, turned = list(facts)[::-1], list[T]()
    while left:
        turned.append(left.pop(case.choices.below(len(left))))
    return tuple(turned)


def _other_currency(currency: str) -> str:
    """Another currency with as many decimals."""
    decimals = KNOWN_CURRENCIES[currency]
    return next(
        code
        for code in (*_FAMILIAR, *KNOWN_CURRENCIES)
        if code != currency and KNOWN_CURRENCIES[code] == decimals
    )


def _in_currency(performance: Performance, currency: str) -> Performance:
    """The same figures in minor units of another currency."""
    orders = with_amounts(
        performance.orders, lambda amount: Money.from_minor(amount.minor, currency)
    )
    return attrs.evolve(performance, currency=currency, orders=orders)
