"""Offer files: offers and an expectation, written down in TOML.

    schema, currency
    [expectation]   what is thought to happen
    [[offers]]      a name, and terms as in a campaign file

A key that nobody knows is refused with the close one, and amounts and shares stand in quotes.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar, cast

import attrs

from influence.cli._installed import installed
from influence.errors import InfluenceError, InvalidInputError, UnknownNameError
from influence.money import Money
from influence.offers import Expectation, Offer
from influence.periods import Period, parse_date, zone
from influence.plugins import Registry
from influence.shares import Share

T = TypeVar("T")
Table = Mapping[str, object]

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
    try:
        root: Table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidInputError("offer file", "be TOML in UTF-8", str(error)) from error
    _refuse_others(root, _ROOT, where="offer file")
    if root.get("schema") != _SCHEMA:
        raise InvalidInputError("schema", f"be {_SCHEMA}", root.get("schema"))
    currency = Money.zero(_text(root, "currency", where="offer file")).currency
    return OfferFile(
        offers=_offers(root, currency=currency, registry=installed()),
        expectation=_expectation(_table(root, "expectation", where="offer file"), currency),
    )


def _offers(root: Table, *, currency: str, registry: Registry) -> tuple[Offer, ...]:
    """The offers."""
    sections = root.get("offers")
    if not isinstance(sections, list):
        raise InvalidInputError("offers", "be a list of tables [[offers]]", sections)
    offers: list[Offer] = []
    for place, section in enumerate(cast("list[object]", sections), start=1):
        where = f"offers[{place}]"
        if not isinstance(section, dict):
            raise InvalidInputError(where, "be a table", section)
        table = cast("Table", section)
        _refuse_others(table, ("name", "terms"), where=where)
        name = _text(table, "name", where=where)
        terms = registry.payment_rule(
            _table(table, "terms", where=where), currency=currency, where=f"{where}.terms"
        )
        offers.append(_at(where, lambda: Offer(name=name, terms=terms)))  # noqa: B023  # called at once
    return tuple(offers)


def _expectation(table: Table, currency: str) -> Expectation:
    """What is thought to happen."""
    where = "expectation"
    _refuse_others(table, _EXPECTATION, where=where)
    cases = _table(table, "orders", where=where)
    _refuse_others(cases, _CASES, where="expectation.orders")
    given: dict[str, object] = {
        name: _whole(cases, name, where="expectation.orders") for name in _CASES
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
        return _whole(table, name, where=where)
    if name in _TABLES:
        return _table(table, name, where=where)
    text = _text(table, name, where=where)
    if name in _TEXTS:
        return text
    return _at(
        f"{where}.{name}", lambda: Money(text, currency) if name in _AMOUNTS else Share(text)
    )


def _period(table: Table) -> Period:
    """From the first day to the day after the last, by the calendar of a zone."""
    where = "expectation"
    zone_of = _at(f"{where}.time_zone", lambda: zone(_text(table, "time_zone", where=where)))
    days = {name: _day(table, name) for name in ("starts", "ends")}
    return _at(where, lambda: Period.of_dates(days["starts"], days["ends"], zone=zone_of))


def _day(table: Table, name: str) -> dt.date:
    """A date, as TOML has it or as text."""
    value = table.get(name)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    return _at(f"expectation.{name}", lambda: parse_date(cast("str", value)))


def _text(table: Table, name: str, *, where: str) -> str:
    """Text; an amount or a share without quotes would not be exact."""
    value = table.get(name)
    if not isinstance(value, str):
        raise InvalidInputError(_place(where, name), "be text in quotes", value)
    return value


def _whole(table: Table, name: str, *, where: str) -> int:
    """A whole number."""
    value = table.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidInputError(_place(where, name), "be a whole number", value)
    return value


def _table(table: Table, name: str, *, where: str) -> Table:
    """A table."""
    value = table.get(name)
    if not isinstance(value, dict):
        raise InvalidInputError(_place(where, name), "be a table", value)
    return cast("Table", value)


def _place(where: str, name: str) -> str:
    """How messages call a key."""
    return name if where == "offer file" else f"{where}.{name}"


def _refuse_others(table: Table, known: tuple[str, ...], *, where: str) -> None:
    """Refuse a key that nobody reads."""
    for key in table:
        if key not in known:
            raise UnknownNameError(f"key of {where}", key, known)


def _at(where: str, make: Callable[[], T]) -> T:
    """What *make* makes, or its refusal with the place before it."""
    try:
        return make()
    except UnknownNameError as error:
        raise UnknownNameError(where, error.name, error.known) from error
    except InfluenceError as error:
        raise InvalidInputError(where, error.rule, error.value) from error
