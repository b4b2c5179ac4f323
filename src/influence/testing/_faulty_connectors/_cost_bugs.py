"""Bugs of cost: requests that nobody planned."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from influence.platforms import Account
from influence.posts import Post
from influence.sansio import (
    Capability,
    Connection,
    Conversation,
    Page,
    Reading,
    Request,
    Window,
)
from influence.testing._faulty_connectors._bent import Bent
from influence.testing._faulty_connectors._seeded import bug, declared, whole

_ALL = ("views", "likes", "watch_time")


@whole("PC-H01", "PC-H03")
class AsksTwice(Bent):
    """Asks for each page twice, to see whether there is more."""

    def posts(
        self, account: Account, /, *, window: Window, cursor: str | None
    ) -> Conversation[Page[Post]]:
        """A page, asked for twice."""
        yield from super().posts(account, window=window, cursor=cursor)
        return (yield from super().posts(account, window=window, cursor=cursor))


@whole("PC-H02")
class OneByOne(Bent):
    """Asks for the figures of each post alone."""

    def metrics(
        self, post_ids: Sequence[str], /, *, names: Sequence[str]
    ) -> Conversation[Page[Reading]]:
        """The figures, post by post."""
        items: list[Reading] = []
        for post_id in post_ids:
            page = yield from super().metrics((post_id,), names=names)
            items += page.items
        return Page(items=tuple(items))


@whole("PC-H04")
class ChecksAtLength(Bent):
    """Checks the connection by reading the shop."""

    def check(self) -> Conversation[Connection]:
        """Whose token it is, and all that it can read."""
        yield from super().orders(window=Window(), cursor=None)
        return (yield from super().check())


@bug("on_request", "PC-H05")
def costs_more(_self: Bent, request: Request) -> Request:
    """Takes more from the quotas than it declares."""
    return attrs.evolve(request, cost=3)


@whole("PC-H06")
class AsksForNothing(Bent):
    """Asks the platform for the figures of no posts."""

    def metrics(
        self, post_ids: Sequence[str], /, *, names: Sequence[str]
    ) -> Conversation[Page[Reading]]:
        """The figures, and a request in any case."""
        if not post_ids or not names:
            yield next(self.check())
        return (yield from super().metrics(post_ids, names=names))


@whole("PC-H07")
class AsksForAll(Bent):
    """Asks for every metric, and sorts out afterwards."""

    def metrics(
        self, post_ids: Sequence[str], /, *, names: Sequence[str]
    ) -> Conversation[Page[Reading]]:
        """The figures that were named, out of all."""
        page = yield from super().metrics(post_ids, names=_ALL)
        kept = tuple(one for one in page.items if one.metric in names)
        return attrs.evolve(page, items=kept)


@declared("PC-H08")
def costs_too_much(capability: Capability) -> Capability:
    """Declares a read that no quota allows."""
    reads = [attrs.evolve(read, cost=10**6) for read in capability.reads]
    return attrs.evolve(capability, reads=tuple(reads))


@bug("on_request", "PC-H09")
def asks_for_retired(_self: Bent, request: Request) -> Request:
    """Asks for a field that is retired."""
    query = [
        (name, f"{value},looks" if name == "fields" else value) for name, value in request.query
    ]
    return attrs.evolve(request, query=tuple(query))


@bug("on_item", "PC-H10")
def not_in_the_sheet(_self: Bent, item: object) -> object:
    """Tells a metric that its sheet does not have."""
    if not isinstance(item, Reading) or item.metric != "likes":
        return item
    return attrs.evolve(item, metric="loves")
