"""Importing: tables that somebody else published, rewritten as a campaign book.

    rows read = rows written + rows left out on purpose + rows rejected

Rows are streamed from file to file; a cell that is copied is copied as text, so no digit is lost
and no date is guessed at. Nothing disappears without a word: a row that the mapping leaves out is
counted, a row that does not fit is rejected with its place, and a column or file that nobody asked
for is named. Whether the copied cells make sense is for the reader of the book.
"""

from __future__ import annotations

import contextlib
import csv
import tempfile
from collections.abc import Generator, Mapping
from pathlib import Path

import attrs

from influence.books._imports.foreign import ForeignRow, ForeignTable
from influence.books._imports.mapping import BookMapping, TableMapping, read_mapping
from influence.books._imports.recipes import Recipes, RejectedCellError, filled
from influence.books._toml_text import toml_text
from influence.errors import InvalidInputError
from influence.findings import Finding


@attrs.frozen(kw_only=True)
class ImportedTable:
    """What became of the rows of one table.

    Args:
        name: The table in the book.
        source: The file it came from.
        read: Rows in the source.
        written: Rows in the book.
        left_out: Rows that the mapping's ``where`` did not want.
        rejected: Rows that do not fit; each is a finding.
    """

    name: str
    source: str
    read: int
    written: int
    left_out: int
    rejected: int

    def __str__(self) -> str:
        """Such as ``posts: 9 of 10 rows of posts.csv, 1 rejected``."""
        counts = {"left out": self.left_out, "rejected": self.rejected}
        others = "".join(f", {count} {word}" for word, count in counts.items() if count)
        return f"{self.name}: {self.written} of {self.read} rows of {self.source}{others}"


@attrs.frozen(kw_only=True)
class ImportSummary:
    """What was written, what was not, and why.

    Args:
        tables: The tables of the book, in its order.
        deals: How many deals were written.
        rejections: A finding for each row that was rejected.
        notes: What else the reader should know, such as columns that nobody asked for.
    """

    tables: tuple[ImportedTable, ...]
    deals: int
    rejections: tuple[Finding, ...]
    notes: tuple[str, ...]

    def __str__(self) -> str:
        """One line for each table, note and rejection."""
        deals = (f"deals: {self.deals}, one for each creator",) if self.deals else ()
        return "\n".join(map(str, (*self.tables, *deals, *self.notes, *self.rejections)))


def import_book(mapping: Path, *, source: Path, target: Path) -> ImportSummary:
    """Write the tables in the folder *source* as a book into *target*, as *mapping* says.

    An import that fails leaves *target* as it was.

    Raises:
        InvalidInputError: The mapping breaks a rule, a file cannot be read, or *target* is not
            empty.
        UnknownNameError: The mapping names a key, table, column or file that there is not.
    """
    wanted = read_mapping(mapping)
    if not source.is_dir():
        raise InvalidInputError("source", "be a folder that exists", str(source))
    sources = tuple(
        ForeignTable.opened(source, name=each.source, delimiter=each.delimiter)
        for each in wanted.tables
    )
    recipes = tuple(
        Recipes.of(each, columns=foreign.columns)
        for each, foreign in zip(wanted.tables, sources, strict=True)
    )
    with _new_folder(target) as folder:
        scribe = _Scribe(folder=folder)
        for each, foreign, cells in zip(wanted.tables, sources, recipes, strict=True):
            scribe.write_table(each, foreign=foreign, recipes=cells)
        scribe.write_campaign(wanted)
    return ImportSummary(
        tables=tuple(scribe.tables),
        deals=scribe.deals,
        rejections=tuple(scribe.rejections),
        notes=(*_unread_columns(wanted.tables, sources), *_unread_files(wanted, source=source)),
    )


