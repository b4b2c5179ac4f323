from __future__ import annotations

import datetime as dt
from typing import Any

import narwhals as nw
import polars as pl
import pytest

from influence import frames
from influence.errors import InvalidInputError
from influence.tracking import Owners

DAY = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
NOBODY = Owners(())


def orders(**columns: list[Any]) -> pl.DataFrame:
    """Two sound orders, with what is told instead."""
    told = {"order_id": ["a", "b"], "at": [DAY, DAY], "items_minor": [100, 200], **columns}
    types: dict[str, Any] = {
        "order_id": pl.String,
        "at": pl.Datetime("us", "UTC"),
        "items_minor": pl.Int64,
        "visitor_id": pl.String,
        "status": pl.String,
        "currency": pl.String,
    }
    return pl.DataFrame(told, schema={name: types[name] for name in told})


def touches(**columns: list[Any]) -> pl.DataFrame:
    """A sound touch, with what is told instead."""
    told = {
        "touch_id": ["t"],
        "at": [DAY],
        "visitor_id": ["v"],
        "kind": ["link"],
        "value": ["x"],
        **columns,
    }
    return pl.DataFrame(told)


def refunds(**columns: list[Any]) -> pl.DataFrame:
    """A sound refund, with what is told instead."""
    return pl.DataFrame({"refund_id": ["r"], "order_id": ["a"], "amount_minor": [1], **columns})


def told(*args: Any, **named: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401  # whatever is asked
    frame = nw.from_native(frames.refused(*args, **named)).lazy().collect("polars").to_native()
    return sorted(frame.rows(), key=str)


def test_sound_tables_have_no_refusals() -> None:
    assert told(orders(), touches=touches(), refunds=refunds()) == []


def test_rows_without_an_id_are_not_made_up() -> None:
    assert told(orders(), touches=touches().drop("touch_id")) == []
    assert told(orders(), touches=touches(kind=["lnk"]).drop("touch_id")) == [
        ("touches", None, "have kind of code, dm, link, landing", "lnk")
    ]


@pytest.mark.parametrize(
    ("table", "row"),
    [
        (orders(order_id=["a", None]), ("orders", None, "have order_id", None)),
        (orders(items_minor=[1, None]), ("orders", "b", "have items_minor", None)),
        (orders(at=[None, DAY]), ("orders", "a", "have at", None)),
        (
            orders(order_id=["a", "a"]),
            ("orders", "a", "be the only one of its order_id", "2 rows with it"),
        ),
        (
            orders(status=["paid", "refunded"]),
            ("orders", "b", "have status of paid, cancelled, test", "refunded"),
        ),
    ],
)
def test_a_row_that_breaks_a_rule_is_told(table: pl.DataFrame, row: tuple[Any, ...]) -> None:
    assert told(table) == [row]


def test_what_may_be_left_out_is_no_refusal() -> None:
    assert told(orders(status=[None, "paid"], visitor_id=[None, None])) == []


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        ({"kind": ["lnk"]}, ("touches", "t", "have kind of code, dm, link, landing", "lnk")),
        ({"visitor_id": [None]}, ("touches", "t", "have visitor_id", None)),
    ],
)
def test_a_touch_that_breaks_a_rule_is_told(
    columns: dict[str, list[Any]], row: tuple[Any, ...]
) -> None:
    frame = touches(**columns).with_columns(pl.col("visitor_id").cast(pl.String))
    assert told(orders(), touches=frame) == [row]


def test_touches_of_one_visitor_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("influence.frames._refusals.MOST_TOUCHES", 1)
    many = pl.concat([touches(), touches(touch_id=["u"])])
    assert told(orders(), touches=many) == [
        ("touches", "of visitor v", "be at most 1 of one visitor", "2")
    ]


def test_touches_of_all_visitors_of_a_customer_have_the_same_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("influence.frames._refusals.MOST_TOUCHES", 2)
    several = [touches(visitor_id=[who], touch_id=[f"t{who}"]) for who in ("v", "w", "x")]
    bought = orders(
        order_id=["a", "b", "c", "d", "e"],
        at=[DAY] * 5,
        items_minor=[1] * 5,
        visitor_id=["v", "w", "x", "v", "x"],
    )
    for customers, rows in (
        (
            ["c"] * 5,
            [("orders", "of customer c", "be of visitors with at most 2 touches in all", "3")],
        ),
        (["c", "c", "d", "c", None], []),
    ):
        named = bought.with_columns(customer_id=pl.Series(customers, dtype=pl.String))
        assert told(named, touches=pl.concat(several)) == rows


def test_rows_of_another_currency_are_told() -> None:
    mixed = orders(currency=["USD", "EUR"])
    assert told(mixed, currency="USD") == [("orders", "b", "be in USD", "EUR")]
    foreign = refunds(currency=["EUR"])
    assert told(orders(currency=["USD", None]), refunds=foreign, currency="USD") == [
        ("refunds", "r", "be in USD", "EUR")
    ]


def test_several_currencies_have_to_be_named() -> None:
    rule = "be one currency, or the one that counts has to be named by currency="
    message = rf"^currency of the tables must {rule}, got \['EUR', 'USD'\]$"
    with pytest.raises(InvalidInputError, match=message):
        frames.refused(orders(currency=["USD", "EUR"]))


def test_amounts_that_engines_cannot_add_up_are_refused() -> None:
    message = r"^orders\.items_minor must sum to less than 4611686018427387904 minor units, got "
    with pytest.raises(InvalidInputError, match=message):
        frames.refused(orders(items_minor=[1 << 61, -(1 << 61)]))


def test_attribute_tells_the_first_row_and_how_many_others() -> None:
    broken = orders(order_id=["b", None], items_minor=[None, 1])
    message = r"^orders b must have items_minor; influence\.frames\.refused tells 1 more, got None$"
    with pytest.raises(InvalidInputError, match=message):
        frames.attribute(broken, owners=NOBODY)
    with pytest.raises(InvalidInputError, match=r"^orders a row without one must have order_id"):
        frames.attribute(orders(order_id=["b", None]), owners=NOBODY)


def test_whoever_has_looked_is_not_looked_after() -> None:
    twice = orders(order_id=["a", "a"])
    assert frames.attribute(twice, owners=NOBODY, is_checked=True).height == 2  # as it was given


def test_a_lazy_table_is_refused_lazily() -> None:
    assert isinstance(frames.refused(orders().lazy()), pl.LazyFrame)
