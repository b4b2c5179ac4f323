"""Every kind of bad input is told in words, with its place, and ends in the right exit code."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from influence.cli._app import app

CAMPAIGN = """\
schema = 1

[campaign]
id = "small"
name = "Small"
currency = "USD"
time_zone = "America/New_York"
starts = 2026-03-02
ends = 2026-04-13
gross_margin = "0.55"
success_metrics = ["saves", "clicks", "orders"]

[[deals]]
creator = "maya"
codes = ["MAYA15"]
links = ["maya"]
terms = { rule = "commission", rate = "0.10" }
"""

CREATORS = "creator_id,name\nmaya,Maya\n"
ORDERS = "order_id,at,items,visitor_id,codes,currency\n"
GOOD_ORDER = "1,2026-03-05T10:00:00-05:00,100.00,v1,MAYA15,USD\n"
TOUCHES = "touch_id,at,visitor_id,kind,value\n"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A small book that is right."""
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "campaign.toml").write_text(CAMPAIGN, encoding="utf-8")
    (folder / "creators.csv").write_text(CREATORS, encoding="utf-8")
    (folder / "orders.csv").write_text(ORDERS + GOOD_ORDER, encoding="utf-8")
    return folder


def check(folder: Path) -> tuple[int, str]:
    """Exit code and everything that ``influence check`` says."""
    result = CliRunner().invoke(app, ["check", str(folder)])
    return result.exit_code, result.output


def orders(*rows: str) -> Callable[[Path], None]:
    """Adds rows to the orders."""

    def spoil(folder: Path) -> None:
        text = ORDERS + GOOD_ORDER + "".join(f"{row}\n" for row in rows)
        (folder / "orders.csv").write_text(text, encoding="utf-8")

    return spoil


def campaign(old: str, new: str) -> Callable[[Path], None]:
    """Changes the campaign file."""

    def spoil(folder: Path) -> None:
        assert old in CAMPAIGN
        (folder / "campaign.toml").write_text(CAMPAIGN.replace(old, new), encoding="utf-8")

    return spoil


def table(name: str, content: str | bytes) -> Callable[[Path], None]:
    """Writes a table."""

    def spoil(folder: Path) -> None:
        raw = content if isinstance(content, bytes) else content.encode("utf-8")
        (folder / name).write_bytes(raw)

    return spoil


def gone(name: str) -> Callable[[Path], None]:
    """Takes a file away."""
    return lambda folder: (folder / name).unlink()


def test_a_right_book_has_no_findings_that_are_errors(book: Path) -> None:
    code, said = check(book)
    assert code == 0, said
    assert "errors: 0" in said


