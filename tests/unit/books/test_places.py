from __future__ import annotations

from pathlib import Path

import pytest

from influence.books import Located, located
from influence.books._places import key_path
from influence.findings import FINDING_KINDS, Finding, Place

CAMPAIGN = """\
schema = 1

[campaign]
id = "spring"

[[deals]]
creator = "diego"

[[deals]]
creator = "maya"
codes = ["MAYA15"]
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "campaign.toml").write_text(CAMPAIGN)
    (tmp_path / "posts.csv").write_text(
        "post_id,creator_id,published_at,caption\n"
        'maya-1,maya,2026-03-03,"two\nlines"\nmaya-2,maya,2026-03-04,one\n'
    )
    (tmp_path / "orders.jsonl").write_text('{"order_id": "1"}\n\n{"order_id": "2"}\n')
    return tmp_path


def there(where: str | Place) -> Finding:
    return FINDING_KINDS["INF301"].finding(where=where, message="an example")


def place(book: Path, where: str | Place) -> Located:
    (found,) = located([there(where)], book)
    return found


def test_a_cell_is_found_by_the_id_of_its_row(book: Path) -> None:
    assert place(book, Place(table="posts", row="maya-1", key="caption")).where == (
        "posts.csv:2 caption"
    )
    assert place(book, Place(table="posts", row="maya-2")).where == "posts.csv:4"


def test_a_line_of_json_is_found_by_its_id(book: Path) -> None:
    found = place(book, Place(table="orders", row="2", key="items"))
    assert (found.file, found.line, found.key) == ("orders.jsonl", 3, "items")


def test_a_row_that_is_not_there_leaves_the_table_and_its_name(book: Path) -> None:
    assert place(book, Place(table="posts", row="zoe-1", key="url")).where == "posts.csv zoe-1 url"
    assert place(book, Place(table="posts")).where == "posts.csv"


def test_a_key_is_found_by_the_creator_of_its_deal(book: Path) -> None:
    found = place(book, Place(table="campaign", key="deals[maya].codes"))
    assert found.where == "campaign.toml:11 deals[maya].codes"
    assert place(book, Place(table="campaign", key="campaign.id")).line == 4


def test_a_key_that_is_not_there_leads_to_its_table(book: Path) -> None:
    assert place(book, Place(table="campaign", key="deals[diego].codes")).line == 6
    assert place(book, Place(table="campaign", key="deals[noor].codes")).line == 6


def test_words_of_a_finding_tell_file_line_and_key(book: Path) -> None:
    found = place(book, "posts.csv:17 items")
    assert (found.file, found.line, found.key) == ("posts.csv", 17, "items")
    assert place(book, "posts.csv").where == "posts.csv"
    assert place(book, "posts maya-2 url").where == "posts.csv:4 url"
    assert place(book, "lint leaked_codes").where == "lint leaked_codes"
    assert place(book, "touches").where == "touches"


def test_a_file_that_cannot_be_read_has_no_lines(tmp_path: Path) -> None:
    (tmp_path / "campaign.toml").write_text("schema = ")
    (tmp_path / "posts.csv").write_text("a,a\n1,2\n")
    (tmp_path / "orders.parquet").write_bytes(b"")
    (tmp_path / "results.csv").write_text("creator_id,date\nmaya,2026-03-02\n")
    assert place(tmp_path, Place(table="campaign", key="campaign.id")).where == (
        "campaign.toml campaign.id"
    )
    assert place(tmp_path, Place(table="posts", row="1")).where == "posts.csv 1"
    assert place(tmp_path, Place(table="orders", row="1")).where == "orders.parquet 1"
    assert place(tmp_path, Place(table="results", row="maya")).where == "results.csv maya"


def test_a_path_of_keys_ends_where_nothing_is() -> None:
    document = {"deals": [{"creator": "maya", "terms": {"parts": [{"rule": "flat_fee"}]}}]}
    assert key_path("deals[maya].terms.parts[0].rate", document) == (
        *("deals", 0, "terms", "parts", 0, "rate"),
    )
    assert key_path("deals[7].terms", document) == ("deals", 7, "terms")
    assert key_path("angles[x].format", {}) == ("angles", "x", "format")
