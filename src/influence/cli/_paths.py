"""``influence paths``: how the sales came about, and what other models would say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.text import Text

from influence.cli._console import out, refusals
from influence.cli._installed import installed
from influence.cli._paths_tables import print_comparison, print_paths
from influence.cli._reading import book_in, evaluated
from influence.errors import UnknownNameError
from influence.paths import (
    CONVERSION_KINDS,
    GROUPINGS,
    ConversionKind,
    Grouping,
    ModelComparison,
    model_comparison,
)
from influence.report import models_document, paths_document

_Word = TypeVar("_Word", bound=str)


def paths(
    book: Annotated[
        Path, typer.Argument(metavar="BOOK", help="The folder of the campaign book.", exists=True)
    ],
    *,
    of: Annotated[str, typer.Option(metavar="KIND", help="orders, leads or signups.")] = "orders",
    by: Annotated[str, typer.Option(metavar="WHO", help="creator or channel.")] = "creator",
    model: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Print only what this model would credit, beside the book's own; may be repeated.",
        ),
    ] = None,
    top: Annotated[int, typer.Option(metavar="N", min=1, help="Rows of each table.")] = 10,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document instead.")
    ] = False,
) -> None:
    """Show who helped with the sales, how long they took, and who reaches the same people."""
    kind: ConversionKind = _one_of(of, CONVERSION_KINDS, option="--of")
    grouping: Grouping = _one_of(by, GROUPINGS, option="--by")
    with refusals():
        if model:
            compared = _compared(book, model)
            if as_json:
                typer.echo(json.dumps(models_document(compared), indent=1))
            else:
                print_comparison(compared, console=out(), rows=top)
            return
        found = evaluated(book, as_of=None).paths
        if as_json:
            typer.echo(json.dumps(paths_document(found, kind=kind, by=grouping), indent=1))
        else:
            print_paths(found, kind=kind, by=grouping, console=out(), rows=top)
    if not as_json:
        out().print(Text("This changes no credit and no payment.", style="dim"))


def _compared(path: Path, names: list[str]) -> ModelComparison:
    """The orders of a book under its own model and those that were named."""
    registry = installed()
    book = book_in(path, registry=registry)
    own = book.attribution.model
    others = [registry.attribution_model(name) for name in dict.fromkeys(names)]
    return model_comparison(book, models=[own, *(one for one in others if one.name != own.name)])


def _one_of(word: str, known: tuple[_Word, ...], *, option: str) -> _Word:
    """The word that a person typed, when it is one of those that are known."""
    for one in known:
        if one == word:
            return one
    error = UnknownNameError("word", word, known)
    raise typer.BadParameter(str(error), param_hint=f"'{option}'")
