"""Reels: every read that a connector may have, with the ids of its items.

A session that blocks and one that awaits begin their reads here, so both read the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol, TypeVar, cast

import attrs

from influence.connectors._batches import Batches, each_once
from influence.connectors._bookmark import Bookmark
from influence.connectors._driver import Driver
from influence.connectors._pages import Reel, Source
from influence.connectors._seen import Seen
from influence.connectors._topic import Topic
from influence.connectors._turning import Turning
from influence.errors import InvalidInputError, PluginError, UnknownNameError
from influence.orders import Order, Refund
from influence.platforms import Account
from influence.posts import Post
from influence.sansio import (
    Audience,
    Connector,
    Conversation,
    Page,
    Profile,
    Read,
    Reading,
    ReadsAudience,
    ReadsMetrics,
    ReadsOrders,
    ReadsPosts,
    ReadsProfile,
    ReadsRefunds,
    ReadsTouches,
    Searches,
    Window,
)
from influence.tracking import Touch

T = TypeVar("T")
P = TypeVar("P")


class _Named(Protocol):
    """A generator, which has a name that can be given to it."""

    __name__: str


@attrs.frozen(kw_only=True)
class Reels:
    """The reads of a connector.

    Args:
        connector: The connector.
        driver: Under what it is driven.
        is_strict: Whether a fault is raised rather than a gap left.
    """

    connector: Connector
    driver: Driver
    is_strict: bool

    def profile(self, account: Account) -> Reel[Profile]:
        """The profile of an account, as the one item of the one page."""
        read, able = self._read("profile"), self.connector
        if not isinstance(able, ReadsProfile):
            raise self._lacks("profile")
        return self._reel(
            read,
            told=f"profile of {_named(account)}",
            item=Profile,
            key=lambda profile: _account_key(profile.account),
            begin=lambda _window, _cursor: _as_page(able.profile(account)),
        )

    def posts(self, account: Account, *, window: Window, after: Bookmark | None) -> Reel[Post]:
        """The posts of an account."""
        read, able = self._read("posts"), self.connector
        if not isinstance(able, ReadsPosts):
            raise self._lacks("posts")
        return self._reel(
            read,
            told=f"posts of {_named(account)}",
            item=Post,
            key=lambda post: post.post_id,
            begin=lambda window, cursor: able.posts(account, window=window, cursor=cursor),
            window=window,
            after=after,
        )

    def metrics(self, post_ids: Sequence[str], *, names: Sequence[str] | None) -> Reel[Reading]:
        """The figures of some posts."""
        read, able = self._read("metrics"), self.connector
        if not isinstance(able, ReadsMetrics):
            raise self._lacks("metrics")
        sheet = self.connector.capability.sheet
        wanted = sheet.metrics if names is None else each_once(names)
        for name in wanted:
            if name not in sheet.metrics:
                raise UnknownNameError(f"metric of {self.connector.name}", name, sheet.metrics)
        make = partial(
            Batches,
            connector=able,
            read=read,
            post_ids=each_once(post_ids),
            names=wanted,
            metrics_of={field.vendor: field.metric for field in sheet.fields},
            driver=self.driver,
            is_strict=self.is_strict,
        )
        return Reel(
            begin=lambda _most: make(ends_at=self.driver.ends_at()),
            key=lambda reading: f"{reading.post_id} {reading.metric}",
        )

    def audience(self, account: Account) -> Reel[Audience]:
        """Who follows an account."""
        read, able = self._read("audience"), self.connector
        if not isinstance(able, ReadsAudience):
            raise self._lacks("audience")
        return self._reel(
            read,
            told=f"audience of {_named(account)}",
            item=Audience,
            key=lambda audience: f"{audience.by} {audience.at.isoformat()}",
            begin=lambda _window, _cursor: able.audience(account),
        )

    def search(self, words: str) -> Reel[Profile]:
        """Accounts that fit some words."""
        read, able = self._read("search"), self.connector
        if not isinstance(able, Searches):
            raise self._lacks("search")
        return self._reel(
            read,
            told=f"search for {words}",
            item=Profile,
            key=lambda profile: _account_key(profile.account),
            begin=lambda _window, cursor: able.search(words, cursor=cursor),
        )

    def orders(self, *, window: Window, after: Bookmark | None) -> Reel[Order]:
        """The orders that were placed or changed."""
        read, able = self._read("orders"), self.connector
        if not isinstance(able, ReadsOrders):
            raise self._lacks("orders")
        return self._reel(
            read,
            told="orders",
            item=Order,
            key=lambda order: order.order_id,
            begin=lambda window, cursor: able.orders(window=window, cursor=cursor),
            window=window,
            after=after,
        )

    def refunds(self, *, window: Window, after: Bookmark | None) -> Reel[Refund]:
        """The refunds."""
        read, able = self._read("refunds"), self.connector
        if not isinstance(able, ReadsRefunds):
            raise self._lacks("refunds")
        return self._reel(
            read,
            told="refunds",
            item=Refund,
            key=lambda refund: refund.refund_id,
            begin=lambda window, cursor: able.refunds(window=window, cursor=cursor),
            window=window,
            after=after,
        )

    def touches(self, *, window: Window, after: Bookmark | None) -> Reel[Touch]:
        """The touches."""
        read, able = self._read("touches"), self.connector
        if not isinstance(able, ReadsTouches):
            raise self._lacks("touches")
        return self._reel(
            read,
            told="touches",
            item=Touch,
            key=lambda touch: touch.touch_id,
            begin=lambda window, cursor: able.touches(window=window, cursor=cursor),
            window=window,
            after=after,
        )

    def _read(self, name: str) -> Read:
        """What the capability says of a read.

        Raises:
            UnknownNameError: The connector does not read that.
        """
        return self.connector.capability.read(name)

    def _lacks(self, name: str) -> PluginError:
        """The connector says that it reads something, and has no method for it."""
        rule = f"have a method {name}, which its capability declares"
        return PluginError(self.connector.name, rule, type(self.connector).__name__)

    def _reel(
        self,
        read: Read,
        *,
        told: str,
        item: type[T],
        key: Callable[[T], str],
        begin: Callable[[Window, str | None], Conversation[Page[T]]],
        window: Window | None = None,
        after: Bookmark | None = None,
    ) -> Reel[T]:
        """The pages of a read."""
        if after is not None and after.read != read.name:
            raise InvalidInputError("bookmark", f"be of {read.name}", after.read)
        topic = Topic(
            read=read,
            told=" ".join(told.split()),
            item=item,
            key=key,
            begin=begin,
            window=window or Window(),
            after=after,
        )

        def turning(most: int | None) -> Source[T]:
            return Turning(
                topic=topic,
                driver=self.driver,
                seen=Seen(key=key, most=most),
                is_strict=self.is_strict,
                began_at=self.driver.clock.now(),
                ends_at=self.driver.ends_at(),
            )

        return Reel(begin=turning, key=key)


def _as_page(talk: Conversation[P]) -> Conversation[Page[P]]:
    """A conversation about one thing, as one about a page of it."""
    whole = _on_a_page(talk)
    name = cast("object", getattr(talk, "__name__", "conversation"))
    cast("_Named", whole).__name__ = str(name)  # errors name the connector's own method
    return whole


def _on_a_page(talk: Conversation[P]) -> Conversation[Page[P]]:
    """The one thing on a page of its own."""
    found = yield from talk
    return Page(items=(found,))


def _named(account: Account) -> str:
    """An account in words."""
    return account.handle or account.account_id or account.owner


def _account_key(account: Account) -> str:
    """What tells accounts apart: the platform's id, else the handle."""
    return f"{account.platform} {account.account_id or account.handle}"
