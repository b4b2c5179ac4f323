"""Dealt: what was agreed with each creator, as values or as a table of deals.

    creator | terms, as in a campaign file: {"rule": "commission", "rate": "0.12"}

Terms are text of JSON with the keys that a campaign file has, and are read by the registry, as
those of a book are; so any plugin may bring a payment rule, and there is one definition of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from influence.deals import Deal
from influence.errors import InvalidInputError
from influence.frames._engines import Native
from influence.frames._figures import told
from influence.frames._tables import Tables
from influence.payments import PaymentRule

if TYPE_CHECKING:
    from influence.plugins import Registry


def deals_of(
    given: Iterable[Deal] | Native, *, currency: str, registry: Registry | None
) -> tuple[Deal, ...]:
    """The deals.

    Args:
        given: Deals, or a frame of them: ``creator``, and ``terms`` where something was agreed.
        currency: The currency of every amount of the terms.
        registry: Whose payment rules may be named in a frame; those that are installed where it is
            left out.

    Raises:
        InvalidInputError: The table, a column or a row is not what it has to be.
        MissingDataError: A column is missing; the close one is named.
        UnknownNameError: A rule or a key of the terms is not known; the close one is named.
    """
    known = cast("object", given)
    if isinstance(known, Iterable) and not is_frame(cast("object", known)):
        return tuple(cast("Iterable[Deal]", known))
    tables = Tables.of(deals=given)
    rows = told(tables.frames["deals"], engine=tables.engine)
    rules = _installed() if registry is None else registry
    ordered = sorted(rows, key=lambda row: (str(row["creator"]), str(row.get("terms"))))
    return tuple(_deal(row, currency=currency, registry=rules) for row in ordered)


def is_frame(given: object) -> bool:
    """Whether something that can be gone through is a frame, or names one."""
    return isinstance(given, str) or hasattr(given, "columns") or hasattr(given, "collect_schema")


def _installed() -> Registry:
    """The payment rules that are installed; importing them takes time, so only here."""
    from influence.plugins import load

    return load()


def _deal(row: dict[str, Any], *, currency: str, registry: Registry) -> Deal:
    """The deal of a row."""
    creator_id = row["creator"]
    text, what = row.get("terms"), f"deals {creator_id}"
    terms = None if text is None else _terms(text, what, currency=currency, registry=registry)
    try:
        return Deal(creator_id=creator_id, terms=terms)
    except InvalidInputError as error:
        raise InvalidInputError(f"{what}: {error.what}", error.rule, error.value) from None


def _terms(text: str, what: str, *, currency: str, registry: Registry) -> PaymentRule:
    """The payment rule that a text of JSON describes."""
    place = f"{what} terms"
    try:
        table: object = json.loads(text, parse_float=_Fraction)
    except ValueError:
        rule = 'be JSON such as {"rule": "commission", "rate": "0.12"}'
        raise InvalidInputError(place, rule, text) from None
    if not isinstance(table, dict):
        raise InvalidInputError(place, "be one table of JSON, in braces", text)
    known = cast("dict[str, object]", table)
    for where, number in _fractions_in(known, place):
        raise InvalidInputError(where, 'be decimal text in quotes, such as "12.50"', number)
    return registry.payment_rule(known, currency=currency, where=place)


class _Fraction(str):
    """A number with a fraction, as it is written."""

    __slots__ = ()


def _fractions_in(value: object, path: str) -> Iterable[tuple[str, str]]:
    """Every number with a fraction in a value, with its path."""
    if isinstance(value, _Fraction):
        yield path, str(value)
    elif isinstance(value, dict):
        for key, part in cast("dict[str, object]", value).items():
            yield from _fractions_in(part, f"{path}.{key}")
    elif isinstance(value, list):
        for place, part in enumerate(cast("list[object]", value)):
            yield from _fractions_in(part, f"{path}[{place}]")
