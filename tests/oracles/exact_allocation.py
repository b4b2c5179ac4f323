"""Allocations by trying every one of them: what ``allocate`` has to find.

Nothing is shared with the library but the numbers that it is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from typing import TypedDict

GRAIN = 10**9


class Someone(TypedDict):
    """A creator as plain numbers; the price in cents."""

    price: int
    multiple: Fraction
    test: Fraction
    is_new: bool
    at_most: int


class Limits(TypedDict):
    """A policy and a budget as plain numbers."""

    budget: int
    most_share: Fraction
    least_partners: int
    at_most: int
    exploration: Fraction
    first_cycle: Fraction
    response: Fraction
    test_response: Fraction
    least_value: Fraction


def rate(one: Someone, limits: Limits, number: int) -> Fraction:
    """The value of one more package for a unit of its price, when *number* are booked."""
    earned = round(one["multiple"] * limits["response"] ** number * GRAIN)
    learned = round(one["test"] * limits["test_response"] ** number * GRAIN)
    return Fraction(earned + learned, GRAIN) - 1


def value(one: Someone, limits: Limits, packages: int) -> Fraction:
    """The value of so many packages, in cents."""
    rates = (rate(one, limits, number) for number in range(packages))
    return one["price"] * sum(rates, Fraction(0))


def may_have(one: Someone, limits: Limits) -> range:
    """How many packages somebody may have, none that is not worth its price."""
    most = min(one["at_most"], limits["at_most"])
    packages = 0
    while packages < most:
        is_worth_it = rate(one, limits, packages) > limits["least_value"]
        cost = one["price"] * (packages + 1)
        if not is_worth_it or cost > limits["most_share"] * limits["budget"]:
            break
        packages += 1
    return range(packages + 1)


def best(people: Sequence[Someone], limits: Limits) -> tuple[int, Fraction, int]:
    """Partners up to as many as are wanted, the most value with so many, and the least cost."""
    is_first = all(one["is_new"] for one in people)
    on_new_at_most = limits["first_cycle" if is_first else "exploration"] * limits["budget"]
    found: list[tuple[int, Fraction, int]] = []
    for counts in product(*(may_have(one, limits) for one in people)):
        pairs = list(zip(people, counts, strict=True))
        cost = sum(one["price"] * count for one, count in pairs)
        on_new = sum(one["price"] * count for one, count in pairs if one["is_new"])
        if cost <= limits["budget"] and on_new <= on_new_at_most:
            partners = min(limits["least_partners"], sum(count > 0 for count in counts))
            whole = sum((value(one, limits, count) for one, count in pairs), Fraction(0))
            found.append((partners, whole, -cost))
    partners, whole, cost = max(found)
    return partners, whole, -cost
