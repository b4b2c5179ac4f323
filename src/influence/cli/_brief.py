"""``influence brief``: one page for one creator, or for everybody who has a deal."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer
from rich.text import Text

from influence.briefs import Brief, brief_markdown, brief_of, briefs_of
from influence.cli._console import err, harmless, refusals
from influence.cli._reading import book_in
from influence.report import Paper, brief_page

Form: TypeAlias = Literal["md", "html"]


def brief(
    book: Annotated[
        Path, typer.Argument(metavar="BOOK", help="The folder of the campaign book.", exists=True)
    ],
    creator: Annotated[
        str | None, typer.Argument(metavar="CREATOR", help="Whose brief; or give --all.")
    ] = None,
    *,
    everybody: Annotated[
        bool, typer.Option("--all", help="Write the brief of everybody who has a deal.")
    ] = False,
    form: Annotated[
        Form, typer.Option("--format", help="Markdown to paste, or a page to print.")
    ] = "md",
    paper: Annotated[Paper, typer.Option(help="What the page is printed on.")] = "a4",
    output: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="The file to write; with --all, the folder."),
    ] = None,
) -> None:
    """Write the one-page brief of a creator: what, for whom, by when, and in no given words."""
    if everybody == (creator is not None):
        message = "name a creator or give --all"
        raise typer.BadParameter(message, param_hint="'CREATOR'")
    if everybody and output is None:
        message = "--all needs a folder to write to"
        raise typer.BadParameter(message, param_hint="'--output'")
    with refusals():
        told = book_in(book)
        briefs = briefs_of(told) if creator is None else (brief_of(told, creator),)
        if everybody and output is not None:
            _write_all(briefs, output, form=form, paper=paper)
        else:
            _say(briefs[0], output, form=form, paper=paper)
    for one in briefs:
        _note(one)


def _written(one: Brief, *, form: Form, paper: Paper) -> str:
    """A brief in a form."""
    return brief_markdown(one) if form == "md" else brief_page(one, paper=paper)


def _say(one: Brief, output: Path | None, *, form: Form, paper: Paper) -> None:
    """Print a brief, or write it to a file."""
    text = _written(one, form=form, paper=paper)
    if output is None:
        typer.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")


def _write_all(briefs: tuple[Brief, ...], folder: Path, *, form: Form, paper: Paper) -> None:
    """Write every brief to a file of its creator's id."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in briefs:
        text = _written(one, form=form, paper=paper)
        (folder / f"{one.creator_id}.{form}").write_text(text, encoding="utf-8")
    err().print(f"briefs: {len(briefs)} in {folder}", highlight=False)


def _note(one: Brief) -> None:
    """Say what the book does not say, and what is longer than a page."""
    if one.missing:
        told = f"{one.creator_id}: the book does not say {', '.join(one.missing)}"
        err().print(Text(harmless(told), style="yellow"))
    if one.overlong:
        told = f"{one.creator_id}: longer than a page: {'; '.join(one.overlong)}"
        err().print(Text(harmless(told), style="yellow"))
