"""Tallies: many small notes about one kind of gap, added up to one gap each.

Notes are of one gap when source, kind, subject and currency are the same. The first place is named,
and how many more there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from influence.money import Money
from influence.sources._gap import Gap, GapKind


@attrs.frozen(kw_only=True)
class Note:
    """One row or order that a gap concerns.

    Args:
        kind: Which gap.
        about: What tells this gap from others of its kind, such as ``pending``.
        line: The line it stands on.
        rows: How many rows of the export.
        clicks: How many visits, where known.
        orders: How many orders, where known.
        amount: How much money, where known.
    """

    kind: GapKind
    about: str = ""
    line: int
    rows: int = 0
    clicks: int | None = None
    orders: int | None = None
    amount: Money | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What the notes of one gap have in common."""
        return self.kind, self.about, "" if self.amount is None else self.amount.currency


@attrs.frozen(kw_only=True)
class Tally:
    """The notes of one gap.

    Args:
        notes: All of them, by line; at least one.
    """

    notes: tuple[Note, ...]

    @property
    def first(self) -> Note:
        """The note that stands first in the export."""
        return self.notes[0]

    @property
    def rows(self) -> int:
        """How many rows."""
        return sum(note.rows for note in self.notes)

    @property
    def clicks(self) -> int | None:
        """How many visits, unless no note tells any."""
        return _sum(note.clicks for note in self.notes)

    @property
    def orders(self) -> int | None:
        """How many orders, unless no note tells any."""
        return _sum(note.orders for note in self.notes)

    @property
    def amount(self) -> Money | None:
        """How much money, unless no note tells any."""
        told = [note.amount for note in self.notes if note.amount is not None]
        return Money.total(told, currency=told[0].currency) if told else None

    def place(self, name: str) -> str:
        """Where the gap is: the first line, and how many more."""
        more = f" and {len(self.notes) - 1} more" if len(self.notes) > 1 else ""
        return f"{name}:{self.first.line}{more}"

    def gap(self, told: str, *, source: str, name: str) -> Gap:
        """The gap, in the sentence *told*."""
        return Gap(
            source=source,
            kind=self.first.kind,
            where=self.place(name),
            told=told,
            rows=self.rows,
            clicks=self.clicks,
            orders=self.orders,
            amount=self.amount,
        )


def counted(count: int, word: str) -> str:
    """A count with its word.

    Example:
        >>> counted(1, "order"), counted(2, "order")
        ('1 order', '2 orders')
    """
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def tallied(
    notes: Iterable[Note], *, told: Callable[[Tally], str], source: str, name: str
) -> tuple[Gap, ...]:
    """One gap for all notes that are of one, in the order of kind, subject and currency."""
    groups: dict[tuple[str, str, str], list[Note]] = {}
    for note in sorted(notes, key=lambda note: (note.key, note.line)):
        groups.setdefault(note.key, []).append(note)
    tallies = [Tally(notes=tuple(group)) for group in groups.values()]
    return tuple(tally.gap(told(tally), source=source, name=name) for tally in tallies)


def _sum(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None
