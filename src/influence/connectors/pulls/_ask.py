"""Asks: what a pull wants to be read next, whether the host blocks or awaits.

    collected = yield Ask(name="orders", read="orders", window=window, after=bookmark)

A pull is a generator of asks, as a connector's method is one of requests: so there is one of it for
both kinds of host.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeAlias, TypeVar, cast

import attrs

from influence.connectors._async_session import AsyncSession
from influence.connectors._bookmark import Bookmark
from influence.connectors._collected import Collected
from influence.connectors._pages import AsyncPages, Pages
from influence.connectors._session import Session
from influence.platforms import Account
from influence.sansio import ReadName, Window

R = TypeVar("R")


@attrs.frozen(kw_only=True)
class Ask:
    """One read that is wanted.

    Args:
        name: What its bookmark is kept under.
        read: Which.
        account: Whose posts.
        window: From when until when.
        after: Where to go on.
        post_ids: The posts whose figures are wanted.
        metrics: Which figures.
    """

    name: str
    read: ReadName
    account: Account | None = None
    window: Window = Window()
    after: Bookmark | None = None
    post_ids: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()


#: What pulls: it yields asks, is sent what was collected, and returns its answer.
Pulling: TypeAlias = Generator[Ask, Collected[object], R]


def pulled_by(session: Session, pulling: Pulling[R]) -> R:
    """What a pull returns, by a session that blocks."""
    try:
        ask = next(pulling)
        while True:
            ask = pulling.send(cast("Pages[object]", _pages(session, ask)).whole())
    except StopIteration as end:
        return cast("R", end.value)


async def pulled_by_async(session: AsyncSession, pulling: Pulling[R]) -> R:
    """What a pull returns, by a session that awaits."""
    try:
        ask = next(pulling)
        while True:
            ask = pulling.send(await cast("AsyncPages[object]", _pages(session, ask)).whole())
    except StopIteration as end:
        return cast("R", end.value)


def _pages(session: Session | AsyncSession, ask: Ask) -> object:
    """The pages of an ask."""
    if ask.account is not None:
        return session.posts(ask.account, window=ask.window, after=ask.after)
    if ask.read == "metrics":
        return session.metrics(ask.post_ids, names=ask.metrics)
    if ask.read == "orders":
        return session.orders(window=ask.window, after=ask.after)
    if ask.read == "refunds":
        return session.refunds(window=ask.window, after=ask.after)
    return session.touches(window=ask.window, after=ask.after)
