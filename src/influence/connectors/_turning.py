"""Turning pages: one after the other until the end, each item once, and no way round in circles.

    every page that has a next one is followed, also a short or an empty one
    a cursor that was used before is not followed again
    after as many pages as the connector declares at most, reading ends
    a window that holds too much is halved

Whatever keeps it from going on becomes a gap, with a bookmark from where to read on.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Generic, TypeVar

import attrs

from influence.connectors._asking import asked
from influence.connectors._bookmark import Bookmark
from influence.connectors._driver import Driver
from influence.connectors._gaps import gap, gap_of
from influence.connectors._seen import Seen
from influence.connectors._step import Steps
from influence.connectors._topic import Topic
from influence.plugins.hooks import GapFound, PageRead
from influence.sansio import FaultError, GarbledError, Page, TooMuchError, Window
from influence.sources import Gap, GapKind

T = TypeVar("T")
_SECOND = dt.timedelta(seconds=1)


@attrs.define(kw_only=True)
class Turning(Generic[T]):
    """The pages of a topic, one by one.

    Args:
        topic: What is read.
        driver: Under what it is driven.
        seen: What was seen.
        is_strict: Whether a fault is raised rather than a gap left.
        began_at: When reading began.
        ends_at: When it has to be over.
    """

    topic: Topic[T]
    driver: Driver
    seen: Seen[T]
    is_strict: bool
    began_at: dt.datetime
    ends_at: dt.datetime
    number: int = attrs.field(default=0, init=False)
    is_over: bool = attrs.field(default=False, init=False)
    is_finished: bool = attrs.field(default=False, init=False)
    _left: list[Window] = attrs.field(init=False)
    _cursor: str | None = attrs.field(init=False)
    _used: set[str | None] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        after = self.topic.after
        self._left = [self._whole()]
        self._cursor = None if after is None or after.is_finished else after.cursor
        self._used = {self._cursor}

    @property
    def bookmark(self) -> Bookmark:
        """How far it came."""
        whole = self._whole()
        rest = whole if not self._left else whole.from_(self._left[0].since)
        return Bookmark(
            read=self.topic.read.name,
            window=whole if self.is_finished else rest,
            read_until=self._read_until(),
            # Within a half, the cursor belongs to a window that is not asked for again.
            cursor=self._cursor if len(self._left) == 1 else None,
            is_finished=self.is_finished,
        )

    def following(self) -> Steps[Page[T] | None]:
        """The next page; ``None`` when there is none."""
        if self.is_over:
            return None
        self.number += 1
        try:
            answer = yield from self._asked()
        except FaultError as fault:
            if self.is_strict:
                raise
            return self._stopped(fault)
        page = self.topic.checked(answer, connector=self.driver.name, number=self.number)
        return self._turned(page)

    def _asked(self) -> Steps[Page[T]]:
        """The page at which reading stands, of a window that is not too large."""
        while True:
            window, cursor = self._left[0], self._cursor
            begin = partial(self.topic.begin, window, cursor)
            try:
                return (yield from asked(begin, driver=self.driver, ends_at=self.ends_at))
            except TooMuchError:
                halves = None if cursor is not None else _halves(window)
                if halves is None:
                    raise
            self._left[:1] = halves

    def _turned(self, page: Page[T]) -> Page[T]:
        """A page that was read; and where to go on."""
        fresh, gaps = self.seen.fresh(page.items), page.gaps
        if page.next is None:
            self._left.pop(0)
            self._cursor, self._used = None, {None}
            self.is_over = self.is_finished = not self._left
        elif page.next in self._used:
            told = f"page {self.number} leads back to a page that was read already"
            gaps = (*gaps, self._cut("looped", told))
            self._cursor = None
        else:
            self._cursor = page.next
            self._used.add(page.next)
            if self.number >= self.topic.read.paging.most_pages:
                told = f"more follows after {self.number} pages, the most that are read"
                gaps = (*gaps, self._cut("flooded", told))
        return self._page(fresh, gaps=gaps)

    def _stopped(self, fault: FaultError) -> Page[T]:
        """No page; and why reading ends here."""
        self.is_over = True
        source, where = self.driver.name, self.topic.told
        return self._page((), gaps=(gap_of(fault, source=source, where=where),))

    def _cut(self, kind: GapKind, told: str) -> Gap:
        """Why reading ends here although there was no fault.

        Raises:
            GarbledError: Faults are to be raised.
        """
        self.is_over = True
        if self.is_strict:
            raise GarbledError(self.topic.told, "have an end", told)
        return self._gap(kind, told)

    def _page(self, items: tuple[T, ...], *, gaps: tuple[Gap, ...]) -> Page[T]:
        """The page as it is handed out; the last one tells what was odd about all of them."""
        if self.is_over:
            gaps = (*gaps, *self._oddities())
        driver = self.driver
        read = PageRead(
            connector=driver.name,
            capability=self.topic.read.name,
            page=self.number,
            items=len(items),
        )
        driver.on_event(read)
        for one in gaps:
            name = self.topic.read.name
            driver.on_event(GapFound(connector=driver.name, capability=name, reason=one.told))
        return Page(items=items, next=None if self.is_over else self._cursor, gaps=gaps)

    def _oddities(self) -> tuple[Gap, ...]:
        """What was told twice."""
        found: list[Gap] = []
        if self.seen.repeated:
            told = f"pages overlapped: {self.seen.repeated} came again and were left out"
            found.append(self._gap("repeated", told, rows=self.seen.repeated))
        if self.seen.changed:
            told = f"{self.seen.changed} came again with other content; the later one counts"
            found.append(self._gap("changed", told, rows=self.seen.changed))
        return tuple(found)

    def _gap(self, kind: GapKind, told: str, *, rows: int | None = None) -> Gap:
        """A gap of this topic."""
        source, where = self.driver.name, self.topic.told
        return gap(kind, source=source, where=where, told=told, rows=rows)

    def _whole(self) -> Window:
        """The window that is read, after what was read before."""
        after, read = self.topic.after, self.topic.read
        if after is None:
            return self.topic.window
        return after.window_after(self.topic.window, incremental=read.incremental)

    def _read_until(self) -> dt.datetime:
        """The moment up to which all is known once the window is read whole."""
        after, until = self.topic.after, self._whole().until
        if after is not None and not after.is_finished:
            return after.read_until
        return self.began_at if until is None else min(until, self.began_at)


def _halves(window: Window) -> list[Window] | None:
    """A window in two; ``None`` when it has an open end, or is too short."""
    since, until = window.since, window.until
    if since is None or until is None or until - since < 2 * _SECOND:
        return None
    middle = since + (until - since) // 2
    return [Window(since=since, until=middle), Window(since=middle, until=until)]
