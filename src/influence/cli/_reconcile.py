"""``influence reconcile``: somebody else's statement beside ours.

Each line of theirs is shown with ours, the difference and why: a reason is told only when it makes
their figure to the cent. What nothing explains says which facts would decide.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich import box
from rich.table import Table
from rich.text import Text

from influence.books import read_their_statement
from influence.cli._console import err, harmless, out, print_findings, refusals
from influence.cli._reading import AsOf, book_in, moment_in
from influence.findings import Finding
from influence.money import Money
from influence.reconciliation import REASON_KINDS, ReconciledLine, Reconciliation, reconcile

_STYLES = {"agrees": "green", "explained": "yellow", "unexplained": "bold red"}
_MOST_LINES = 40


def reconcile_(
    book: Annotated[
        Path, typer.Argument(metavar="BOOK", help="The folder of the campaign book.", exists=True)
    ],
    table: Annotated[
        Path,
        typer.Argument(metavar="TABLE", help="Their statement, CSV.", exists=True, dir_okay=False),
    ],
    *,
    columns: Annotated[
        str | None,
        typer.Option(
            metavar="OURS=THEIRS,…",
            help="What they call our columns, such as creator_id=partner,amount=total.",
        ),
    ] = None,
    as_of: AsOf = None,
    against: Annotated[
        Literal["accrued", "payable", "paid_out"],
        typer.Option(help="The figure of ours to compare."),
    ] = "accrued",
    every: Annotated[
        bool, typer.Option("--all", help="Show the lines that agree, and however many there are.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document instead.")
    ] = False,
) -> None:
    """Show where and why somebody else's statement differs from ours; exit with 1 on a riddle."""
    names = _names(columns)
    with refusals():
        ours = book_in(book)
        theirs = read_their_statement(table, book=ours, columns=names)
        moment = moment_in(ours, as_of)
        found = reconcile(ours, theirs.lines, as_of=moment, against=against)
    if as_json:
        typer.echo(json.dumps(_document(found, theirs.rejections), indent=1))
    else:
        _print_lines(found, is_every=every)
        _print_sums(found)
    print_findings(theirs.rejections, console=err())
    if found.counts["unexplained"] or theirs.rejected_rows:
        raise typer.Exit(1)


def _names(columns: str | None) -> Mapping[str, str]:
    """The names of columns as they were typed."""
    pairs = [pair.partition("=") for pair in columns.split(",")] if columns else []
    if not all(ours.strip() and theirs.strip() for ours, _, theirs in pairs):
        rule = "columns must be OURS=THEIRS with commas between"
        raise typer.BadParameter(f"{rule}, got {columns!r}", param_hint="'--columns'")
    return {ours.strip(): theirs.strip() for ours, _, theirs in pairs}


def _print_lines(found: Reconciliation, *, is_every: bool) -> None:
    """Each line with its figures, and below it why."""
    wanted = [line for line in found.lines if is_every or line.status != "agrees"]
    ranked = wanted if is_every else sorted(wanted, key=lambda line: line.status != "unexplained")
    shown = ranked if is_every else ranked[:_MOST_LINES]
    for line in shown:
        title = Text(harmless(line.subject), style="bold")
        title.append(f"  {line.status}", style=_STYLES[line.status])
        title.append(f"  {line.where}".rstrip(), style="not bold dim")
        out().print(title)
        for text in _told(line):
            out().print(Text(f"  {harmless(text)}"))
    if len(ranked) > len(shown):
        out().print(f"and {len(ranked) - len(shown)} more lines; --all shows them")


def _told(line: ReconciledLine) -> list[str]:
    """The figures of a line, and why they differ."""
    ours = "not known" if line.ours is None else str(line.ours)
    difference = "not known" if line.difference is None else str(line.difference)
    texts = [f"theirs {line.theirs}, ours {ours}, difference {difference}"]
    texts += [f"ours is {line.note}"] if line.note else []
    texts += [f"{'or ' if place else ''}{reason}" for place, reason in enumerate(line.reasons)]
    return texts + [f"missing: {fact}" for fact in line.missing]


def _print_sums(found: Reconciliation) -> None:
    """What each reason comes to, and the sums of both sides."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 0, 0, 1))
    for title in ("Why", "Lines", "Difference"):
        table.add_column(title, justify="left" if title == "Why" else "right")
    table.add_row("agrees", str(found.counts["agrees"]), Money.zero(found.currency).text)
    for total in found.by_reason:
        table.add_row(_reason_title(total.name), str(total.count), total.difference.text)
    out().print(table)
    counted = f"{len(found.compared)} of {len(found.lines)} lines"
    out().print(f"{counted}, {found.against} as of {found.as_of.isoformat()}:")
    out().print(f"theirs {found.theirs}, ours {found.ours}, difference {found.difference}")
    statuses = ", ".join(f"{status}: {count}" for status, count in found.counts.items())
    err().print(statuses)


def _reason_title(name: str) -> str:
    """The kinds of a reason, as people read them."""
    words = {str(kind): title for kind, title in REASON_KINDS.items()}
    return " + ".join(words[kind] for kind in name.split(" + ")) if name else "unexplained"


def _document(found: Reconciliation, rejections: tuple[Finding, ...]) -> dict[str, object]:
    """The reconciliation as one JSON value; amounts are decimal text."""
    return {
        "schema": 1,
        "currency": found.currency,
        "as_of": found.as_of.isoformat(),
        "against": found.against,
        "theirs": found.theirs.text,
        "ours": found.ours.text,
        "difference": found.difference.text,
        "statuses": dict(found.counts),
        "reasons": [
            {"name": one.name, "lines": one.count, "difference": one.difference.text}
            for one in found.by_reason
        ],
        "lines": [_line(line) for line in found.lines],
        "findings": [
            {"code": one.code, "where": one.where, "message": one.message} for one in rejections
        ],
    }


def _line(line: ReconciledLine) -> dict[str, object]:
    """One line."""
    return {
        "creator_id": line.creator_id,
        "order_id": line.order_id,
        "period": line.period,
        "places": [one.place for one in line.lines],
        "currency": line.theirs.currency,
        "theirs": line.theirs.text,
        "ours": None if line.ours is None else line.ours.text,
        "difference": None if line.difference is None else line.difference.text,
        "status": line.status,
        "note": line.note,
        "reasons": [{"kinds": list(one.kinds), "text": one.text} for one in line.reasons],
        "missing": list(line.missing),
    }
