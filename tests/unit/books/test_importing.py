"""Somebody else's tables become a book: the sums are kept and nothing vanishes without a word."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from influence.books._imports.importing import ImportSummary, import_book
from influence.errors import InvalidInputError, UnknownNameError

ROOT = Path(__file__).parents[3]
MAPPING = ROOT / "examples" / "mappings" / "outside-campaigns.toml"
SHAPE = Path(__file__).parent / "outside_shape"
OUTSIDE = ROOT.parent / "shared" / "data" / "outside-campaigns"

SMALL = """
schema = 1
grain = "results"
[campaign]
id = "small"
currency = "EUR"
[tables.creators]
from = "people.csv"
columns = { creator_id = "id", name = "name" }
[tables.results]
from = "sales.csv"
columns = { creator_id = "id", date = "day", revenue = "cents" }
scale = { revenue = "0.01" }
where = { kind = "sale" }
"""


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def total(path: Path, *, column: str) -> Decimal:
    return sum((Decimal(row[column]) for row in rows(path)), Decimal(0))


def imported(
    folder: Path, *, mapping: str = SMALL, people: str = "id,name\nmaya,Maya\n", sales: str = ""
) -> ImportSummary:
    """A small import in *folder*, into its ``book``."""
    source = folder / "source"
    source.mkdir(exist_ok=True)
    (folder / "small.toml").write_text(mapping, encoding="utf-8")
    (source / "people.csv").write_text(people, encoding="utf-8")
    (source / "sales.csv").write_text(
        sales or "id,day,cents,kind\nmaya,2026-03-02,1999,sale\n", encoding="utf-8"
    )
    return import_book(folder / "small.toml", source=source, target=folder / "book")


def test_published_tables_keep_their_sums_to_the_last_digit(tmp_path: Path) -> None:
    if not OUTSIDE.is_dir():
        # They belong to somebody else and are not in this repository; tables of their shape are.
        pytest.skip("the outside tables are not beside this repository")
    book = tmp_path / "book"

    summary = import_book(MAPPING, source=OUTSIDE, target=book)

    assert total(book / "results.csv", column="revenue") == Decimal("3882437.34")
    assert total(book / "results.csv", column="orders") == Decimal(74846)
    assert total(book / "costs.csv", column="amount") == Decimal("351303.22")
    assert str(summary).splitlines() == [
        "creators: 500 of 500 rows of influencers.csv",
        "posts: 10000 of 10000 rows of posts.csv",
        "results: 15000 of 15000 rows of tracking_data.csv",
        "costs: 500 of 500 rows of payouts.csv",
        "deals: 500, one for each creator",
        "influencers.csv: not imported: gender",
        "tracking_data.csv: not imported: source, campaign, user_id, product, brand",
    ]


def test_tables_of_the_same_shape_are_rewritten_column_by_column(tmp_path: Path) -> None:
    summary = import_book(MAPPING, source=SHAPE, target=tmp_path)

    assert [(table.name, table.read, table.written) for table in summary.tables] == [
        ("creators", 4, 4),
        ("posts", 4, 4),
        ("results", 6, 6),
        ("costs", 4, 4),
    ]
    assert list(rows(tmp_path / "creators.csv"))[1] == {
        "creator_id": "2",
        "name": "Rohan D'Mello",
        "platform": "x",
        "followers": "15320",
        "niche": "Health",
    }
    assert next(rows(tmp_path / "posts.csv")) == {
        "post_id": "post-1",
        "creator_id": "1",
        "published_at": "2025-05-20",
        "platform": "instagram",
        "url": "https://a.example/1",
        "reach": "12010",
        "likes": "640",
        "comments": "51",
        "caption": "Oats, dates and a long walk",
    }
    assert next(rows(tmp_path / "costs.csv")) == {
        "cost_id": "payout-1",
        "creator_id": "1",
        "kind": "fee",
        "at": "2025-07-21",
        "amount": "137.6",
        "basis": "order",
        "rate": "34.4",
        "orders": "4",
    }
    assert total(tmp_path / "results.csv", column="revenue") == Decimal("957.65")


def test_campaign_file_has_the_mapping_s_sections_and_a_deal_for_each_creator(
    tmp_path: Path,
) -> None:
    import_book(MAPPING, source=SHAPE, target=tmp_path)

    campaign = tomllib.loads((tmp_path / "campaign.toml").read_text(encoding="utf-8"))
    stated = tomllib.loads(MAPPING.read_text(encoding="utf-8"))
    assert campaign["campaign"] == stated["campaign"]
    assert campaign["schema"] == 1
    assert "gross_margin" not in campaign["campaign"]
    assert campaign["deals"] == [{"creator": str(n)} for n in range(1, 5)]


def test_two_rows_of_one_creator_make_one_deal_filled_from_the_first(tmp_path: Path) -> None:
    deals = '[deals]\nfor_each = "creator"\ncodes = ["{creator_id}15"]\nsince = 2026\n'
    people = "id,name\nmaya,Maya\nomar,Omar\nmaya,Maya again\n"

    summary = imported(tmp_path, mapping=SMALL + deals, people=people)

    campaign = tomllib.loads((tmp_path / "book" / "campaign.toml").read_text(encoding="utf-8"))
    assert campaign["deals"] == [
        {"creator": "maya", "codes": ["maya15"], "since": 2026},
        {"creator": "omar", "codes": ["omar15"], "since": 2026},
    ]
    assert summary.deals == 2
    assert summary.tables[0].written == 3


def test_no_creators_make_no_deals(tmp_path: Path) -> None:
    deals = '[deals]\nfor_each = "creator"\nstage = "flat"\n'

    summary = imported(tmp_path, mapping=SMALL + deals, people="id,name\n")

    campaign = tomllib.loads((tmp_path / "book" / "campaign.toml").read_text(encoding="utf-8"))
    assert "deals" not in campaign
    assert summary.deals == 0


def test_minor_units_become_major_ones_exactly(tmp_path: Path) -> None:
    imported(tmp_path)

    assert list(rows(tmp_path / "book" / "results.csv")) == [
        {"creator_id": "maya", "date": "2026-03-02", "revenue": "19.99"}
    ]


def test_rows_left_out_on_purpose_are_counted(tmp_path: Path) -> None:
    sales = "id,day,cents,kind\nmaya,2026-03-02,1999,sale\nmaya,2026-03-03,5,visit\n"

    summary = imported(tmp_path, sales=sales)

    assert str(summary) == (
        "creators: 1 of 1 rows of people.csv\nresults: 1 of 2 rows of sales.csv, 1 left out"
    )


def test_rows_that_do_not_fit_are_rejected_with_their_place(tmp_path: Path) -> None:
    sales = (
        'id,day,cents,kind\n"ma\nya",2026-03-02,12,sale\nmaya,,1e3,sale\nmaya,sale\n\nmaya,,,sale\n'
    )

    summary = imported(tmp_path, sales=sales)

    assert [str(finding) for finding in summary.rejections] == [
        (
            "sales.csv:4 revenue: INF101 "
            "revenue must be a plain decimal number to be scaled, got '1e3'"
        ),
        "sales.csv:5: INF102 row must have 4 cells, got 2",
    ]
    assert str(summary.tables[1]) == "results: 2 of 4 rows of sales.csv, 2 rejected"


def test_files_and_columns_nobody_asked_for_are_named(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "refunds.csv").write_text("id\n", encoding="utf-8")

    summary = imported(tmp_path, people="id,name,shoe size,note\nmaya,Maya,38,\n")

    assert summary.notes == (
        "people.csv: not imported: shoe size, note",
        "refunds.csv: not imported: no table of small.toml is from it",
    )


def test_empty_folder_may_be_the_target(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()

    imported(tmp_path)

    names = sorted(path.name for path in (tmp_path / "book").iterdir())
    assert names == ["campaign.toml", "creators.csv", "results.csv"]


def test_folder_with_something_in_it_is_not_overwritten(tmp_path: Path) -> None:
    imported(tmp_path)

    with pytest.raises(InvalidInputError) as caught:
        imported(tmp_path)

    assert str(caught.value) == (
        f"target must be a new or empty folder, got {str(tmp_path / 'book')!r}"
    )


def test_file_cannot_be_the_target(tmp_path: Path) -> None:
    (tmp_path / "book").write_text("mine", encoding="utf-8")

    with pytest.raises(InvalidInputError) as caught:
        imported(tmp_path)

    assert caught.value.rule == "be a new or empty folder"


def test_failed_import_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError) as caught:
        imported(tmp_path, sales='id,day,cents,kind\nmaya,2026-03-02,1,sale\n"maya,2')

    assert str(caught.value) == (
        "sales.csv:3 must be CSV in UTF-8 with quotes that close, got 'unexpected end of data'"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["small.toml", "source"]


def test_missing_source_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError) as caught:
        import_book(MAPPING, source=tmp_path / "nowhere", target=tmp_path / "book")

    assert str(caught.value) == (
        f"source must be a folder that exists, got {str(tmp_path / 'nowhere')!r}"
    )


def test_missing_source_file_is_named_with_the_close_one(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError) as caught:
        imported(tmp_path, mapping=SMALL.replace("people.csv", "peopel.csv"))

    assert str(caught.value) == (
        "source file must be one of people.csv, sales.csv, got 'peopel.csv'; "
        "did you mean 'people.csv'?"
    )


def test_missing_source_column_is_named_with_the_close_one(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError) as caught:
        imported(tmp_path, people="id,nmae\n")

    assert str(caught.value) == (
        "people.csv column must be one of id, nmae, got 'name'; did you mean 'nmae'?"
    )


def test_parts_of_orders_and_rates_are_imported_too(tmp_path: Path) -> None:
    mapping = """
