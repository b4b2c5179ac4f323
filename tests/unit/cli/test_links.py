"""Links on the command line: the table, the lines for the campaign file, the QR codes."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from influence.books import new_book
from influence.cli._app import app
from influence.links import KIT_COLUMNS

SPRING = str(Path(__file__).parents[3] / "examples" / "spring-launch")
runner = CliRunner()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    new_book(tmp_path / "book")
    return tmp_path / "book"


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_table_has_a_line_for_each_link_and_findings_go_elsewhere() -> None:
    result = runner.invoke(app, ["links", SPRING])
    assert result.exit_code == 0, result.output
    rows = _rows(result.stdout)
    assert tuple(rows[0]) == KIT_COLUMNS
    maya = [row for row in rows if row["creator_id"] == "maya"]
    assert [(row["angle"], row["utm_content"], row["status"]) for row in maya] == [
        ("", "maya", "kept"),
        ("before-after", "maya-before-after", "new link"),
        ("day-in-the-life", "maya-day-in-the-life", "new link"),
    ]
    assert {row["channel"] for row in rows} == {"Organic Social"}
    assert "INF321" not in result.stdout
    assert "INF327 keyword must be no word that people say anyway, got 'REVIEW'" in result.stderr
    assert "influence links BOOK --toml prints what deals lack" in result.stderr


def test_the_lines_for_the_campaign_file_make_everything_kept(book: Path) -> None:
    result = runner.invoke(app, ["links", str(book), "--toml", "--discount", "10"])
    assert result.exit_code == 0, result.output
    told = {deal.pop("creator"): deal for deal in tomllib.loads(result.stdout)["deals"]}
    path = book / "campaign.toml"
    head, *deals = path.read_text(encoding="utf-8").split("[[deals]]\n")
    for place, deal in enumerate(deals):
        new = told[re.findall(r'creator = "(\w+)"', deal)[0]]
        kept = [line for line in deal.splitlines() if line.partition(" = ")[0] not in new]
        deals[place] = "\n".join([*(f"{key} = {json.dumps(new[key])}" for key in new), *kept, ""])
    path.write_text("[[deals]]\n".join([head, *deals]), encoding="utf-8")
    again = runner.invoke(app, ["links", str(book), "--toml"])
    assert (again.exit_code, again.stdout) == (0, "")
    table = runner.invoke(app, ["links", str(book)])
    assert {row["status"] for row in _rows(table.stdout)} == {"kept"}


def test_options_go_before_the_book(book: Path, tmp_path: Path) -> None:
    path = tmp_path / "links.csv"
    result = runner.invoke(
        app,
        [
            "links", str(book), "--output", str(path), "--channel", "affiliates",
            "--landing-page", "https://other.example/", "--no-vanity",
        ],
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    rows = _rows(path.read_text(encoding="utf-8"))
    assert {row["channel"] for row in rows} == {"Affiliates"}
    assert {(row["utm_source"], row["utm_medium"]) for row in rows} == {("creators", "affiliate")}
    assert all(row["url"].startswith("https://other.example/?utm_source=") for row in rows)


def test_the_table_can_be_written_beside_the_lines(book: Path, tmp_path: Path) -> None:
    path = tmp_path / "links.csv"
    result = runner.invoke(app, ["links", str(book), "--toml", "--output", str(path)])
    assert result.stdout.startswith("[[deals]]\n")
    assert path.read_text(encoding="utf-8").startswith("creator_id,")


def test_links_that_land_elsewhere_are_an_error(book: Path) -> None:
    result = runner.invoke(
        app,
        ["links", str(book), "--source", "instagram", "--medium", "afiliate", "--channel",
         "Affiliates"],
    )  # fmt: skip
    assert result.exit_code == 1
    assert "INF322" in result.stderr
    assert "did you mean 'affiliate'?" in result.stderr
    assert _rows(result.stdout)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--channel", "afiliates"], "did you mean 'Affiliates'?"),
        (["--discount", "0"], "CodePolicy.discount must be a whole number of per cent"),
        (["--source", "In Stagram"], "LinkPolicy.source must be lower case"),
        (["--landing-page", "shop"], "LinkPolicy.landing_page must begin with"),
    ],
)
def test_wrong_usage_exits_with_two(book: Path, options: list[str], message: str) -> None:
    result = runner.invoke(app, ["links", str(book), *options], env={"COLUMNS": "400"})
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_creator_who_was_left_out_is_an_error(book: Path) -> None:
    with (book / "creators.csv").open("a", encoding="utf-8") as table:
        table.write(",Nobody,,,,,,,\n")
    result = runner.invoke(app, ["links", str(book)])
    assert result.exit_code == 1
    assert "INF101" in result.stderr


def test_a_book_without_a_landing_page_has_no_links(book: Path) -> None:
    path = book / "campaign.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("landing_page", "# landing_page"), encoding="utf-8")
    result = runner.invoke(app, ["links", str(book)])
    assert result.exit_code == 1
    assert "landing page must be in [offer] or [links] of campaign.toml, got None" in result.stderr


def test_qr_codes_are_written_for_every_link_and_use(book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "codes" / "new"
    result = runner.invoke(app, ["links", str(book), "--qr", str(folder)])
    assert result.exit_code == 0, result.output
    rows = _rows(result.stdout)
    names = {f"{row['utm_content']}-{use}.svg" for row in rows for use in ("print", "story")}
    assert {path.name for path in folder.iterdir()} == names
    assert f"wrote {len(names)} QR codes to " in result.stderr
    assert all(path.read_text(encoding="utf-8").startswith("<svg ") for path in folder.iterdir())


def test_a_file_that_cannot_be_written_is_wrong_usage(book: Path, tmp_path: Path) -> None:
    missing = tmp_path / "no" / "links.csv"
    result = runner.invoke(app, ["links", str(book), "--output", str(missing)])
    assert result.exit_code == 2
    assert "path must be a file or folder that can be opened" in result.stderr
