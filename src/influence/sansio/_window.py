"""The window: from when until when something is asked for."""

from __future__ import annotations

import datetime as dt

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError

_optional_moment = attrs.validators.optional(require.has_offset)


@attrs.frozen(kw_only=True)
class Window:
    """A span of time; its beginning is in it and its end is not.

    Args:
        since: Its beginning; ``None`` for as far back as the platform goes.
        until: Its end; ``None`` for now.

    Raises:
        InvalidInputError: A moment has no offset, or the end is not after the beginning.

    Example:
        >>> day = Window(
        ...     since=dt.datetime(2026, 5, 1, tzinfo=dt.UTC),
        ...     until=dt.datetime(2026, 5, 2, tzinfo=dt.UTC),
        ... )
        >>> dt.datetime(2026, 5, 2, tzinfo=dt.UTC) in day
        False
    """

    since: dt.datetime | None = attrs.field(default=None, validator=_optional_moment)
    until: dt.datetime | None = attrs.field(default=None, validator=_optional_moment)

    def __attrs_post_init__(self) -> None:
        if self.since is not None and self.until is not None and self.until <= self.since:
            raise InvalidInputError("Window.until", f"be after {self.since}", self.until)

    def __contains__(self, at: dt.datetime) -> bool:
        """Whether a moment lies in it."""
        is_after = self.since is None or at >= self.since
        return is_after and (self.until is None or at < self.until)

    def from_(self, since: dt.datetime | None) -> Window:
        """The same end with another beginning."""
        return attrs.evolve(self, since=since)
