"""``influence incrementality``: what it prints, and what it refuses with which exit code."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from influence.cli._app import app
from influence.report import schema

CONTROLS = Path(__file__).parents[3] / "examples" / "controls"
REGIONS, PEOPLE, SUMS = (str(CONTROLS / f"{name}.csv") for name in ("regions", "people", "holdout"))
OF_REGIONS = ("--currency", "USD", "--starts", "2026-03-02", "--ends", "2026-04-13")
runner = CliRunner()


def asked(*words: str) -> tuple[int, str, str]:
    """The exit code, the answer, and what is said beside it."""
    found = runner.invoke(app, ["incrementality", *words])
    return found.exit_code, found.stdout, found.stderr


def test_regions_are_answered_in_words_and_figures() -> None:
    code, answer, beside = asked(REGIONS, *OF_REGIONS, "--spend", "5000")
    assert (code, beside) == (0, "")
    assert answer.startswith(
        "Measured against 3 control regions, 14 days before and 42 since. Revenue of 7860.51 USD "
        "out of 70186.09 USD would not have come without the campaign (95 % interval 4827.67 USD "
        "to 10893.35 USD)."
    )
    lines = [" ".join(line.split()) for line in answer.splitlines()]
    assert "incremental revenue 7860.51 USD 4827.67 USD to 10893.35 USD" in lines
    assert "incremental ROAS 1.572102 0.965534 to 2.17867" in lines
    assert "p-value by permutation 0.1000" in lines


def test_sums_of_people_have_no_interval_and_that_is_said() -> None:
    code, answer, beside = asked(SUMS, "--currency", "USD", "--spend", "12000")
    assert code == 0
    lines = [" ".join(line.split()) for line in answer.splitlines()]
    assert "incremental revenue 13640.00 USD unknown" in lines
    assert "incremental ROAS 1.136667 unknown" in lines
    assert "holdouts: INF406 incremental revenue must have an interval" in beside


def test_both_kinds_of_table_are_both_answered() -> None:
    code, answer, _ = asked(PEOPLE, REGIONS, *OF_REGIONS)
    assert code == 0
    assert answer.count("Measured against") == 2
    assert "incremental ROAS" not in answer


def test_conversions_alone_have_no_lift_of_revenue(tmp_path: Path) -> None:
    table = tmp_path / "p.csv"
    table.write_text("unit_id,arm,people,conversions\na,exposed,100,20\nb,holdout,100,10\n")
    code, answer, _ = asked(str(table), "--currency", "USD", "--confidence", "0.9")
    assert code == 0
    assert "revenue" not in answer
    assert "lift" not in answer
    assert "90 % interval" in answer


def test_one_region_an_arm_has_no_p_value(tmp_path: Path) -> None:
    table = tmp_path / "r.csv"
    table.write_text(
        "region,arm,date,revenue\nn,treated,2026-03-01,1.00\nn,treated,2026-03-02,5.00\n"
        "s,control,2026-03-01,1.00\ns,control,2026-03-02,2.00\n"
    )
    code, answer, _ = asked(
        str(table), "--currency", "USD", "--starts", "2026-03-02", "--trend", "ratio"
    )
    assert code == 0
    assert "p-value" not in answer


def test_workings_are_printed_when_they_are_asked_for() -> None:
    _, answer, _ = asked(REGIONS, *OF_REGIONS, "--why")
    assert "× 3 regions × 42 days                                7860.51 USD" in answer
    assert "degrees of freedom, by Welch" in answer


def test_the_document_has_the_keys_of_a_report() -> None:
    code, answer, _ = asked(REGIONS, SUMS, *OF_REGIONS, "--json")
    document = json.loads(answer)
    assert code == 0
    assert (document["schema"], len(document["tests"])) == (1, 2)
    whole = schema()
    told = {"$defs": whole["$defs"], "$ref": "#/$defs/Incremental"}
    for one in document["tests"]:
        jsonschema.validate(one, told)
    assert [one["code"] for one in document["findings"]] == ["INF406"]


def test_a_rejected_row_is_told_and_the_exit_code_is_one(tmp_path: Path) -> None:
    table = tmp_path / "p.csv"
    table.write_text("unit_id,arm,people,conversions\na,exposed,9,2\nb,holdout,9,1\nc,held,9,1\n")
    code, answer, beside = asked(str(table), "--currency", "USD")
    assert code == 1
    assert answer.startswith("Measured against 9 people held out beside 9 exposed.")
    assert "p.csv:4 arm: INF101 arm must be one of exposed, holdout, got 'held'" in beside


def test_without_a_control_there_is_no_figure(tmp_path: Path) -> None:
    table = tmp_path / "p.csv"
    table.write_text("unit_id,arm,people,conversions\na,exposed,9,2\n")
    code, answer, beside = asked(str(table), "--currency", "USD")
    assert (code, answer) == (1, "")
    assert beside == "error: holdout must have at least one row of the holdout arm, got 0\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--currency", "USD"), "starts must name the first day of the campaign"),
        (("--currency", "XXQ"), "'--currency'"),
        (("--currency", "USD", "--spend", "lots"), "'--spend'"),
        (("--currency", "USD", "--confidence", "1"), "confidence must be above 0 and below 1"),
        (("--currency", "USD", "--confidence", "x"), "'--confidence'"),
        (("--currency", "USD", "--starts", "soon"), "'--starts'"),
        (("--currency", "USD", "--starts", "2026-03-02", "--ends", "late"), "'--ends'"),
    ],
)
def test_wrong_usage_is_named(words: tuple[str, ...], message: str) -> None:
    code, answer, beside = asked(REGIONS, *words)
    assert (code, answer) == (2, "")
    assert message in " ".join(beside.replace("│", "").split())


def test_explain_knows_the_figures_of_a_control(tmp_path: Path) -> None:
    book = CONTROLS.parent / "spring-launch"
    found = runner.invoke(app, ["explain", str(book), "totals:incremental_revenue"])
    assert found.exit_code == 0
    assert "The attributed figures are not incremental: the book has no control" in found.stdout
    started = tmp_path / "book"
    runner.invoke(app, ["new", str(started)])
    for what in ("totals:incremental_revenue", "totals:iroas", "totals:baseline", "totals"):
        told = runner.invoke(app, ["explain", str(started), what])
        assert told.exit_code == 0
        assert "incremental" in told.stdout
