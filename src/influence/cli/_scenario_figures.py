"""Figures of a scenario file: text in quotes, a whole number, or low, likely and high."""

from __future__ import annotations

from fractions import Fraction
from typing import cast

from influence.cli._toml_tables import Table, at, place_of, refuse_others
from influence.errors import InvalidInputError
from influence.money import ExactMoney
from influence.planning import Estimate, FigureLike
from influence.shares import Share

_ENDS = ("low", "likely", "high")


def number_in(table: Table, name: str, *, where: str, currency: str = "") -> Estimate:
    """A figure; an amount where a currency is given.

    Raises:
        InvalidInputError: It is not there, or is no exact number, or its three figures do not rise.
        UnknownNameError: A key beside low, likely and high; the close one is named.
    """
    place, value = place_of(where, name), table.get(name)
    if not isinstance(value, dict):
        return at(place, lambda: Estimate.exactly(_figure(value, place, currency)))
    inner = cast("Table", value)
    refuse_others(inner, _ENDS, where=place)
    low, likely, high = (_figure(inner.get(end), f"{place}.{end}", currency) for end in _ENDS)
    return at(place, lambda: Estimate.between(low, likely, high))


def optional_number(table: Table, name: str, *, where: str, currency: str = "") -> Estimate | None:
    """A figure that may be left out."""
    return number_in(table, name, where=where, currency=currency) if name in table else None


def numbers_of(estimate: Estimate) -> tuple[Fraction, Fraction, Fraction]:
    """Low, likely and high."""
    return estimate.low, estimate.likely, estimate.high


def _figure(value: object, place: str, currency: str) -> FigureLike:
    """One figure."""
    if isinstance(value, int) and not isinstance(value, bool) and not currency:
        return at(place, lambda: Share(value))
    if not isinstance(value, str):
        rule = "be text in quotes, or a table with low, likely and high"
        raise InvalidInputError(place, rule, value)
    return at(place, lambda: ExactMoney(value, currency) if currency else Share(value))
