"""Listing: one list of a platform, page after page, to its end or to where it broke off.

A short page is not the end, an item that comes twice counts once, and a list that never ends is cut:
by a cursor that comes again, or by the most pages that the connector's capability allows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Generic, Literal, TypeAlias, TypeVar

import attrs

from influence.connectors.pulls._progress import BrokenOff, ReadProgress
from influence.connectors.pulls._talk import Talk, said
from influence.connectors.pulls._untold import gap_of, one_line
from influence.sansio import Conversation, FaultError, Page, Window
from influence.sources import Gap

T = TypeVar("T")

# An overlap is told again; so many pages in a row with nothing new in them are none.
_MOST_BARREN = 50

#: A page of a window by its cursor.
PageOf: TypeAlias = Callable[[Window, str | None], Conversation[Page[T]]]


@attrs.frozen(kw_only=True)
class Listed(Generic[T]):
    """What became of a list.

    Args:
        items: The items, each once, the last that was told of each.
        gaps: What is missing from them.
        progress: How far it was read.
        is_whole: Whether it was read to its end.
    """

    items: tuple[T, ...] = ()
    gaps: tuple[Gap, ...] = ()
    progress: ReadProgress = ReadProgress()
    is_whole: bool = True


@attrs.frozen(kw_only=True)
class Listing(Generic[T]):
    """One list that is to be read.

    Args:
        name: What gaps call it, such as ``posts of maya``.
        source: The name of the platform, for gaps.
        page: Asks for a page.
        key: What tells two items apart.
        most_pages: After so many pages it is cut.
    """

    name: str
    source: str
    page: PageOf[T]
    key: Callable[[T], str]
    most_pages: int

    def read(
        self,
        *,
        progress: ReadProgress,
        lookback: dt.timedelta | None,
        window: Window,
        at: dt.datetime,
    ) -> Talk[Listed[T]]:
        """The list from where it broke off, and then what came since.

        Args:
            progress: How far it was read before.
            lookback: How far back rows may have changed; ``None`` when any of them may.
            window: The widest that is asked for.
            at: The moment until when it will have been read.
        """
        before: Listed[T] = Listed(progress=progress)
        if progress.broken_off is not None:
            before = yield from self._resumed(progress.broken_off, until=progress.until)
            if not before.is_whole:
                return before
        until = before.progress.until
        changed = None if until is None or lookback is None else until - lookback
        begins = _later(changed, window.since)
        if begins is not None and window.until is not None and begins >= window.until:
            return before
        later = _later(until, at) or at
        rest = yield from self._listed(window.from_(begins), cursor=None, at=later, until=until)
        return _joined(before, rest, key=self.key)

    def _resumed(self, part: BrokenOff, *, until: dt.datetime | None) -> Talk[Listed[T]]:
        """The list from where it broke off; from its beginning, when the cursor is stale."""
        found = yield from self._listed(part.window, cursor=part.cursor, at=part.until, until=until)
        if found.is_whole or found.items:
            return found
        return (yield from self._listed(part.window, cursor=None, at=part.until, until=until))

    def _listed(
        self, window: Window, *, cursor: str | None, at: dt.datetime, until: dt.datetime | None
    ) -> Talk[Listed[T]]:
        """Every page from a cursor on."""
        items: dict[str, T] = {}
        gaps: list[Gap] = []
        seen, barren = {cursor}, 0
        for _ in range(self.most_pages):
            try:
                page = yield from said(self.page(window, cursor))
            except FaultError as fault:
                gaps.append(self._broken(fault))
                break
            barren = barren + 1 if {self.key(item) for item in page.items} <= items.keys() else 0
            items |= {self.key(item): item for item in page.items}
            gaps += page.gaps
            if page.next is None:
                done = ReadProgress(until=at)
                return Listed(items=tuple(items.values()), gaps=tuple(gaps), progress=done)
            if page.next in seen or barren > _MOST_BARREN:
                gaps.append(self._cut("looped", "the pages lead back to themselves"))
                cursor = None
                break
            cursor = page.next
            seen.add(cursor)
        else:
            gaps.append(self._cut("flooded", f"there are more than {self.most_pages} pages"))
            cursor = None
        goes_on = None if cursor is None else BrokenOff(window=window, until=at, cursor=cursor)
        return Listed(
            items=tuple(items.values()),
            gaps=tuple(gaps),
            progress=ReadProgress(until=until, broken_off=goes_on),
            is_whole=False,
        )

    def _broken(self, fault: FaultError) -> Gap:
        """A list that ends before its end."""
        told = f"{self.name} could not be read to their end: {fault}"
        return gap_of(fault, source=self.source, where=self.name, told=told)

    def _cut(self, kind: Literal["looped", "flooded"], why: str) -> Gap:
        """A list that has no end."""
        told = f"{self.name} were cut: {why}"
        return Gap(source=self.source, kind=kind, where=self.name, told=one_line(told))


def _joined(before: Listed[T], rest: Listed[T], *, key: Callable[[T], str]) -> Listed[T]:
    """Two parts of a list; what the later one tells of an item holds."""
    items = {key(item): item for item in (*before.items, *rest.items)}
    return Listed(
        items=tuple(items.values()),
        gaps=(*before.gaps, *rest.gaps),
        progress=rest.progress,
        is_whole=rest.is_whole,
    )


def _later(one: dt.datetime | None, other: dt.datetime | None) -> dt.datetime | None:
    """The later of two moments, of which either may not be there."""
    found = [at for at in (one, other) if at is not None]
    return max(found) if found else None
