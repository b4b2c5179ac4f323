"""A folder becomes a book, and what cannot be read is told with its place."""

# ruff: noqa: E501  # messages are matched whole

from __future__ import annotations

import copy
import datetime as dt
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

import influence
from influence.books import InvalidBookError, check_book, read_book
from influence.findings import Finding
from influence.money import Money
from influence.plugins import load

Folder = Callable[..., Path]


def faults(path: Path | str) -> list[str]:
    with pytest.raises(InvalidBookError) as caught:
        read_book(path)
    return [str(finding) for finding in caught.value.findings]


def told(path: Path) -> list[str]:
    findings = check_book(path)
    return [str(finding) for finding in findings if finding.code != "INF204"]


def test_example_is_read_with_its_planted_mistakes_rejected() -> None:
    book = influence.read_book("examples/spring-launch")

    assert (len(book.creators), len(book.deals), len(book.posts)) == (40, 39, 121)
    assert [(finding.code, finding.where) for finding in book.rejections] == [
        ("INF101", "touches.csv:3169 at"),
        ("INF101", "orders.csv:456 currency"),
        ("INF103", "orders.csv:608 order_id"),
        ("INF101", "orders.csv:760 items"),
        ("INF105", "refunds.csv:60 order_id"),
        ("INF102", "leads.csv:388"),
        ("INF101", "costs.csv:59 amount"),
        ("INF106", "refunds.csv:51 amount"),
    ]


def test_check_tells_the_same_as_reading() -> None:
    book = read_book("examples/spring-launch")

    assert check_book("examples/spring-launch") == book.rejections


def test_a_book_of_creators_alone_says_what_cannot_be_known(folder: Folder) -> None:
    assert [str(finding) for finding in read_book(folder()).rejections] == [
        "orders: INF204 book must have orders or results to tell sales, got neither",
        (
            "touches: INF204 book must have touches to credit orders by link, got none: "
            "only codes earn credit"
        ),
        "posts: INF204 book must have posts to tell what was delivered and seen, got none",
    ]


def test_a_missing_folder_is_named_as_it_was_typed() -> None:
    message = (
        "no/such: INF201 book must be a folder with campaign.toml in it, got no folder 'no/such'"
    )

    assert faults("no/such") == [message]
    assert [str(finding) for finding in check_book("no/such")] == [message]


def test_a_file_is_not_a_book(tmp_path: Path) -> None:
    path = tmp_path / "book.zip"
    path.write_text("")

    assert faults(path) == [
        f"{path}: INF201 book must be a folder with campaign.toml in it, got a file"
    ]


def test_an_empty_folder_lacks_the_campaign_and_the_creators(tmp_path: Path) -> None:
    assert faults(tmp_path) == [
        f"{tmp_path}: INF201 folder must have campaign.toml, got nothing",
        (
            f"{tmp_path}: INF201 folder must have creators.csv, creators.jsonl or "
            "creators.parquet, got none"
        ),
    ]


def test_a_table_in_two_files_is_refused_with_both_names(folder: Folder) -> None:
    path = folder(orders="order_id,at,items\n")
    (path / "orders.jsonl").write_text("")

    assert faults(path) == [
        "orders.csv: INF201 table must be in one file, got orders.csv and orders.jsonl"
    ]


def test_error_lists_every_fault_and_travels(folder: Folder) -> None:
    path = folder(campaign="schema = 2\n")
    with pytest.raises(InvalidBookError) as caught:
        read_book(path)
    error = caught.value

    assert str(error) == (
        f"campaign book must be free of faults, got 2 in {str(path)!r}\n"
        "  campaign.toml:1: INF201 schema must be 1, got 2\n"
        "  campaign.toml:1: INF201 file must have the table [campaign], got none"
    )
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301  # our own bytes
    assert copy.copy(error).findings == error.findings


def test_a_flood_of_faults_is_cut_and_counted() -> None:
    fault = Finding(code="INF201", where="campaign.toml:1", message="x")

    assert str(InvalidBookError("spring", [fault] * 60)).splitlines()[-1] == "  and 10 more"


def test_faults_of_the_campaign_do_not_hide_bad_rows(folder: Folder) -> None:
    path = folder(orders="order_id,at,items\no-1,2026-03-02,12\no-2,2026-03-02,much\n")
    campaign = path / "campaign.toml"
    campaign.write_text(campaign.read_text() + 'stag = "flat"\n')

    assert [finding.where for finding in check_book(path)][:2] == [
        "campaign.toml:19",
        "orders.csv:3 items",
    ]


