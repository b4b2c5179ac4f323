"""``influence import``: foreign tables into a book, by a mapping or by a source that has a name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from influence.books import SourceImport, import_book, import_named, import_source
from influence.cli._console import err, harmless, out, print_findings, refusals
from influence.cli._installed import installed
from influence.cli._options import options_of
from influence.errors import UnknownNameError
from influence.findings import Finding
from influence.plugins import Registry
from influence.sources import Gap


def import_(
    mapping: Annotated[
        str,
        typer.Argument(
            metavar="MAPPING",
            help="A TOML mapping, or the name of a source; alone, a book that names its sources.",
        ),
    ],
    source: Annotated[
        Path | None,
        typer.Argument(
            metavar="SOURCE",
            help="The folder of the foreign tables; for a source, the file that was exported.",
            exists=True,
            show_default=False,
        ),
    ] = None,
    directory: Annotated[
        Path | None,
        typer.Argument(
            metavar="DIR",
            help="A folder that is new or empty; for a source, also a book.",
            show_default=False,
        ),
    ] = None,
    *,
    option: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY=VALUE", help="An option of the source; may be given again."),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Write over tables that an import wrote before.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what a source read as one JSON document.")
    ] = False,
) -> None:
    """Turn tables that somebody else published into a campaign book."""
    with refusals():
        registry = installed()
        if source is None or directory is None:
            _refuse_half(source, option=option)
            _by_book(_book(mapping), replace=replace, as_json=as_json, registry=registry)
            return
        if mapping in registry.attribution_sources:
            _by_source(
                mapping,
                _file(source),
                directory,
                options=options_of(option or []),
                replace=replace,
                as_json=as_json,
                registry=registry,
            )
            return
        _refuse_options(given=bool(option) or replace or as_json)
        _by_mapping(_mapping(mapping, registry=registry), _folder(source), directory)


def _by_mapping(mapping: Path, source: Path, directory: Path) -> None:
    """Import the tables of a folder as a mapping says."""
    summary = import_book(mapping, source=source, target=directory)
    deals = f"deals: {summary.deals}, one for each creator" if summary.deals else "deals: none"
    for line in (*summary.tables, deals):
        out().print(Text(harmless(str(line))))
    for note in summary.notes:
        err().print(Text(harmless(note)))
    _end(summary.rejections, directory)


def _by_source(
    name: str,
    source: Path,
    directory: Path,
    *,
    options: dict[str, str],
    replace: bool,
    as_json: bool,
    registry: Registry,
) -> None:
    """Import one export as a source reads it."""
    found = import_source(
        name, source=source, target=directory, options=options, replace=replace, registry=registry
    )
    if as_json:
        typer.echo(json.dumps(_document(found), indent=1))
    _tell(found, as_json=as_json)
    _end(found.rejections, directory)


def _by_book(book: Path, *, replace: bool, as_json: bool, registry: Registry) -> None:
    """Import every export that a book names."""
    found = import_named(book, replace=replace, registry=registry)
    if as_json:
        typer.echo(json.dumps([_document(one) for one in found], indent=1))
    for one in found:
        _tell(one, as_json=as_json)
    _end(tuple(fault for one in found for fault in one.rejections), book)


def _tell(found: SourceImport, *, as_json: bool) -> None:
    """Print what was read, unless it was printed for programs, and what is missing."""
    for line in () if as_json else _lines(found):
        out().print(Text(harmless(line)))
    for note in found.notes:
        err().print(Text(harmless(note)))
    print_findings((gap.finding for gap in found.gaps), console=err(), most=None)


def _end(rejections: tuple[Finding, ...], directory: Path) -> None:
    """Say what was rejected and what comes next; exit with 1 when a row is missing."""
    print_findings(rejections, console=err())
    err().print(f"next: influence report {directory}", markup=False)
    if any(one.severity == "error" for one in rejections):
        raise typer.Exit(1)


def _lines(found: SourceImport) -> list[str]:
    """What was read and written, a line each."""
    tables = [f"{name}: {rows} rows" for name, rows in found.tables.items()]
    return [f"{found.file}: {found.taken} of {found.rows} rows taken", *tables]


def _document(found: SourceImport) -> dict[str, object]:
    """What was read, for programs."""
    return {
        "source": found.source,
        "file": found.file,
        "rows": found.rows,
        "taken": found.taken,
        "tables": dict(found.tables),
        "gaps": [_gap(gap) for gap in found.gaps],
        "findings": [
            {"code": one.code, "where": one.where, "message": one.message, "rows": one.rows}
            for one in found.rejections
        ],
    }


def _gap(gap: Gap) -> dict[str, object]:
    """A gap, for programs; what is not known of it is null."""
    return {
        "kind": gap.kind,
        "code": gap.code,
        "where": gap.where,
        "told": gap.told,
        "rows": gap.rows,
        "share": None if gap.share is None else gap.share.text,
        "clicks": gap.clicks,
        "orders": gap.orders,
        "amount": None if gap.amount is None else gap.amount.text,
        "currency": None if gap.amount is None else gap.amount.currency,
    }


def _refuse_options(*, given: bool) -> None:
    if given:
        message = "--option, --replace and --json are for sources, not for a mapping"
        raise typer.BadParameter(message)


def _refuse_half(source: Path | None, *, option: list[str] | None) -> None:
    """Refuse a source without a folder, and options that the book has."""
    if source is not None:
        raise typer.BadParameter("is missing beside SOURCE", param_hint="DIR")
    if option:
        raise typer.BadParameter("the book has the options of its sources", param_hint="--option")


def _book(typed: str) -> Path:
    """The book that was typed alone."""
    path = Path(typed)
    if not path.is_dir():
        message = f"{typed!r} must be the folder of a book where nothing else is given"
        raise typer.BadParameter(message, param_hint="MAPPING")
    return path


def _mapping(typed: str, *, registry: Registry) -> Path:
    """The mapping that was typed, which has to be there."""
    path = Path(typed)
    if path.is_file():
        return path
    unknown = UnknownNameError("source", typed, registry.attribution_sources)
    message = f"{typed!r} is neither a mapping that exists nor a source; {unknown}"
    raise typer.BadParameter(message, param_hint="MAPPING")


def _folder(path: Path) -> Path:
    if not path.is_dir():
        message = f"{str(path)!r} must be a folder where a mapping is given"
        raise typer.BadParameter(message, param_hint="SOURCE")
    return path


def _file(path: Path) -> Path:
    if not path.is_file():
        message = f"{str(path)!r} must be a file where a source is given"
        raise typer.BadParameter(message, param_hint="SOURCE")
    return path
