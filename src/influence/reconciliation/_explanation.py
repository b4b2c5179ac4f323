"""Explanation: which changes of our scenario make their figure, to the cent.

One change is tried first, and every one that fits is told. Only when none does, two of different
kinds are tried together; single orders are left out of pairs, because among so many pairs one would
nearly always fit by chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from influence.errors import InfluenceError, MissingDataError
from influence.money import Money
from influence.payments import CreditedOrder
from influence.reconciliation._reason import Reason, ReasonKind, either
from influence.reconciliation._scenario import Scenario
from influence.reconciliation._single_orders import (
    orders_held,
    orders_missing_or_twice,
    orders_of_others,
)
from influence.reconciliation._variants import Variant, variants_of


@attrs.frozen(kw_only=True)
class _Fit:
    """A change, or two, that makes their figure."""

    kinds: tuple[ReasonKind, ...]
    text: str
    detail: str


def reasons_for(
    theirs: Money, *, scenario: Scenario, others: Iterable[tuple[CreditedOrder, str]] = ()
) -> tuple[Reason, ...]:
    """Why *theirs* is not what *scenario* makes, by every single change, else by every pair.

    Args:
        theirs: Their figure.
        scenario: What ours follows from.
        others: Orders in which the creator took part and that others earned too.
    """
    single = list(_told_apart(scenario))
    orders = _single_orders(scenario, theirs=theirs, others=others)
    found = [
        _Fit(kinds=(one.kind,), text=one.text, detail=one.detail)
        for one in (*single, *orders)
        if makes(one.scenario, theirs)
    ]
    return _told(found or _pairs(single, theirs=theirs))


def makes(scenario: Scenario, theirs: Money) -> bool:
    """Whether a scenario makes their figure; one that cannot be computed does not."""
    try:
        return scenario.amount == theirs
    except InfluenceError:
        return False


def untold(scenario: Scenario) -> tuple[str, ...]:
    """What would have to be told before every change could be tried, in words."""
    found: dict[str, None] = {}
    for variant in variants_of(scenario):
        try:
            _ = variant.scenario.amount
        except MissingDataError as error:
            found[f"{error.what} to {error.rule.partition(',')[0]}"] = None
    return tuple(found)


def _told_apart(scenario: Scenario) -> Iterator[Variant]:
    """The changes, of those to another figure of the statement only where the figure is another."""
    figures = set[Money]()
    for variant in variants_of(scenario):
        if variant.kind == "hold":
            amount = variant.scenario.amount
            if amount in figures:
                continue
            figures.add(amount)
        yield variant


def _single_orders(
    scenario: Scenario, *, theirs: Money, others: Iterable[tuple[CreditedOrder, str]]
) -> Iterator[Variant]:
    """The changes of one order; a figure for one order has none."""
    if scenario.order_id is None:
        yield from orders_missing_or_twice(scenario, difference=theirs - scenario.amount)
        yield from orders_held(scenario)
        yield from orders_of_others(scenario, others=others)


def _pairs(single: Iterable[Variant], *, theirs: Money) -> list[_Fit]:
    """The pairs of changes of different kinds that make their figure."""
    found: dict[tuple[ReasonKind, ...], list[_Fit]] = {}
    for first in single:
        for second in variants_of(first.scenario):
            kinds = (first.kind, second.kind)
            is_new = first.kind != second.kind and kinds[::-1] not in found
            if is_new and makes(second.scenario, theirs):
                text = f"{first.said}, and {second.text}"
                fit = _Fit(kinds=kinds, text=text, detail=second.detail)
                found.setdefault(kinds, []).append(fit)
    return [fit for fits in found.values() for fit in fits]


def _told(found: Iterable[_Fit]) -> tuple[Reason, ...]:
    """The reasons, those that differ only in a detail as one."""
    details: dict[tuple[tuple[ReasonKind, ...], str], list[str]] = {}
    for fit in found:
        details.setdefault((fit.kinds, fit.text), []).append(fit.detail)
    return tuple(
        Reason(kinds=kinds, text=f"{text}: {either(told)}" if any(told) else text)
        for (kinds, text), told in details.items()
    )
