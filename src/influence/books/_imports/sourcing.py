"""Importing from a source: one export, read by an attribution source, into the tables of a book.

    export → source → facts      → the tables that the source tells
                    → gaps       → gaps.csv, so that the report names them
                    → rejections → told, and counted in gaps.csv

An existing ``campaign.toml`` is kept, because it says whose each mark is. A table that is there is
written over only when that is asked for, and one of which the export has no rows is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import attrs

from influence.books._columns import TableKind
from influence.books._faults import InvalidBookError
from influence.books._files.pieces import silent
from influence.books._folder import CAMPAIGN, Folder
from influence.books._imports.first_campaign import first_campaign
from influence.books._imports.records import write_files
from influence.books._reader import book_files
from influence.books._reading import Reading
from influence.books._tables import GAPS, TABLES
from influence.books._writer import foreign_records, records_text
from influence.errors import InvalidInputError, UnknownNameError
from influence.findings import Finding
from influence.plugins import CheckedSource, Registry, load
from influence.sources import Export, Gap, Setting, Sourced
from influence.tracking import Owners

_FIELDS = {"order_lines": "line_items"}


@attrs.frozen(kw_only=True)
class SourceImport:
    """What became of one export.

    Args:
        source: The name of the source.
        file: The name of the export.
        rows: How many rows of facts it has.
        taken: How many of them are in the book.
        tables: How many rows each table has that was written.
        rejections: The rows that break a rule or are repeated.
        gaps: What the export does not tell.
        notes: What else the reader should know.
    """

    source: str
    file: str
    rows: int
    taken: int
    tables: Mapping[str, int]
    rejections: tuple[Finding, ...]
    gaps: tuple[Gap, ...]
    notes: tuple[str, ...]


def import_source(
    name: str,
    *,
    source: Path,
    target: Path,
    options: Mapping[str, str] | None = None,
    replace: bool = False,
    registry: Registry | None = None,
) -> SourceImport:
    """Write what the source *name* reads out of the file *source* into the book *target*.

    Args:
        name: The name of an attribution source.
        source: The export, a table, or a document when its name ends with ``.json``.
        target: A campaign book, or a folder that is new or empty; then a campaign to begin with is
            written as well.
        options: The options of the source, as a person types them.
        replace: Whether tables that are there may be written over.
        registry: The sources there are; by default those of ``influence.plugins.load()``.

    Raises:
        UnknownNameError: There is no source or option of that name; the close one is named.
        InvalidInputError: The export is not what the source reads, or a table is there already.
        InvalidBookError: The campaign file of *target* has faults.
        PluginError: The source fails.
    """
    known = registry or load()
    reader = known.attribution_source(name, options=options)
    one = _Reading.of(reader, file=source, setting=_setting(target, registry=known))
    one.refuse_taken(Folder(target), replace=replace)
    return one.written(target)


def import_named(
    target: Path, *, replace: bool = False, registry: Registry | None = None
) -> tuple[SourceImport, ...]:
    """Read every export that the campaign file of *target* names under ``[[sources]]``.

    All of them are read before the first table is written.

    Args:
        target: A campaign book; the files are looked for below it.
        replace: Whether tables that are there may be written over.
        registry: The sources there are; by default those of ``influence.plugins.load()``.

    Raises:
        InvalidInputError: The file names no export, one is not what its source reads, two have rows
            of one table, or a table is there already.
        InvalidBookError: The campaign file has faults.
        PluginError: A source fails.
    """
    known = registry or load()
    named = book_files(target, registry=known).sources
    if not named:
        rule = f"name an export under [[sources]] of {CAMPAIGN}"
        raise InvalidInputError("book to be read again", rule, str(target))
    setting = _setting(target, registry=known)
    read = [_Reading.of(one.source, file=target / one.file, setting=setting) for one in named]
    _refuse_shared(read)
    for one in read:
        one.refuse_taken(Folder(target), replace=replace)
    return tuple(one.written(target) for one in read)


@attrs.frozen(kw_only=True)
class _Reading:
    """One export that was read and is not yet written.

    Args:
        source: The name of what read it.
        export: The export.
        sourced: What was read.
        told: The tables that the source says it tells.
    """

    source: str
    export: Export
    sourced: Sourced
    told: Sequence[TableKind[Any]]

    @classmethod
    def of(cls, reader: CheckedSource, *, file: Path, setting: Setting) -> _Reading:
        """What a source reads in a file."""
        told = [_kind(table, source=reader.name) for table in reader.tells]
        export = _export(file)
        sourced = reader.read(export, setting=setting)
        _refuse_unsaid(sourced, told=told, source=reader.name)
        return cls(source=reader.name, export=export, sourced=sourced, told=told)

    @property
    def filled(self) -> Mapping[str, int]:
        """How many rows there are of each table that has any."""
        counts = {kind.name: len(_rows(self.sourced, kind)) for kind in self.told}
        return {name: count for name, count in counts.items() if count}

    def refuse_taken(self, folder: Folder, *, replace: bool) -> None:
        """Refuse to write over a table that nobody said may be written over."""
        _refuse_taken(folder, self.sourced, told=self.told, replace=replace)

    def written(self, target: Path) -> SourceImport:
        """What became of the export, once its tables are written."""
        folder, sourced, source = Folder(target), self.sourced, self.source
        gaps = (*sourced.gaps, *_rejected(sourced, source=source, file=self.export.name))
        filled = self.filled
        texts = _texts(sourced, told=self.told) | _gaps_text(folder, gaps, source=source)
        notes = tuple(_untouched(folder, told=self.told, filled=filled))
        if not (target / CAMPAIGN).exists():
            texts |= first_campaign(sourced, name=target.name)
            notes = (*notes, f"{CAMPAIGN}: written to begin with; say in it what was agreed")
        _write(texts, target=target, stale=[path for name in filled for path in folder.files(name)])
        return SourceImport(
            source=source,
            file=self.export.name,
            rows=sourced.rows,
            taken=sourced.taken,
            tables=filled,
            rejections=sourced.rejections,
            gaps=gaps,
            notes=notes,
        )


def _refuse_shared(read: Sequence[_Reading]) -> None:
    """Refuse two exports with rows of one table, of which the second would replace the first."""
    by_table: dict[str, str] = {}
    for one in read:
        for table in one.filled:
            if table in by_table:
                rule = f"have rows of tables of their own, {table} is in {by_table[table]} as well"
                raise InvalidInputError("exports of one book", rule, one.export.name)
            by_table[table] = one.export.name


def _kind(table: str, *, source: str) -> TableKind[Any]:
    """The table that a source says it tells."""
    if table not in TABLES:
        raise UnknownNameError(f"table of attribution source {source}", table, TABLES)
    return TABLES[table]


def _export(path: Path) -> Export:
    """The file as its kind has it."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInputError(path.name, "be UTF-8", str(error)) from error
    is_document = path.suffix.lower() == ".json"
    return (Export.of_json if is_document else Export.of_csv)(text, name=path.name)


