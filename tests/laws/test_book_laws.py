"""Laws of books: nothing is lost on the way out and in, and nothing on the way in is a crash."""

from __future__ import annotations

import csv
import datetime as dt
import io
import tempfile
from pathlib import Path

import attrs
import pytest
from hypothesis import given, strategies as st

from influence.books import InvalidBookError, check_book, new_book, read_book, write_book
from influence.books._tables import TABLES
from influence.campaign_book import Book
from influence.disputes import OUTCOMES, Dispute, Outcome
from influence.findings import Finding
from influence.ids import CostId, OrderId, PostId, RefundId, TouchId, VisitorId
from influence.money import Money
from influence.orders import LINE_KINDS, LineItem, Order, Refund
from influence.tracking import Touch

_WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20)
_TEXTS = _WORDS.filter(lambda text: bool(text.strip()))
_IDS = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=12)
_CODES = _TEXTS.map(lambda text: text.replace(";", "").strip()).filter(bool)
_OUTCOMES: st.SearchStrategy[Outcome | None] = st.sampled_from((None, *OUTCOMES))
_LINES = _TEXTS.filter(lambda text: text.splitlines() == [text])
_MOMENTS = st.builds(
    lambda at, minutes: at.replace(tzinfo=dt.timezone(dt.timedelta(minutes=minutes))),
    st.datetimes(min_value=dt.datetime(1950, 1, 1), max_value=dt.datetime(2900, 1, 1)),  # noqa: DTZ001  # the zone comes after
    st.integers(-14 * 60, 14 * 60),
)
_AMOUNTS = st.integers(1, 10**12).map(lambda minor: Money.from_minor(minor, "USD"))
_TABLE_NAMES = st.sampled_from([name for name in TABLES if name != "gaps"])  # a new book has none


def _started() -> Book:
    with tempfile.TemporaryDirectory() as folder:
        new_book(folder)
        return read_book(folder)


_BOOK = _started()


@st.composite
def _books(draw: st.DrawFn) -> Book:
    """The starter's book with other orders, their parts, touches and posts."""
    orders = [
        Order(
            order_id=OrderId(order_id),
            at=draw(_MOMENTS),
            items=draw(_AMOUNTS),
            tax=draw(st.none() | _AMOUNTS),
            gross_profit=draw(st.none() | _AMOUNTS.map(Money.negated)),
            codes=tuple(draw(st.lists(_CODES, max_size=3))),
            is_new_customer=draw(st.none() | st.booleans()),
            status=draw(st.sampled_from(["paid", "cancelled", "test"])),
        )
        for order_id in draw(st.lists(_IDS, min_size=1, max_size=4, unique=True))
    ]
    lines = [
        LineItem(
            line_id=f"{order.order_id}-{number}",
            order_id=order.order_id,
            product=draw(_LINES),
            amount=amount,
            quantity=draw(st.integers(1, 9)),
            kind=draw(st.sampled_from(LINE_KINDS)),
        )
        for order in orders
        if draw(st.booleans())
        for number, amount in enumerate(order.items.allocate([1, 2]))
    ]
    products = {line.order_id: line.product for line in lines}
    refunds = [
        Refund(
            refund_id=RefundId(f"r{number}"),
            order_id=order.order_id,
            at=order.at,
            amount=order.items,
            product=products.get(order.order_id),
        )
        for number, order in enumerate(orders)
        if draw(st.booleans())
    ]
    disputes = [
        Dispute(
            dispute_id=f"d{number}",
            order_id=order.order_id,
            opened_at=order.at,
            closed_at=None if outcome is None else order.at,
            outcome=outcome,
        )
        for number, order in enumerate(orders)
        for outcome in draw(st.lists(_OUTCOMES, max_size=1))
    ]
    touches = [
        Touch(
            touch_id=TouchId(touch_id),
            at=draw(_MOMENTS),
            visitor_id=VisitorId(draw(_IDS)),
            kind=draw(st.sampled_from(["link", "code", "dm", "landing"])),
            value=draw(_TEXTS),
        )
        for touch_id in draw(st.lists(_IDS, max_size=3, unique=True))
    ]
    posts = [
        attrs.evolve(
            _BOOK.posts[0],
            post_id=PostId(post_id),
            published_at=draw(_MOMENTS),
            caption=draw(st.none() | _TEXTS),
            saves=draw(st.none() | st.integers(0, 10**17)),
        )
        for post_id in draw(st.lists(_IDS, max_size=3, unique=True))
    ]
    costs = [
        attrs.evolve(_BOOK.costs[0], cost_id=CostId(f"c{number}"), amount=draw(_AMOUNTS))
        for number in range(draw(st.integers(0, 2)))
    ]
    return attrs.evolve(
        _BOOK,
        orders=tuple(orders),
        line_items=tuple(lines),
        refunds=tuple(refunds),
        disputes=tuple(disputes),
        touches=tuple(touches),
        posts=tuple(posts),
        costs=tuple(costs),
        results=(),
        leads=(),
    )


