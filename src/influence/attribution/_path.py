"""Path: the touches that could have led to a sale, in the order in which they happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

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


@attrs.frozen
class Path:
    """The touches that a model divides a sale over.

    Args:
        touches: In the order of time; of the same instant by kind, then creator.
        at: When the sale was made, no earlier than any of them.

    Example:
        >>> day = dt.datetime(2026, 3, 6, tzinfo=dt.UTC)
        >>> met = PathTouch(
        ...     at=day - dt.timedelta(hours=2), kind="link", creator_id="maya", value="maya"
        ... )
        >>> path = Path((met,), at=day)
        >>> len(path), path[-1].creator_id, path.ages
        (1, 'maya', (7200000000,))
    """

    touches: tuple[PathTouch, ...]
    at: dt.datetime = attrs.field(kw_only=True)

    def __len__(self) -> int:
        return len(self.touches)

    def __iter__(self) -> Iterator[PathTouch]:
        return iter(self.touches)

    def __getitem__(self, place: int) -> PathTouch:
        return self.touches[place]

    @property
    def ages(self) -> tuple[int, ...]:
        """How long before the sale each touch was, in whole microseconds."""
        sold = microseconds(self.at)
        return tuple(sold - microseconds(touch.at) for touch in self.touches)
