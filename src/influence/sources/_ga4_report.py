"""A GA4 report, whether it came as CSV or from the Data API."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

import attrs

from influence.errors import InvalidInputError
from influence.findings import Finding
from influence.sources._ga4_words import CONTENTS, is_dimension
from influence.sources._gap import Gap

_DAY = re.compile(r"[0-9]{8}")


@attrs.frozen(kw_only=True)
class Ga4Row:
    """One row.

    Args:
        line: Its line in the file, or its number where the file has no lines.
        cells: Its values by the names of the Data API.
    """

    line: int
    cells: Mapping[str, str]


@attrs.frozen(kw_only=True)
class Ga4Report:
    """A report with the names of the Data API.

    Args:
        file: What messages call it.
        columns: Its dimensions and metrics.
        rows: Its rows, without totals.
        totals: What it says that the rows come to, by metric; none when it does not say.
        counted: How many rows of facts the file has, those that are not in *rows* among them.
        rejections: The rows that could not be read, and those that are of another table.
        currency: The currency of its amounts; ``None`` when it names none.
        time_zone: The name of the zone of its days; ``None`` when it names none.
        days: Its first and its last day; ``None`` when it does not say.
        hidden: The metrics that the account may not see, and which stand there as nothing.
        gaps: What it says of itself that is missing.
    """

    file: str
    columns: tuple[str, ...]
    rows: tuple[Ga4Row, ...]
    totals: Mapping[str, str] = attrs.field(factory=dict[str, str])
    counted: int
    rejections: tuple[Finding, ...] = ()
    currency: str | None = None
    time_zone: str | None = None
    days: tuple[dt.date, dt.date] | None = None
    hidden: frozenset[str] = frozenset()
    gaps: tuple[Gap, ...] = ()

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Its dimensions."""
        return tuple(name for name in self.columns if is_dimension(name))

    @property
    def content(self) -> str:
        """The dimension that holds the UTM content.

        Raises:
            InvalidInputError: It has none.
        """
        found = [name for name in CONTENTS if name in self.columns]
        if not found:
            rule = f"have the dimension {CONTENTS[0]}, which is the UTM content"
            raise InvalidInputError(self.file, rule, ", ".join(self.columns))
        return found[0]

    def tells(self, metric: str) -> bool:
        """Whether a metric is in it and may be seen."""
        return metric in self.columns and metric not in self.hidden


def day_of(text: str) -> dt.date:
    """The day in a cell such as ``20260302`` or ``2026-03-02``.

    Raises:
        InvalidInputError: It is none.
    """
    digits = text.replace("-", "") if len(text) == len("2026-03-02") else text
    rule = "be a day such as 20260302"
    if not _DAY.fullmatch(digits):
        raise InvalidInputError("date", rule, text)
    try:
        return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError as error:
        raise InvalidInputError("date", rule, text) from error
