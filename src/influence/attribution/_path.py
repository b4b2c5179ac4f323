"""Path: the touches that could have led to a sale, in the order in which they happened."""

from __future__ import annotations

import datetime as dt

import attrs

from influence.ids import CreatorId
from influence.periods import microseconds
from influence.tracking import KINDS, Kind

_MOST_OF_A_MARK = 60


@attrs.frozen(kw_only=True)
class PathTouch:
    """One touch on a path, with the creator it belongs to.

    Args:
        at: When.
        kind: ``code``, ``dm``, ``link`` or ``landing``.
        creator_id: Whose mark it was.
        value: The mark, as it was written.
    """

    at: dt.datetime
    kind: Kind
    creator_id: CreatorId
    value: str

    @property
    def place(self) -> tuple[int, int, str, str]:
        """Sorts touches by instant; of the same instant by kind, then creator."""
        return (microseconds(self.at), KINDS.index(self.kind), self.creator_id, self.value)

    @property
    def mark(self) -> str:
        """Kind and mark as a story tells them: on one line, and no longer than a line."""
        return mark_text(self.kind, self.value)

    def __str__(self) -> str:
        return f"{self.mark} of {self.creator_id} at {self.at.isoformat()}"


def mark_text(kind: Kind, value: str) -> str:
    r"""A mark on one line; a message may run over many, and be longer than anybody wants to read.

    Example:
        >>> mark_text("dm", "hello,\n  DEAL please")
        'dm hello, DEAL please'
    """
    text = " ".join(value.split())
    told = text if len(text) <= _MOST_OF_A_MARK else f"{text[: _MOST_OF_A_MARK - 1]}…"
    return f"{kind} {told}"


Path = tuple[PathTouch, ...]
