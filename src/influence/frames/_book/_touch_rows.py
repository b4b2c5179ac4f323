"""Touch rows: the touches of a book as a frame, where they are too many to be values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from typing import cast, overload

import attrs
import polars as pl

from influence.ids import CreatorId
from influence.periods import microseconds
from influence.tracking import Kind, Owners, Touch, TouchTable

_BATCH = 1 << 14
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@attrs.frozen(eq=False)
class FrameTouches(TouchTable):
    """Touches as the rows of a frame of Polars.

    Args:
        frame: ``touch_id``, ``at`` in whole microseconds since 1970 in UTC, ``visitor_id``,
            ``kind``, ``value`` and ``referrer``; every row is what a touch has to be, and no id
            stands twice.
    """

    frame: pl.DataFrame

    def __len__(self) -> int:
        return self.frame.height

    @overload
    def __getitem__(self, place: int) -> Touch: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Touch, ...]: ...

    def __getitem__(self, place: int | slice) -> Touch | tuple[Touch, ...]:
        if isinstance(place, slice):
            return tuple(_touches(self.frame[place]))
        wanted = place + len(self) if place < 0 else place
        if not 0 <= wanted < len(self):
            message = f"place of a touch must be below {len(self)}, got {place}"
            raise IndexError(message)
        return next(_touches(self.frame.slice(wanted, 1)))

    def __iter__(self) -> Iterator[Touch]:
        return _touches(self.frame)

    @property
    def last(self) -> dt.datetime | None:
        """The moment of the last of them; ``None`` without any."""
        last = self.frame["at"].max()
        return None if last is None else _moment(cast("int", last))

    def until(self, moment: dt.datetime, /) -> FrameTouches:
        """Those up to a moment, that moment included."""
        return FrameTouches(self.frame.filter(pl.col("at") <= microseconds(moment)))

    def of(self, visitors: Collection[str], /) -> tuple[Touch, ...]:
        """The touches of some visitors."""
        wanted = pl.DataFrame({"visitor_id": list(visitors)}, schema={"visitor_id": pl.String()})
        return tuple(_touches(self.frame.join(wanted, on="visitor_id", how="semi")))

    def clicks(self, owners: Owners, /) -> Mapping[CreatorId, int] | None:
        """How many links of each creator were met; ``None`` when no link was."""
        links = self.frame.filter(pl.col("kind") == "link").select("value", "at")
        if links.is_empty():
            return None
        if any(mark.terms.are_dated for mark in owners.marks):
            told = ((value, _moment(at), 1) for value, at in links.iter_rows())
        else:
            counts = links.group_by("value").len()
            told = ((value, _EPOCH, count) for value, count in counts.iter_rows())
        clicks: dict[CreatorId, int] = {}
        for value, at, count in told:
            owner = owners.of("link", value, at=at)
            if owner is not None:
                clicks[owner] = clicks.get(owner, 0) + count
        return clicks


def _touches(frame: pl.DataFrame) -> Iterator[Touch]:
    """The rows as values, one after the other."""
    columns = ("touch_id", "at", "visitor_id", "kind", "value", "referrer")
    for touch_id, at, visitor, kind, value, referrer in frame.select(columns).iter_rows(
        buffer_size=_BATCH
    ):
        yield Touch(
            touch_id=touch_id,
            at=_moment(at),
            visitor_id=visitor,
            kind=cast("Kind", kind),
            value=value,
            referrer=referrer,
        )


def _moment(micros: int) -> dt.datetime:
    """A moment in UTC."""
    return _EPOCH + dt.timedelta(microseconds=micros)
