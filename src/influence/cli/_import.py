"""``influence import``: foreign tables into a book, by a mapping."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from influence.books import import_book
from influence.cli._console import err, harmless, out, print_findings, refusals


def import_(
    mapping: Annotated[
        Path,
        typer.Argument(metavar="MAPPING", help="A TOML mapping.", exists=True, dir_okay=False),
    ],
    source: Annotated[
        Path,
        typer.Argument(
            metavar="SOURCE", help="The folder of the foreign tables.", exists=True, file_okay=False
        ),
    ],
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder that is new or empty.")
    ],
) -> None:
    """Turn tables that somebody else published into a campaign book."""
    with refusals():
        summary = import_book(mapping, source=source, target=directory)
    deals = f"deals: {summary.deals}, one for each creator" if summary.deals else "deals: none"
    for line in (*summary.tables, deals):
        out().print(Text(harmless(str(line))))
    for note in summary.notes:
        err().print(Text(harmless(note)))
    print_findings(summary.rejections, console=err())
    err().print(f"next: influence report {directory}", markup=False)
    if summary.rejections:
        raise typer.Exit(1)
