"""The rows of the stall's fake: our values in the words of its JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias, cast

from influence.money import Money, known_currencies
from influence.orders import Order, Refund
from influence.posts import Post
from influence.sansio import Audience, Profile
from influence.testing._holdings import Holdings
from influence.tracking import Touch

Table: TypeAlias = Mapping[str, object]

_METRICS: Final = {"plays": "views", "hearts": "likes", "watched_ms": "watch_time"}


def profile(one: Profile) -> Table:
    """A profile."""
    return {
        "id": one.account.account_id,
        "handle": one.account.handle,
        "name": one.name,
        "about": one.biography,
        "fans": one.followers,
        "follows": one.follows,
        "posts": one.posts,
        "country": one.country,
        "verified": one.is_verified,
    }


def post(one: Post) -> Table:
    """A post."""
    return {
        "id": one.post_id,
        "published_at": one.published_at.isoformat(),
        "text": one.caption,
        "hearts": one.likes,
    }


def order(one: Order, changed_at: dt.datetime) -> Table:
    """An order, with amounts as decimal text."""
    return {
        "id": one.order_id,
        "created_at": one.at.isoformat(),
        "updated_at": changed_at.isoformat(),
        "currency": one.items.currency,
        "items": one.items.text,
        "customer": one.customer_id,
        "discount": _text(one.discount),
        "tax": _text(one.tax),
        "shipping": _text(one.shipping),
        "profit": _text(one.gross_profit),
        "codes": list(one.codes) or None,
        "first_order": one.is_new_customer,
        "status": one.status,
    }


def refund(one: Refund, *, sign: int) -> Table:
    """A refund, with its amount in the least unit."""
    digits = known_currencies()[one.amount.currency]
    return {
        "id": one.refund_id,
        "order": one.order_id,
        "at": one.at.isoformat(),
        "minor": sign * int(one.amount.amount.scaleb(digits)),
        "currency": one.amount.currency,
        "product": one.product,
    }


def touch(one: Touch) -> Table:
    """A touch."""
    return {
        "id": one.touch_id,
        "at": one.at.isoformat(),
        "visitor": one.visitor_id,
        "kind": one.kind,
        "value": one.value,
        "referrer": one.referrer,
    }


def audience(one: Audience) -> Table:
    """One way to part those who follow an account."""
    parts = [{"name": name, "share": str(share.fraction)} for name, share in one.parts.items()]
    return {"by": one.by, "at": one.at.isoformat(), "parts": parts}


def insight(holdings: Holdings, post_id: str, fields: Sequence[str]) -> Table:
    """The figures of a post."""
    told = {one.metric: one.value for one in holdings.readings if one.post_id == post_id}
    return {"id": post_id, **{field: told.get(_METRICS[field]) for field in fields}}


def without_nulls(part: object) -> object:
    """A JSON value without what is null in its tables."""
    if isinstance(part, Mapping):
        table = cast("Table", part)
        return {key: without_nulls(one) for key, one in table.items() if one is not None}
    if isinstance(part, list | tuple):
        return [without_nulls(one) for one in cast("Sequence[object]", part)]
    return part


def _text(amount: Money | None) -> str | None:
    """An amount as text."""
    return None if amount is None else amount.text
