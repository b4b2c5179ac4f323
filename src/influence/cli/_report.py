"""``influence report``: the main job."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from influence.cli._console import err, out, print_findings, refusals
from influence.cli._engine import ROWS, Choice, Engine, EngineOption, RowsOption, evaluated_by
from influence.cli._installed import installed
from influence.cli._progress import working
from influence.cli._reading import AsOf
from influence.evaluation import Evaluation
from influence.plugins.hooks import ReportMade
from influence.report import document_of, page, terminal_table

_TELLING = "following how the sales came about"


def report(
    book: Annotated[
        Path, typer.Argument(metavar="BOOK", help="The folder of the campaign book.", exists=True)
    ],
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document instead, and write no page.")
    ] = False,
    as_of: AsOf = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where the page goes; without it, BOOK-name.html here."),
    ] = None,
    top: Annotated[int, typer.Option(metavar="N", min=1, help="Rows of the table.")] = 20,
    engine: EngineOption = Engine.AUTO,
    big_from: RowsOption = ROWS,
) -> None:
    """Credit the orders, settle the deals, rank the creators, and say what to do next."""
    with refusals():
        registry = installed()
        choice = Choice(engine=engine, rows=big_from)
        with working() as work:
            evaluation = evaluated_by(choice, book, as_of=as_of, registry=registry, work=work)
            work.doing(_TELLING, 0, 1)
            document = document_of(evaluation)
            work.doing(_TELLING, 1, 1)
        if as_json:
            typer.echo(json.dumps(document, indent=1))
        else:
            terminal_table(document, console=out(), rows=top)
        print_findings(evaluation.findings, console=err())
        target = Path(f"{book.resolve().name}.html") if output is None else output
        if output is not None or not as_json:
            target.write_text(page(document), encoding="utf-8", newline="\n")
            err().print(Text(f"page: {target}"))
    registry.observe(_event(evaluation))


def _event(evaluation: Evaluation) -> ReportMade:
    """What observers are told of it."""
    return ReportMade(
        campaign=evaluation.book.campaign.name,
        creators=len(evaluation.ranking),
        findings=len(evaluation.findings),
    )
