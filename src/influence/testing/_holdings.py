"""Holdings: what a platform or a shop holds, in our own words, before a fake puts it into its own.

    holdings → fake → HTTP → connector → the same values again

The conformance kit decides what is held, such as an id with zeros in front or a count past 2⁵³, and
asks that exactly this arrives.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from influence import _requirements as require
from influence._frozen_mapping import FrozenMapping
from influence.orders import Order, Refund
from influence.platforms import Account
from influence.posts import Post
from influence.sansio import Audience, Profile, Reading, Window
from influence.tracking import Touch

#: The only token that a fake lets in, so that a search for it finds where it got to.
CANARY: Final = "canary-7f3a9c51d2e84b06"

_NOW: Final = dt.datetime(2026, 12, 31, 12, 0, tzinfo=dt.UTC)
_UNCHANGED: Final[Mapping[str, dt.datetime]] = FrozenMapping({})


def _frozen(moments: Mapping[str, dt.datetime]) -> Mapping[str, dt.datetime]:
    """A copy that nobody can change."""
    return FrozenMapping(moments)


@attrs.frozen(kw_only=True)
class Holdings:
    """What a platform holds. A fake serves each part in the order in which it stands here.

    Args:
        accounts: The accounts that it knows, each with the creator whose it is.
        profiles: What it tells of them.
        posts: What was published; ``creator_id`` says on which account.
        readings: The figures of posts, and why there is none; lengths of time in milliseconds.
        audiences: Who follows the accounts.
        orders: What was bought.
        refunds: What was given back.
        touches: Who came by.
        changed: When an order was last changed, by its id, where that was after it was placed.
        now: The moment at which the platform answers.
        token: The only token that is let in.

    Example:
        >>> maya = Account(platform="stall", account_id="007", creator_id="maya")
        >>> at = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
        >>> post = Post(post_id="p1", creator_id="maya", published_at=at)
        >>> holdings = Holdings(accounts=(maya,), posts=(post,))
        >>> len(holdings.posts_of(maya, window=Window(until=at)))
        0
    """

    accounts: tuple[Account, ...] = attrs.field(
        default=(), validator=require.are(Account, called="accounts")
    )
    profiles: tuple[Profile, ...] = attrs.field(
        default=(), validator=require.are(Profile, called="profiles")
    )
    posts: tuple[Post, ...] = attrs.field(default=(), validator=require.are(Post, called="posts"))
    readings: tuple[Reading, ...] = attrs.field(
        default=(), validator=require.are(Reading, called="readings")
    )
    audiences: tuple[Audience, ...] = attrs.field(
        default=(), validator=require.are(Audience, called="audiences")
    )
    orders: tuple[Order, ...] = attrs.field(
        default=(), validator=require.are(Order, called="orders")
    )
    refunds: tuple[Refund, ...] = attrs.field(
        default=(), validator=require.are(Refund, called="refunds")
    )
    touches: tuple[Touch, ...] = attrs.field(
        default=(), validator=require.are(Touch, called="touches")
    )
    changed: Mapping[str, dt.datetime] = attrs.field(default=_UNCHANGED, converter=_frozen)
    now: dt.datetime = attrs.field(default=_NOW, validator=require.has_offset)
    token: str = attrs.field(default=CANARY, repr=False, validator=require.is_line)

    def profile_of(self, account: Account) -> Profile:
        """What is told of an account that is held, by its id or else by its handle."""
        if account.account_id is None:
            return next(one for one in self.profiles if one.account.handle == account.handle)
        return next(one for one in self.profiles if one.account.account_id == account.account_id)

    def posts_of(self, account: Account, *, window: Window) -> Sequence[Post]:
        """The posts that an account published in a window."""
        return [
            post
            for post in self.posts
            if post.creator_id == account.creator_id and post.published_at in window
        ]

    def readings_of(self, post_ids: Sequence[str], *, names: Sequence[str]) -> Sequence[Reading]:
        """The figures of some posts."""
        wanted = set(post_ids), set(names)
        return [
            one for one in self.readings if one.post_id in wanted[0] and one.metric in wanted[1]
        ]

    def audiences_of(self, account: Account) -> Sequence[Audience]:
        """Who follows an account."""
        return [one for one in self.audiences if one.account == account]

    def found(self, words: str) -> Sequence[Profile]:
        """The profiles whose name has some words in it, letter by letter."""
        return [one for one in self.profiles if words in (one.name or "")]

    def orders_in(self, window: Window) -> Sequence[Order]:
        """The orders that were placed or changed in a window."""
        return [one for one in self.orders if self.changed_at(one) in window]

    def changed_at(self, order: Order) -> dt.datetime:
        """When an order was last changed: when it was placed, where nothing else is known."""
        return self.changed.get(order.order_id, order.at)

    def refunds_in(self, window: Window) -> Sequence[Refund]:
        """The refunds of a window."""
        return [one for one in self.refunds if one.at in window]

    def touches_in(self, window: Window) -> Sequence[Touch]:
        """The touches of a window."""
        return [one for one in self.touches if one.at in window]
