"""Reading under way: the files of one book, the faults and the rejections met so far."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import attrs

from influence.books._campaign.agreement import Agreement, Draft
from influence.books._campaign.campaign_file import CampaignFile
from influence.books._campaign.keys import Faults
from influence.books._cells import Setting
from influence.books._columns import TableKind, with_hint
from influence.books._control_rows import judge_controls, judge_holdouts
from influence.books._files.csv_table import CsvTable
from influence.books._files.jsonl_table import JsonLinesTable
from influence.books._files.parquet import ParquetTable
from influence.books._files.pieces import Progress, decoded
from influence.books._files.source import Source
from influence.books._files.touch_columns import TouchColumns
from influence.books._folder import CAMPAIGN, Folder
from influence.books._judge import JudgedTable, judge_results
from influence.books._order_parts import judge_lines, judge_refunds
from influence.books._rejections import Rejections
from influence.books._tables import (
    CREATORS,
    GAPS,
    ORDER_LINES,
    ORDERS,
    RATES,
    RESULTS,
    TABLES,
    TOUCHES,
)
from influence.campaign_book import Book
from influence.creators import Creator
from influence.errors import InvalidInputError, UnknownNameError
from influence.exchange import Conversion, ExchangeRates
from influence.findings import Finding
from influence.periods import zone
from influence.plugins import Registry
from influence.tracking import Owners, Touch, TouchTable

_MOST_NAMED = 12


@attrs.define(kw_only=True)
class Reading:
    """One book being read.

    Args:
        folder: Where it is.
        registry: What it may name.
        progress: Who is told how far it is.
        keeps_touches: Whether touches in Parquet stay rows of a frame.
    """

    folder: Folder
    registry: Registry
    progress: Progress
    keeps_touches: bool = False
    rejections: Rejections = attrs.field(factory=Rejections, init=False)
    faults: list[Finding] = attrs.field(factory=list[Finding], init=False)
    tables: dict[str, JudgedTable[Any]] = attrs.field(factory=dict[str, Any], init=False)
    touches: TouchTable | None = attrs.field(default=None, init=False)

    def draft(self) -> Draft:
        """The campaign file, and the creators whom its deals name."""
        self.faults += self.folder.faults()
        faults = Faults(CAMPAIGN, self._campaign_text())
        draft = Draft()
        if faults.text:
            draft = CampaignFile(faults=faults, registry=self.registry).draft()
        # Creators have neither amounts nor times, so that they can be read without a campaign.
        setting = Setting(currency=draft.currency or "", time_zone=draft.time_zone or zone("UTC"))
        self._read(CREATORS, setting, known={})
        if "creators" in self.tables:
            _check_creators(draft, self.tables["creators"].keys, faults)
        self.faults += faults.findings
        return draft

    def read_tables(self, draft: Draft) -> None:
        """Every table but the creators, as far as it can be judged."""
        if draft.currency is None or draft.time_zone is None or "creators" not in self.tables:
            return
        setting = Setting(currency=draft.currency, time_zone=draft.time_zone)
        known: dict[str, Collection[str]] = {
            "creators": self.tables["creators"].keys,
            "angles": draft.angles,
            "orders": frozenset(),
            "assets": frozenset(),
        }
        for kind in TABLES.values():
            if kind is not CREATORS:
                self._read(kind, setting, known=known)
            if kind is RATES:
                setting = attrs.evolve(setting, rates=ExchangeRates(self._rows(RATES)))
            if kind.name in known and kind.name in self.tables:
                known[kind.name] = self.tables[kind.name].keys
        self._judge(draft)
        self._note_converted(draft.currency)
        self._note_absent()

    def book(self, agreement: Agreement) -> Book:
        """The book of what was accepted."""
        return Book(
            campaign=agreement.campaign,
            touches=self._touches(),
            **{kind.field: self._rows(kind) for kind in TABLES.values() if kind is not TOUCHES},
            deals=agreement.deals,
            attribution=agreement.attribution,
            settlement=agreement.settlement,
            links=agreement.links,
            ranking=agreement.ranking,
            lint=agreement.lint,
            decisions=agreement.decisions,
            learning=agreement.learning,
            plan=agreement.plan,
            ladder=agreement.ladder,
            tiers=agreement.tiers,
            tells_sales=bool({ORDERS.name, RESULTS.name} & self.tables.keys()),
            rejections=self.rejections.findings(),
            other_columns={
                name: table.others for name, table in self.tables.items() if table.others
            },
            conversions=self._conversions(),
        )

    def creators(self) -> tuple[Creator, ...] | None:
        """The accepted creators; ``None`` when their table could not be read."""
        return self._rows(CREATORS) if CREATORS.name in self.tables else None

    def gaps(self) -> tuple[Finding, ...]:
        """What the sources of the book do not tell."""
        return tuple(gap.finding for gap in self._rows(GAPS))

    def _campaign_text(self) -> str:
        """The text of the campaign file, empty when it cannot be read."""
        path = self.folder.path / CAMPAIGN
        if not path.exists():
            return ""
        try:
            text, message = decoded(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
        except OSError as error:
            text, message = "", f"file must be readable, got {error.strerror}"
        if not text.strip():
            message = message or "file must say what was agreed, got an empty one"
        if message:
            self._fault(CAMPAIGN, message.replace("row must", "file must"))
        return "" if message else text

    def _read(
        self, kind: TableKind[Any], setting: Setting, *, known: Mapping[str, Collection[str]]
    ) -> None:
        """Read one table, if it is in one file."""
        paths = self.folder.files(kind.name) if self.folder.path.is_dir() else []
        if len(paths) != 1:
            return
        file = paths[0].name
        table = JudgedTable(kind=kind, file=file, rejections=self.rejections, known=known)
        before = self.rejections.rows
        try:
            source = self._opened(kind)
            table.read(source, setting=setting)
        except (InvalidInputError, OSError) as error:
            self._unread(file, error)
            return
        self.tables[kind.name] = table
        if isinstance(source, TouchColumns):
            self.touches = source.file.touches(table.rows, lines=table.lines)
        is_empty = not (self._touches() if kind is TOUCHES else table.rows)
        if is_empty and self.rejections.rows == before:
            self.rejections.note("INF203", where=file, message="table must have rows, got none")
        self._note_unknown(kind, file, source.unknown(kind.names))

    def _opened(self, kind: TableKind[Any]) -> Source:
        """The one file of a table."""
        path = self.folder.files(kind.name)[0]
        rejections, progress = self.rejections, self.progress
        if path.suffix == ".csv":
            return CsvTable.opened(path, kind=kind, rejections=rejections, progress=progress)
        if path.suffix == ".parquet":
            table = ParquetTable.opened(path, kind=kind, rejections=rejections, progress=progress)
            is_kept = self.keeps_touches and kind is TOUCHES and bool(table.columns)
            return (TouchColumns.of(table) if is_kept else None) or table
        return JsonLinesTable(
            path=path, columns=kind.names, rejections=rejections, progress=progress
        )

    def _unread(self, file: str, error: InvalidInputError | OSError) -> None:
        """Say that a table was not read; what rests on it would be wrong, so there is no book."""
        message = (
            str(error)
            if isinstance(error, InvalidInputError)
            else f"file must be readable, got {error.strerror}"
        )
        told = f"{message}; the table was not read"
        self.faults.append(Finding(code="INF107", where=f"{file}:1", message=told))

    def _note_unknown(self, kind: TableKind[Any], file: str, names: tuple[str, ...]) -> None:
        """Say which columns nobody reads."""
        if names:
            told = ", ".join(with_hint(name, kind.names) for name in names[:_MOST_NAMED])
            more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
            message = f"columns must be known to be read, got {told}{more}"
            self.rejections.note("INF202", where=file, message=message)

    def _judge(self, draft: Draft) -> None:
        """Judge the tables by each other."""
        orders = self.tables.get("orders")
        if "order_lines" in self.tables:
            judge_lines(self.tables["order_lines"], orders=orders)
        if "refunds" in self.tables:
            judge_refunds(self.tables["refunds"], orders=orders, lines=self._rows(ORDER_LINES))
        if "controls" in self.tables:
            judge_controls(self.tables["controls"])
        if "holdouts" in self.tables and draft.currency is not None:
            judge_holdouts(self.tables["holdouts"], currency=draft.currency)
        if self._rows(RESULTS) and draft.agreement is not None:
            marks = (mark for deal in draft.agreement.deals for mark in deal.marks)
            judge_results(
                self.tables["results"],
                owners=Owners(tuple(marks)),
                touches=self._touches(),
                orders=self._rows(ORDERS),
            )

    def _conversions(self) -> Mapping[str, Conversion]:
        """Every amount that was told in another currency."""
        return {
            f"{table.kind.singular} {name} {column}": conversion
            for table in self.tables.values()
            for name, conversions in table.conversions.items()
            for column, conversion in conversions.items()
        }

    def _note_converted(self, currency: str) -> None:
        """Say which tables have rows that were converted."""
        for table in self.tables.values():
            found = [next(iter(row.values())).original for row in table.conversions.values()]
            if found:
                others = " and ".join(sorted({original.currency for original in found}))
                rule = f"be in {currency}, the currency of the campaign"
                got = f"{len(found)} rows in {others}, converted by the table rates"
                message = f"amounts must {rule}, got {got}"
                self.rejections.note("INF205", where=table.file, message=message, rows=len(found))

    def _note_absent(self) -> None:
        """Say which figures cannot be known, and which files were not read."""
        for name, table in self.folder.strangers():
            hint = f", did you mean {table!r}?" if table else ""
            message = (
                f"file must be named as a table of a book, got {name!r}{hint}; it was not read"
            )
            self.rejections.note("INF205", where=name, message=message)
        absent = {name for name in TABLES if not self.folder.files(name)}
        for table, missing, message in _ABSENT:
            if missing <= absent:
                self.rejections.note("INF204", where=table, message=message)

    def _touches(self) -> tuple[Touch, ...] | TouchTable:
        """The accepted touches, as values or as a table of them."""
        return self._rows(TOUCHES) if self.touches is None else self.touches

    def _rows(self, kind: TableKind[Any]) -> tuple[Any, ...]:
        """The accepted rows of a table, none when it is not in the book."""
        return tuple(self.tables[kind.name].rows) if kind.name in self.tables else ()

    def _fault(self, where: str, message: str) -> None:
        self.faults.append(Finding(code="INF201", where=where, message=message))


_ABSENT = (
    (
        "orders",
        {"orders", "results"},
        "book must have orders or results to tell sales, got neither",
    ),
    (
        "touches",
        {"touches", "results"},
        "book must have touches to credit orders by link, got none: only codes earn credit",
    ),
    ("posts", {"posts"}, "book must have posts to tell what was delivered and seen, got none"),
)


def _check_creators(draft: Draft, creators: Collection[str], faults: Faults) -> None:
    """Note the deals with somebody who is not in the book."""
    for place, creator in draft.creators.items():
        if creator not in creators:
            error = UnknownNameError(f"deals[{creator}].creator", creator, creators)
            faults.note(("deals", place, "creator"), str(error))