@attrs.define(kw_only=True)
class _Scribe:
    """Writes the book and keeps count."""

    folder: Path
    tables: list[ImportedTable] = attrs.field(factory=list[ImportedTable])
    rejections: list[Finding] = attrs.field(factory=list[Finding])
    creators: dict[str, Mapping[str, str]] = attrs.field(factory=dict[str, Mapping[str, str]])
    deals: int = 0

    def write_table(
        self, mapping: TableMapping, *, foreign: ForeignTable, recipes: Recipes
    ) -> None:
        """Rewrite one table, row by row."""
        before, read, written, left_out = len(self.rejections), 0, 0, 0
        path = self.folder / f"{mapping.table}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(mapping.cells)
            for row in foreign.rows():
                read += 1
                if recipes.leaves_out(row):
                    left_out += 1
                elif cells := self._rewritten(row, foreign=foreign, recipes=recipes):
                    writer.writerow(cells)
                    written += 1
                    self._remember(mapping, cells)
        self.tables.append(
            ImportedTable(
                name=mapping.table,
                source=mapping.source,
                read=read,
                written=written,
                left_out=left_out,
                rejected=len(self.rejections) - before,
            )
        )

    def _rewritten(
        self, row: ForeignRow, *, foreign: ForeignTable, recipes: Recipes
    ) -> tuple[str, ...]:
        """The cells in the book, or none when the row was rejected."""
        place = f"{foreign.name}:{row.line}"
        if len(row.cells) != len(foreign.columns):
            rule = f"row must have {len(foreign.columns)} cells, got {len(row.cells)}"
            self.rejections.append(Finding(code="INF102", where=place, message=rule))
            return ()
        try:
            return recipes.cells(row)
        except RejectedCellError as fault:
            where = f"{place} {fault.what}"
            self.rejections.append(Finding(code="INF101", where=where, message=str(fault)))
            return ()

    def _remember(self, mapping: TableMapping, cells: tuple[str, ...]) -> None:
        """Keep each creator, because the deals are written from them."""
        if mapping.table == "creators":
            creator = dict(zip(mapping.cells, cells, strict=True))
            self.creators.setdefault(creator["creator_id"], creator)

    def write_campaign(self, mapping: BookMapping) -> None:
        """Write what was agreed: the sections as they stand, and a deal for each creator."""
        document: dict[str, object] = {"schema": 1, **mapping.campaign}
        if mapping.deal is not None:
            place = f"{mapping.name} [deals]"
            deals = [
                {"creator": creator_id}
                | {key: filled(value, row=row, place=place) for key, value in mapping.deal.items()}
                for creator_id, row in self.creators.items()
            ]
            document |= {"deals": deals} if deals else {}
            self.deals = len(deals)
        path = self.folder / "campaign.toml"
        path.write_text(toml_text(document), encoding="utf-8", newline="\n")


@contextlib.contextmanager
def _new_folder(target: Path) -> Generator[Path]:
    """A folder that becomes *target* when all went well, and leaves no trace when not."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise InvalidInputError("target", "be a new or empty folder", str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".import-") as work:
        folder = Path(work) / "book"
        folder.mkdir()
        yield folder
        if target.exists():
            target.rmdir()
        folder.rename(target)


def _unread_columns(
    mappings: tuple[TableMapping, ...], sources: tuple[ForeignTable, ...]
) -> list[str]:
    """A note for each source file that has columns no table reads."""
    read: dict[str, set[str]] = {}
    for mapping in mappings:
        read.setdefault(mapping.source, set()).update(mapping.source_columns)
    files = {foreign.name: foreign.columns for foreign in sources}
    rest = {
        name: [column for column in columns if column not in read[name]]
        for name, columns in files.items()
    }
    return [f"{name}: not imported: {', '.join(left)}" for name, left in rest.items() if left]


def _unread_files(mapping: BookMapping, *, source: Path) -> list[str]:
    """A note for each table in the source folder that the mapping does not name."""
    read = {source / each.source for each in mapping.tables}
    return [
        f"{path.name}: not imported: no table of {mapping.name} is from it"
        for path in sorted(source.glob("*.csv"))
        if path not in read
    ]
