"""``influence export``: an evaluation as a file for another program.

One file by the name of its exporter, or all that the book names under ``[[exports]]``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from influence.books import NamedExport, book_files, read_book
from influence.cli._console import err, harmless, print_findings, refusals
from influence.cli._installed import installed
from influence.cli._options import options_of
from influence.cli._progress import reading
from influence.cli._reading import AsOf, moment_in
from influence.errors import InvalidInputError
from influence.evaluation import Evaluation, evaluate
from influence.exporters import Exporter, exported
from influence.plugins import Registry


def export(
    book: Annotated[
        Path, typer.Argument(metavar="BOOK", help="The folder of the campaign book.", exists=True)
    ],
    *,
    name: Annotated[
        str | None, typer.Option("--as", metavar="NAME", help="The name of an exporter.")
    ] = None,
    all_of_them: Annotated[
        bool, typer.Option("--all", help="Write every file that the book names under [[exports]].")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="PATH",
            help="The file; without it, standard output. With --all, the folder; without it, here.",
        ),
    ] = None,
    option: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY=VALUE", help="An option of the exporter; may be given again."),
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Write the evaluation down for another program."""
    if (name is None) != all_of_them:
        raise typer.BadParameter("give one of --as NAME and --all", param_hint="'--as'")
    if all_of_them and option:
        raise typer.BadParameter("the book has the options beside --all", param_hint="'--option'")
    with refusals():
        registry = installed()
        evaluation = _evaluated(book, as_of=as_of, registry=registry)
        if name is None:
            _write_all(book, evaluation, folder=output or Path(), registry=registry)
        else:
            exporter = registry.exporter(name, options=options_of(option or []))
            _write_one(evaluation, exporter=exporter, output=output)
        print_findings(evaluation.findings, console=err())


def _evaluated(path: Path, *, as_of: str | None, registry: Registry) -> Evaluation:
    """The evaluation of the book in a folder."""
    with reading() as progress:
        book = read_book(path, registry=registry, progress=progress)
    return evaluate(book, as_of=moment_in(book, as_of))


def _write_one(evaluation: Evaluation, *, exporter: Exporter, output: Path | None) -> None:
    """Write one file, or print its content as it is."""
    content = exported(evaluation, exporter=exporter)
    if output is None:
        typer.echo(content, nl=False)
        return
    output.write_bytes(content)
    err().print(Text(harmless(f"{exporter.name}: {output}")))


def _write_all(path: Path, evaluation: Evaluation, *, folder: Path, registry: Registry) -> None:
    """Write every file that a book names, once all of them are made."""
    named = book_files(path, registry=registry).exports
    if not named:
        rule = "name a file under [[exports]] of campaign.toml"
        raise InvalidInputError("book to be exported", rule, str(path))
    targets = {folder / one.file: _refused_in_book(one, folder=folder, book=path) for one in named}
    contents = {
        target: exported(evaluation, exporter=one.exporter) for target, one in targets.items()
    }
    for target, content in contents.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        err().print(Text(harmless(f"{targets[target].exporter.name}: {target}")))


def _refused_in_book(one: NamedExport, *, folder: Path, book: Path) -> NamedExport:
    """The export itself, unless it would lie among the tables of the book."""
    if (folder / one.file).parent.resolve() == book.resolve():
        rule = "not lie among the tables of its book"
        raise InvalidInputError(f"export {one.file}", rule, str(folder / one.file))
    return one
