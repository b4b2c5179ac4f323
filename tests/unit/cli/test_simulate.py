"""``influence simulate``: what it prints, what it writes for programs, and what it refuses."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from influence.cli._app import app
from influence.cli._simulate_answers import print_results, simulation_document
from influence.markets import CycleOutcome, Outcome
from influence.testing._books import usd

runner = CliRunner()


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


def _outcome(programme: str, profit: int, *, best: int = 100, seed: int = 1) -> Outcome:
    cycle = CycleOutcome(
        cycle=0,
        packages={},
        spent=usd("50"),
        gross_profit=usd(str(50 + profit)),
        expected_profit=usd("0"),
    )
    return Outcome(
        programme=programme,
        preset="usual",
        seed=seed,
        clairvoyant_profit=usd(str(best)),
        cycles=(cycle,),
    )


def test_a_strategy_stands_beside_our_advice_and_the_sheet() -> None:
    result = runner.invoke(app, ["simulate", "--strategy", "roi", "--seeds", "2"])
    assert result.exit_code == 0, result.output
    lines = [line.strip() for line in result.stdout.splitlines()]
    assert lines[0] == "usual: 2 markets"
    assert lines[1].split() == ["Programme", "Share", "95", "%", "Profit", "Loses", "95", "%"]
    assert {line.split()[0] for line in lines[3:6]} == {"next_cycle", "roi", "sheet"}
    assert lines[7].startswith("next_cycle earns more than sheet in ")
    assert lines[8].startswith("roi earns more than sheet in ")
    said = "Profit is that of a market on average, in USD; loses says how often it is none."
    assert lines[-1] == said


def test_the_document_has_every_preset_and_all_of_them_together() -> None:
    asked = ["--strategy", "sheet", "--preset", "thin", "--preset", "drawn", "--seeds", "1"]
    result = runner.invoke(app, ["simulate", *asked, "--first-seed", "5", "--json"])
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    assert (document["schema"], document["currency"]) == (1, "USD")
    assert [(one["preset"], one["programme"]) for one in document["results"]] == [
        ("thin", "next_cycle"),
        ("thin", "sheet"),
        ("drawn", "next_cycle"),
        ("drawn", "sheet"),
        (None, "next_cycle"),
        (None, "sheet"),
    ]
    assert [(one["first"], one["second"]) for one in document["duels"]] == [("next_cycle", "sheet")]
    again = runner.invoke(app, ["simulate", *asked, "--first-seed", "5", "--json"])
    assert again.stdout == result.stdout


def test_everything_there_is_can_be_asked_for() -> None:
    result = runner.invoke(
        app, ["simulate", "--all", "--preset", "every", "--seeds", "1", "--pays-back", "--json"]
    )
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    assert {one["programme"] for one in document["results"]} >= {
        "next_cycle",
        "shrinkage",
        "z_score",
        "followers",
        "sheet",
    }
    assert len({one["preset"] for one in document["results"]}) == 9


_STRATEGIES = "followers, gross_profit, profit, roi, sheet, shrinkage, z_score"
_PRESETS = "drawn, fat_tails, fatigue, rich, silent, sparse, thin, untracked, usual"


@pytest.mark.parametrize(
    ("option", "name", "message"),
    [
        ("--strategy", "roii", f"ranking strategy must be one of {_STRATEGIES}, got 'roii'"),
        ("--preset", "rihc", f"preset must be one of {_PRESETS}, got 'rihc'"),
    ],
)
def test_a_name_that_is_not_there_is_refused_with_the_close_one(
    option: str, name: str, message: str
) -> None:
    result = runner.invoke(app, ["simulate", option, name])
    assert (result.exit_code, result.stdout) == (1, "")
    close = {"roii": "roi", "rihc": "rich"}[name]
    assert result.stderr.strip() == f"error: {message}; did you mean {close!r}?"


def test_at_least_one_market_is_needed() -> None:
    assert runner.invoke(app, ["simulate", "--seeds", "0"]).exit_code == 2


def test_what_cannot_be_told_is_none_for_people_and_null_for_programs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from rich.console import Console

    outcomes = [_outcome("mine", 5, best=0), _outcome("sheet", -5, best=0)]
    document = simulation_document(outcomes, against="sheet")
    first = document["results"][0]
    assert (first["share"], first["share_interval"]) == (None, None)
    assert document["duels"][0]["gain"] is None
    print_results(outcomes, against="sheet", console=Console(width=100))
    shown = capsys.readouterr().out
    words = "mine earns more than sheet in 100% of 1 markets (20.7 to 100.0 %); sheet has no profit"
    assert words in shown
    assert "n/a" in shown


def test_a_gain_is_told_in_per_cent(capsys: pytest.CaptureFixture[str]) -> None:
    from rich.console import Console

    outcomes = [_outcome("mine", 60), _outcome("sheet", 40)]
    print_results(outcomes, against="sheet", console=Console(width=100))
    assert "; +50% profit" in capsys.readouterr().out
    assert simulation_document(outcomes, against="sheet")["duels"][0]["gain"] == 0.5
