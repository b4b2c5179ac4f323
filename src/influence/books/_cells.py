"""Cells: from the text of one cell to a value, or an error that says why not.

Every kind of table file gives its cells as text, numbers as the digits that stand in the file, so
that there is one way to read an amount and no float on it. A parser never strips, guesses or fills
in; an empty cell does not get here.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from functools import lru_cache, partial
from typing import TypeAlias
from zoneinfo import ZoneInfo

import attrs

from influence.errors import InvalidInputError
from influence.exchange import ExchangeRates
from influence.money import Money
from influence.periods import parse_date, parse_moment
from influence.shares import Share

Parser: TypeAlias = Callable[[str], object]

_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_MOST_DIGITS = 18
_REMEMBERED = 4096


@attrs.frozen(kw_only=True)
class Setting:
    """What the cells of a book have in common.

    Args:
        currency: The currency of its amounts.
        time_zone: Where its bare dates are.
        rates: What other currencies are in the book's.
    """

    currency: str
    time_zone: ZoneInfo
    rates: ExchangeRates = ExchangeRates()


ParserOf: TypeAlias = Callable[[Setting], Parser]


def as_text(_setting: Setting) -> Parser:
    """Text as it stands."""
    return str


def as_name(_setting: Setting) -> Parser:
    """Text that many rows repeat, kept in memory once."""
    return sys.intern


def as_count(_setting: Setting) -> Parser:
    """A whole number of at least 0."""
    return _count


def as_flag(_setting: Setting) -> Parser:
    """True or false."""
    return _flag


def as_codes(_setting: Setting) -> Parser:
    """Codes with ``;`` between them."""
    return lru_cache(maxsize=_REMEMBERED)(_codes)


def as_day(_setting: Setting) -> Parser:
    """A date without a time."""
    return _day


def as_share(_setting: Setting) -> Parser:
    """A share such as ``0.84``."""
    return lru_cache(maxsize=_REMEMBERED)(Share)


def as_moment(setting: Setting) -> Parser:
    """A time with an offset, or a bare date for its midnight."""
    return partial(parse_moment, zone=setting.time_zone)


def as_amount(setting: Setting) -> Parser:
    """An amount in the currency of the book; the same text is the same value, made once."""
    currency = setting.currency

    @lru_cache(maxsize=_REMEMBERED)
    def amount(cell: str) -> Money:
        return Money(cell, currency)

    return amount


def as_told_amount(_setting: Setting) -> Parser:
    """An amount with its currency, such as ``12.00 USD``."""
    return _told_amount


def _told_amount(cell: str) -> Money:
    text, space, currency = cell.partition(" ")
    if not space:
        rule = "be an amount with its currency such as 12.00 USD"
        raise InvalidInputError("amount", rule, cell)
    return Money(text, currency)


def _count(cell: str) -> int:
    if not (cell.isascii() and cell.isdigit() and len(cell) <= _MOST_DIGITS):
        rule = f"be a whole number of at least 0 with at most {_MOST_DIGITS} digits"
        raise InvalidInputError("count", rule, cell)
    return int(cell)


def _flag(cell: str) -> bool:
    # Spreadsheets write TRUE where programs write true.
    flag = _FLAGS.get(cell.lower())
    if flag is None:
        raise InvalidInputError("flag", f"be one of {', '.join(_FLAGS)}", cell)
    return flag


def _codes(cell: str) -> tuple[str, ...]:
    return tuple(code for part in cell.split(";") if (code := part.strip()))


def _day(cell: str) -> dt.date:
    return parse_date(cell)
