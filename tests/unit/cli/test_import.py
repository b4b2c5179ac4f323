"""``influence import`` as a person types it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from influence.cli._app import app

ROOT = Path(__file__).parents[3]
MAPPING = ROOT / "examples" / "mappings" / "outside-campaigns.toml"
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