def _setting(target: Path, *, registry: Registry) -> Setting:
    """What the book in *target* tells a source, as far as there is one."""
    if not (target / CAMPAIGN).exists():
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            rule = f"be a book with {CAMPAIGN}, or a new or empty folder"
            raise InvalidInputError("target", rule, str(target))
        return Setting()
    reading = Reading(folder=Folder(target), registry=registry, progress=silent)
    agreement = reading.draft().agreement
    if agreement is None:
        raise InvalidBookError(str(target), reading.faults)
    marks = tuple(mark for deal in agreement.deals for mark in deal.marks)
    return Setting(
        currency=agreement.campaign.currency,
        time_zone=agreement.campaign.time_zone,
        owners=Owners(marks),
    )


def _rows(sourced: Sourced, kind: TableKind[Any]) -> Sequence[object]:
    """The rows that a source read for a table; none for one that no source can fill."""
    found: object = getattr(sourced, _FIELDS.get(kind.name, kind.name), ())
    return cast("Sequence[object]", found)


def _refuse_unsaid(sourced: Sourced, *, told: Sequence[TableKind[Any]], source: str) -> None:
    """Refuse facts of a table that the source does not say it tells."""
    unsaid = [kind for kind in TABLES.values() if kind is not GAPS and kind not in told]
    for kind in unsaid:
        if _rows(sourced, kind):
            rule = "tell only the tables that it says it tells"
            raise InvalidInputError(f"attribution source {source}", rule, kind.name)


def _refuse_taken(
    folder: Folder, sourced: Sourced, *, told: Sequence[TableKind[Any]], replace: bool
) -> None:
    """Refuse to write over a table that nobody said may be written over."""
    written = [kind for kind in told if _rows(sourced, kind)]
    taken = [path.name for kind in written for path in folder.files(kind.name)]
    if taken and not replace:
        rule = "have none of the tables that are imported, unless they may be replaced"
        raise InvalidInputError(str(folder.path), rule, ", ".join(taken))
    for path in folder.files(GAPS.name):
        if path.suffix != ".csv":
            raise InvalidInputError(path.name, "be gaps.csv, to which gaps are added", path.suffix)


def _untouched(
    folder: Folder, *, told: Sequence[TableKind[Any]], filled: Mapping[str, int]
) -> Iterator[str]:
    """A note for each table that is there and of which the export has no rows."""
    for kind in told:
        for path in folder.files(kind.name) if kind.name not in filled else ():
            yield f"{path.name}: left as it is, because the export has no rows of it"


def _rejected(sourced: Sourced, *, source: str, file: str) -> tuple[Gap, ...]:
    """A gap that says in the book how many rows were rejected on the way."""
    if not sourced.rejected:
        return ()
    told = f"{sourced.rejected} of {sourced.rows} rows broke a rule and are in no figure"
    return (Gap(source=source, kind="rejected", where=file, told=told, rows=sourced.rejected),)


def _texts(sourced: Sourced, *, told: Sequence[TableKind[Any]]) -> dict[str, str]:
    """The tables that have rows, by the names of their files."""
    return {
        f"{kind.name}.csv": records_text(kind, foreign_records(kind, rows))
        for kind in told
        if (rows := _rows(sourced, kind))
    }


def _gaps_text(folder: Folder, gaps: Sequence[Gap], *, source: str) -> dict[str, str]:
    """The table of gaps, in which those of other sources stay."""
    records: list[dict[str, str]] = []
    for path in folder.files(GAPS.name):
        rows = [row.cells for row in _export(path).rows if row.cells]
        before = [dict(zip(rows[0], cells, strict=False)) for cells in rows[1:]]
        records += [record for record in before if record.get("source") != source]
    records += foreign_records(GAPS, gaps)
    return {f"{GAPS.name}.csv": records_text(GAPS, records)} if records else {}


def _write(texts: Mapping[str, str], *, target: Path, stale: Sequence[Path]) -> None:
    """Write files whole, each put into its place at once, and drop those that they replace."""
    target.mkdir(parents=True, exist_ok=True)
    write_files(texts, folder=target)
    for path in stale:
        if path.name not in texts:
            path.unlink()
