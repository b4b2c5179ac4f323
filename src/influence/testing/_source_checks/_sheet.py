"""Sheet: the text of an export, and what can be done to it on purpose.

A table may have lines before its header. Its width is that of most of its rows, and its header is
the first row of that width; what comes after is the body.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Sequence
from random import Random

import attrs

from influence.sources import Export

Cells = list[str]


@attrs.frozen(kw_only=True)
class Sheet:
    """The text of an export.

    Args:
        name: The name of its file.
        text: What the file holds.
    """

    name: str
    text: str

    @property
    def is_document(self) -> bool:
        """Whether it is JSON."""
        return self.name.endswith(".json")

    def export(self) -> Export:
        """The export as a source gets it."""
        return self.export_of(self.text)

    def export_of(self, text: str) -> Export:
        """Another text under the same name."""
        make = Export.of_json if self.is_document else Export.of_csv
        return make(text, name=self.name)

    @property
    def rows(self) -> list[Cells]:
        """Every row of a table."""
        return [list(row) for row in csv.reader(io.StringIO(self.text, newline=""))]

    @property
    def header_at(self) -> int:
        """The place of the header."""
        rows = self.rows
        width = Counter(len(row) for row in rows if row).most_common(1)[0][0]
        return next(place for place, row in enumerate(rows) if len(row) == width)

    def with_body(self, change: Callable[[list[Cells]], Sequence[Cells]]) -> Sheet:
        """The same header, with another body."""
        rows, at = self.rows, self.header_at + 1
        return self._of([*rows[:at], *change(rows[at:])])

    def with_columns(self, change: Callable[[Cells], Cells]) -> Sheet:
        """Every row as wide as the header changed alike."""
        rows, at = self.rows, self.header_at
        width = len(rows[at])
        return self._of([change(row) if len(row) == width else row for row in rows])

    def with_junk(self, dice: Random, *, junk: Sequence[str]) -> Sheet:
        """A few cells of the body replaced by what nobody expects."""

        def spoilt(body: list[Cells]) -> list[Cells]:
            rows = [row for row in body if row]
            for row in dice.sample(rows, min(len(rows), 3)):
                row[dice.randrange(len(row))] = dice.choice(junk)
            return body

        return self.with_body(spoilt)

    def _of(self, rows: Sequence[Cells]) -> Sheet:
        """The sheet with these rows."""
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows(rows)
        return Sheet(name=self.name, text=text.getvalue())
