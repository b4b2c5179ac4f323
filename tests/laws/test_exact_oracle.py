"""Every rule of ours against ``tests/oracles/exact_payments.py``, on cases drawn from a seed.

The slice that always runs is the beginning of the long run, and each case is drawn from the seed
and its own number, so that one which differs can be drawn again alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest
from drawn_payments import Case, drawn
from exact_payments import owed
from exact_tiers import as_sold, count_of

_SEED = "influence"


def _case(number: int) -> Case:
    return drawn(Random(f"{_SEED} {number}"))  # noqa: S311 - the same cases on every machine


def _differences(count: int) -> Iterator[str]:
    for number in range(count):
        case = _case(number)
        fee = case.rule.fee(case.performance)
        paid = (fee.amount.minor, fee.cost.minor - fee.amount.minor)
        exact = owed(case.terms, case.did)
        if paid != exact:
            yield f"case {number}: paid {paid}, exactly {exact}, for {case.terms} on {case.did}"


class TestExactOracle:
    """A rule pays, to the minor unit, what Fractions and plain sums say that it pays."""

    def test_on_the_slice_that_always_runs(self) -> None:
        assert list(_differences(6_000)) == []

    @pytest.mark.deep
    def test_on_a_million_cases(self) -> None:
        assert list(_differences(1_000_000)) == []


def _marks(case: Case) -> Iterator[str]:
    """What is rare about a case."""
    terms, orders = case.terms, case.did["orders"]
    yield terms["rule"]
    yield case.did["currency"]
    if len({order["at"] for order in orders}) < len(orders):
        yield "two orders of one moment"
    if any(order["refunded"] for order in orders):
        yield "a refund"
    if any(order["credit"] < 1 for order in orders):
        yield "a shared order"
    if terms["rule"] == "tiered":
        yield from _tiered_marks(case)


def _tiered_marks(case: Case) -> Iterator[str]:
    """What is rare about tiers."""
    terms, orders = case.terms, case.did["orders"]
    yield f"tiered {terms['meaning']}"
    yield f"tiered on {terms['metric']}"
    yield f"tiered in a {terms['window']['kind']} window"
    bounds = {tier["starts_at"] for tier in terms["tiers"]} - {None}
    in_time = sorted(orders, key=lambda order: (order["at"], order["id"]))
    for number in range(1, len(in_time) + 1):
        count = count_of(terms, in_time[:number])
        if count in bounds:
            yield "a count exactly on a boundary"
        if {count - 1, count + 1} & bounds:
            yield "a count one unit off"
    if count_of(terms, [as_sold(order) for order in in_time]) in bounds:
        yield "what was sold exactly on a boundary"


def test_the_slice_is_where_rules_go_wrong() -> None:
    seen = Counter(mark for number in range(6_000) for mark in set(_marks(_case(number))))
    rare = {mark: count for mark, count in seen.items() if count < 50}
    assert rare == {}
    assert len(seen) == 31, sorted(seen)
