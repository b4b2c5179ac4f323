"""Settling on the command line: looking, booking, explaining and verifying."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from influence.cli._app import app
from influence.cli._settling import _refuse_conflicts
from influence.errors import InvalidTransitionError
from influence.report import settlement_schema
from influence.settlement import Conflict, Receipt

SPRING = str(Path(__file__).parents[3] / "examples" / "spring-launch")
runner = CliRunner()


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    """A ledger with the statements of 20 April."""
    path = str(tmp_path / "payouts.ledger")
    closed = runner.invoke(
        app, ["settle", SPRING, "--as-of", "2026-04-20", "--ledger", path, "--close"]
    )
    assert closed.exit_code == 0, closed.output
    assert "closed 30 statements" in closed.stderr
    return path


def test_a_table_has_a_line_for_each_creator_and_the_sum_that_is_paid_out() -> None:
    result = runner.invoke(app, ["settle", SPRING])
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == "Spring launch, settled as of 2026-05-03T04:59:53-04:00"
    assert " amara     134.14   8.04        0.00   126.10      0.00   126.10     0.00" in lines
    assert lines[-1].startswith("paid out in all: ")


def test_the_document_says_what_its_schema_promises_and_its_figures_add_up() -> None:
    result = runner.invoke(app, ["settle", SPRING, "--json", "--as-of", "2026-04-20"])
    document = json.loads(result.stdout)
    Draft202012Validator(settlement_schema()).validate(document)
    for one in document["statements"]:
        cents = {key: round(100 * float(one[key])) for key in _AMOUNTS}
        came = cents["carried_in"] + cents["earned"] + cents["adjustments"]
        assert came == cents["payable"] + cents["carried_out"]
        assert cents["payable"] == cents["paid_out"] + cents["residual"]


_AMOUNTS = (
    "carried_in",
    "earned",
    "adjustments",
    "payable",
    "carried_out",
    "paid_out",
    "residual",
)


def test_what_a_ledger_has_booked_is_taken_off_and_looking_changes_nothing(ledger: str) -> None:
    asked = ["settle", SPRING, "--as-of", "2026-06-01", "--ledger", ledger, "--creator", "amara"]
    first, again = runner.invoke(app, asked), runner.invoke(app, asked)
    assert first.stdout == again.stdout
    assert first.stdout.startswith("statement amara/USD/2\n")
    assert "paid by 1 statement before" in first.stdout
    assert first.stdout.splitlines()[-1].split() == ["payable", "40.00", "USD"]


def test_a_ledger_that_is_not_there_yet_has_booked_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new.ledger"
    asked = ["settle", SPRING, "--ledger", str(path), "--creator", "amara"]
    result = runner.invoke(app, asked)
    assert result.stdout.startswith("statement amara/USD/1\n")
    assert not path.exists()


def test_a_statement_is_explained_against_the_ledger(ledger: str) -> None:
    asked = ["explain", SPRING, "statement:amara", "--ledger", ledger, "--as-of", "2026-06-01"]
    result = runner.invoke(app, asked)
    assert result.exit_code == 0, result.output
    titles = [line for line in result.stdout.splitlines() if line.startswith("amara/USD/2: ")]
    assert titles == ["amara/USD/2: accrued", "amara/USD/2: held", "amara/USD/2: payable"]


def test_only_a_statement_is_explained_against_a_ledger(ledger: str) -> None:
    result = runner.invoke(app, ["explain", SPRING, "amara:profit", "--ledger", ledger])
    assert result.exit_code == 1
    assert result.stderr == (
        "error: WHAT must be statement:CREATOR beside a ledger, got 'amara:profit'\n"
    )


def test_verify_prints_every_account_and_finds_nothing_wrong(ledger: str) -> None:
    result = runner.invoke(app, ["verify", ledger])
    assert result.exit_code == 0, result.output
    assert len(result.stdout.splitlines()) == 30
    assert result.stdout.startswith(
        "amara/USD: 1 statement, booked 94.14 USD, paid 94.14 USD, carried 0.00 USD, head "
    )
    assert result.stderr.endswith("conflicts: 0, faults: 0\n")


def test_verify_names_a_statement_that_somebody_changed(ledger: str) -> None:
    with sqlite3.connect(ledger) as database:
        database.execute("DROP TRIGGER statement_update")
        database.execute(
            "UPDATE statement SET content = replace(content, '9414', '9914') "
            "WHERE statement_id = 'amara/USD/1'"
        )
    database.close()
    result = runner.invoke(app, ["verify", ledger])
    assert result.exit_code == 1
    assert "amara/USD/1 must have the hash" in result.stdout


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["settle", SPRING, "--close"], 2, "--close needs a --ledger to book into"),
        (["settle", SPRING, "--as-of", "soon"], 2, "must be ISO 8601"),
        (["settle", SPRING, "--creator", "amaar"], 1, "did you mean 'amara'?"),
        (["settle", "nowhere"], 2, "does not exist"),
        (["verify", "nowhere.ledger"], 1, "ledger nowhere.ledger must"),
    ],
)
def test_what_cannot_be_done_is_refused(words: list[str], code: int, message: str) -> None:
    result = runner.invoke(app, words)
    assert result.exit_code == code
    assert message in " ".join(result.stderr.replace("│", " ").split())


def test_a_settlement_before_the_last_one_is_refused(ledger: str) -> None:
    result = runner.invoke(app, ["settle", SPRING, "--as-of", "2026-03-20", "--ledger", ledger])
    assert result.exit_code == 1
    assert "as_of must not lie before the last statement of amara/USD" in result.stderr


def test_what_contradicts_the_ledger_ends_with_one(tmp_path: Path, ledger: str) -> None:
    book = tmp_path / "book"
    book.mkdir()
    for path in Path(SPRING).iterdir():
        text = path.read_text(encoding="utf-8")
        if path.name == "campaign.toml":
            text = text.replace('rate = "0.12"', 'rate = "0.13"')
        (book / path.name).write_text(text, encoding="utf-8")
    result = runner.invoke(app, ["settle", str(book), "--as-of", "2026-06-01", "--ledger", ledger])
    assert result.exit_code == 1
    assert "INF502 the terms of amara are not those that were settled by" in result.stderr


def test_a_statement_that_was_closed_otherwise_meanwhile_is_refused() -> None:
    conflict = Conflict(kind="statement", fact_id="maya/USD/1", kept="{}", refused="[]")
    with pytest.raises(InvalidTransitionError, match="must be closed by one"):
        _refuse_conflicts(Receipt(conflicts=(conflict,)))
