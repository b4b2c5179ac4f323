"""How the sales came about, as a person asks for it."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import attrs
import pytest
from rich.console import Console
from typer.testing import CliRunner

import influence
from influence.attribution import LastTouch
from influence.cli._app import app
from influence.cli._paths_tables import print_comparison, print_paths
from influence.paths import ConversionKind, Grouping, ModelComparison, Paths, model_comparison
from influence.scorecards import scoreboard
from influence.testing._book_strategies import Even
from influence.testing._books import book

SPRING = Path(__file__).parents[3] / "examples" / "spring-launch"
runner = CliRunner()


@pytest.fixture(scope="module")
def paths() -> Paths:
    """The paths of the shipped example."""
    return influence.evaluate(influence.read_book(SPRING)).paths


def printed(
    paths: Paths, *, kind: ConversionKind = "orders", by: Grouping = "creator", rows: int = 10
) -> str:
    text = StringIO()
    print_paths(paths, kind=kind, by=by, console=Console(file=text, width=120), rows=rows)
    return text.getvalue()


def test_the_command_prints_every_table() -> None:
    result = runner.invoke(app, ["paths", str(SPRING), "--top", "2"])
    assert result.exit_code == 0, result.output
    titles = (
        "Who helped, and who was last",
        "Days from the first touch",
        "Touches on the path",
        "Top paths",
        "Creators who reach the same people",
    )
    for title in titles:
        assert f"\n{title}\n" in result.stdout
    assert "875 orders with a creator's touch before them, 35966.14 USD" in result.stdout
    assert "37 more, with --top or in --json" in result.stdout
    assert "This changes no credit and no payment." in result.stdout


def test_the_tables_say_what_the_paths_say(paths: Paths) -> None:
    lines = [line.split() for line in printed(paths).splitlines()]
    for row in paths.assists.rows[:10]:
        value = row.assisted.value
        assert value is not None
        counts = [row.on_path, row.first, row.last, row.assisted]
        told = [row.player, *(str(one.conversions) for one in counts), value.text]
        assert any(line[:6] == told for line in lines)


def test_leads_have_no_value(paths: Paths) -> None:
    text = printed(paths, kind="leads", by="channel")
    assert "36 leads with a creator's touch before them; without one 1" in text
    assert "1 other path" not in text
    assert "1 other path" in printed(paths, kind="leads", by="channel", rows=3)


def test_a_book_without_touches_says_so_and_no_more() -> None:
    nothing = Paths(board=scoreboard(book()))
    expected = "0 orders with a creator's touch before them, 0.00 USD; without one 0, 0.00 USD\n"
    assert printed(nothing) == expected


def test_one_document_holds_the_tables_of_a_kind() -> None:
    asked = ["paths", str(SPRING), "--json", "--of", "signups", "--by", "channel"]
    document = json.loads(runner.invoke(app, asked).stdout)
    assert (document["schema"], document["of"], document["by"]) == (1, "signups", "channel")
    assert document["tables"]["reached"] == 381
    assert document["tables"]["reached_value"] is None
    assert document["tables"]["top_paths"][0]["players"] == ["link"]
    assert document["overlap"]["people"] == 16846


@pytest.mark.parametrize(
    ("option", "word", "known"),
    [
        ("--of", "order", "word must be one of leads, orders, signups, got 'order'"),
        ("--by", "who", "word must be one of channel, creator, got 'who'"),
    ],
)
def test_a_word_that_is_not_known_is_wrong_usage(option: str, word: str, known: str) -> None:
    result = runner.invoke(app, ["paths", str(SPRING), option, word], env={"COLUMNS": "200"})
    assert result.exit_code == 2
    assert f"Invalid value for '{option}': {known}" in " ".join(result.stderr.split())


def test_models_are_compared_with_the_books_own() -> None:
    result = runner.invoke(app, ["paths", str(SPRING), "--model", "last_touch", "--top", "2"])
    assert result.exit_code == 0, result.output
    assert "36 more creators" in result.stdout
    assert "Net items in USD; the book is paid by last_touch." in result.stdout
    asked = ["paths", str(SPRING), "--model", "last_touch", "--json"]
    document = json.loads(runner.invoke(app, asked).stdout)
    (only,) = document["models"]
    assert only["model"] == "last_touch"
    assert only["total"] == {"orders": "1792", "revenue": "78165.64"}
    assert {"creator_id", "orders", "revenue"} == set(only["creators"][0])


def test_a_model_that_is_not_known_is_refused() -> None:
    result = runner.invoke(app, ["paths", str(SPRING), "--model", "lst_touch"])
    assert result.exit_code == 1
    assert "did you mean 'last_touch'?" in result.stderr


def test_whom_the_models_differ_about_most_comes_first(paths: Paths) -> None:
    policy = attrs.evolve(paths.board.book.attribution, precedence="last_touch")
    other = attrs.evolve(paths.board.book, attribution=policy)
    compared: ModelComparison = model_comparison(other, models=[LastTouch(), Even()])
    text = StringIO()
    print_comparison(compared, console=Console(file=text, width=120), rows=100)
    lines = [line.split() for line in text.getvalue().splitlines()]
    most = max(compared.creators, key=compared.spread)
    assert lines[2] == [
        most,
        *(credit.net.text for credit in compared.row(most)),
        compared.spread(most).text,
    ]
    assert not any("more" in line for line in lines)


def test_a_part_in_the_paths_can_be_explained() -> None:
    for asked in ("assists:maya", "maya:assists", "totals:overlap", "leads_lags:maya"):
        result = runner.invoke(app, ["explain", str(SPRING), asked])
        assert result.exit_code == 0, result.output
    result = runner.invoke(app, ["explain", str(SPRING), "assists:maya"])
    assert result.stdout.splitlines()[0] == "maya: assists"
    assert result.stdout.splitlines()[-1].split() == ["assisted", "÷", "last", "0.022222"]
