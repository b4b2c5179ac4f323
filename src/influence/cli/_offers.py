"""``influence offers``: terms side by side before anybody signs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table
from rich.text import Text

from influence.cli._console import harmless, out, refusals
from influence.cli._offer_file import offers_in
from influence.cli._offers_document import comparison_document
from influence.money import round_fraction
from influence.offers import CASES, Case, Comparison, Outcome, Outlook, compare
from influence.ratios import figure_text

_TITLES = ("", "Orders", "Sales", "Fee", "Share", "Cost", "Profit", "Payback")


def offers(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The offers and the expectation, in TOML.")
    ],
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document instead.")
    ] = False,
    why: Annotated[
        str | None,
        typer.Option(metavar="OFFER", help="Print the working of one offer's figures as well."),
    ] = None,
) -> None:
    """Compare offers: fee, cost and profit in each case, break-even, and which costs least when."""
    with refusals():
        read = offers_in(file)
        found = compare(read.offers, expectation=read.expectation)
        explained = None if why is None else found.outlook(why)
        if as_json:
            typer.echo(json.dumps(comparison_document(found), indent=1))
        else:
            _print(found)
        if explained is not None and not as_json:
            _print_workings(explained)


def _print(found: Comparison) -> None:
    """A table for each offer, and which of them costs least."""
    expectation = found.expectation
    margin = figure_text(expectation.gross_margin)
    out().print(
        Text(
            f"Orders of {expectation.order_value}, gross margin {margin}, "
            f"{expectation.returned} come back, {expectation.period.days} days"
        )
    )
    for outlook in found.outlooks:
        out().print()
        out().print(Text(harmless(outlook.offer.name), style="bold"))
        out().print(_table(outlook))
        out().print(Text(outlook.in_words()))
    out().print()
    out().print(Text("Costs least", style="bold"))
    for words in found.clauses():
        out().print(Text(harmless(words)))
    unit = expectation.currency
    out().print(Text(f"Amounts in {unit}; Share is fee of net sales.", style="dim"))


def _table(outlook: Outlook) -> Table:
    """A line for each case."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1))
    for title in _TITLES:
        table.add_column(title, justify="right" if title else "left", no_wrap=True)
    for case in CASES:
        table.add_row(*map(Text, _cells(outlook, case)))
    return table


def _cells(outlook: Outlook, case: Case) -> Iterable[str]:
    """The cells of a case."""
    one = outlook.cases[case]
    days = outlook.payback_days(case)
    return (
        case,
        str(one.orders),
        one.sales.text,
        one.fee.text,
        _percent(one),
        one.cost.text,
        "n/a" if one.profit is None else one.profit.text,
        "n/a" if days is None else f"day {days}",
    )


def _percent(one: Outcome) -> str:
    """The fee of the net sales, in per cent with one digit."""
    if one.sales.is_zero:
        return "n/a"
    whole, tenth = divmod(round_fraction(Fraction(one.fee.minor * 1000, one.sales.minor)), 10)
    return f"{whole}.{tenth} %"


def _print_workings(outlook: Outlook) -> None:
    """The workings of every figure of an offer."""
    for case in CASES:
        out().print()
        out().print(Text(f"{case}: profit", style="bold"))
        out().print(Text(harmless(str(outlook.cases[case].why("profit")))))
    for figure in ("break_even", *(f"payback_days:{case}" for case in CASES)):
        out().print()
        out().print(Text(figure, style="bold"))
        out().print(Text(str(outlook.why(figure))))
