"""The report by whichever engine: the same document and page, and a word where one cannot."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner, Result

import influence.cli._progress as progress
from influence import frames
from influence.campaign_book import Book
from influence.cli._app import app

SPRING = Path(__file__).parents[3] / "examples" / "spring-launch"
runner = CliRunner()


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The book that ``influence new`` makes."""
    monkeypatch.chdir(tmp_path)
    assert runner.invoke(app, ["new", "small"]).exit_code == 0
    return tmp_path / "small"


def report(book: Path, *words: str) -> Result:
    result = runner.invoke(app, ["report", str(book), "--json", *words])
    assert result.exit_code == 0, result.output
    return result


def in_parquet(book: Path, *, is_typed: bool) -> Path:
    """The same book with its sales in Parquet, moments as times or as text."""
    for name in ("orders", "touches", "refunds"):
        path = book / f"{name}.csv"
        if not path.exists():
            continue
        table = pl.read_csv(path, infer_schema=False, truncate_ragged_lines=True)
        if is_typed:
            table = table.with_columns(pl.col("at").str.to_datetime(time_zone="UTC", strict=False))
        table.write_parquet(path.with_suffix(".parquet"))
        path.unlink()
    return book


@pytest.fixture
def in_frames(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes each book that is credited on frames."""
    seen: list[str] = []
    own = frames.FrameCrediting.earnings

    def noted(self: frames.FrameCrediting, book: Book, /) -> object:
        seen.append(type(book).__name__)
        return own(self, book)

    monkeypatch.setattr(frames.FrameCrediting, "earnings", noted)
    return seen


@pytest.mark.parametrize("is_typed", [True, False])
def test_the_shipped_example_in_parquet_has_one_document_and_page(
    tmp_path: Path, in_frames: list[str], *, is_typed: bool
) -> None:
    book = in_parquet(shutil.copytree(SPRING, tmp_path / "spring"), is_typed=is_typed)
    pages = [tmp_path / f"{engine}.html" for engine in ("python", "frames", "auto")]
    told = [report(book, "--engine", page.stem, "--output", str(page)).stdout for page in pages]
    assert told[0] == told[1] == told[2]
    assert pages[0].read_bytes() == pages[1].read_bytes() == pages[2].read_bytes()
    assert in_frames == ["Book", "Book"]


def test_a_small_book_is_told_order_by_order(small: Path, in_frames: list[str]) -> None:
    report(small)
    assert not in_frames


def test_the_size_that_makes_a_book_big_can_be_said(small: Path, in_frames: list[str]) -> None:
    rows = sum(len(pl.read_csv(small / f"{name}.csv")) for name in ("orders", "touches", "refunds"))
    plain = report(small, "--big-from", str(rows + 1)).stdout
    assert not in_frames
    assert report(small, "--big-from", str(rows)).stdout == plain
    assert in_frames == ["Book"]


def _each_is_paid(book: Path) -> Path:
    """The book with a policy that no engine has."""
    path = book / "campaign.toml"
    text = path.read_text(encoding="utf-8")
    policy = '[attribution]\nseveral_codes = "each_is_paid"'
    path.write_text(text.replace("[attribution]", policy), encoding="utf-8")
    return book


def test_a_book_that_frames_cannot_take_says_why_and_is_told_all_the_same(small: Path) -> None:
    book = in_parquet(_each_is_paid(small), is_typed=True)
    told = report(book)
    rows = sum(pl.read_parquet(path).height for path in book.glob("*.parquet"))
    assert (
        f"{rows} rows of sales are worked out order by order, which may take long: several_codes "
        "must be one_speaks on an engine, got 'each_is_paid'\n"
    ) in told.stderr
    assert told.stdout == report(book, "--engine", "python").stdout
    refused = runner.invoke(app, ["report", str(book), "--engine", "frames"])
    assert refused.exit_code == 1
    assert refused.stderr.startswith("error: several_codes must be one_speaks on an engine")


def test_without_the_extra_a_big_book_says_what_to_install(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = report(small).stdout
    monkeypatch.delitem(vars(frames), "FrameCrediting", raising=False)
    for name in [one for one in sys.modules if one.startswith("influence.frames._book")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "narwhals", None)
    told = report(small, "--big-from", "0")
    assert told.stdout == plain
    assert "run pip install 'influence-marketing[frames]'" in told.stderr
    refused = runner.invoke(app, ["report", str(small), "--engine", "frames"])
    assert refused.exit_code == 1
    assert "must have the extra 'frames', got none" in refused.stderr


def test_long_work_is_told_line_by_line_where_nobody_watches(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "crediting" not in report(small).stderr
    monkeypatch.setattr(progress, "_QUIET_S", 0.0)
    lines = report(small).stderr.splitlines()
    steps = [line.partition(" s: ")[2] for line in lines if " s: " in line]
    assert [step for step in steps if not step.startswith("reading")] == [
        "crediting the orders",
        "settling with the creators, 0 of 2",
        "comparing the creators",
        "following how the sales came about",
    ]


def test_on_a_terminal_every_step_has_a_bar(small: Path) -> None:
    environment = {"FORCE_COLOR": "1", "TTY_COMPATIBLE": "1", "TTY_INTERACTIVE": "1"}
    told = runner.invoke(app, ["report", str(small), "--json"], env=environment)
    assert told.exit_code == 0
    assert "following how the sales came about" in told.stderr
