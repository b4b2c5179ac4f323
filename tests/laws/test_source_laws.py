"""Worlds are exported as the shop and the tool would export them, and read back."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Sequence
from random import Random

import attrs
from hypothesis import given, strategies as st

from influence.money import Money
from influence.orders import Order
from influence.sources import Export, Ga4, Setting, Shopify, Sourced
from influence.tracking import Mark, Owners

COLUMNS = (
    "Name|Financial Status|Currency|Subtotal|Shipping|Taxes|Total|Discount Code|"
    "Discount Amount|Created at|Lineitem quantity|Lineitem name|Lineitem price|Lineitem sku|"
    "Lineitem taxable|Lineitem discount|Notes|Note Attributes|Cancelled at|Payment Method|"
    "Refunded Amount|Id|Tags"
)
HEADER = ["Name", "Email", *COLUMNS.split("|")[1:]]
OF_LINE = [column for column in HEADER if column.startswith("Lineitem")]
START = dt.datetime(2026, 3, 2, 9, tzinfo=dt.timezone(-dt.timedelta(hours=5)))

texts = st.text(st.sampled_from("ab \",\n;'é#"), max_size=12)


@attrs.frozen(kw_only=True)
class Line:
    """A line of an order of the world, in minor units."""

    name: str
    quantity: int
    price: int
    discount: int

    @property
    def net(self) -> int:
        return self.quantity * self.price - self.discount


@attrs.frozen(kw_only=True)
class Sale:
    """An order of the world, in minor units."""

    number: int
    currency: str
    lines: tuple[Line, ...]
    off: int
    shipping: int
    tax: int
    status: str
    back: int
    codes: tuple[str, ...]
    notes: str
    visitor: str
    inside: bool
    broken: bool

    @property
    def name(self) -> str:
        return f"#{self.number}"

    @property
    def subtotal(self) -> int:
        return sum(line.net for line in self.lines) - self.off

    @property
    def total(self) -> int:
        return self.subtotal + self.shipping + (0 if self.inside else self.tax)

    def text(self, minor: int) -> str:
        return Money.from_minor(minor, self.currency).text


@st.composite
def drawn_lines(draw: st.DrawFn) -> Line:
    quantity, price = draw(st.integers(1, 4)), draw(st.integers(0, 5_000))
    return Line(
        name=draw(st.sampled_from(["Kit", "Refill, large", 'Mat "soft"', "Kit", "Bottle"])),
        quantity=quantity,
        price=price,
        discount=draw(st.one_of(st.just(0), st.integers(0, quantity * price))),
    )


@st.composite
def sales(draw: st.DrawFn, *, inside: bool = False) -> Sale:
    lines = tuple(draw(st.lists(drawn_lines(), min_size=1, max_size=4)))
    goods = sum(line.net for line in lines)
    off = draw(st.one_of(st.just(0), st.integers(0, goods)))
    shipping = draw(st.sampled_from([0, 595]))
    rest = goods - off + shipping
    status = draw(st.sampled_from(["paid", "paid", "pending", "voided", "cancelled", "test"]))
    tax = draw(st.integers(0, rest // 5))
    return Sale(
        number=0,
        currency=draw(st.sampled_from(["USD", "JPY", "KWD"])),
        lines=lines,
        off=off,
        shipping=shipping,
        tax=tax,
        status=status,
        back=draw(st.integers(0, rest)) if status == "paid" else 0,
        codes=tuple(draw(st.lists(st.sampled_from(["MAYA15", "leo 10"]), max_size=2, unique=True))),
        notes=draw(texts),
        visitor=draw(st.sampled_from(["", "v-1"])),
        inside=inside,
        broken=draw(st.sampled_from([False, False, False, True])),
    )


def worlds(*, inside: bool = False) -> st.SearchStrategy[tuple[Sale, ...]]:
    return st.lists(sales(inside=inside), max_size=6).map(
        lambda found: tuple(attrs.evolve(sale, number=1000 + n) for n, sale in enumerate(found))
    )


def exported(world: Iterable[Sale]) -> list[dict[str, str]]:
    """The rows that the shop's admin writes for a world."""
    rows: list[dict[str, str]] = []
    for sale in world:
        head = _head(sale)
        for line in sale.lines:
            rows.append({"Name": sale.name, **head, **_line(sale, line)})
            head = {}
    return rows


def _head(sale: Sale) -> dict[str, str]:
    status = "paid" if sale.status in {"cancelled", "test"} else sale.status
    return {
        "Email": f"{sale.number % 3}@example.com",
        "Financial Status": status,
        "Currency": sale.currency,
        "Subtotal": "a lot" if sale.broken else sale.text(sale.subtotal),
        "Shipping": sale.text(sale.shipping),
        "Taxes": sale.text(sale.tax),
        "Total": sale.text(sale.total),
        "Discount Code": ", ".join(sale.codes),
        "Discount Amount": sale.text(sale.off),
        "Created at": (START + dt.timedelta(hours=sale.number)).strftime("%Y-%m-%d %H:%M:%S %z"),
        "Notes": sale.notes,
        "Note Attributes": f"visitor_id: {sale.visitor}\nutm_content: maya" if sale.visitor else "",
        "Cancelled at": "2026-04-01 10:00:00 -0500" if sale.status == "cancelled" else "",
        "Payment Method": "Bogus Gateway" if sale.status == "test" else "card",
        "Refunded Amount": sale.text(sale.back),
        "Id": str(2**53 + sale.number),
    }


