"""``influence plugins new``: a whole package to begin a plugin with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from influence.cli._console import err, harmless, out, refusals
from influence.cli._scaffold import (
    SCAFFOLD_KINDS,
    MemberName,
    ScaffoldKind,
    project_files,
    scaffold_kind,
    written_project,
)
from influence.errors import InvalidInputError


def new(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="What books are to call its member, such as barter."),
    ],
    *,
    kind: Annotated[
        str, typer.Option(metavar="KIND", help=f"What it adds: {', '.join(SCAFFOLD_KINDS)}.")
    ],
    into: Annotated[
        Path, typer.Option(metavar="DIR", help="The folder that the package's folder goes into.")
    ] = Path(),
) -> None:
    """Write a package with one working member, its tests and all that it is built with."""
    known = _kind(kind)
    called, files = _files(name, known)
    folder = into / called.distribution
    with refusals():
        written = written_project(files, folder=folder)
    for path in written:
        out().print(Text(harmless(str(path))))
    err().print(Text(harmless(f"next: {folder / 'README.md'} says how to run it")))


def _kind(word: str) -> ScaffoldKind:
    """The kind that a person typed."""
    try:
        return scaffold_kind(word)
    except InvalidInputError as error:
        raise typer.BadParameter(str(error), param_hint="'--kind'") from error


def _files(typed: str, kind: ScaffoldKind) -> tuple[MemberName, dict[str, str]]:
    """The name that a person typed, and the files of a package of that name."""
    try:
        name = MemberName.of(typed)
        return name, dict(project_files(name, kind=kind))
    except InvalidInputError as error:
        raise typer.BadParameter(str(error), param_hint="'NAME'") from error
