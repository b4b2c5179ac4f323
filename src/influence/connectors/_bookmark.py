"""The bookmark: how far a read came, as a value that the caller keeps until the next one.

    next since = read until − lookback

What was read whole is read on from the moment at which it began, less the time for which figures
may still change. What was cut off is read on from its cursor, within the same window.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import cast

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.sansio import READ_NAMES, Incremental, ReadName, Window

_KEYS = ("read", "read_until", "since", "until", "cursor", "is_finished")


@attrs.frozen(kw_only=True)
class Bookmark:
    """How far a read came.

    Args:
        read: What was read.
        window: The window that was asked for.
        read_until: The moment up to which all is known once the window is read whole.
        cursor: Where to go on within the window; ``None`` for its beginning.
        is_finished: Whether the window was read whole.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.

    Example:
        >>> bookmark = Bookmark(
        ...     read="orders",
        ...     window=Window(),
        ...     read_until=dt.datetime(2026, 5, 1, tzinfo=dt.UTC),
        ...     is_finished=True,
        ... )
        >>> Bookmark.of(bookmark.text()) == bookmark
        True
    """

    read: ReadName = attrs.field(validator=require.one_of(READ_NAMES))
    window: Window = attrs.field(validator=require.is_a(Window, called="a Window"))
    read_until: dt.datetime = attrs.field(validator=require.has_offset)
    cursor: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_line)
    )
    is_finished: bool = attrs.field(default=False, validator=require.is_flag)

    def window_after(self, window: Window, *, incremental: Incremental | None) -> Window:
        """What to ask for next, out of *window*.

        Args:
            window: What the caller wants to know of.
            incremental: How the read asks only for what is new; ``None`` when it cannot.
        """
        if not self.is_finished:
            return self.window
        if incremental is None:
            return window
        since = self.read_until - incremental.lookback
        if window.until is not None and since >= window.until:
            return window
        return window if window.since is not None and since < window.since else window.from_(since)

    def text(self) -> str:
        """It as one line of JSON, to be kept in a file or a table."""
        parts = {
            "read": self.read,
            "read_until": self.read_until.isoformat(),
            "since": None if self.window.since is None else self.window.since.isoformat(),
            "until": None if self.window.until is None else self.window.until.isoformat(),
            "cursor": self.cursor,
            "is_finished": self.is_finished,
        }
        return json.dumps(parts, ensure_ascii=False)

    @classmethod
    def of(cls, text: str) -> Bookmark:
        """The bookmark that *text* is.

        Raises:
            InvalidInputError: It is none.
        """
        try:
            found = cast("dict[str, object]", json.loads(text))
            parts = {key: found[key] for key in _KEYS}
            window = Window(since=_moment(parts["since"]), until=_moment(parts["until"]))
            return cls(
                read=cast("ReadName", parts["read"]),
                window=window,
                read_until=dt.datetime.fromisoformat(cast("str", parts["read_until"])),
                cursor=cast("str | None", parts["cursor"]),
                is_finished=cast("bool", parts["is_finished"]),
            )
        except InvalidInputError:
            raise
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise InvalidInputError("bookmark", "be what Bookmark.text wrote", text) from error


def _moment(text: object) -> dt.datetime | None:
    """A moment as ``isoformat`` writes it."""
    return None if text is None else dt.datetime.fromisoformat(cast("str", text))
