"""``influence reconcile`` as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from influence.cli._app import app

EXAMPLES = Path(__file__).parents[3] / "examples"
SPRING = EXAMPLES / "spring-launch"
THEIRS = EXAMPLES / "reconcile" / "their-statement.csv"
COLUMNS = "creator_id=partner, amount=total,count=sales"
runner = CliRunner()


def test_each_line_says_where_and_why_it_differs() -> None:
    result = runner.invoke(app, ["reconcile", str(SPRING), str(THEIRS), "--columns", COLUMNS])
    assert result.exit_code == 1, result.output
    hana = result.stdout.partition("hana  explained")[2].splitlines()
    assert hana[0].strip() == "their-statement.csv:4"
    assert hana[1].strip() == "theirs 375.94 USD, ours 370.15 USD, difference 5.79 USD"
    assert hana[2].strip() == "not net of refunds"
    assert "agrees: 16, explained: 17, unexplained: 1" in result.stderr
    assert "total must be a plain decimal number such as 12.34, got '1,250.00'" in result.stderr
    assert "maya  agrees" not in result.stdout


def test_the_unexplained_come_first_and_all_shows_the_order_of_the_file(tmp_path: Path) -> None:
    table = tmp_path / "theirs.csv"
    table.write_text("creator_id,amount\nmaya,640.00\nhana,375.94\nzebra,1.00\n", encoding="utf-8")
    command = ["reconcile", str(SPRING), str(table)]
    assert runner.invoke(app, command).stdout.startswith("zebra  unexplained")
    assert runner.invoke(app, [*command, "--all"]).stdout.startswith("maya  agrees")


def test_json_has_every_line_and_sums_that_add_up() -> None:
    command = ["reconcile", str(SPRING), str(THEIRS), "--columns", COLUMNS, "--json"]
    document = json.loads(runner.invoke(app, command).stdout)
    assert (document["schema"], document["against"]) == (1, "accrued")
    assert len(document["lines"]) == 34
    assert document["statuses"] == {"agrees": 16, "explained": 17, "unexplained": 1}
    assert (document["theirs"], document["ours"], document["difference"]) == (
        "8816.11",
        "8840.30",
        "-24.19",
    )
    [finding] = document["findings"]
    assert finding["where"] == "their-statement.csv:15 total"
    [tariq] = [line for line in document["lines"] if line["creator_id"] == "tariq"]
    assert tariq["reasons"] == []
    assert tariq["places"] == ["their-statement.csv:21"]


def test_a_statement_that_agrees_ends_well(tmp_path: Path) -> None:
    given, table = tmp_path / "book", tmp_path / "theirs.csv"
    assert runner.invoke(app, ["new", str(given)]).exit_code == 0
    table.write_text("creator_id,amount\n", encoding="utf-8")
    owed = json.loads(runner.invoke(app, ["reconcile", str(given), str(table), "--json"]).stdout)
    rows = "".join(f"{line['creator_id']},{line['ours']}\n" for line in owed["lines"])
    table.write_text(f"creator_id,amount\n{rows}", encoding="utf-8")
    result = runner.invoke(app, ["reconcile", str(given), str(table)])
    assert result.exit_code == 0, result.output
    assert "difference 0.00 USD" in result.stdout


@pytest.mark.parametrize("columns", ["total", "amount=", "=total", "amount=total,"])
def test_columns_that_are_no_pairs_are_wrong_usage(columns: str) -> None:
    result = runner.invoke(app, ["reconcile", str(SPRING), str(THEIRS), "--columns", columns])
    assert result.exit_code == 2


def test_many_lines_are_cut_and_their_number_is_said(tmp_path: Path) -> None:
    table = tmp_path / "theirs.csv"
    rows = "".join(f"nobody-{place},1.00\n" for place in range(45))
    table.write_text(f"creator_id,amount\n{rows}", encoding="utf-8")
    result = runner.invoke(
        app, ["reconcile", str(SPRING), str(table), "--as-of", "2026-04-01", "--against", "payable"]
    )
    assert result.exit_code == 1
    assert "more lines; --all shows them" in result.stdout
    assert "payable as of 2026-04-01T00:00:00-04:00" in result.stdout