def test_creators_that_cannot_be_read_leave_no_book(folder: Folder) -> None:
    path = folder(creators="creator,name\nmaya,Maya\n")

    assert faults(path) == [
        (
            "creators.csv:1: INF107 header must have the columns creator_id, got 'creator' (did you "
            "mean 'creator_id'?); the known columns are creator_id, name, platform, handle, "
            "followers, niche, location, audience_match, reliability, email, customer_id, country, "
            "language, tax_form; the table was not read"
        )
    ]


def test_a_rejected_creator_explains_the_deal_without_one(folder: Folder) -> None:
    path = folder(creators="creator_id,name\nmaya,\nleo,Leo\n")

    assert faults(path) == [
        "campaign.toml:16: INF201 deals[maya].creator must be one of leo, got 'maya'",
        "creators.csv:2 name: INF101 name must not be empty, got ''",
    ]


def test_both_grains_are_read(folder: Folder) -> None:
    book = read_book(
        folder(
            touches="touch_id,at,visitor_id,kind,value\nt-1,2026-03-02T09:00:00Z,v-1,link,maya\n",
            orders="order_id,at,items,visitor_id\no-1,2026-03-02,12.50,v-1\n",
            results="creator_id,date,orders,revenue\nleo,2026-03-02,2,60.00\n",
        )
    )

    assert book.touches[0].value == "maya"
    assert book.orders[0].at.isoformat() == "2026-03-02T00:00:00-05:00"
    assert book.orders[0].items == Money("12.50", "USD")
    assert (book.results[0].date, book.results[0].orders) == (dt.date(2026, 3, 2), 2)


def test_empty_cells_are_unknown_and_defaults_hold(folder: Folder) -> None:
    book = read_book(folder(orders="order_id,at,items,tax,status,codes\no-1,2026-03-02,5,,,\n"))

    assert (book.orders[0].tax, book.orders[0].status, book.orders[0].codes) == (None, "paid", ())


def test_a_file_with_a_slip_in_its_name_is_not_passed_over(folder: Folder) -> None:
    path = folder()
    (path / "order.csv").write_text("order_id,at,items\n")
    (path / "zzz.jsonl").write_text("")

    assert told(path) == [
        (
            "order.csv: INF205 file must be named as a table of a book, got 'order.csv', did you "
            "mean 'orders'?; it was not read"
        ),
        (
            "zzz.jsonl: INF205 file must be named as a table of a book, got 'zzz.jsonl'; "
            "it was not read"
        ),
    ]


def test_a_table_that_is_a_folder_is_told(folder: Folder) -> None:
    path = folder()
    (path / "orders.csv").mkdir()

    assert told(path) == [
        "orders.csv:1: INF107 file must be readable, got Is a directory; the table was not read"
    ]


def test_a_campaign_file_that_is_a_folder_is_told(folder: Folder) -> None:
    path = folder()
    (path / "campaign.toml").unlink()
    (path / "campaign.toml").mkdir()

    assert faults(path) == ["campaign.toml: INF201 file must be readable, got Is a directory"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\n", "file must say what was agreed, got an empty one"),
        (b"# caf\xe9\n", ("file must be UTF-8, got the byte 0xE9; the file may be Latin-1: save it as "
         "UTF-8, or run iconv -f LATIN1 -t UTF-8 on it")),
        (b"# \x00\n", "file must hold no NUL byte, got one"),
    ],
)  # fmt: skip
def test_a_campaign_file_that_is_no_text_is_told(
    folder: Folder, content: bytes, message: str
) -> None:
    path = folder()
    (path / "campaign.toml").write_bytes(content)

    assert faults(path) == [f"campaign.toml: INF201 {message}"]


def test_a_campaign_file_may_have_a_byte_order_mark(folder: Folder) -> None:
    path = folder()
    campaign = path / "campaign.toml"
    campaign.write_bytes(b"\xef\xbb\xbf" + campaign.read_bytes().replace(b"\n", b"\r\n"))

    assert read_book(path).campaign.name == "Spring"


def test_progress_is_told_by_file_and_bytes(folder: Folder) -> None:
    rows = "".join(f"o-{number},2026-03-02,{'1' * 15}.00\n" for number in range(40_000))
    path = folder(orders=f"order_id,at,items\n{rows}")
    seen: list[tuple[str, int, int]] = []

    read_book(path, progress=lambda *told: seen.append(told))

    size = (path / "orders.csv").stat().st_size
    orders = [(done, whole) for file, done, whole in seen if file == "orders.csv"]
    assert size > 1 << 20
    assert orders[0][0] >= 1 << 20
    assert orders[-1] == (size, size)
    assert [done for done, _ in orders] == sorted(done for done, _ in orders)


def test_the_registry_decides_what_a_book_may_name(folder: Folder) -> None:
    path = folder()
    empty = load(plugins=())

    assert read_book(path, registry=empty) == read_book(path)
