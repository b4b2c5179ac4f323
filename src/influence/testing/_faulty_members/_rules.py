"""Faulty rules as values: what is wrong with them beside what they pay.

Bugs in what is paid are ``faulty_rules()``.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar

import attrs

from influence.errors import InvalidInputError
from influence.money import Money
from influence.payments import Commission, Fee, FeeLine, Performance
from influence.testing._faulty_members._faulty_member import Seeds


@attrs.frozen(kw_only=True)
class SeededTerms:
    """Terms that pay in a wrong way.

    Args:
        pays: What they answer.
        memory: What they keep between calls, which no terms may.
    """

    name: ClassVar[str] = "seeded_bug"
    pays: Callable[[SeededTerms, Performance], Any]
    memory: list[int] = attrs.field(factory=list[int], eq=False)

    def fee(self, performance: Performance, /) -> Fee:
        """What the wrong way comes to."""
        found: Fee = self.pays(self, performance)
        return found


_TENTH = Commission(rate="0.1")
_SEEDS = Seeds(made=lambda does: SeededTerms(pays=does), twin=_TENTH)
_seeded = _SEEDS.bug


def _fee(minor: int, told: Performance, *, text: str = "a fee", facts: tuple[str, ...] = ()) -> Fee:
    """A fee of one line."""
    line = FeeLine(text, Money.from_minor(minor, told.currency), facts=facts)
    return Fee.of_lines([line], currency=told.currency)


@_seeded("PR-V01")
def answers_money(_terms: SeededTerms, performance: Performance) -> Money:
    """Answers an amount in place of a fee."""
    return performance.net_sales


@_seeded("PR-V02")
def says_less(_terms: SeededTerms, performance: Performance) -> Fee:
    """Takes the lines away that the fee was built of."""
    fee = _fee(100, performance)
    object.__setattr__(fee, "working", ())
    return fee


@_seeded("PR-V03")
def marks_as_paid(_terms: SeededTerms, performance: Performance) -> Fee:
    """Takes the orders out of the performance once they are paid."""
    fee = _TENTH.fee(performance)
    object.__setattr__(performance, "orders", ())
    object.__setattr__(performance, "currency", "XTS")
    return fee


class _Rule:
    """Pays a tenth; what is wrong is what kind of value it is."""

    name: ClassVar[str] = "seeded_bug"

    def fee(self, performance: Performance, /) -> Fee:
        """A tenth of sales."""
        return _TENTH.fee(performance)


@_SEEDS.class_bug("PR-V04")
class RuleCallback(_Rule):
    """Keeps a function, so it cannot be pickled."""

    def __init__(self) -> None:
        self.share: Callable[[int], int] = lambda minor: minor // 10


@_SEEDS.class_bug("PR-V05")
@attrs.define(kw_only=True, eq=False)
class Unhashed(_Rule):
    """Hashes by its address, though it is equal to its copies."""

    rate: int = 1

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self))

    def __hash__(self) -> int:
        return id(self)


@_SEEDS.class_bug("PR-V06")
@attrs.frozen(kw_only=True)
class FloatRate(_Rule):
    """Has a float for its rate."""

    rate: float = 0.1


@_SEEDS.class_bug("PR-V07")
class RuleUnnamed(_Rule):
    """Shows an address in place of its terms."""


@_SEEDS.class_bug("PR-V08")
@attrs.define(kw_only=True)
class Changing(_Rule):
    """Can be changed after it was agreed."""

    rate: int = 1


@_seeded("PR-V09")
def ambient(_terms: SeededTerms, performance: Performance) -> Fee:
    """Divides in whatever decimal context the caller has."""
    return _fee(int(Decimal(1_000_000) / 3), performance)


@_seeded("PR-V10")
def mean_order(_terms: SeededTerms, performance: Performance) -> Fee:
    """Pays by the mean order, which nobody has who sold nothing."""
    return _fee(performance.net_sales.minor // len(performance.orders), performance)


@_seeded("PR-V10")
def refuses_nothing_sold(_terms: SeededTerms, performance: Performance) -> Fee:
    """Refuses a performance without orders, as if it were a mistake."""
    if not performance.orders:
        raise InvalidInputError("performance", "have an order", performance.orders)
    return _fee(100, performance)


@_seeded("PR-V11")
def other_words(terms: SeededTerms, performance: Performance) -> Fee:
    """Numbers its lines on and on."""
    terms.memory.append(1)
    return _fee(100, performance, text=f"line {len(terms.memory)}")


@_seeded("PR-V12")
def rests_on_nothing(_terms: SeededTerms, performance: Performance) -> Fee:
    """Names an order that nobody showed it."""
    return _fee(100, performance, facts=("order-nobody-knows",))
