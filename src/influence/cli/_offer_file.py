"""Offer files: offers and an expectation, written down in TOML.

    schema, currency
    [expectation]   what is thought to happen
    [[offers]]      a name, and terms as in a campaign file

A key that nobody knows is refused with the close one, and amounts and shares stand in quotes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import cast

import attrs

from influence.cli._installed import installed
from influence.cli._toml_tables import (
    Table,
    at,
    refuse_others,
    root_of,
    table_in,
    tables_in,
    text_in,
    whole_in,
)
from influence.money import Money
from influence.offers import Expectation, Offer
from influence.periods import Period, parse_date, zone
from influence.plugins import Registry
from influence.shares import Share

_SCHEMA = 1
_ROOT = ("schema", "currency", "expectation", "offers")
_CASES = ("low", "expected", "high")
_DATES = ("starts", "ends", "time_zone")
_AMOUNTS = ("order_value", "other_costs", "tax", "shipping")
_SHARES = ("gross_margin", "returned", "new_customers")
_COUNTS = ("most", "units")
_TEXTS = ("product",)
_TABLES = ("deliverables", "metrics")
_EXPECTATION = (*_DATES, "orders", *_AMOUNTS, *_SHARES, *_COUNTS, *_TEXTS, *_TABLES)


@attrs.frozen(kw_only=True)
class OfferFile:
    """What an offer file says.

    Args:
        offers: The offers.
        expectation: What is thought to happen.
    """

    offers: tuple[Offer, ...]
    expectation: Expectation


def offers_in(path: Path) -> OfferFile:
    """The offers and the expectation of a file.

    Raises:
        InvalidInputError: The file is no TOML, or a value breaks its rule.
        UnknownNameError: A key is not known; the close one is named.
    """
    root = root_of(path, what="offer file", known=_ROOT, schema=_SCHEMA)
    currency = Money.zero(text_in(root, "currency", where="offer file")).currency
    return OfferFile(
        offers=_offers(root, currency=currency, registry=installed()),
        expectation=_expectation(table_in(root, "expectation", where="offer file"), currency),
    )


def _offers(root: Table, *, currency: str, registry: Registry) -> tuple[Offer, ...]:
    """The offers."""
    offers: list[Offer] = []
    for where, table in tables_in(root, "offers"):
        refuse_others(table, ("name", "terms"), where=where)
        name = text_in(table, "name", where=where)
        terms = registry.payment_rule(
            table_in(table, "terms", where=where), currency=currency, where=f"{where}.terms"
        )
        offers.append(at(where, lambda: Offer(name=name, terms=terms)))  # noqa: B023  # called at once
    return tuple(offers)


def _expectation(table: Table, currency: str) -> Expectation:
    """What is thought to happen."""
    where = "expectation"
    refuse_others(table, _EXPECTATION, where=where)
    cases = table_in(table, "orders", where=where)
    refuse_others(cases, _CASES, where="expectation.orders")
    given: dict[str, object] = {
        name: whole_in(cases, name, where="expectation.orders") for name in _CASES
    }
    given |= {"period": _period(table)}
    for name in (*_AMOUNTS, *_SHARES, *_COUNTS, *_TEXTS, *_TABLES):
        if name in table or name == "order_value":
            given[name] = _value(table, name, currency)
    # The keys are the fields, and each value has just been given the type of its field.
    make = cast("Callable[..., Expectation]", Expectation)
    return make(**given)


def _value(table: Table, name: str, currency: str) -> object:
    """The value of one key, as the field of that name wants it."""
    where = "expectation"
    if name in _COUNTS:
        return whole_in(table, name, where=where)
    if name in _TABLES:
        return table_in(table, name, where=where)
    text = text_in(table, name, where=where)
    if name in _TEXTS:
        return text
    return at(f"{where}.{name}", lambda: Money(text, currency) if name in _AMOUNTS else Share(text))


def _period(table: Table) -> Period:
    """From the first day to the day after the last, by the calendar of a zone."""
    where = "expectation"
    zone_of = at(f"{where}.time_zone", lambda: zone(text_in(table, "time_zone", where=where)))
    days = {name: _day(table, name) for name in ("starts", "ends")}
    return at(where, lambda: Period.of_dates(days["starts"], days["ends"], zone=zone_of))


def _day(table: Table, name: str) -> dt.date:
    """A date, as TOML has it or as text."""
    value = table.get(name)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    return at(f"expectation.{name}", lambda: parse_date(cast("str", value)))
