"""``influence export`` and ``influence schema`` as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from influence.books import campaign_schema, read_book
from influence.cli._app import app
from influence.evaluation import evaluate
from influence.exporters import Sheet, Statements

runner = CliRunner()

_EXPORTS = """
[[exports]]
exporter = "sheet"
file = "out/ranking.csv"
separator = "semicolon"

[[exports]]
exporter = "json"
file = "report.json"
"""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The book that ``influence new`` makes, and nothing beside it."""
    monkeypatch.chdir(tmp_path)
    assert runner.invoke(app, ["new", "small"]).exit_code == 0
    return tmp_path / "small"


@pytest.fixture
def named(small: Path) -> Path:
    """The same, with two exports."""
    campaign = small / "campaign.toml"
    campaign.write_text(campaign.read_text(encoding="utf-8") + _EXPORTS, encoding="utf-8")
    return small


def test_one_file_goes_to_standard_output_byte_by_byte(small: Path) -> None:
    result = runner.invoke(app, ["export", "small", "--as", "statements"])
    assert result.exit_code == 0, result.output
    assert result.stdout_bytes == Statements().export(evaluate(read_book(small)))


def test_one_file_goes_where_it_is_wanted_with_its_options(small: Path, tmp_path: Path) -> None:
    options = ["--option", "separator=tab", "--option", "byte_order_mark=true"]
    typed = ["export", "small", "--as", "sheet", "--out", "sheet.csv", *options]
    result = runner.invoke(app, typed)
    assert result.exit_code == 0, result.output
    assert "sheet: sheet.csv" in result.stderr
    wanted = Sheet(separator="tab", byte_order_mark=True).export(evaluate(read_book(small)))
    assert (tmp_path / "sheet.csv").read_bytes() == wanted


def test_a_day_may_be_named(small: Path) -> None:
    result = runner.invoke(app, ["export", "small", "--as", "statements", "--as-of", "2026-03-10"])
    assert "2026-03-10T00:00:00-04:00" in result.stdout
    assert small.is_dir()


@pytest.mark.usefixtures("named")
def test_all_that_the_book_names_is_written_here(tmp_path: Path) -> None:
    result = runner.invoke(app, ["export", "small", "--all"])
    assert result.exit_code == 0, result.output
    header = (tmp_path / "out" / "ranking.csv").read_text(encoding="utf-8").partition("\n")[0]
    assert header.startswith("rank;creator_id;")
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["name"]


@pytest.mark.usefixtures("named")
def test_all_may_go_into_another_folder(tmp_path: Path) -> None:
    result = runner.invoke(app, ["export", "small", "--all", "--out", "there"])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "there" / "out" / "ranking.csv").is_file()
    assert (tmp_path / "there" / "report.json").is_file()


@pytest.mark.usefixtures("named")
def test_nothing_is_written_among_the_tables_of_the_book(tmp_path: Path) -> None:
    result = runner.invoke(app, ["export", "small", "--all", "--out", "small"])
    assert result.exit_code == 1
    assert "error: export report.json must not lie among the tables of its book, got" in (
        result.stderr.replace("\n", "")
    )
    assert not (tmp_path / "small" / "out").exists()


@pytest.mark.usefixtures("small")
def test_a_book_that_names_no_file_says_so() -> None:
    result = runner.invoke(app, ["export", "small", "--all"])
    assert result.exit_code == 1
    assert result.stderr == (
        "error: book to be exported must name a file under [[exports]] of campaign.toml, "
        "got 'small'\n"
    )


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("typed", "code", "message"),
    [
        ([], 2, "give one of --as NAME and --all"),
        (["--as", "sheet", "--all"], 2, "give one of --as NAME and --all"),
        (["--all", "--option", "separator=tab"], 2, "the book has the options beside --all"),
        (["--as", "sheet", "--option", "separator"], 2, "must be KEY=VALUE, each key once"),
        (["--as", "sheets"], 1, "did you mean 'sheet'?"),
        (["--as", "sheet", "--out", "no/folder.csv"], 2, "error: path must be a file or folder"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_is_wrong_is_told(typed: list[str], code: int, message: str) -> None:
    result = runner.invoke(app, ["export", "small", *typed])
    assert result.exit_code == code, result.output
    assert message in result.stderr


def test_the_schema_is_printed_or_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    printed = runner.invoke(app, ["schema"])
    assert printed.exit_code == 0
    assert json.loads(printed.stdout) == campaign_schema()
    jsonschema.Draft202012Validator.check_schema(json.loads(printed.stdout))
    written = runner.invoke(app, ["schema", "--out", "campaign.schema.json"])
    assert written.stderr == "schema: campaign.schema.json\n"
    assert (tmp_path / "campaign.schema.json").read_text(encoding="utf-8") == printed.stdout
