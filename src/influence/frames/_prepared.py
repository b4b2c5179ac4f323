"""Prepared: a table with lists as text and decimal amounts as whole minor units, on its engine.

    items 12.34, two decimals → items_minor 1234

An amount that is finer than the minor unit, or leaves 64 bits, becomes none; the amount as it was
stays beside it as text, so that whoever looks for refusals can tell it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw

from influence.errors import InvalidInputError, MissingDataError
from influence.frames._columns import Column
from influence.frames._engines import Engine, Frame, Native
from influence.money import Money

_CURRENCY = "currency"


def prepared(
    native: Native,
    columns: Sequence[Column],
    *,
    table: str,
    engine: Engine,
    currency: str | None,
) -> Native:
    """A table in which lists of codes are text, and amounts are in minor units.

    Args:
        native: The table.
        columns: Those that are looked at.
        table: Which it is.
        engine: Its engine.
        currency: The currency that every row has to be in, where it is named.

    Raises:
        InvalidInputError: Decimal amounts are in several currencies.
        MissingDataError: Nothing tells the currency of decimal amounts.
        UnknownNameError: The currency is not known; the close one is named.
    """
    schema = schema_of(native)
    for column in columns:
        if column.may_be_list and schema.get(column.name) == nw.List(nw.String):
            native = engine.with_joined(native, column.name)
        if column.name not in schema and column.major in schema:
            place = f"{table}.{column.major}"
            if not isinstance(schema[column.major], nw.Decimal):
                rule = f"hold decimals where {column.name} is not there"
                raise InvalidInputError(place, rule, str(schema[column.major]))
            wanted = currency or _currency_of(native, place=place)
            decimals = Money.zero(wanted).exponent
            native = engine.with_minor(native, column.major, into=column.name, decimals=decimals)
            text = nw.col(column.major).cast(nw.String).alias(column.told)
            native = _lazy(native).with_columns(text).to_native()
    return native


def schema_of(native: Native) -> Mapping[str, nw.dtypes.DType]:
    """The columns of a table and their types."""
    return _lazy(native).collect_schema()


def _lazy(native: Native) -> Frame:
    """A frame of narwhals."""
    frame: Frame = nw.from_native(native).lazy()
    return frame


def _currency_of(native: Native, *, place: str) -> str:
    """The one currency that the rows name."""
    rule = "have a currency, by a column or by currency=, to be told in minor units"
    if _CURRENCY not in schema_of(native):
        raise MissingDataError(place, rule, None)
    told: Any = _lazy(native).select(_CURRENCY).unique().collect("polars").to_native()
    named = sorted({one for (one,) in told.rows() if one is not None})
    if len(named) > 1:
        rule = "be in one currency, or the one that counts has to be named by currency="
        raise InvalidInputError(place, rule, named)
    if not named:
        raise MissingDataError(place, rule, None)
    return str(named[0])