def _line(sale: Sale, line: Line) -> dict[str, str]:
    return {
        "Lineitem quantity": str(line.quantity),
        "Lineitem name": line.name,
        "Lineitem price": sale.text(line.price),
        "Lineitem discount": sale.text(line.discount),
    }


def read(
    rows: Sequence[dict[str, str]], source: Shopify | None = None, *, seed: int | None = None
) -> Sourced:
    """What is read of rows that a file has in this order, or in one that is shuffled."""
    told = list(rows)
    if seed is not None:
        Random(seed).shuffle(told)  # noqa: S311  # drawn, and no secret
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADER, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(told)
    export = Export.of_csv(text.getvalue(), name="orders.csv")
    return (source or Shopify()).read(export, setting=Setting())


def facts(found: Sourced) -> object:
    """What does not depend on where a row stands."""
    gaps = {(gap.kind, gap.told, gap.orders, gap.amount) for gap in found.gaps}
    return found.orders, found.line_items, found.refunds, found.touches, gaps


def whole(order: Order) -> tuple[object, ...]:
    return order.order_id, order.items, order.status, order.codes, order.tax, order.shipping


class TestWhatIsExportedIsReadBack:
    """Every sale whose money is there is read back with its items, status, codes and discount."""

    @given(worlds(), st.integers(0, 9))
    def test_orders(self, world: tuple[Sale, ...], seed: int) -> None:
        told = {"paid": "paid", "voided": "cancelled", "cancelled": "cancelled", "test": "test"}
        expected = {
            (
                sale.name,
                Money.from_minor(sale.subtotal, sale.currency),
                told[sale.status],
                sale.codes,
                Money.from_minor(sale.tax, sale.currency),
                Money.from_minor(sale.shipping, sale.currency),
            )
            for sale in world
            if sale.status in told and not sale.broken
        }
        found = read(exported(world), seed=seed)
        assert {whole(order) for order in found.orders} == expected

    @given(worlds())
    def test_an_id_past_what_a_float_holds_stays_the_same_text(
        self, world: tuple[Sale, ...]
    ) -> None:
        found = read(exported(world), Shopify(order_id="id"))
        known = {str(2**53 + sale.number) for sale in world}
        assert {order.order_id for order in found.orders} <= known

    @given(worlds())
    def test_what_was_given_back_of_the_goods_is_never_more_than_they_cost(
        self, world: tuple[Sale, ...]
    ) -> None:
        found = read(exported(world))
        items = {order.order_id: order.items for order in found.orders}
        for refund in found.refunds:
            assert refund.amount <= items[refund.order_id]


class TestLinesSumToItems:
    """The lines of an order that has lines sum to its items, to the last minor unit."""

    @given(worlds(), st.booleans())
    def test_without_tax_inside(self, world: tuple[Sale, ...], by_sku: bool) -> None:  # drawn
        self._hold(read(exported(world), Shopify(product="sku" if by_sku else "name")))

    @given(worlds(inside=True))
    def test_with_tax_inside(self, world: tuple[Sale, ...]) -> None:
        found = read(exported(world), Shopify(prices_include_tax=True))
        self._hold(found)
        told = {sale.name: sale for sale in world}
        for order in found.orders:
            sale = told[order.order_id]
            assert order.tax is not None
            assert order.shipping is not None
            parts = order.items + order.tax + order.shipping
            assert parts == Money.from_minor(sale.total, sale.currency)

    def _hold(self, found: Sourced) -> None:
        for order in found.orders:
            own = [line.amount for line in found.line_items if line.order_id == order.order_id]
            assert own
            assert Money.total(own, currency=order.items.currency) == order.items


class TestNothingIsDropped:
    """Rows and money of an export are in the facts, in a gap that leaves them out, or rejected."""

    @given(worlds(), st.integers(0, 9))
    def test_rows_and_money_of_a_shop(self, world: tuple[Sale, ...], seed: int) -> None:
        rows = exported(world)
        found = read(rows, seed=seed)
        assert found.rows == len(rows)
        assert found.rejected == sum(len(sale.lines) for sale in world if sale.broken)
        for currency in ("USD", "JPY", "KWD"):
            own = [sale for sale in world if sale.currency == currency]
            told = sum(sale.subtotal for sale in own)
            lost = sum(sale.subtotal for sale in own if sale.broken)
            taken = [row.items for row in found.orders if row.items.currency == currency]
            left = [
                gap.amount
                for gap in found.gaps
                if gap.is_left_out and gap.amount is not None and gap.amount.currency == currency
            ]
            assert Money.total([*taken, *left], currency=currency).minor == told - lost


