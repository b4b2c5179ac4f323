from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.test_production import DEAL, HEAD, PUBLISHED
from typer.testing import CliRunner

from influence.cli._app import app
from influence.testing import RuleExample

runner = CliRunner()


@pytest.fixture
def book(tmp_path: Path) -> str:
    rows = "".join(f"m{place},diego,v1,{to},{at}\n" for place, (to, at) in enumerate(PUBLISHED))
    texts = {"campaign.toml": DEAL, "moves.csv": HEAD + rows}
    RuleExample(title="Good", codes=(), fragments=texts).write(tmp_path)
    return str(tmp_path)


def test_each_piece_is_a_row(book: str) -> None:
    asked = ["deliverables", book, "--creator", "diego", "--as-of", "2026-03-20"]
    result = runner.invoke(app, asked, env={"COLUMNS": "160"})
    assert result.exit_code == 0
    rows = [line.split() for line in result.stdout.splitlines()]
    assert rows[1][:6] == ["diego", "v1", "short", "video", "published", "brand:"]
    assert rows[1][-4:] == ["6", "d", "25.01", "USD"]
    assert rows[-1] == ["diego", "3", "3", "×", "story", "frame", "by", "its", "posts"]
    assert result.stderr == "deliverables: 3, late: 1, as of 2026-03-20\n"


def test_the_document_has_the_steps_and_the_working(book: str) -> None:
    document = json.loads(runner.invoke(app, ["deliverables", book, "--json"]).stdout)
    told = next(one for one in document["deliverables"] if one["deliverable"] == "v1")
    assert [step["to"] for step in told["steps"]][-1] == "published"
    assert told["working"][-1] == ["owed", "25.01 USD"]
    assert (told["since"], told["owed"]) == ("2026-03-06T12:00:00-05:00", "25.01")
    frames = document["deliverables"][-2]
    assert (frames["since"], frames["next"], frames["due"]) == (None, None, None)


def test_a_creator_without_a_deal_is_told(book: str) -> None:
    result = runner.invoke(app, ["deliverables", book, "--creator", "dieg"])
    assert result.exit_code == 1
    assert "did you mean 'diego'?" in result.stderr
