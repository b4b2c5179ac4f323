"""The world itself, and what is true in it at a moment."""

from __future__ import annotations

import datetime as dt

import attrs

from influence import _requirements as require
from influence.connectors.demo._world._account import WorldAccount
from influence.connectors.demo._world._listed import Listed, ListedOrder
from influence.connectors.demo._world._post import WorldPost
from influence.creators import Creator
from influence.orders import Order, Refund
from influence.posts import Post
from influence.tracking import Touch


@attrs.frozen(kw_only=True)
class World:
    """A platform with its creators and a shop, as a value.

    Args:
        seed: What it was generated from, or any name.
        currency: The currency of the shop.
        starts: Its first moment.
        now: The moment at which it is met; what lies after it has not happened yet.
        creators: Who publishes, as a book names them.
        accounts: Their accounts.
        posts: What they published.
        touches: Who met which mark.
        orders: What was bought.
        refunds: What was given back; some of orders that nobody knows.

    Example:
        >>> from influence.testing import world
        >>> spring = world("spring")
        >>> spring == world("spring"), spring == world("autumn")
        (True, False)
        >>> len(spring.orders_at(spring.starts)), len(spring.orders_at(spring.now)) > 50
        (0, True)
    """

    seed: str
    currency: str = attrs.field(validator=require.is_currency)
    starts: dt.datetime = attrs.field(validator=require.has_offset)
    now: dt.datetime = attrs.field(validator=require.has_offset)
    creators: tuple[Creator, ...] = ()
    accounts: tuple[WorldAccount, ...] = ()
    posts: tuple[WorldPost, ...] = ()
    touches: tuple[Listed[Touch], ...] = ()
    orders: tuple[ListedOrder, ...] = ()
    refunds: tuple[Listed[Refund], ...] = ()

    def account(
        self, *, account_id: str | None = None, handle: str | None = None
    ) -> WorldAccount | None:
        """The account of an id or a handle, an earlier one included; ``None`` for none."""
        for account in self.accounts:
            if account_id is not None and account.account_id == account_id:
                return account
            if handle is not None and account.is_called(handle):
                return account
        return None

    def posts_at(self, at: dt.datetime, *, account_id: str | None = None) -> tuple[Post, ...]:
        """The posts that are there at a moment with the figures that are told of them then."""
        return tuple(
            post.told(at)
            for post in self.posts
            if post.is_published(at)
            and not post.is_deleted(at)
            and account_id in {None, post.account_id}
        )

    def orders_at(self, at: dt.datetime) -> tuple[Order, ...]:
        """The orders that are told at a moment, as they are told then."""
        return tuple(order.order(at) for order in self.orders if order.is_listed(at))

    def refunds_at(self, at: dt.datetime) -> tuple[Refund, ...]:
        """The refunds that are told at a moment, whether their orders are known or not."""
        return tuple(refund.row for refund in self.refunds if refund.is_listed(at))

    def touches_at(self, at: dt.datetime) -> tuple[Touch, ...]:
        """The touches that are told at a moment."""
        return tuple(touch.row for touch in self.touches if touch.is_listed(at))
