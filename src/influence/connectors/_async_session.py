"""The session that awaits: the same reads as ``Session``, while others work."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

import attrs

from influence.connectors._asking import asked
from influence.connectors._bookmark import Bookmark
from influence.connectors._clock import Clock, SystemClock
from influence.connectors._driver import Driver, driver
from influence.connectors._limits import Limits
from influence.connectors._meter import Meter
from influence.connectors._pages import AsyncPages, Reel
from influence.connectors._performing import performed_async
from influence.connectors._reels import Reels
from influence.connectors._telling import OnEvent
from influence.connectors._transport import AsyncTransport
from influence.orders import Order, Refund
from influence.platforms import Account
from influence.posts import Post
from influence.sansio import Audience, Connection, Connector, Profile, Reading, Window
from influence.tracking import Touch

T = TypeVar("T")


def _driven(session: AsyncSession) -> Driver:
    """Under what everything is read; one meter counts all of it."""
    return driver(
        session.connector,
        clock=session.clock,
        limits=session.limits,
        dice=session.dice,
        meter=session.meter,
        on_event=session.on_event,
    )


@attrs.frozen
class AsyncSession:
    """Reads a connector by a transport that awaits; else as ``Session``.

    Args:
        connector: What is read.
        transport: What sends its requests.
        clock: What tells the time and waits.
        limits: How long, how often and how much; the deadline is that of each read.
        is_strict: Whether a fault that does not heal is raised rather than a gap left.
        meter: What keeps count of the quotas; one of its own by default.
        dice: What the length of a wait is drawn from.
        on_event: Told of every request, wait, page and gap.

    Raises:
        UnknownNameError: (when something is read) The connector does not read that.
        PluginError: (when something is read) The connector broke its side of the contract.
        FaultError: (when something is read) The outside world refused, and the session is strict.
    """

    connector: Connector
    transport: AsyncTransport = attrs.field(kw_only=True)
    clock: Clock = attrs.field(factory=SystemClock, kw_only=True)
    limits: Limits = attrs.field(factory=Limits, kw_only=True)
    is_strict: bool = attrs.field(default=False, kw_only=True)
    meter: Meter | None = attrs.field(default=None, kw_only=True)
    dice: random.Random | None = attrs.field(default=None, kw_only=True, repr=False)
    on_event: OnEvent | None = attrs.field(default=None, kw_only=True)
    _driver: Driver = attrs.field(
        default=attrs.Factory(_driven, takes_self=True), init=False, repr=False, eq=False
    )

    async def check(self) -> Connection:
        """Whose token it is and what it may do.

        Raises:
            FaultError: The platform does not know it, or was not there.
        """
        steps = asked(self.connector.check, driver=self._driver, ends_at=self._driver.ends_at())
        return await performed_async(steps, transport=self.transport, clock=self.clock)

    def profile(self, account: Account, /) -> AsyncPages[Profile]:
        """The account as its platform describes it: one item on one page."""
        return self._pages(self._reels.profile(account))

    def posts(
        self, account: Account, /, *, window: Window, after: Bookmark | None = None
    ) -> AsyncPages[Post]:
        """The posts that an account published in a window."""
        return self._pages(self._reels.posts(account, window=window, after=after))

    def metrics(
        self, post_ids: Sequence[str], /, *, names: Sequence[str] | None = None
    ) -> AsyncPages[Reading]:
        """The figures of some posts: every post and metric once, told or not.

        Args:
            post_ids: The posts, by the platform's own ids.
            names: The metrics; all of the fact sheet by default.
        """
        return self._pages(self._reels.metrics(post_ids, names=names))

    def audience(self, account: Account, /) -> AsyncPages[Audience]:
        """Who follows an account."""
        return self._pages(self._reels.audience(account))

    def search(self, words: str, /) -> AsyncPages[Profile]:
        """Accounts that fit some words."""
        return self._pages(self._reels.search(words))

    def orders(self, *, window: Window, after: Bookmark | None = None) -> AsyncPages[Order]:
        """The orders that were placed or changed in a window."""
        return self._pages(self._reels.orders(window=window, after=after))

    def refunds(self, *, window: Window, after: Bookmark | None = None) -> AsyncPages[Refund]:
        """The refunds of a window."""
        return self._pages(self._reels.refunds(window=window, after=after))

    def touches(self, *, window: Window, after: Bookmark | None = None) -> AsyncPages[Touch]:
        """The touches of a window."""
        return self._pages(self._reels.touches(window=window, after=after))

    @property
    def _reels(self) -> Reels:
        """The reads of the connector."""
        return Reels(connector=self.connector, driver=self._driver, is_strict=self.is_strict)

    def _pages(self, reel: Reel[T]) -> AsyncPages[T]:
        """The pages of a read."""
        return AsyncPages(reel=reel, transport=self.transport, clock=self.clock)
