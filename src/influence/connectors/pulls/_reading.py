"""Reading: everything that one connector tells of a book's accounts and shop.

    posts of each account → their figures       orders → refunds       touches

A read that breaks off is a gap, and the others go on. Refunds come no further than the orders:
otherwise one could be read whose order was not, and be lost.
"""

from __future__ import annotations

import datetime as dt
from typing import cast

import attrs

from influence.connectors._bookmark import Bookmark
from influence.connectors._collected import Collected
from influence.connectors.pulls._ask import Ask, Pulling
from influence.connectors.pulls._figures import post_metrics, withheld
from influence.connectors.pulls._progress import PullProgress
from influence.orders import Order, Refund
from influence.platforms import Account
from influence.posts import Post
from influence.sansio import Connector, Reading, ReadName, Window
from influence.sources import Gap
from influence.tracking import Touch

# What healed while it was read is missing from nothing.
_HEALED = frozenset({"repeated", "changed"})


@attrs.frozen(kw_only=True)
class Pulled:
    """What a connector told.

    Args:
        posts: What was published.
        readings: The figures of posts, those that were in the book before included.
        touches: Who met which mark.
        orders: What was bought.
        refunds: What was given back.
        gaps: What is missing.
        progress: How far each read has come.
        is_whole: Whether every list was read to its end.
    """

    posts: tuple[Post, ...] = ()
    readings: tuple[Reading, ...] = ()
    touches: tuple[Touch, ...] = ()
    orders: tuple[Order, ...] = ()
    refunds: tuple[Refund, ...] = ()
    gaps: tuple[Gap, ...] = ()
    progress: PullProgress = PullProgress()
    is_whole: bool = True


@attrs.frozen(kw_only=True)
class PullScope:
    """What a pull reads.

    Args:
        accounts: Whose posts.
        window: From when until when.
        touches_since: From when touches count, which may be before the window.
    """

    accounts: tuple[Account, ...] = ()
    window: Window = Window()
    touches_since: dt.datetime | None = None


@attrs.frozen(kw_only=True)
class ConnectorReader:
    """Reads everything that one connector can tell.

    Args:
        connector: The connector.
        scope: What is to be read.
        progress: How far each read has come before.
        known_posts: The ids of the posts that the book has already.
    """

    connector: Connector
    scope: PullScope
    progress: PullProgress = PullProgress()
    known_posts: tuple[str, ...] = ()

    def pulled(self) -> Pulling[Pulled]:
        """Everything."""
        found = Pulled(progress=self.progress)
        for account in self.scope.accounts if self._reads("posts") else ():
            ask = Ask(name=f"posts of {account.owner}", read="posts", account=account)
            told = yield from self._listed(ask)
            posts = cast("tuple[Post, ...]", told.items)
            found = attrs.evolve(_with(found, ask, told), posts=found.posts + posts)
        found = yield from self._with_figures(found)
        found = yield from self._with_sales(found)
        if self._reads("touches"):
            ask = Ask(name="touches", read="touches")
            told = yield from self._listed(ask)
            touches = cast("tuple[Touch, ...]", told.items)
            found = attrs.evolve(_with(found, ask, told), touches=touches)
        return found

    def _with_figures(self, found: Pulled) -> Pulling[Pulled]:
        """The figures of all posts, old and new: they go on growing."""
        names = post_metrics(self.connector.capability.sheet)
        fresh = (post.post_id for post in found.posts)
        ids = tuple(dict.fromkeys((*self.known_posts, *fresh)))
        if not (ids and names and self._reads("metrics")):
            return found
        told = yield Ask(name="metrics", read="metrics", post_ids=ids, metrics=names)
        readings = cast("tuple[Reading, ...]", told.items)
        gaps = (*told.gaps, *withheld(readings, source=self.connector.name))
        return attrs.evolve(found, readings=readings, gaps=found.gaps + gaps)

    def _with_sales(self, found: Pulled) -> Pulling[Pulled]:
        """Orders, and the refunds that go with them."""
        is_whole = True
        if self._reads("orders"):
            ask = Ask(name="orders", read="orders")
            told = yield from self._listed(ask)
            is_whole, orders = told.is_whole, cast("tuple[Order, ...]", told.items)
            found = attrs.evolve(_with(found, ask, told), orders=orders)
        if self._reads("refunds"):
            ask = Ask(name="refunds", read="refunds")
            told = yield from self._listed(ask)
            if not is_whole:
                told = attrs.evolve(told, bookmark=self.progress.at("refunds"))
            refunds = cast("tuple[Refund, ...]", told.items)
            found = attrs.evolve(_with(found, ask, told), refunds=refunds)
        return found

    def _listed(self, ask: Ask) -> Pulling[Collected[object]]:
        """One list: the rest of what broke off before, and then what came since."""
        window = self.scope.window
        if ask.read == "touches" and self.scope.touches_since is not None:
            window = window.from_(self.scope.touches_since)
        after = self.progress.at(ask.name)
        ask = attrs.evolve(ask, window=window)
        if after is None or after.is_finished:
            return (yield attrs.evolve(ask, after=after))
        rest = yield attrs.evolve(ask, after=after)
        if after.cursor is not None and not (rest.items or rest.is_whole):
            # The cursor may have grown too old: the same window from its beginning.
            rest = yield attrs.evolve(ask, after=attrs.evolve(after, cursor=None))
        if not rest.is_whole:
            return rest
        more = yield attrs.evolve(ask, after=rest.bookmark)
        return attrs.evolve(more, items=rest.items + more.items, gaps=rest.gaps + more.gaps)

    def _reads(self, name: ReadName) -> bool:
        return name in self.connector.capability.read_names


def _with(found: Pulled, ask: Ask, told: Collected[object]) -> Pulled:
    """What was found, with what a list tells of itself."""
    bookmark: Bookmark | None = told.bookmark
    return attrs.evolve(
        found,
        gaps=(*found.gaps, *(gap for gap in told.gaps if gap.kind not in _HEALED)),
        progress=found.progress.having(ask.name, bookmark),
        is_whole=found.is_whole and told.is_whole,
    )
