"""Agreed amounts: what every rule asks of the amounts in its terms.

A flat amount, a floor and a cap hold in their own currency only and never travel; a share does. So
amounts of one rule are in one currency, and meet only performances in that currency.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any, Protocol, cast

import attrs

from influence.errors import CurrencyMismatchError, InvalidTermsError
from influence.money import Money
from influence.payments._performance import Performance


class _Named(Protocol):
    """A rule, as far as messages need it."""

    @property
    def name(self) -> str: ...


def term(rule: object, attribute: attrs.Attribute[Any]) -> str:
    """A term of a rule as errors name it, such as ``commission per_order``."""
    return f"{cast('_Named', rule).name} {attribute.name}"


def is_agreed(rule: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """An amount that takes nothing from the creator."""
    if not isinstance(value, Money) or value.is_negative:
        raise InvalidTermsError(term(rule, attribute), "be an amount of at least 0", value)


def is_above_zero(rule: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """An amount that is worth agreeing on."""
    if not isinstance(value, Money) or not value.is_positive:
        raise InvalidTermsError(term(rule, attribute), "be an amount above 0", value)


def refuse_two_currencies(amounts: Iterable[tuple[str, object]]) -> None:
    """Refuse terms that no performance can meet, because their amounts differ in currency."""
    named = [(what, amount) for what, amount in amounts if isinstance(amount, Money)]
    for (before, first), (what, amount) in pairwise(named):
        if amount.currency != first.currency:
            rule = f"be in {first.currency}, the currency of {before}"
            raise InvalidTermsError(what, rule, amount)


def refuse_foreign(what: str, amount: Money, *, performance: Performance) -> None:
    """Refuse to apply an amount to a performance in another currency."""
    if amount.currency != performance.currency:
        rule = f"be in {performance.currency}, the currency of the performance"
        raise CurrencyMismatchError(what, rule, amount)
