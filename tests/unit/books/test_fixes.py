from __future__ import annotations

import sys
from pathlib import Path

import pytest

from influence.books import fix_book
from influence.findings import FINDING_KINDS, Finding, Fix, Place

CAMPAIGN = """\
schema = 1  # the format

[[deals]]
creator = "maya"   # the first
links = ["Maya"]
"""
POSTS = 'post_id,caption,kind\r\nmaya-1,"two\r\nlines",Reel\r\nmaya-2,"quoted",reel\r\n'


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "campaign.toml").write_text(CAMPAIGN)
    (tmp_path / "posts.csv").write_bytes(POSTS.encode())
    return tmp_path


def finding(place: Place, value: str | int | bool | tuple[str, ...], *more: Fix) -> Finding:
    fix = Fix(place=place, value=value, what=f"write {value!r}")
    return FINDING_KINDS["INF301"].finding(where=place, message="an example", fixes=(fix, *more))


LINKS = Place(table="campaign", key="deals[maya].links")
KIND = Place(table="posts", row="maya-1", key="kind")


def test_a_key_of_the_campaign_file_is_written_and_its_comments_stay(book: Path) -> None:
    result = fix_book(book, [finding(LINKS, ("maya",))])
    assert [path.name for path in result.files] == ["campaign.toml"]
    assert (book / "campaign.toml").read_text() == CAMPAIGN.replace('["Maya"]', '["maya"]')


def test_a_cell_is_written_and_every_other_row_keeps_its_bytes(book: Path) -> None:
    result = fix_book(book, [finding(KIND, "short_video")])
    assert [fix.what for fix in result.done] == ["write 'short_video'"]
    assert (book / "posts.csv").read_bytes().decode() == POSTS.replace("Reel", "short_video")


def test_the_same_fix_twice_changes_nothing_the_second_time(book: Path) -> None:
    found = [finding(LINKS, ("maya",)), finding(LINKS, ("maya",)), finding(KIND, "short_video")]
    assert len(fix_book(book, found).done) == 2
    assert fix_book(book, found).files == ()


def test_two_fixes_of_one_place_that_differ_leave_the_second(book: Path) -> None:
    result = fix_book(book, [finding(KIND, "short_video"), finding(KIND, "carousel")])
    assert [left.reason for left in result.left] == [
        "place must be fixed in one way, got another before: write 'short_video'"
    ]
    assert "short_video" in (book / "posts.csv").read_text()


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        (
            Place(table="posts", row="maya-9", key="kind"),
            "place of a fix must be a row of the table, got 'posts maya-9 kind'",
        ),
        (
            Place(table="posts", row="maya-1", key="url"),
            "place of a fix must be in a column of the table, got 'posts maya-1 url'",
        ),
        (
            Place(table="orders", row="1", key="items"),
            "place of a fix must be in a table of the book, got 'orders 1 items'",
        ),
        (
            Place(table="nothing", row="1", key="items"),
            "place of a fix must be in a table of the book, got 'nothing 1 items'",
        ),
        (
            Place(table="campaign", key="deals[zoe].links"),
            "place of a fix must be in the campaign file, got 'deals[zoe].links'",
        ),
        (
            Place(table="campaign", key="deals[4].links"),
            "place of a fix must be in the campaign file, got 'deals[4].links'",
        ),
        (
            Place(table="campaign", key="deals[0]"),
            "place of a fix must be a key of the campaign file, got 'deals[0]'",
        ),
    ],
)
def test_what_cannot_be_written_is_left_and_said(book: Path, place: Place, reason: str) -> None:
    result = fix_book(book, [finding(place, "x")])
    assert [left.reason for left in result.left] == [reason]
    assert (result.files, result.done) == ((), ())


def test_a_flag_and_several_texts_are_told_as_a_table_tells_them(tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text("order_id;codes;is_new_customer\n1;A15;\n\n2;B15;")
    codes = Place(table="orders", row="1", key="codes")
    new = Place(table="orders", row="2", key="is_new_customer")
    fix_book(tmp_path, [finding(codes, ("A15", "B15")), finding(new, True)])
    assert (tmp_path / "orders.csv").read_text() == (
        'order_id;codes;is_new_customer\n1;"A15;B15";\n\n2;B15;true'
    )


def test_a_line_of_json_is_fixed_and_its_numbers_keep_their_digits(tmp_path: Path) -> None:
    lines = '{"order_id": "1", "items": 12.10}\nno object\n{"order_id":"2","items":12.10,"x":1}\n'
    (tmp_path / "orders.jsonl").write_text(lines)
    there = Place(table="orders", row="2", key="items")
    nowhere = Place(table="orders", row="1", key="codes")
    missing = Place(table="orders", row="9", key="items")
    result = fix_book(tmp_path, [finding(one, "9.90") for one in (there, nowhere, missing)])
    assert (tmp_path / "orders.jsonl").read_text() == lines.replace(
        '"2","items":12.10', '"2","items":"9.90"'
    )
    assert [left.reason for left in result.left] == [
        "place of a fix must be in a column of the table, got 'orders 1 codes'",
        "place of a fix must be a row of the table, got 'orders 9 items'",
    ]


def test_bytes_that_are_no_text_and_a_mark_of_the_order_of_bytes_stay(tmp_path: Path) -> None:
    (tmp_path / "campaign.toml").write_text("\ufeff" + CAMPAIGN)
    (tmp_path / "posts.csv").write_bytes(b"post_id,kind\nmaya-0,\xff\nmaya-1,Reel\n")
    fix_book(tmp_path, [finding(LINKS, ("maya",)), finding(KIND, "reel")])
    assert (tmp_path / "posts.csv").read_bytes() == b"post_id,kind\nmaya-0,\xff\nmaya-1,reel\n"
    assert (tmp_path / "campaign.toml").read_text().startswith("\ufeffschema = 1")


def test_a_format_without_lines_is_not_edited(tmp_path: Path) -> None:
    (tmp_path / "orders.parquet").write_bytes(b"PAR1\xff")
    result = fix_book(tmp_path, [finding(Place(table="orders", row="1", key="items"), "1.00")])
    assert [left.reason for left in result.left] == [
        "place of a fix must be in a CSV or JSON Lines table with ids, got 'orders.parquet'"
    ]


def test_the_campaign_file_needs_the_extra(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tomlkit", None)
    (left,) = fix_book(book, [finding(LINKS, ("maya",))]).left
    assert left.reason == (
        "fix of a campaign file must have the extra 'cli', got none; "
        "run pip install 'influence-marketing[cli]'"
    )
