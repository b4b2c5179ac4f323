"""``influence new``: a book to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from influence.books import new_book
from influence.cli._console import err, out, refusals


def new(
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder that is new or empty.")
    ],
) -> None:
    """Write a small campaign book to start from."""
    with refusals():
        written = new_book(directory)
    for path in written:
        out().print(str(path), markup=False)
    err().print(f"next: influence report {directory}", markup=False)
