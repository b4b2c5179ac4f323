"""JSON Lines: one object a line, numbers as the digits that stand there."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from influence.books import read_book
from influence.money import Money

Folder = Callable[..., Path]

GOOD = '{"order_id": "o-1", "at": "2026-03-02", "items": "12.10"}\n'


def written(folder: Folder, lines: str | bytes) -> Path:
    path = folder()
    (path / "orders.jsonl").write_bytes(lines if isinstance(lines, bytes) else lines.encode())
    return path


def told(path: Path) -> list[str]:
    findings = read_book(path).rejections
    return [str(finding) for finding in findings if finding.code != "INF204"]


def test_numbers_keep_their_digits_and_ids_may_be_numbers(folder: Folder) -> None:
    line = (
        '{"order_id": 1001, "at": "2026-03-02", "items": 12.10, "tax": null, '
        '"is_new_customer": true, "codes": ["A", "B"]}'
    )
    book = read_book(written(folder, line))

    assert book.orders[0].items == Money("12.10", "USD")
    assert (book.orders[0].order_id, book.orders[0].tax) == ("1001", None)
    assert (book.orders[0].is_new_customer, book.orders[0].codes) == (True, ("A", "B"))


def test_false_is_read_as_false(folder: Folder) -> None:
    path = folder()
    line = '{"lead_id": "l", "at": "2026-03-02", "visitor_id": "v", "qualified": false}'
    (path / "leads.jsonl").write_text(line)

    assert read_book(path).leads[0].qualified is False


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[1]", ": INF107 row must be a JSON object, got ['1']"),
        ("{", ": INF107 row must be a JSON object, got '{'"),
        (
            "[" * 90_000,
            ": INF107 row must be a JSON object, got '" + "[" * 80 + "'... (90000 characters)",
        ),
        ('{"at": 1, "at": 2}', ": INF107 row must have each key once, got 'at' again"),
        (
            '{"order_id": "o", "at": "2026-03-02", "items": NaN}',
            " items: INF101 items must be a plain decimal number such as 12.34, got 'NaN'",
        ),
        (
            '{"order_id": "o", "at": "2026-03-02", "items": 1e2}',
            " items: INF101 items must be a plain decimal number such as 12.34, got '1e2'",
        ),
        (
            '{"order_id": "o", "at": "2026-03-02", "items": {"a": 1}}',
            " items: INF101 items must be text, a number, true, false or null, got {'a': '1'}",
        ),
        (
            '{"order_id": "o", "at": "2026-03-02", "items": "1", "codes": ["A;B"]}',
            " codes: INF101 codes must be texts without a semicolon, got 'A;B'",
        ),
        (
            '{"order_id": "o\\u0000", "at": "2026-03-02", "items": "1"}',
            (
                " order_id: INF101 order_id must hold no NUL and no half of a surrogate pair, "
                "got 'o\\x00'"
            ),
        ),
        (
            '{"order_id": "\\ud800", "at": "2026-03-02", "items": "1"}',
            (
                " order_id: INF101 order_id must hold no NUL and no half of a surrogate pair, "
                "got '\\ud800'"
            ),
        ),
        (
            '{"at": "2026-03-02", "items": "1"}',
            " order_id: INF101 order_id must not be empty, got ''",
        ),
        (
            '"' + "x" * 100_000 + '"',
            ": INF107 row must have at most 100000 characters, got 100002",
        ),
        (
            '"' + "x" * 10_000_000 + '"',
            ": INF107 row must have at most 100000 characters, got 400000 or more",
        ),
    ],
)
def test_a_line_that_breaks_a_rule_is_told_and_the_next_is_read(
    folder: Folder, line: str, message: str
) -> None:
    path = written(folder, f"{line}\n\n{GOOD}")

    assert told(path) == [f"orders.jsonl:1{message}"]
    assert [order.order_id for order in read_book(path).orders] == ["o-1"]


def test_bytes_that_are_not_utf_8_are_told(folder: Folder) -> None:
    path = written(folder, b'{"order_id": "caf\xe9"}\n' + GOOD.encode())

    assert told(path)[0].startswith("orders.jsonl:1: INF107 row must be UTF-8, got the byte 0xE9")


def test_unknown_keys_of_all_lines_are_told_once(folder: Folder) -> None:
    other = json.dumps({"order_id": "o-2", "at": "2026-03-02", "items": "1", "itmes": 1, "z": 2})
    path = written(folder, f"{GOOD}{other}\n{other.replace('o-2', 'o-3')}\n")

    assert told(path) == [
        (
            "orders.jsonl: INF202 columns must be known to be read, "
            "got 'itmes' (did you mean 'items'?), 'z'"
        )
    ]


def test_only_so_many_unknown_keys_are_kept(folder: Folder) -> None:
    lines = "".join(
        json.dumps({"order_id": f"o-{number}", "at": "2026-03-02", "items": "1", f"z{number}": 1})
        + "\n"
        for number in range(1_100)
    )

    assert told(written(folder, lines))[0].endswith("and 988 more")


def test_an_empty_file_is_an_empty_table(folder: Folder) -> None:
    assert told(written(folder, "")) == ["orders.jsonl: INF203 table must have rows, got none"]
