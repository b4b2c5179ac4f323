from __future__ import annotations

import io
from typing import cast

import pytest
from rich.console import Console

from influence.report import Document, terminal_table


def _printed(document: Document, *, width: int, rows: int = 20, colours: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=colours, no_color=not colours)
    terminal_table(document, console=console, rows=rows)
    return out.getvalue()


def test_a_line_has_the_decision_and_its_figures(document: Document) -> None:
    line = next(line for line in _printed(document, width=120).splitlines() if "Maya" in line)
    assert line.split() == [
        *("1", "Maya", "Okafor", "scale", "3.12×", ">99%", "+1,777.55", "691.71"),
        *("549.0%", "54", "0.00", document["creators"][0]["next_stage"]),
    ]


def test_eighty_columns_hold_every_line_and_say_that_amounts_are_whole(document: Document) -> None:
    printed = _printed(document, width=80)
    assert max(len(line) for line in printed.splitlines()) <= 80
    assert "+1,778" in printed
    assert "Amounts in whole USD" in printed


def test_a_wide_terminal_says_amounts_are_exact(document: Document) -> None:
    assert "Amounts in USD;" in _printed(document, width=120)


def test_no_figure_is_cut_in_eighty_columns(document: Document) -> None:
    document["creators"][0].update(
        {"profit": "-1234567.00", "spend": "1234567.00", "payable": "98765.00"}
    )
    printed = _printed(document, width=80)
    assert "-1,234,567" in printed
    assert "98,765" in printed


def test_the_rest_of_a_long_list_is_counted(crowd: Document) -> None:
    printed = _printed(crowd, width=80, rows=5)
    assert "95 more creators, in the page and in --json." in printed
    assert "Creator 7" not in printed


def test_what_is_not_known_is_not_zero(document: Document) -> None:
    line = next(line for line in _printed(document, width=120).splitlines() if "Tomás" in line)
    assert line.split()[4] == "n/a"


@pytest.mark.parametrize("colours", [False, True])
def test_markup_and_control_characters_in_a_name_are_shown(
    document: Document, *, colours: bool
) -> None:
    printed = _printed(document, width=140, colours=colours)
    assert "[red]Priya[/red] <U+202E>Rao & Sons<U+001B>[31m" in printed
    assert "\u202e" not in printed


def test_the_verdict_stands_above_the_table(document: Document) -> None:
    heading, sentences = _printed(document, width=200).splitlines()[:2]
    assert heading == "Spring launch, as of 13 Apr 2026, 00:00 (UTC-04:00)"
    assert sentences == (
        "7 creators brought 212 orders worth USD 14,593.79. After USD 5,350.49 of spend, "
        "USD 1,583.15 of profit is left. 4 earned more than they cost, "
        "2 did not, and for 1 it is not known."
    )


def test_a_book_without_creators_has_no_table(document: Document) -> None:
    document["creators"] = []
    assert "Creator " not in _printed(document, width=80)


def test_what_was_incremental_is_said_below_the_verdict(document: Document) -> None:
    printed = " ".join(_printed(document, width=120).split())
    assert document["incrementality"]["sentence"] in printed
    del cast("dict[str, object]", document)["incrementality"]
    assert "incremental" not in _printed(document, width=120)
