"""Ask: one read of a connector with everything that it is asked with, as a value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import attrs

from influence.platforms import Account
from influence.sansio import (
    Conversation,
    ReadName,
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
from influence.testing._holdings import Holdings

_ALWAYS = Window()


@attrs.frozen(kw_only=True)
class Ask:
    """What is asked of a connector.

    Args:
        read: Which of its reads.
        account: Of which account; ``None`` where the read is of a whole shop.
        window: Of which span of time, where the read has one.
        words: What is searched for.
        post_ids: Of which posts.
        names: Which metrics.
    """

    read: ReadName
    account: Account | None = None
    window: Window = _ALWAYS
    words: str = ""
    post_ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def conversation(self, connector: object, *, cursor: str | None = None) -> Conversation[object]:
        """The connector's method, called."""
        if self.read in {"orders", "refunds", "touches"}:
            return self._of_a_shop(connector, cursor=cursor)
        account = cast("Account", self.account)
        match self.read:
            case "profile":
                return cast("ReadsProfile", connector).profile(account)
            case "posts":
                return cast("ReadsPosts", connector).posts(
                    account, window=self.window, cursor=cursor
                )
            case "audience":
                return cast("ReadsAudience", connector).audience(account)
            case "metrics":
                return cast("ReadsMetrics", connector).metrics(self.post_ids, names=self.names)
            case _:
                return cast("Searches", connector).search(self.words, cursor=cursor)

    def _of_a_shop(self, connector: object, *, cursor: str | None) -> Conversation[object]:
        """A read that is of no account."""
        match self.read:
            case "orders":
                return cast("ReadsOrders", connector).orders(window=self.window, cursor=cursor)
            case "refunds":
                return cast("ReadsRefunds", connector).refunds(window=self.window, cursor=cursor)
            case _:
                return cast("ReadsTouches", connector).touches(window=self.window, cursor=cursor)

    def held(self, holdings: Holdings) -> Sequence[object]:
        """What has to come back."""
        if self.read in {"orders", "refunds", "touches"}:
            return self._held_by_a_shop(holdings)
        account = cast("Account", self.account)
        match self.read:
            case "profile":
                return [holdings.profile_of(account)]
            case "posts":
                return holdings.posts_of(account, window=self.window)
            case "audience":
                return holdings.audiences_of(account)
            case "metrics":
                return holdings.readings_of(self.post_ids, names=self.names)
            case _:
                return holdings.found(self.words)

    def _held_by_a_shop(self, holdings: Holdings) -> Sequence[object]:
        """What has to come back of no account."""
        match self.read:
            case "orders":
                return holdings.orders_in(self.window)
            case "refunds":
                return holdings.refunds_in(self.window)
            case _:
                return holdings.touches_in(self.window)

    def within(self, window: Window) -> Ask:
        """The same of another span of time."""
        return attrs.evolve(self, window=window)
