"""Laws of exchange: parts come to the whole, and a book in other currencies stays a book."""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import attrs
from hypothesis import given, strategies as st

from influence.books import read_book, write_book
from influence.exchange import Conversion, ExchangeRate
from influence.money import Money

CAMPAIGN = """\
schema = 1
[campaign]
id = "spring"
name = "Spring"
currency = "USD"
time_zone = "UTC"
starts = 2026-03-02
ends = 2026-04-13
success_metrics = ["saves", "clicks", "orders"]
"""
_AT = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
_RATES = st.one_of(
    st.sampled_from(["1.08", "0.0067", "3.25", "1/3", "1", "25000"]),
    st.fractions(Fraction(1, 1000), 10**6, max_denominator=1000).map(str),
)
_MINORS = st.lists(st.integers(1, 10**6), min_size=1, max_size=5)

Rows = Sequence[Sequence[object]]


def _rate(base: str, rate: str) -> ExchangeRate:
    return ExchangeRate(base=base, quote="USD", rate=rate, at=_AT, source="our bank")


class TestPartsComeToTheWhole:
    """The parts of an amount, converted as they add up, come to what the amount does."""

    @given(st.sampled_from(["EUR", "JPY", "KWD"]), _RATES, _MINORS)
    def test_for_any_parts_and_rate(self, base: str, rate: str, minors: list[int]) -> None:
        amounts = [Money.from_minor(minor, base) for minor in minors]
        by, before, parts = _rate(base, rate), Money.zero(base), list[Money]()
        for amount in amounts:
            parts.append(Conversion(original=amount, rate=by, before=before).converted)
            before += amount
        whole = Conversion(original=before, rate=by).converted
        assert Money.total(parts, currency="USD") == whole
        assert not any(part.is_negative for part in parts)

    @given(st.sampled_from(["EUR", "JPY", "KWD"]), _RATES, st.integers(-(10**9), 10**9))
    def test_nothing_is_off_by_more_than_half_a_unit(
        self, base: str, rate: str, minor: int
    ) -> None:
        amount, by = Money.from_minor(minor, base), _rate(base, rate)
        exact = Fraction(amount.text) * Fraction(rate) * 100
        converted = Conversion(original=amount, rate=by).converted
        assert abs(converted.minor - exact) <= Fraction(1, 2)
        assert by.turned().of(by.of(amount).rounded()).currency == base


def _write(folder: Path, name: str, header: str, rows: Rows) -> None:
    with (folder / f"{name}.csv").open("w", newline="") as file:
        csv.writer(file).writerows([header.split(","), *rows])


@st.composite
def _folders(draw: st.DrawFn) -> dict[str, tuple[str, Rows]]:
    """The tables of a book whose orders are in several currencies, with parts of most."""
    orders: list[list[object]] = []
    lines: list[list[object]] = []
    refunds: list[list[object]] = []
    for number in range(draw(st.integers(1, 4))):
        currency = draw(st.sampled_from(["EUR", "JPY", "KWD", "USD"]))
        parts = [Money.from_minor(minor, currency) for minor in draw(_MINORS)]
        total = Money.total(parts, currency=currency)
        orders.append([f"o{number}", "2026-03-05", total.text, currency])
        for place, part in enumerate(parts):
            name = f"o{number}-{place}"
            lines.append([name, f"o{number}", "kit", part.text, currency])
            if draw(st.booleans()):
                refunds.append([name, f"o{number}", "2026-03-06", part.text, currency])
    rates = [[code, "2026-03-02", draw(_RATES), "our bank"] for code in ("EUR", "JPY", "KWD")]
    return {
        "creators": ("creator_id,name", [["maya", "Maya"]]),
        "rates": ("currency,at,rate,source", rates),
        "orders": ("order_id,at,items,currency", orders),
        "order_lines": ("line_id,order_id,product,amount,currency", lines),
        "refunds": ("refund_id,order_id,at,amount,currency", refunds),
    }


class TestForeignBookIsABook:
    """Whatever the rates, lines sum to their order and refunds come to no more than it."""

    @given(_folders())
    def test_for_any_currencies(self, tables: dict[str, tuple[str, Rows]]) -> None:
        with tempfile.TemporaryDirectory() as place:
            first, second = Path(place) / "first", Path(place) / "second"
            first.mkdir()
            (first / "campaign.toml").write_text(CAMPAIGN)
            for name, (header, rows) in tables.items():
                _write(first, name, header, rows)
            book = read_book(first)
            write_book(book, second)
            again = read_book(second)

        assert attrs.evolve(again, rejections=()) == attrs.evolve(book, rejections=())
        assert len(book.orders) == len(tables["orders"][1])
        assert len(book.line_items) == len(tables["order_lines"][1])
        nothing = [one for one in book.rejections if one.severity == "error"]
        assert all("come to something in USD" in one.message for one in nothing)
        assert len(book.refunds) + len(nothing) == len(tables["refunds"][1])
        for order_id, refunds in book.refunds_by_order.items():
            whole = sum(1 for row in tables["order_lines"][1] if row[1] == order_id)
            back = Money.total((one.amount for one in refunds), currency="USD")
            assert back <= book.orders_by_id[order_id].items
            assert len(refunds) < whole or back == book.orders_by_id[order_id].items
