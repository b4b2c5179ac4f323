"""Conversions: rows in another currency, told in the currency of the book.

    amount in the book = amount × the latest rate at or before the moment of the row, rounded once

Lines and refunds are not converted here: they have no rate but that of their order, see
``_order_parts``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeVar, cast

import attrs

from influence.books._cells import Setting
from influence.books._columns import TableKind
from influence.books._rejections import RejectedRowError
from influence.errors import InvalidInputError, MissingDataError
from influence.exchange import Conversion
from influence.money import Money

T = TypeVar("T")

#: The conversions of one row, by column.
Conversions = Mapping[str, Conversion]


def converted(
    row: T, *, kind: TableKind[Any], setting: Setting, currency: str
) -> tuple[T, Conversions]:
    """A row in another *currency* as one of the book, with what was converted.

    Raises:
        RejectedRowError: No rate is told at or before the moment of the row, or an amount is too
            large.
    """
    if not kind.dated_by:
        return row, {}
    at = _moment(getattr(row, kind.dated_by), setting=setting)
    found: dict[str, Conversion] = {}
    for column in kind.amounts:
        amount = cast("Money | None", getattr(row, column.field))
        if amount is None:
            continue
        try:
            found[column.name] = setting.rates.conversion(amount, to=setting.currency, at=at)
        except MissingDataError:
            raise _unknown(currency, at=at, setting=setting) from None
        except InvalidInputError as error:
            rule = f"{error.rule} in {setting.currency}"
            refused = InvalidInputError(column.name, rule, str(amount))
            raise RejectedRowError(column.name, str(refused)) from None
    return told_in(row, kind=kind, conversions=found), found


def told_in(row: T, *, kind: TableKind[Any], conversions: Conversions) -> T:
    """The row with the amounts that it comes to."""
    fields = {
        column.field: conversions[column.name].converted
        for column in kind.amounts
        if column.name in conversions
    }
    # Every row is an attrs value, which its type variable does not say.
    return cast("T", attrs.evolve(cast("Any", row), **fields))


def _moment(at: dt.date | dt.datetime, *, setting: Setting) -> dt.datetime:
    """The moment whose rate counts: of a day its beginning."""
    if isinstance(at, dt.datetime):
        return at
    return dt.datetime.combine(at, dt.time(), setting.time_zone)


def _unknown(currency: str, *, at: dt.datetime, setting: Setting) -> RejectedRowError:
    """The refusal of a row whose currency has no rate."""
    rule = (
        f"be {setting.currency}, the currency of the campaign, "
        f"or have a rate at or before {at.isoformat()}"
    )
    return RejectedRowError("currency", str(InvalidInputError("currency", rule, currency)))