class TestOrderAndRepetitionChangeNothing:
    """The order of the rows and a repeated export change no fact."""

    @given(worlds(), st.integers(0, 9))
    def test_shuffled_rows_of_a_shop(self, world: tuple[Sale, ...], seed: int) -> None:
        rows = exported(world)
        assert facts(read(rows, seed=seed)) == facts(read(rows))

    @given(worlds(), st.integers(0, 9), st.integers(2, 3))
    def test_a_repeated_export_of_a_shop(
        self, world: tuple[Sale, ...], seed: int, times: int
    ) -> None:
        rows = exported(world)
        again = read(rows * times, seed=seed)
        assert facts(again) == facts(read(rows))
        assert again.rows == len(rows) * times


CONTENTS = (
    "maya",
    "leo",
    "Maya ",
    "zoe",
    "(not set)",
    "(other)",
    "(none)",
    "",
    "(data not available)",
)
OWNERS = Owners(
    (
        Mark(kind="link", value="maya", creator_id="maya"),
        Mark(kind="link", value="leo", creator_id="leo"),
    )
)
SETTING = Setting(currency="USD", owners=OWNERS)
_NAMES = ("sessionManualAdContent", "date", "sessions", "ecommercePurchases", "purchaseRevenue")

Told = tuple[str, str, int, int, int]

told_rows = st.lists(
    st.tuples(
        st.sampled_from(CONTENTS),
        st.integers(2, 9).map(lambda day: f"2026030{day}"),
        st.integers(0, 2**60),
        st.integers(0, 50),
        st.integers(-9_000, 90_000),
    ),
    max_size=9,
    unique_by=lambda row: row[:2],
).map(tuple)


def _cells(row: Told) -> list[str]:
    return [row[0], row[1], str(row[2]), str(row[3]), Money.from_minor(row[4], "USD").text]


def as_table(rows: Sequence[Told]) -> Export:
    """The CSV that GA4 downloads."""
    text = io.StringIO()
    text.write("# Start date: 20260302\n# End date: 20260309\n")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_NAMES)
    writer.writerows(map(_cells, rows))
    return Export.of_csv(text.getvalue(), name="report")


def as_document(rows: Sequence[Told]) -> Export:
    """The JSON that the Data API answers."""
    document = {
        "dimensionHeaders": [{"name": name} for name in _NAMES[:2]],
        "metricHeaders": [{"name": name} for name in _NAMES[2:]],
        "rows": [
            {
                "dimensionValues": [{"value": cell} for cell in _cells(row)[:2]],
                "metricValues": [{"value": cell} for cell in _cells(row)[2:]],
            }
            for row in rows
        ],
        "rowCount": len(rows),
        "metadata": {"currencyCode": "USD"},
    }
    return Export.of_json(json.dumps(document), name="report")


def counted(export: Export) -> Sourced:
    return Ga4(exported_on=dt.date(2026, 6, 1)).read(export, setting=SETTING)


class TestAReportIsWhole:
    """Visits, orders and money of a report are a creator's, or in a named gap."""

    @given(told_rows)
    def test_sums(self, rows: tuple[Told, ...]) -> None:
        found = counted(as_table(rows))
        left = [gap for gap in found.gaps if gap.is_left_out]
        beyond = [gap for gap in found.gaps if gap.kind == "leftover"]
        assert found.rows == len(rows)
        clicks = sum(row.clicks or 0 for row in found.results) + sum(g.clicks or 0 for g in left)
        orders = sum(row.orders or 0 for row in found.results) + sum(g.orders or 0 for g in left)
        amounts = [
            *(row.revenue for row in found.results if row.revenue is not None),
            *(gap.amount for gap in (*left, *beyond) if gap.amount is not None),
        ]
        assert clicks == sum(row[2] for row in rows)
        assert orders == sum(row[3] for row in rows)
        assert Money.total(amounts, currency="USD").minor == sum(row[4] for row in rows)

    @given(told_rows)
    def test_no_placeholder_and_no_stranger_is_a_creator(self, rows: tuple[Told, ...]) -> None:
        assert {row.creator_id for row in counted(as_table(rows)).results} <= {"maya", "leo"}

    @given(told_rows)
    def test_the_table_and_the_document_tell_the_same(self, rows: tuple[Told, ...]) -> None:
        table, document = counted(as_table(rows)), counted(as_document(rows))
        assert table.results == document.results
        assert self._told(table) == self._told(document)

    @given(told_rows, st.integers(0, 9))
    def test_order_and_repetition_change_nothing(self, rows: tuple[Told, ...], seed: int) -> None:
        shuffled = [*rows, *rows]
        Random(seed).shuffle(shuffled)  # noqa: S311  # drawn, and no secret
        once, twice = counted(as_table(rows)), counted(as_table(shuffled))
        assert once.results == twice.results
        assert self._told(once) == self._told(twice)

    def _told(self, found: Sourced) -> object:
        return {(gap.kind, gap.told, gap.amount) for gap in found.gaps if gap.kind != "empty"}