schema = 1
grain = "touches_and_orders"
[campaign]
id = "small"
[progression]
ladder = "flat_pilot"
[tables.creators]
from = "people.csv"
columns = { creator_id = "id", name = "name" }
[tables.rates]
from = "sales.csv"
columns = { at = "day", rate = "fx", currency = "money" }
constants = { source = "the shop" }
[tables.orders]
from = "sales.csv"
columns = { order_id = "no", at = "day", items = "sum", currency = "money" }
[tables.order_lines]
from = "sales.csv"
columns = { order_id = "no", product = "what", amount = "sum", currency = "money" }
templates = { line_id = "{no}-{row}" }
[tables.disputes]
from = "sales.csv"
columns = { order_id = "no", opened_at = "day" }
templates = { dispute_id = "d-{no}" }
"""
    sales = "no,day,sum,money,fx,what\n7,2026-03-02,19.99,EUR,1.08,kit\n"
    imported(tmp_path, mapping=mapping, sales=sales)
    book = tmp_path / "book"

    assert next(rows(book / "rates.csv")) == {
        "currency": "EUR",
        "at": "2026-03-02",
        "rate": "1.08",
        "source": "the shop",
    }
    assert next(rows(book / "order_lines.csv"))["line_id"] == "7-1"
    assert next(rows(book / "disputes.csv"))["dispute_id"] == "d-7"
    document = tomllib.loads((book / "campaign.toml").read_text())
    assert document["progression"] == {"ladder": "flat_pilot"}
