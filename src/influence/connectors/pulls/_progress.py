"""Progress: how far each read of a platform has come, so that the next pull goes on from there.

read until             everything before this moment has been read
open                   a list that broke off: its window, and the cursor of the next page
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import cast

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.sansio import Window

_optional_moment = attrs.validators.optional(require.has_offset)


@attrs.frozen(kw_only=True)
class BrokenOff:
    """A list that was not read to its end.

    Args:
        window: What was asked for.
        until: The moment at which its reading began.
        cursor: Where the next page begins.
    """

    window: Window
    until: dt.datetime = attrs.field(validator=require.has_offset)
    cursor: str = attrs.field(validator=require.is_line)


@attrs.frozen(kw_only=True)
class ReadProgress:
    """How far one read has come.

    Args:
        until: Everything before this moment has been read; ``None`` when nothing has.
        broken_off: Where it goes on, when it was not read to its end.
    """

    until: dt.datetime | None = attrs.field(default=None, validator=_optional_moment)
    broken_off: BrokenOff | None = None


def _frozen(reads: Mapping[str, ReadProgress]) -> Mapping[str, ReadProgress]:
    return MappingProxyType(dict(reads))


@attrs.frozen(kw_only=True)
class PullProgress:
    """How far the reads of one platform have come.

    Args:
        reads: The progress of each read; ``posts of maya`` are another than those of ``zoe``.

    Raises:
        InvalidInputError: A text that it is read from is none of its own.

    Example:
        >>> PullProgress.parsed(PullProgress().text) == PullProgress()
        True
    """

    reads: Mapping[str, ReadProgress] = attrs.field(
        factory=dict[str, ReadProgress], converter=_frozen
    )

    def of(self, read: str) -> ReadProgress:
        """The progress of one read."""
        return self.reads.get(read, ReadProgress())

    def having(self, read: str, progress: ReadProgress) -> PullProgress:
        """The same with the progress of one read."""
        return PullProgress(reads={**self.reads, read: progress})

    @property
    def text(self) -> str:
        """As JSON, in an order that does not change."""
        told = {read: _told(progress) for read, progress in sorted(self.reads.items())}
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def parsed(cls, text: str) -> PullProgress:
        """What ``text`` made.

        Raises:
            InvalidInputError: It is something else.
        """
        try:
            told = cast("dict[str, dict[str, object]]", json.loads(text))
            return cls(reads={read: _read(part) for read, part in told.items()})
        except (ValueError, KeyError, AttributeError, TypeError) as error:
            raise InvalidInputError("progress of a pull", "be as it was written", text) from error


def _told(progress: ReadProgress) -> dict[str, object]:
    """A progress as JSON has it."""
    found: dict[str, object] = {"until": _moment_text(progress.until)}
    part = progress.broken_off
    if part is not None:
        found["broken_off"] = {
            "since": _moment_text(part.window.since),
            "before": _moment_text(part.window.until),
            "until": _moment_text(part.until),
            "cursor": part.cursor,
        }
    return found


def _read(told: dict[str, object]) -> ReadProgress:
    """A progress out of JSON."""
    part = cast("dict[str, str | None] | None", told.get("broken_off"))
    if part is None:
        return ReadProgress(until=_moment(cast("str | None", told["until"])))
    return ReadProgress(
        until=_moment(cast("str | None", told["until"])),
        broken_off=BrokenOff(
            window=Window(since=_moment(part["since"]), until=_moment(part["before"])),
            until=dt.datetime.fromisoformat(cast("str", part["until"])),
            cursor=cast("str", part["cursor"]),
        ),
    )


def _moment_text(at: dt.datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _moment(text: str | None) -> dt.datetime | None:
    return None if text is None else dt.datetime.fromisoformat(text)
