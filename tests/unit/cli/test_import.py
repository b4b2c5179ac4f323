"""``influence import`` as a person types it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from influence.cli._app import app

ROOT = Path(__file__).parents[3]
MAPPING = ROOT / "examples" / "mappings" / "outside-campaigns.toml"
ORDERS = ROOT / "examples" / "sources" / "shopify-orders.csv"
SHAPE = ROOT / "tests" / "unit" / "books" / "outside_shape"
runner = CliRunner()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("here")
def test_foreign_tables_become_a_book_that_can_be_reported() -> None:
    result = runner.invoke(app, ["import", str(MAPPING), str(SHAPE), "book"])
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[-1].startswith("deals: ")
    assert "not imported: " in result.stderr
    assert "next: influence report book" in result.stderr
    assert runner.invoke(app, ["report", "book"]).exit_code == 0


def test_rows_that_do_not_fit_are_named_and_exit_with_1(here: Path) -> None:
    source = here / "source"
    shutil.copytree(SHAPE, source)
    influencers = source / "influencers.csv"
    influencers.write_text(
        influencers.read_text(encoding="utf-8") + "99,Somebody,Art,Other,5,MySpace\n",
        encoding="utf-8",
    )
    result = runner.invoke(app, ["import", str(MAPPING), str(source), "book"])
    assert result.exit_code == 1
    assert "MySpace" in result.stderr
    assert (here / "book" / "campaign.toml").is_file()


def test_a_folder_that_holds_something_is_refused(here: Path) -> None:
    (here / "book").mkdir()
    (here / "book" / "mine.txt").write_text("mine", encoding="utf-8")
    result = runner.invoke(app, ["import", str(MAPPING), str(SHAPE), "book"])
    assert result.exit_code == 1
    assert result.stderr.startswith("error: ")


@pytest.mark.usefixtures("here")
def test_a_mapping_without_deals_says_that_there_are_none() -> None:
    text = MAPPING.read_text(encoding="utf-8")
    Path("bare.toml").write_text(
        text.replace('[deals]\nfor_each = "creator"\n', ""), encoding="utf-8"
    )
    result = runner.invoke(app, ["import", "bare.toml", str(SHAPE), "book"])
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[-1] == "deals: none"


SOURCES = ROOT / "examples" / "sources"
SHOP = str(SOURCES / "shopify-orders.csv")


@pytest.mark.usefixtures("here")
def test_an_export_becomes_a_book_by_the_name_of_its_source() -> None:
    result = runner.invoke(app, ["import", "shopify", SHOP, "book"])
    assert result.exit_code == 1, result.output
    assert result.stdout.splitlines() == [
        "shopify-orders.csv: 15 of 20 rows taken",
        "orders: 10 rows",
        "order_lines: 13 rows",
        "refunds: 2 rows",
        "touches: 2 rows",
    ]
    assert "INF610 1 order over 48.00 USD of goods left out: pending" in result.stderr
    assert "shopify-orders.csv:23: INF105 Name must be of an order" in result.stderr
    assert "campaign.toml: written to begin with" in result.stderr
    assert "next: influence report book" in result.stderr
    report = runner.invoke(app, ["report", "book"])
    assert report.exit_code == 0
    assert "INF610" in report.stderr


def test_what_a_source_read_can_be_had_as_json(here: Path) -> None:
    report = "Session manual ad content,Date,Sessions,Purchase revenue\n(not set),20260303,4,9.00\n"
    (here / "report.csv").write_text(report, encoding="utf-8")
    runner.invoke(app, ["new", "book"])
    (here / "book" / "results.csv").unlink()
    result = runner.invoke(app, ["import", "ga4", "report.csv", "book", "--json"])
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    assert (document["rows"], document["taken"], document["tables"]) == (1, 0, {})
    assert document["findings"] == []
    gap = document["gaps"][0]
    assert (gap["kind"], gap["code"], gap["clicks"], gap["orders"]) == (
        "not_set",
        "INF603",
        4,
        None,
    )
    assert (gap["amount"], gap["currency"], gap["share"]) == ("9.00", "USD", None)


@pytest.mark.usefixtures("here")
def test_a_share_and_a_rejection_stand_in_the_json() -> None:
    runner.invoke(app, ["new", "book"])
    arguments = ["import", "ga4", str(SOURCES / "ga4-report.json"), "book", "--json", "--replace"]
    result = runner.invoke(app, arguments)
    document = json.loads(result.stdout)
    assert [gap["share"] for gap in document["gaps"] if gap["share"]] == ["0.12", "0.6"]
    arguments = ["import", "shopify", SHOP, "other", "--json"]
    document = json.loads(runner.invoke(app, arguments).stdout)
    assert document["findings"][0]["code"] == "INF104"
    assert document["findings"][0]["rows"] == 1


@pytest.mark.usefixtures("here")
def test_options_and_replacing_are_said_on_the_command_line() -> None:
    runner.invoke(app, ["import", "shopify", SHOP, "book"])
    again = runner.invoke(app, ["import", "shopify", SHOP, "book"])
    assert again.exit_code == 1
    assert "error: book must have none of the tables" in again.stderr
    arguments = ["import", "shopify", SHOP, "book", "--replace", "--option", "order_id=id"]
    runner.invoke(app, arguments)
    assert "9007199254740993" in Path("book/orders.csv").read_text(encoding="utf-8")
    unknown = runner.invoke(app, [*arguments, "--option", "ordr_id=id"])
    assert "did you mean 'order_id'?" in unknown.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["shopfy", SHOP, "book"],
        ["shopify", str(SOURCES), "book"],
        ["shopify", SHOP, "book", "--option", "order_id"],
        ["shopify", SHOP, "book", "--option", "salt=a", "--option", "salt=b"],
        [str(MAPPING), SHOP, "book"],
        [str(MAPPING), str(SHAPE), "book", "--replace"],
    ],
)
@pytest.mark.usefixtures("here")
def test_what_does_not_go_together_is_wrong_usage(arguments: list[str]) -> None:
    result = runner.invoke(app, ["import", *arguments])
    assert result.exit_code == 2
    assert not Path("book").exists()


@pytest.mark.usefixtures("here")
def test_a_name_that_is_neither_mapping_nor_source_is_told_the_close_one() -> None:
    result = runner.invoke(app, ["import", "shopfy", SHOP, "book"])
    assert "did you mean" in result.stderr
    assert "shopify" in result.stderr


_SOURCES = """
[[sources]]
source = "shopify"
file = "exports/shopify-orders.csv"
"""


@pytest.fixture
def with_sources(here: Path) -> Path:
    """A book that names an export below it, and has no table but its creators."""
    book = here / "book"
    assert runner.invoke(app, ["import", "shopify", str(ORDERS), str(book)]).exit_code == 1
    for name in ("orders", "order_lines", "refunds", "touches", "gaps"):
        (book / f"{name}.csv").unlink(missing_ok=True)
    (book / "exports").mkdir()
    shutil.copy(ORDERS, book / "exports")
    campaign = book / "campaign.toml"
    campaign.write_text(campaign.read_text(encoding="utf-8") + _SOURCES, encoding="utf-8")
    return book


def test_a_book_reads_its_own_sources_again(with_sources: Path) -> None:
    first = runner.invoke(app, ["import", "book"])
    assert first.exit_code == 1, "a row of the export breaks a rule"
    assert "INF1" in first.stderr
    assert first.stdout.startswith("shopify-orders.csv: ")
    assert "next: influence report book" in first.stderr
    assert (with_sources / "orders.csv").is_file()
    again = runner.invoke(app, ["import", "book"])
    assert again.exit_code == 1
    assert "unless they may be replaced" in again.stderr
    replaced = runner.invoke(app, ["import", "book", "--replace", "--json"])
    assert [one["source"] for one in json.loads(replaced.stdout)] == ["shopify"]


@pytest.mark.usefixtures("with_sources")
@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (["nowhere"], "'nowhere' must be the folder of a book where nothing else is given"),
        (["shopify", "book"], "is missing beside SOURCE"),
        (["book", "--option", "a=b"], "the book has the options of its sources"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_half_an_import_is_wrong_usage(typed: list[str], message: str) -> None:
    result = runner.invoke(app, ["import", *typed])
    assert result.exit_code == 2
    assert message in result.stderr


def test_sources_of_which_every_row_is_taken_end_well(with_sources: Path) -> None:
    export = with_sources / "exports" / "shopify-orders.csv"
    lines = export.read_text(encoding="utf-8").splitlines(keepends=True)
    text = lines[0] + next(line for line in lines if line.startswith("#1013"))
    export.write_text(text.replace('"1,024.00"', "1024.00"), encoding="utf-8")
    result = runner.invoke(app, ["import", "book"])
    assert result.exit_code == 0, result.output