def _checked(folder: Path) -> None:
    """Check a book that may be anything, and hold reading against it."""
    findings = check_book(folder)
    assert _rejections(folder) <= set(findings)


def _rejections(folder: Path) -> set[Finding]:
    """What reading tells, whether or not there is a book."""
    try:
        return set(read_book(folder).rejections)
    except InvalidBookError as error:
        return set(error.findings)


def _accepted(folder: Path, name: str) -> int | None:
    """How many rows of a table are in the book, ``None`` when there is no book."""
    try:
        return len(getattr(read_book(folder), TABLES[name].field))
    except InvalidBookError:
        return None


class TestWrittenBookReadsBackTheSame:
    """Reading what was written gives the book that was written."""

    @given(_books())
    def test_for_any_rows(self, book: Book) -> None:
        with tempfile.TemporaryDirectory() as folder:
            write_book(book, folder)
            again = read_book(folder)

        assert attrs.evolve(again, rejections=()) == attrs.evolve(book, rejections=())
        assert {finding.code for finding in again.rejections} <= {"INF204"}


class TestNoRowDisappears:
    """A row whose cell becomes any text is accepted, or told with its place."""

    @given(_TABLE_NAMES, st.integers(0, 1), st.integers(0, 30), st.text(max_size=30))
    def test_for_any_cell(self, name: str, row: int, column: int, cell: str) -> None:
        with tempfile.TemporaryDirectory() as folder:
            new_book(folder)
            path = Path(folder) / f"{name}.csv"
            records = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
            records[row + 1][column % len(records[0])] = cell
            text = io.StringIO()
            csv.writer(text, quoting=csv.QUOTE_ALL).writerows(records)
            path.write_bytes(text.getvalue().encode(errors="surrogatepass"))
            findings = check_book(folder)
            accepted = _accepted(Path(folder), name)

        # Without a creator there is no book, and the deal that lacks its creator is told.
        places = ("campaign.toml:" if accepted is None else f"{name}.csv:", f"{name}.csv:")
        assert accepted == 2 or any(finding.where.startswith(places) for finding in findings)


class TestAnyBytesAreJudged:
    """Whatever a file holds, judging it ends with findings and not with an exception."""

    @given(
        st.sampled_from(["campaign.toml", "creators.csv", "orders.csv"]), st.binary(max_size=300)
    )
    def test_for_a_file_of_any_bytes(self, name: str, content: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            new_book(folder)
            (Path(folder) / name).write_bytes(content)
            _checked(Path(folder))

    @given(_TABLE_NAMES, st.integers(0, 10_000), st.binary(max_size=12))
    def test_for_bytes_in_the_middle(self, name: str, place: int, content: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            new_book(folder)
            path = Path(folder) / f"{name}.csv"
            whole = path.read_bytes()
            cut = place % len(whole)
            path.write_bytes(whole[:cut] + content + whole[cut:])
            _checked(Path(folder))

    @given(st.integers(0, 10_000), st.integers(0, 3), st.text(max_size=4))
    def test_for_a_campaign_file_with_a_slip(self, place: int, cut: int, slip: str) -> None:
        with tempfile.TemporaryDirectory() as folder:
            new_book(folder)
            path = Path(folder) / "campaign.toml"
            text = path.read_text(encoding="utf-8")
            at = place % len(text)
            slipped = text[:at] + slip + text[at + cut :]
            path.write_bytes(slipped.encode(errors="surrogatepass"))
            _checked(Path(folder))

    @pytest.mark.parametrize("ending", ["jsonl", "parquet"])
    @given(
        content=st.binary(max_size=200)
        | st.binary(max_size=60).map(lambda b: b"PAR1" + b + b"PAR1")
    )
    def test_for_other_formats(self, ending: str, content: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            new_book(folder)
            (Path(folder) / "leads.csv").unlink()
            (Path(folder) / f"leads.{ending}").write_bytes(content)
            _checked(Path(folder))
