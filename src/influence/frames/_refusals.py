"""Refusals: rows that break a rule, as a frame with the place, the rule and the value.

    table | row | rule | value

Everything is text, and nothing is dropped: whoever gets the frame decides what becomes of its rows.
What no row can be blamed for, such as two currencies where none was named, is an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import narwhals as nw

from influence.errors import InvalidInputError, close_match
from influence.frames._columns import KEYS, TABLES, Column, TableName
from influence.frames._engines import Engine, Frame, Native
from influence.frames._figures import told
from influence.frames._tables import Tables
from influence.money import Money
from influence.orders import STATUSES
from influence.tracking import KINDS

#: The words that a column may hold.
_WORDS: Mapping[str, Sequence[str]] = {"orders.status": STATUSES, "touches.kind": KINDS}
#: Amounts in minor units have to sum to less, sign apart, or an engine would begin anew at zero.
_MOST = 1 << 62
#: Touches of one buyer, so that no sum of weights leaves 41 bits.
MOST_TOUCHES = (1 << 21) - 1
_AMOUNTS: Mapping[TableName, str] = {"orders": "items_minor", "refunds": "amount_minor"}


def refused(
    orders: Native,
    *,
    touches: Native = None,
    refunds: Native = None,
    currency: str | None = None,
) -> Native:
    """The rows that ``attribute`` cannot take, each with the rule that it breaks.

    Args:
        orders: As ``attribute`` takes them.
        touches: As ``attribute`` takes them.
        refunds: As ``attribute`` takes them.
        currency: The currency that every row has to be in; without it, there may be only one.

    Returns:
        A frame of the kind that was given: ``table``, ``row`` (the row's id, null where it has
        none), ``rule`` and ``value``, all text. A row that breaks several rules is there for each.

    Raises:
        InvalidInputError: A table or a column is not what it has to be, there are several
            currencies and none was named, or amounts sum to more than engines can count.
        MissingDataError: A column is missing; the close one is named.
    """
    tables = Tables.of(currency=currency, orders=orders, touches=touches, refunds=refunds)
    return tables.answer(refusals(tables, currency=currency))


def refuse_all(tables: Tables, *, currency: str | None) -> None:
    """Refuse tables with a row that breaks a rule.

    Raises:
        InvalidInputError: The first row, by table and id, that breaks one, and how many others do.
    """
    broken = refusals(tables, currency=currency).collect("polars").to_native()
    if broken.is_empty():
        return
    first = broken.sort("table", "row", "rule", nulls_last=True).row(0, named=True)
    others = len({*broken.select("table", "row").rows()}) - 1
    more = _meant(first) + (f"; influence.frames.refused tells {others} more" if others else "")
    row = first["row"] or "a row without one"
    raise InvalidInputError(f"{first['table']} {row}", f"{first['rule']}{more}", first["value"])


def refusals(tables: Tables, *, currency: str | None) -> Frame:
    """The rows of every table that break a rule."""
    _refuse_overflow(tables)
    wanted = currency or _one_currency(tables)
    found = [
        part
        for name, frame in tables.frames.items()
        for part in _of_table(frame, name=name, currency=wanted)
    ]
    return nw.concat([*found, *_crowded(tables)], how="vertical")


def _of_table(frame: Frame, *, name: TableName, currency: str | None) -> Iterator[Frame]:
    """The rows of one table that break a rule, rule by rule."""
    there = frame.collect_schema().names()
    key = KEYS.get(name)
    row = nw.col(key) if key in there else nw.lit(None, nw.String)
    for column in TABLES[name]:
        if column.name not in there:
            continue
        value = nw.col(column.name)
        if column.major and column.told in there:
            yield from _inexact(frame, column, name=name, row=row, currency=currency)
        elif not column.may_be_null:
            rule = f"have {column.name}"
            yield _told(frame.filter(value.is_null()), name=name, row=row, rule=rule, value=None)
        yield from _misspelt(frame, column.name, name=name, row=row)
        if column.name == "currency" and currency is not None:
            other = frame.filter(~value.is_null(), value != currency)
            yield _told(other, name=name, row=row, rule=f"be in {currency}", value=value)
    if key in there:
        yield _repeated(frame, name=name, key=key)


def _misspelt(frame: Frame, column: str, *, name: TableName, row: nw.Expr) -> Iterator[Frame]:
    """The rows with another word than a column may hold."""
    words, value = _WORDS.get(f"{name}.{column}"), nw.col(column)
    if words:
        wrong = frame.filter(~value.is_null(), ~value.is_in(list(words)))
        yield _told(wrong, name=name, row=row, rule=_of_words(column, words), value=value)


def _inexact(
    frame: Frame, column: Column, *, name: TableName, row: nw.Expr, currency: str | None
) -> Iterator[Frame]:
    """The rows of which the decimals are missing, or no whole minor units."""
    told = nw.col(column.told)
    lacking = frame.filter(told.is_null())
    yield _told(lacking, name=name, row=row, rule=f"have {column.major}", value=None)
    wrong = frame.filter(~told.is_null(), nw.col(column.name).is_null())
    # Amounts in major units are not opened without a currency.
    decimals = Money.zero(str(currency)).exponent
    rule = f"have {column.major} of at most {decimals} decimals in {currency}, in 64 bits"
    yield _told(wrong, name=name, row=row, rule=rule, value=told)


def _told(
    frame: Frame, *, name: TableName, row: nw.Expr, rule: str, value: nw.Expr | None
) -> Frame:
    """Rows as refusals."""
    told = nw.lit(None, nw.String) if value is None else value.cast(nw.String)
    # A selection of nothing but constants would be one row, whatever there is.
    named = frame.with_columns(table=nw.lit(name), row=row, rule=nw.lit(rule), value=told)
    return named.select("table", "row", "rule", "value")


def _of_words(column: str, words: Sequence[str]) -> str:
    """The rule of a column that may hold some words."""
    return f"have {column} of {', '.join(words)}"


def _meant(row: Mapping[str, str | None]) -> str:
    """Which word a refused one was most likely meant to be."""
    for place, words in _WORDS.items():
        column = place.partition(".")[2]
        if row["rule"] == _of_words(column, words) and row["value"] is not None:
            near = close_match(row["value"], words)
            return f"; did you mean {near!r}?" if near else ""
    return ""


def _repeated(frame: Frame, *, name: TableName, key: str) -> Frame:
    """The ids that are told more than once."""
    told = frame.filter(~nw.col(key).is_null()).group_by(key).agg(times=nw.len())
    return told.filter(nw.col("times") > 1).select(
        table=nw.lit(name),
        row=nw.col(key),
        rule=nw.lit(f"be the only one of its {key}"),
        value=nw.concat_str(nw.col("times").cast(nw.String), nw.lit(" rows with it")),
    )


def _crowded(tables: Tables) -> Iterator[Frame]:
    """The visitors and customers with more touches than can be weighed exactly."""
    touches = tables.frames.get("touches")
    if touches is None:
        return
    most = _most_of_one(touches, "visitor_id", engine=tables.engine)
    if most > MOST_TOUCHES:
        met = touches.group_by("visitor_id").agg(times=nw.len())
        yield met.filter(nw.col("times") > MOST_TOUCHES).select(
            table=nw.lit("touches"),
            row=nw.concat_str(nw.lit("of visitor "), nw.col("visitor_id")),
            rule=nw.lit(f"be at most {MOST_TOUCHES} of one visitor"),
            value=nw.col("times").cast(nw.String),
        )
    orders = tables.frames["orders"]
    if not {"customer_id", "visitor_id"} <= {*orders.collect_schema().names()}:
        return
    # Nobody came as more visitors than they have orders.
    if most * _most_of_one(orders, "customer_id", engine=tables.engine) > MOST_TOUCHES:
        yield _crowded_buyers(orders, touches)


def _most_of_one(frame: Frame, column: str, *, engine: Engine) -> int:
    """How many rows have the value that most of them have."""
    known = frame.filter(~nw.col(column).is_null()).with_columns(one=nw.lit(1, nw.Int64))
    counted = known.group_by(column).agg(times=nw.col("one").sum().cast(nw.Int64))
    [most] = told(counted.select(nw.col("times").max()), engine=engine)
    return most["times"] or 0


def _crowded_buyers(orders: Frame, touches: Frame) -> Frame:
    """The customers who came as visitors with more touches in all than can be weighed exactly."""
    met = touches.group_by("visitor_id").agg(times=nw.len().cast(nw.Int64))
    known = orders.select("customer_id", "visitor_id").filter(~nw.col("customer_id").is_null())
    every = known.unique().join(met, on="visitor_id", how="inner")
    sums = every.group_by("customer_id").agg(times=nw.col("times").sum().cast(nw.Int64))
    return sums.filter(nw.col("times") > MOST_TOUCHES).select(
        table=nw.lit("orders"),
        row=nw.concat_str(nw.lit("of customer "), nw.col("customer_id")),
        rule=nw.lit(f"be of visitors with at most {MOST_TOUCHES} touches in all"),
        value=nw.col("times").cast(nw.String),
    )


def _one_currency(tables: Tables) -> str | None:
    """The only currency that rows name; ``None`` where none does."""
    named: set[str] = set()
    for frame in tables.frames.values():
        if "currency" in frame.collect_schema().names():
            told = frame.select("currency").unique().collect("polars").to_native()
            named |= {one for (one,) in told.rows() if one is not None}
    if len(named) > 1:
        rule = "be one currency, or the one that counts has to be named by currency="
        raise InvalidInputError("currency of the tables", rule, sorted(named))
    return next(iter(named), None)


def _refuse_overflow(tables: Tables) -> None:
    """Refuse amounts that sum to more than engines can count."""
    for name, column in _AMOUNTS.items():
        frame = tables.frames.get(name)
        if frame is None:
            continue
        value = nw.col(column).cast(nw.Float64)
        size = frame.select(size=nw.when(value < 0).then(-value).otherwise(value).sum())
        (told,) = size.collect("polars").to_native().row(0)
        if told is not None and told >= _MOST:
            rule = f"sum to less than {_MOST} minor units"
            raise InvalidInputError(f"{name}.{column}", rule, f"{told:.0f}")
