"""Rejections: what was left out of a book and what was odd, row by row.

Each bad row is a finding of its own as long as there are not too many of its kind. A table of which
every row breaks the same rule would otherwise fill the memory with the same sentence, so from the
10,001st on they are counted, and the count is said.
"""

from __future__ import annotations

import attrs

from influence.errors import InfluenceError, InvalidInputError, shown
from influence.findings import Finding

_MOST_OF_A_KIND = 10_000


@attrs.define
class _Rest:
    """The rows of one kind that are only counted."""

    line: int
    count: int = 0


@attrs.define
class Rejections:
    """Findings on their way into a book.

    Args:
        most: How many of a kind are kept one by one; a kind is a code, a file and a column.
        rows: How many rows were rejected so far.
    """

    most: int = _MOST_OF_A_KIND
    rows: int = attrs.field(default=0, init=False)
    _kept: list[Finding] = attrs.field(factory=list[Finding], init=False)
    _counts: dict[tuple[str, str, str], int] = attrs.field(
        factory=dict[tuple[str, str, str], int], init=False
    )
    _rests: dict[tuple[str, str, str], _Rest] = attrs.field(
        factory=dict[tuple[str, str, str], _Rest], init=False
    )

    def note(self, code: str, *, where: str, message: str, rows: int = 0) -> None:
        """Keep a finding about a table or a book as a whole, or about so many rows."""
        self._kept.append(Finding(code=code, where=where, message=message, rows=rows))

    def reject(
        self, code: str, *, file: str, line: int, message: str, column: str = "", rows: int = 1
    ) -> None:
        """Keep a finding about a row or several, or count it when too many are of its kind."""
        self.rows += rows
        kind = (code, file, column)
        count = self._counts.get(kind, 0) + 1
        self._counts[kind] = count
        if count <= self.most:
            self.note(code, where=f"{file}:{line} {column}".rstrip(), message=message, rows=rows)
            return
        self._rests.setdefault(kind, _Rest(line)).count += rows

    def findings(self) -> tuple[Finding, ...]:
        """Every finding as it came, and at the end what was only counted."""
        rests = [
            Finding(
                code=code,
                where=f"{file}:{rest.line} {column}".rstrip(),
                message=f"{rest.count} more rows, from line {rest.line} on, are as the {self.most} "
                f"of this kind that are told one by one",
                rows=rest.count,
            )
            for (code, file, column), rest in self._rests.items()
        ]
        return (*self._kept, *rests)


class RejectedRowError(InvalidInputError):
    """A row breaks rules.

    Args:
        column: The first column that breaks one; empty when it is the row as a whole.
        message: Every rule that is broken, with what was met.
    """

    def __init__(self, column: str, message: str) -> None:
        """Keep the column and the message."""
        super().__init__(column or "row", "keep every rule of its columns", message)
        self.column = column
        self.message = message
        self.args = (column, message)

    def __str__(self) -> str:
        """Return the message."""
        return self.message


def unfit(column: str, rule: str, value: object) -> RejectedRowError:
    """The refusal of one cell, which breaks the *rule* of its column."""
    return RejectedRowError(column, f"{column} must {rule}, got {shown(value)}")


def told(error: InfluenceError, *, as_what: str) -> str:
    """The message of *error* about the thing that the reader knows it by.

    Example:
        >>> told(InfluenceError("Order.items", "be an amount", "x"), as_what="items")
        "items must be an amount, got 'x'"
    """
    return as_what + str(error)[len(error.what) :]
