"""Reading: everything that one connector tells of a book's accounts and shop.

    posts of each account → their figures       orders → refunds       touches

A read that breaks off is a gap, and the others go on. Refunds come no further than the orders:
otherwise one could be read whose order was not, and be lost.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import attrs

from influence.connectors.pulls._figures import FigureReader, Figures, with_figures
from influence.connectors.pulls._listing import Listed, Listing, PageOf
from influence.connectors.pulls._progress import PullProgress
from influence.connectors.pulls._talk import Talk
from influence.metrics import POST_METRICS
from influence.orders import Order, Refund
from influence.platforms import Account
from influence.posts import Post
from influence.sansio import (
    Connector,
    Conversation,
    Page,
    Read,
    ReadName,
    ReadsMetrics,
    ReadsOrders,
    ReadsPosts,
    ReadsRefunds,
    ReadsTouches,
    Window,
)
from influence.sources import Gap
from influence.tracking import Touch

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Pulled:
    """What a connector told.

    Args:
        posts: What was published, with its figures.
        touches: Who met which mark.
        orders: What was bought.
        refunds: What was given back.
        gaps: What is missing.
        progress: How far each read has come.
        is_whole: Whether every list was read to its end.
    """

    posts: tuple[Post, ...] = ()
    touches: tuple[Touch, ...] = ()
    orders: tuple[Order, ...] = ()
    refunds: tuple[Refund, ...] = ()
    gaps: tuple[Gap, ...] = ()
    progress: PullProgress = PullProgress()
    is_whole: bool = True


@attrs.frozen(kw_only=True)
class Wanted:
    """What is to be read.

    Args:
        accounts: Whose posts.
        window: From when until when.
        touches_since: From when touches count, which may be before the window.
        progress: How far each read has come before.
    """

    accounts: tuple[Account, ...] = ()
    window: Window = Window()
    touches_since: dt.datetime | None = None
    progress: PullProgress = PullProgress()


@attrs.frozen(kw_only=True)
class ConnectorReader:
    """Reads everything that one connector can tell.

    Args:
        connector: The connector.
        wanted: What is to be read.
        at: The moment at which reading begins.
    """

    connector: Connector
    wanted: Wanted
    at: dt.datetime

    def pulled(self) -> Talk[Pulled]:
        """Everything."""
        found = Pulled(progress=self.wanted.progress)
        found = yield from self._with_posts(found)
        found = yield from self._with_sales(found)
        return (yield from self._with_touches(found))

    def _with_posts(self, found: Pulled) -> Talk[Pulled]:
        """The posts of every account, and their figures."""
        connector = self.connector
        if not self._reads("posts") or not isinstance(connector, ReadsPosts):
            return found
        for account in self.wanted.accounts:
            name = f"posts of {account.owner}"
            listed = yield from self._listed(
                name, "posts", partial(_posts, connector, account), key=lambda post: post.post_id
            )
            found = _advanced(found, name, listed, posts=found.posts + listed.items)
        figures = yield from self._figures(found.posts)
        posts = with_figures(found.posts, figures.readings)
        return attrs.evolve(found, posts=posts, gaps=found.gaps + figures.gaps)

    def _figures(self, posts: tuple[Post, ...]) -> Talk[Figures]:
        """The figures of the posts, as far as the connector reads any."""
        connector = self.connector
        if not posts or not self._reads("metrics") or not isinstance(connector, ReadsMetrics):
            return Figures()
        known = connector_metrics(self.connector)
        reader = FigureReader(
            connector=connector, source=self._source, batch=self._read("metrics").batch
        )
        return (yield from reader.read([post.post_id for post in posts], names=known))

    def _with_sales(self, found: Pulled) -> Talk[Pulled]:
        """Orders, and the refunds that go with them."""
        connector, is_whole = self.connector, True
        if self._reads("orders") and isinstance(connector, ReadsOrders):
            orders = yield from self._listed(
                "orders", "orders", partial(_orders, connector), key=lambda order: order.order_id
            )
            found, is_whole = (
                _advanced(found, "orders", orders, orders=orders.items),
                orders.is_whole,
            )
        if self._reads("refunds") and isinstance(connector, ReadsRefunds):
            refunds = yield from self._listed(
                "refunds", "refunds", partial(_refunds, connector), key=lambda one: one.refund_id
            )
            if not is_whole:
                before = self.wanted.progress.of("refunds")
                refunds = attrs.evolve(refunds, progress=before)
            found = _advanced(found, "refunds", refunds, refunds=refunds.items)
        return found

    def _with_touches(self, found: Pulled) -> Talk[Pulled]:
        """Touches."""
        connector = self.connector
        if not self._reads("touches") or not isinstance(connector, ReadsTouches):
            return found
        listed = yield from self._listed(
            "touches", "touches", partial(_touches, connector), key=lambda touch: touch.touch_id
        )
        return _advanced(found, "touches", listed, touches=listed.items)

    def _listed(
        self, name: str, read: ReadName, page: PageOf[T], *, key: Callable[[T], str]
    ) -> Talk[Listed[T]]:
        """One list, from where it was read to before."""
        declared = self._read(read)
        progress = self.wanted.progress.of(name)
        listing = Listing(
            name=name,
            source=self._source,
            page=page,
            key=key,
            most_pages=declared.paging.most_pages,
        )
        window = self.wanted.window
        if read == "touches":
            window = window.from_(self.wanted.touches_since)
        lookback = None if declared.incremental is None else declared.incremental.lookback
        return (
            yield from listing.read(
                progress=progress, lookback=lookback, window=window, at=self._until
            )
        )

    @property
    def _until(self) -> dt.datetime:
        """Until when everything will have been read."""
        until = self.wanted.window.until
        return self.at if until is None else min(self.at, until)

    @property
    def _source(self) -> str:
        return self.connector.name

    def _reads(self, name: ReadName) -> bool:
        return name in self.connector.capability.read_names

    def _read(self, name: ReadName) -> Read:
        return self.connector.capability.read(name)


def connector_metrics(connector: Connector) -> tuple[str, ...]:
    """The figures of a post that a connector's fact sheet tells of."""
    told = connector.capability.sheet.metrics
    return tuple(name for name in POST_METRICS if name in told)


def _advanced(found: Pulled, name: str, listed: Listed[T], **more: object) -> Pulled:
    """What was found, with a list more."""
    return attrs.evolve(
        found,
        gaps=found.gaps + listed.gaps,
        progress=found.progress.having(name, listed.progress),
        is_whole=found.is_whole and listed.is_whole,
        **more,  # type: ignore[arg-type]  # a field of its own
    )


def _posts(
    connector: ReadsPosts, account: Account, window: Window, cursor: str | None
) -> Conversation[Page[Post]]:
    return connector.posts(account, window=window, cursor=cursor)


def _orders(
    connector: ReadsOrders, window: Window, cursor: str | None
) -> Conversation[Page[Order]]:
    return connector.orders(window=window, cursor=cursor)


def _refunds(
    connector: ReadsRefunds, window: Window, cursor: str | None
) -> Conversation[Page[Refund]]:
    return connector.refunds(window=window, cursor=cursor)


def _touches(
    connector: ReadsTouches, window: Window, cursor: str | None
) -> Conversation[Page[Touch]]:
    return connector.touches(window=window, cursor=cursor)
