"""The shipped example is what its generator writes, and has in it what its README promises."""

from __future__ import annotations

import csv
import importlib
import re
import tomllib
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from influence.books import read_book

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "examples" / "spring-launch"
README = ROOT / "examples" / "README.md"
TOOLS = ROOT / "tools"

TABLES = (
    *("creators", "posts", "touches", "orders", "refunds", "leads", "costs"),
    *("recent_posts", "comments", "audience", "memberships", "moves", "assets", "asset_uses"),
)

#: What stands at each place that is broken on purpose: a column and its cell, or too many cells.
BROKEN = {
    "touches.csv:3169": ("at", "2026-03-19T14:05:00"),
    "orders.csv:456": ("currency", "USX"),
    "orders.csv:608": ("order_id", "SL-1402"),
    "orders.csv:760": ("items", "-24.00"),
    "refunds.csv:51": ("amount", "4000.00"),
    "refunds.csv:60": ("order_id", "SL-99999"),
    "leads.csv:388": ("", "newsletter"),
    "costs.csv:59": ("amount", "NaN"),
}


Write = Callable[[Path], tuple[str, ...]]


@pytest.fixture
def write(monkeypatch: pytest.MonkeyPatch) -> Write:
    """The generator's own function."""
    monkeypatch.syspath_prepend(str(TOOLS))
    function: Write = importlib.import_module("spring_launch").write
    return function


def records(table: str) -> list[list[str]]:
    with (BOOK / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def rows(table: str) -> list[dict[str, str]]:
    """The rows that are not broken on purpose."""
    header, *lines = records(table)
    broken = {int(place.split(":")[1]) for place in BROKEN if place.startswith(f"{table}.csv")}
    return [
        dict(zip(header, cells, strict=True))
        for line, cells in enumerate(lines, start=2)
        if line not in broken
    ]


def deals() -> list[dict[str, object]]:
    campaign = tomllib.loads((BOOK / "campaign.toml").read_text(encoding="utf-8"))
    found: list[dict[str, object]] = campaign["deals"]
    return found


def test_generator_writes_the_shipped_files_byte_for_byte(tmp_path: Path, write: Write) -> None:
    places = write(tmp_path)

    assert places == tuple(BROKEN)
    names = sorted(path.name for path in BOOK.iterdir())
    assert names == sorted(path.name for path in tmp_path.iterdir())
    for name in names:
        assert (BOOK / name).read_bytes() == (tmp_path / name).read_bytes(), name


def test_example_is_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in BOOK.iterdir()) < 3_000_000


def test_forty_creators_all_but_one_have_a_deal() -> None:
    creators = {row["creator_id"] for row in rows("creators")}

    assert len(creators) == 40
    assert creators - {str(deal["creator"]) for deal in deals()} == {"imani"}


def test_each_kind_of_terms_is_agreed_with_somebody() -> None:
    rules = Counter(re.findall(r'^terms = { rule = "(\w+)"', campaign_text(), flags=re.MULTILINE))

    assert rules == {"commission": 12, "flat_fee": 12, "in_kind": 7, "hybrid": 6, "bonus": 2}


def campaign_text() -> str:
    return (BOOK / "campaign.toml").read_text(encoding="utf-8")


def test_marks_belong_to_one_creator_each() -> None:
    for kind in ("codes", "links", "dm_keywords"):
        marks = [mark for deal in deals() for mark in list_of_texts(deal[kind])]
        assert len(marks) == len(set(marks)) == 39


def list_of_texts(value: object) -> list[str]:
    assert isinstance(value, list)
    return [str(each) for each in value]


def test_every_creator_shows_two_angles() -> None:
    angles: dict[str, set[str]] = {}
    for row in rows("posts"):
        angles.setdefault(row["creator_id"], set()).add(row["angle"])

    assert len(angles) == 40
    assert {len(told) for told in angles.values()} == {2}


def test_tables_have_the_counts_that_the_readme_states() -> None:
    table = dict(re.findall(r"^\| `(\w+)` \| ([\d,]+) \|", README.read_text("utf-8"), re.MULTILINE))

    assert {name: int(count.replace(",", "")) for name, count in table.items()} == {
        name: len(records(name)) - 1 for name in TABLES
    }


def test_orders_are_of_every_sort() -> None:
    codes = {code for deal in deals() for code in list_of_texts(deal["codes"])}
    touched = {row["visitor_id"] for row in rows("touches")}
    orders = rows("orders")
    typed = [set(row["codes"].upper().split(";")) for row in orders]

    assert 1_500 <= len(orders) <= 2_500
    assert Counter(row["status"] for row in orders)["test"] == 9
    assert Counter(row["status"] for row in orders)["cancelled"] > 5
    assert sum("WELCOME10" in used for used in typed) > 100
    assert sum(len(used & codes) > 1 for used in typed) > 5
    assert sum(not row["codes"] and row["visitor_id"] not in touched for row in orders) > 500
    leaked = [row for row in orders if row["codes"] == "SOFIA15"]
    assert sum(row["visitor_id"] not in touched for row in leaked) > len(leaked) // 2


@pytest.mark.parametrize("place", BROKEN)
def test_row_broken_on_purpose_stands_where_the_readme_says(place: str) -> None:
    table, line = place.split(".csv:")
    column, cell = BROKEN[place]
    header, cells = records(table)[0], records(table)[int(line) - 1]

    assert f"| `{place}` |" in README.read_text("utf-8")
    if column:
        assert cells[header.index(column)] == cell
    else:
        assert cells[len(header) :] == ["yes", cell]


def test_reader_rejects_these_rows_and_no_others_in_the_readme_s_words() -> None:
    readme = README.read_text("utf-8")
    rejections = read_book(BOOK).rejections

    assert {finding.where.split(" ")[0] for finding in rejections} == set(BROKEN)
    assert len(rejections) == len(BROKEN)
    for finding in rejections:
        row = next(line for line in readme.splitlines() if f"`{finding.where.split()[0]}`" in line)
        assert row.endswith(f"| {finding.message} |")


def test_order_that_stands_twice_was_there_before_with_other_items() -> None:
    twice = [cells for cells in records("orders") if cells[0] == "SL-1402"]

    assert [cells[5] == "999.00" for cells in twice] == [False, True]


def test_refund_that_is_too_large_is_more_than_its_order() -> None:
    order = next(row for row in rows("orders") if row["order_id"] == "SL-1367")

    assert Decimal(order["items"]) < 4000
    assert order["status"] == "paid"
    assert "SL-1367" in {cells[1] for cells in records("refunds")}
    assert all(row["order_id"] != "SL-1367" for row in rows("refunds"))
