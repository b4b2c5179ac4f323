"""The pages of a read: one by one, or all of them at once; nothing is asked for before."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Generic, Protocol, TypeVar

import attrs

from influence.connectors._bookmark import Bookmark
from influence.connectors._clock import Clock
from influence.connectors._collected import Collected
from influence.connectors._performing import performed, performed_async
from influence.connectors._step import Steps
from influence.connectors._transport import AsyncTransport, Transport
from influence.sansio import Page
from influence.sources import Gap

T = TypeVar("T")

_REMEMBERED = 10_000  # pages overlap with their neighbours, and memory has to stay flat


class Source(Protocol[T]):
    """What tells one page after the other."""

    @property
    def bookmark(self) -> Bookmark | None:
        """How far it came."""
        ...

    def following(self) -> Steps[Page[T] | None]:
        """The next page; ``None`` when there is none."""
        ...


@attrs.frozen(kw_only=True)
class Reel(Generic[T]):
    """How the pages of a read are begun, and how their items are told apart.

    Args:
        begin: Begins the pages; told how many items to remember, ``None`` for all.
        key: The id of an item.
    """

    begin: Callable[[int | None], Source[T]]
    key: Callable[[T], str]

    def gathered(self, pages: list[Page[T]], *, bookmark: Bookmark | None) -> Collected[T]:
        """Everything that some pages hold; of what came twice, the later."""
        items: dict[str, T] = {}
        gaps: list[Gap] = []
        for page in pages:
            items.update((self.key(item), item) for item in page.items)
            gaps.extend(page.gaps)
        return Collected(
            items=tuple(items.values()), gaps=tuple(gaps), pages=len(pages), bookmark=bookmark
        )


@attrs.frozen(kw_only=True)
class Pages(Generic[T]):
    """The pages of a read, by a transport that blocks.

    Going over it reads page by page and remembers little: items that overlap come once, those that
    changed meanwhile come again. ``whole`` reads all of it.

    Args:
        reel: How the pages are begun.
        transport: What sends the requests.
        clock: What waits.
    """

    reel: Reel[T] = attrs.field(repr=False)
    transport: Transport = attrs.field(repr=False)
    clock: Clock = attrs.field(repr=False)

    def __iter__(self) -> Iterator[Page[T]]:
        source = self.reel.begin(_REMEMBERED)
        while (page := self._next(source)) is not None:
            yield page

    def whole(self) -> Collected[T]:
        """Everything, each item once, with what is missing and how to read on."""
        source = self.reel.begin(None)
        pages: list[Page[T]] = []
        while (page := self._next(source)) is not None:
            pages.append(page)
        return self.reel.gathered(pages, bookmark=source.bookmark)

    def _next(self, source: Source[T]) -> Page[T] | None:
        """The next page."""
        return performed(source.following(), transport=self.transport, clock=self.clock)


@attrs.frozen(kw_only=True)
class AsyncPages(Generic[T]):
    """The pages of a read, by a transport that awaits; else as ``Pages``.

    Args:
        reel: How the pages are begun.
        transport: What sends the requests.
        clock: What waits.
    """

    reel: Reel[T] = attrs.field(repr=False)
    transport: AsyncTransport = attrs.field(repr=False)
    clock: Clock = attrs.field(repr=False)

    async def __aiter__(self) -> AsyncIterator[Page[T]]:
        source = self.reel.begin(_REMEMBERED)
        while (page := await self._next(source)) is not None:
            yield page

    async def whole(self) -> Collected[T]:
        """Everything, each item once, with what is missing and how to read on."""
        source = self.reel.begin(None)
        pages: list[Page[T]] = []
        while (page := await self._next(source)) is not None:
            pages.append(page)
        return self.reel.gathered(pages, bookmark=source.bookmark)

    async def _next(self, source: Source[T]) -> Page[T] | None:
        """The next page."""
        steps = source.following()
        return await performed_async(steps, transport=self.transport, clock=self.clock)
