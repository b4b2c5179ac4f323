"""Progress: how far each read of a platform has come, so that the next pull goes on from there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import cast

import attrs

from influence.connectors._bookmark import Bookmark
from influence.errors import InvalidInputError


def _frozen(bookmarks: Mapping[str, Bookmark]) -> Mapping[str, Bookmark]:
    return MappingProxyType(dict(bookmarks))


@attrs.frozen(kw_only=True)
class PullProgress:
    """How far the reads of one platform have come.

    Args:
        bookmarks: The bookmark of each read; ``posts of maya`` are another than those of ``zoe``.

    Raises:
        InvalidInputError: A text that it is read from is none of its own.

    Example:
        >>> PullProgress.parsed(PullProgress().text) == PullProgress()
        True
    """

    bookmarks: Mapping[str, Bookmark] = attrs.field(
        factory=dict[str, Bookmark], converter=_frozen, hash=False
    )

    def at(self, name: str) -> Bookmark | None:
        """How far one read has come; ``None`` when it has not begun."""
        return self.bookmarks.get(name)

    def having(self, name: str, bookmark: Bookmark | None) -> PullProgress:
        """The same with the bookmark of one read; without one it begins anew."""
        others = {key: one for key, one in self.bookmarks.items() if key != name}
        return PullProgress(bookmarks=others if bookmark is None else {**others, name: bookmark})

    @property
    def text(self) -> str:
        """As JSON, in an order that does not change."""
        told = {name: one.text() for name, one in sorted(self.bookmarks.items())}
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def parsed(cls, text: str) -> PullProgress:
        """What ``text`` made.

        Raises:
            InvalidInputError: It is something else.
        """
        try:
            told = cast("dict[str, str]", json.loads(text))
            return cls(bookmarks={name: Bookmark.of(one) for name, one in told.items()})
        except (ValueError, AttributeError) as error:
            raise InvalidInputError("progress of a pull", "be as it was written", text) from error
