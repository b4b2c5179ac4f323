"""How the platform tells what is in the world: its own names, units and ways of writing time."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType

from influence.connectors.demo._fake._answer import Table
from influence.connectors.demo._fake._paging import ms
from influence.connectors.demo._posts import KINDS
from influence.connectors.demo._shop import CHANNELS
from influence.connectors.demo._world._account import WorldAccount
from influence.connectors.demo._world._listed import ListedOrder
from influence.connectors.demo._world._post import WorldPost
from influence.money import Money
from influence.orders import Refund
from influence.tracking import Touch

_TYPES = MappingProxyType({ours: theirs for theirs, ours in KINDS.items()})
_CHANNELS = MappingProxyType({ours: theirs for theirs, ours in CHANNELS.items()})

#: The platform's name of each of our metrics.
METRICS = MappingProxyType(
    {
        "impressions": "screen_views",
        "reach": "reached_accounts",
        "views": "plays",
        "likes": "hearts",
        "comments": "replies",
        "intent_comments": "question_replies",
        "saves": "bookmarks",
        "shares": "forwards",
        "clicks": "link_taps",
        "watch_time": "watch_minutes",
        "average_watch": "average_view_ms",
        "promotion_spend": "promotion_spend_minor",
    }
)
_WITHHELD = MappingProxyType(
    {
        "not_permitted": "not_yours",
        "too_early": "counting",
        "too_few_people": "few_people",
        "hidden": "hidden_by_owner",
    }
)


def wall_time(at: dt.datetime) -> str:
    """A time with an offset without a colon, as the platform writes it."""
    return at.strftime("%Y-%m-%dT%H:%M:%S") + _fraction(at) + at.strftime("%z")


def _fraction(at: dt.datetime) -> str:
    return f".{at.microsecond:06}" if at.microsecond else ""


def told_account(account: WorldAccount, *, posts: int) -> Table:
    """A profile."""
    profile = account.profile
    return {
        "id": account.account_id,
        "handle": account.handle,
        "url": profile.account.url,
        "display_name": profile.name,
        "about": profile.biography,
        "follower_count": profile.followers,
        "following_count": profile.follows,
        "post_count": posts if profile.posts is None else profile.posts,
        "country_code": profile.country,
        "verified": profile.is_verified,
    }


def told_post(world_post: WorldPost, *, at: dt.datetime) -> Table:
    """A post; of one that was deleted little more than its id is left."""
    post = world_post.post
    is_deleted = world_post.is_deleted(at)
    return {
        "id": post.post_id,
        "published": wall_time(post.published_at),
        "deleted": is_deleted,
        "type": None if is_deleted or post.kind is None else _TYPES.get(post.kind, post.kind),
        "caption": None if is_deleted else post.caption,
        "url": None if is_deleted else post.url,
        "paid_label": None if is_deleted else post.disclosure,
    }


def told_figures(post: WorldPost, names: list[str], *, at: dt.datetime, currency: str) -> Table:
    """The figures of a post, by the platform's names; what is withheld says why."""
    ours = {theirs: name for name, theirs in METRICS.items()}
    figures: Table = {"currency": currency}
    withheld: Table = {}
    for name in names:
        value = post.figure(ours[name], at=at)
        if isinstance(value, str):
            figures[name] = None
            withheld |= {name: _WITHHELD[value]} if value in _WITHHELD else {}
        else:
            figures[name] = _in_their_unit(name, value)
    return {"id": post.post.post_id, "figures": figures, "withheld": withheld}


def _in_their_unit(name: str, value: int | Money) -> int:
    """Minutes where we have seconds, minor units where we have amounts."""
    if isinstance(value, Money):
        return value.minor
    return value // 60 if name == "watch_minutes" else value


def told_order(listed: ListedOrder, *, at: dt.datetime) -> Table:
    """An order as it is told at a moment."""
    order = listed.order(at)
    customer: Table = {
        "id": order.customer_id,
        "email": order.customer_email,
        "is_first_order": order.is_new_customer,
    }
    has_customer = any(value is not None for value in customer.values())
    return {
        "id": order.order_id,
        "placed_at": wall_time(order.at),
        "updated_at": wall_time(listed.updated_at(at)),
        "currency": order.items.currency,
        "subtotal_minor": order.items.minor,
        "discount_minor": _minor(order.discount),
        "tax_minor": _minor(order.tax),
        "shipping_minor": _minor(order.shipping),
        "codes": list(order.codes),
        "visitor": order.visitor_id,
        "customer": customer if has_customer else None,
        "status": order.status,
        "came_from": order.referrer,
    }


def _minor(amount: Money | None) -> int | None:
    return None if amount is None else amount.minor


def told_refund(refund: Refund) -> Table:
    """A refund, which the platform books below zero."""
    return {
        "id": refund.refund_id,
        "order": refund.order_id,
        "created_at": wall_time(refund.at),
        "currency": refund.amount.currency,
        "amount_minor": -refund.amount.minor,
        "product": refund.product,
    }


def told_touch(touch: Touch) -> Table:
    """A touch."""
    return {
        "id": touch.touch_id,
        "at_ms": ms(touch.at),
        "visitor": touch.visitor_id,
        "channel": _CHANNELS[touch.kind],
        "mark": touch.value,
        "came_from": touch.referrer,
    }
