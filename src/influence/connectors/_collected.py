"""What was collected: everything that a read brought, what is missing, and how to read on."""

from __future__ import annotations

from typing import Generic, TypeVar

import attrs

from influence.connectors._bookmark import Bookmark
from influence.sources import Gap

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Collected(Generic[T]):
    """Everything that a read brought.

    Args:
        items: The items, each once, in the order in which they came.
        gaps: What is missing, and what was odd.
        pages: How many pages were read.
        bookmark: How far it came; ``None`` where reading on makes no sense.
    """

    items: tuple[T, ...]
    gaps: tuple[Gap, ...] = ()
    pages: int = 0
    bookmark: Bookmark | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing was cut off; a read without a bookmark is whole without gaps."""
        return not self.gaps if self.bookmark is None else self.bookmark.is_finished