@pytest.mark.parametrize(
    ("spoil", "exit_code", "said"),
    [
        pytest.param(gone("campaign.toml"), 1, r"campaign\.toml", id="missing campaign file"),
        pytest.param(gone("creators.csv"), 1, r"creators", id="missing creators"),
        pytest.param(
            campaign("starts = 2026-03-02", "starts = 20260302"), 1, r"starts.*date.*20260302",
            id="wrong TOML type",
        ),
        pytest.param(
            campaign("gross_margin", "gros_margin"), 1, r"gros_margin.*did you mean 'gross_margin'",
            id="unknown key",
        ),
        pytest.param(
            campaign('rule = "commission"', 'rule = "comission"'), 1, r"did you mean 'commission'",
            id="unknown rule",
        ),
        pytest.param(
            campaign('rate = "0.10"', "rate = 0.10"), 1, r"rate.*decimal text.*0\.1",
            id="float rate",
        ),
        pytest.param(
            campaign('"saves", "clicks", "orders"', '"saves", "clicks", "orders", "shares"'), 1,
            r"exactly three", id="four success metrics",
        ),
        pytest.param(
            campaign('currency = "USD"', 'currency = "USX"'), 1, r"USX",
            id="unknown campaign currency",
        ),
        pytest.param(
            orders("2,2026-03-05T10:00:00,5.00,v1,,USD"), 1,
            r"orders\.csv:3 at.*offset.*2026-03-05T10:00:00", id="naive time",
        ),
        pytest.param(
            orders("2,2026-03-05,5.00,v1,,XXQ"), 1, r"orders\.csv:3 currency.*XXQ",
            id="unknown currency",
        ),
        pytest.param(
            orders("2,2026-03-05,NaN,v1,,USD"), 1, r"orders\.csv:3 items.*NaN", id="NaN amount"
        ),
        pytest.param(
            orders("1,2026-03-05,7.00,v1,,USD"), 1, r"orders\.csv:3.*INF103", id="duplicate order"
        ),
        pytest.param(
            orders("2,2026-03-05,7.00,v1,,USD,x,y"), 1, r"orders\.csv:3.*INF102.*8",
            id="too many cells",
        ),
        pytest.param(
            orders("2,2026-03-05,7.00," + "v" * 10_000_000 + ",,USD"), 1,
            r"orders\.csv:3: INF107 .*100000 characters, got 100000\d\d", id="a 10 MB cell",
        ),
        pytest.param(
            table("refunds.csv", "refund_id,order_id,at,amount\nr1,1,2026-03-09,100.01\n"), 1,
            r"refunds\.csv:2 amount.*INF106.*100\.01", id="refund larger than its order",
        ),
        pytest.param(
            campaign(
                'terms = { rule = "commission", rate = "0.10" }',
                'terms = { rule = "commission", rate = "0.10" }\n\n'
                '[[deals]]\ncreator = "joe"\ncodes = ["maya15"]\n',
            ), 1, r"maya.*joe|joe.*maya", id="two deals share a code",
        ),
        pytest.param(
            table("creators.csv", CREATORS.encode() + "zoé,Zoé\n".encode("latin-1")), 1,
            r"creators\.csv:3.*UTF-8", id="Latin-1",
        ),
    ],
)  # fmt: skip
def test_bad_input_is_named_and_exits_with_1(
    book: Path, spoil: Callable[[Path], None], exit_code: int, said: str
) -> None:
    spoil(book)
    code, output = check(book)
    assert code == exit_code, output
    assert re.search(said, output), output
    assert len(output) < 5_000, "a bad cell must not fill the terminal"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        pytest.param(
            table("touches.csv", TOUCHES + "t1,2026-03-09,v9,link,maya\n"),
            r"INF305", id="order before every touch",
        ),
        pytest.param(
            table("creators.csv", CREATORS + "joe,Joe\n"), r"INF301.*Joe", id="creator in no deal"
        ),
        pytest.param(table("leads.csv", ""), r"leads\.csv.*INF203", id="an empty file"),
        pytest.param(
            table("leads.csv", "lead_id,at,visitor_id\n"), r"leads\.csv.*INF203", id="a header only"
        ),
    ],
)  # fmt: skip
def test_odd_input_is_named_and_is_no_error(
    book: Path, spoil: Callable[[Path], None], said: str
) -> None:
    (book / "orders.csv").write_text(
        ORDERS + GOOD_ORDER + "2,2026-03-08,5.00,v9,,USD\n", encoding="utf-8"
    )
    spoil(book)
    code, output = check(book)
    assert code == 0, output
    assert re.search(said, output), output


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_byte_order_marks_and_line_endings_do_not_matter(
    book: Path, mark: bytes, ending: str
) -> None:
    text = (ORDERS + GOOD_ORDER).replace("\n", ending)
    (book / "orders.csv").write_bytes(mark + text.encode("utf-8"))
    code, output = check(book)
    assert code == 0, output


@pytest.mark.parametrize("command", ["check", "report", "explain"])
def test_a_path_that_is_not_there_is_wrong_usage(tmp_path: Path, command: str) -> None:
    words = [command, str(tmp_path / "nowhere")] + (["maya"] if command == "explain" else [])
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 2
    assert "does not exist" in result.output
