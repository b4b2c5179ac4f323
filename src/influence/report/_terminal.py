"""The terminal table: the ranking at a glance.

The first creators of the document with their decisions, and a line that says how many more there
are. A narrow terminal gets amounts in whole units of the currency and says so. Names are shown as
text: markup in them is not obeyed, and control characters appear as code points.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich import box
from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

from influence.report import _figures
from influence.report._document import CreatorResult, Decision, Document
from influence.report._outlook_document import NextCycle
from influence.report._verdict import verdict

_ROWS: Final = 20
_ROOMY: Final = 110
_TITLES: Final = (
    "#", "Creator", "Do", "Returns", "Sure", "Profit", "Spend", "ROI", "Orders", "Payable", "Next"
)  # fmt: skip
_FIGURES: Final = frozenset(_TITLES) - {"Creator", "Do", "Next"}
_UNTOLD: Final = "?"
_NAME: Final = 1
_SHORTEST: Final = 8
_GAP: Final = 1
_STYLES: Final[dict[Decision, str]] = {
    "scale": "bold green",
    "renew": "green",
    "retest": "cyan",
    "hold": "yellow",
    "drop": "red",
}


def terminal_table(document: Document, /, *, console: Console, rows: int = _ROWS) -> None:
    """Print the ranking of *document* on *console*, at most *rows* creators of it."""
    is_roomy = console.width >= _ROOMY
    digits = _figures.digits_of(document["totals"]["spend"]) if is_roomy else 0
    shown = document["creators"][:rows]
    left = len(document["creators"]) - len(shown)
    console.print(_heading(document))
    console.print(Text(_plain(_figures.in_order(" ".join(verdict(document))))))
    if "incrementality" in document:  # documents of before it was told have none
        sentence = document["incrementality"]["sentence"]
        console.print(Text(_plain(_figures.in_order(sentence)), style="italic"))
    if shown:
        console.print(_table([_cells(each, digits=digits) for each in shown], width=console.width))
    if "next_cycle" in document:
        console.print(Text(_plain(_figures.in_order(_next_cycle(document["next_cycle"])))))
    console.print(_footing(document, left=left, digits=digits))


def _table(lines: Sequence[Sequence[Text]], /, *, width: int) -> Table:
    """Give every figure its room; the names get what is left."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=0)
    taken = 0
    for place, title in enumerate(_TITLES):
        room = max(len(title), *(line[place].cell_len for line in lines))
        if place != _NAME:
            taken += room + _GAP
        justify: JustifyMethod = "right" if title in _FIGURES else "left"
        table.add_column(title, justify=justify, no_wrap=True)
    for line in lines:
        line[_NAME].truncate(max(_SHORTEST, width - taken), overflow="ellipsis")
        table.add_row(*line)
    return table


def _cells(creator: CreatorResult, /, *, digits: int) -> tuple[Text, ...]:
    profit = creator["profit"]
    is_loss = profit is not None and _figures.number(profit) < 0
    stage = creator["next_stage"]
    package = creator.get("next_package")  # documents of before it was told have none
    is_untold = package is not None and package["strength"] == "cannot_tell_yet"
    returns = None if package is None else package["expected_multiple"]
    return (
        Text(_UNTOLD if is_untold else str(creator["rank"]), style="dim"),
        Text(_figures.in_order(creator["name"])),
        Text(creator["decision"], style=_STYLES[creator["decision"]]),
        Text(_UNTOLD if is_untold else _figures.multiple(returns)),
        Text(_UNTOLD if is_untold else _figures.sure(creator["probability_profitable"])),
        Text(_plain(_figures.signed_amount(profit, digits=digits)), style="red" if is_loss else ""),
        Text(_plain(_figures.amount(creator["spend"], digits=digits))),
        Text(_plain(_figures.percentage(creator["revenue_roi"]))),
        Text(_figures.count(creator["orders"])),
        Text(_plain(_figures.amount(creator["payable"], digits=digits))),
        Text(_figures.UNKNOWN if stage is None else _figures.in_order(_figures.words(stage))),
    )


def _next_cycle(cycle: NextCycle, /) -> str:
    """The next cycle in a sentence."""
    if cycle["hindrance"] is not None:
        return f"The next cycle cannot be planned: {cycle['hindrance']}."
    amounts = [_figures.amount(cycle[key], digits=0) for key in ("budget", "spent", "unspent")]
    budget, spent, unspent = amounts
    packages = sum(line["packages"] for line in cycle["lines"])
    said = f"Next cycle: of {budget}, {spent} for {packages} packages of {cycle['partners']}"
    said += f" creators; {unspent} stay in hand."
    if not packages:
        return said
    expected, low, high = (
        _figures.signed_amount(cycle[key], digits=0)
        for key in ("expected_profit", "profit_low", "profit_high")
    )
    return f"{said} Expected profit {expected}, eight times in ten {low} to {high}."


def _heading(document: Document, /) -> Text:
    name = Text(_figures.in_order(document["name"]), style="bold")
    return name.append(f", as of {_plain(_figures.moment(document['as_of']))}", style="not bold")


def _footing(document: Document, /, *, left: int, digits: int) -> Text:
    currency = _figures.in_order(document["currency"])
    exact = _figures.digits_of(document["totals"]["spend"])
    unit = currency if digits == exact else f"whole {currency}"
    more = f"{left} more creators, in the page and in --json. " if left else ""
    rejected = document["counts"]["rejected_rows"]
    if rejected:
        more += f"{rejected} rows were rejected and stand in no figure. "
    sure = "Returns for each 1 spent next, Sure that it pays, ? cannot tell yet. "
    told = sure if any(each.get("next_package") for each in document["creators"]) else ""
    note = f"{more}{told}Amounts in {unit}; ROI is of revenue; n/a is not known."
    return Text(note, style="dim")


def _plain(text: str, /) -> str:
    """Use the minus and the space that every terminal has."""
    return text.replace("\N{MINUS SIGN}", "-").replace("\N{NO-BREAK SPACE}", " ")
