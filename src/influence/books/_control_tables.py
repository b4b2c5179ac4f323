"""Control tables: the rows of a test against a control, without a book around them.

A table of people has the column ``unit_id``, a table of regions has not; they are read and judged
as the tables ``holdouts`` and ``controls`` of a book are.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs

from influence.books._cells import Setting
from influence.books._columns import TableKind, with_hint
from influence.books._control_rows import judge_controls, judge_holdouts
from influence.books._files.csv_table import CsvTable
from influence.books._files.pieces import decoded, pieces, silent
from influence.books._judge import JudgedTable
from influence.books._rejections import RejectedRowError, Rejections
from influence.books._tables import CONTROLS, HOLDOUTS
from influence.errors import InvalidInputError
from influence.findings import Finding
from influence.incrementality import HoldoutUnit, RegionDay
from influence.money import Money
from influence.periods import zone

_OF_PEOPLE = "unit_id"


@attrs.frozen(kw_only=True)
class ControlTables:
    """What could be read of tables of a test.

    Args:
        controls: The days of regions.
        holdouts: The people, or groups of them.
        rejections: What was left out, and what was odd.
    """

    controls: tuple[RegionDay, ...]
    holdouts: tuple[HoldoutUnit, ...]
    rejections: tuple[Finding, ...]

    @property
    def rejected_rows(self) -> int:
        """How many rows were left out because they broke a rule."""
        return sum(one.rows for one in self.rejections if one.severity == "error")


def read_control_tables(paths: Iterable[str | Path], *, currency: str) -> ControlTables:
    """The rows of CSV files, each of regions or of people by its header.

    Args:
        paths: The files; cells may be separated by commas, semicolons or tabs.
        currency: What amounts without a ``currency`` column are in. A row in another one is left
            out, because there is no rate to convert it by.

    Raises:
        InvalidInputError: A file cannot be read as a table.
        UnknownNameError: *currency* is not in ISO 4217.

    Example:
        >>> tables = read_control_tables(["examples/controls/regions.csv"], currency="USD")
        >>> len(tables.controls), len(tables.holdouts), tables.rejected_rows
        (336, 0, 0)
    """
    Money.zero(currency)  # refuses what no money can be in
    rejections = Rejections()
    controls: list[RegionDay] = []
    holdouts: list[HoldoutUnit] = []
    setting = Setting(currency=currency, time_zone=zone("UTC"))
    for path in map(Path, paths):
        if _is_of_people(path):
            people = _judged(path, HOLDOUTS, setting=setting, rejections=rejections)
            judge_holdouts(people, currency=currency)
            holdouts += people.rows
        else:
            regions = _judged(path, CONTROLS, setting=setting, rejections=rejections)
            judge_controls(regions)
            controls += regions.rows
    return ControlTables(
        controls=tuple(controls), holdouts=tuple(holdouts), rejections=rejections.findings()
    )


def _is_of_people(path: Path) -> bool:
    """Whether the header of a file has the column that names people."""
    first = next((raw for _, raw, _ in pieces(path, progress=silent) if raw.strip()), b"")
    return _OF_PEOPLE in decoded(first)[0]


def _judged(
    path: Path, kind: TableKind[Any], *, setting: Setting, rejections: Rejections
) -> JudgedTable[Any]:
    """One file, judged row by row."""
    table: JudgedTable[Any] = JudgedTable(
        kind=kind, file=path.name, rejections=rejections, known={}
    )
    try:
        source = CsvTable.opened(path, kind=kind, rejections=rejections, progress=silent)
    except RejectedRowError as error:
        rule = "be a table with a header that can be read"
        raise InvalidInputError(f"table {path.name}", rule, str(error)) from None
    table.read(source, setting=setting)
    strange = source.unknown(kind.names)
    if strange:
        told = ", ".join(with_hint(name, kind.names) for name in strange)
        message = f"columns must be known to be read, got {told}"
        rejections.note("INF202", where=path.name, message=message)
    return table
