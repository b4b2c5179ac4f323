"""The endpoints of the fake, one function each: a call in, a document out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

from influence.connectors.demo._capability import BATCH, fact_sheet
from influence.connectors.demo._fake import _telling as tell
from influence.connectors.demo._fake._answer import Table, bad_request, refusal
from influence.connectors.demo._fake._paging import Call, by_cursor, by_number, by_offset, ms
from influence.connectors.demo._world._account import WorldAccount
from influence.connectors.demo._world._post import WorldPost
from influence.connectors.demo._world._world import World
from influence.sansio import Audience


def _account(world: World, call: Call) -> WorldAccount:
    """The account that a call names."""
    account_id, handle = call.query.one("account_id"), call.query.one("handle")
    if account_id is None and handle is None:
        raise bad_request("say which account, by account_id or handle")
    found = world.account(account_id=account_id, handle=handle)
    if found is None:
        raise refusal(404, "not_found", "there is no such account")
    return found


def _told(world: World, account: WorldAccount, *, call: Call) -> Table:
    """A profile, with the posts that are there."""
    posts = len(world.posts_at(call.at, account_id=account.account_id))
    return tell.told_account(account, posts=posts)


def profile(world: World, call: Call) -> Table:
    """One account."""
    return {"account": _told(world, _account(world, call), call=call)}


def search(world: World, call: Call) -> Table:
    """The accounts whose names or words have all the words that are asked for."""
    words = (call.query.one("q") or "").casefold().split()

    def fits(account: WorldAccount) -> bool:
        texts = (account.handle, account.profile.name, account.profile.biography)
        text = " ".join(text or "" for text in texts).casefold()
        return all(word in text for word in words)

    found = [account for account in world.accounts if fits(account)]
    return by_number(call, "accounts", found, told=lambda one: _told(world, one, call=call))


def posts(world: World, call: Call) -> Table:
    """The posts of an account, the newest first, so that a new one moves all the others on."""
    account = _account(world, call)
    found = [
        post
        for post in world.posts
        if post.account_id == account.account_id
        and post.is_published(call.at)
        and call.query.has_within("published", post.post.published_at)
    ]
    found.sort(key=lambda post: (post.post.published_at, post.post.post_id), reverse=True)
    return by_cursor(call, "posts", found, told=lambda post: tell.told_post(post, at=call.at))


def insights(world: World, call: Call) -> Table:
    """The figures of some posts; one retired metric makes the whole of it fail."""
    ids, names = call.query.all("id"), call.query.all("metric")
    if len(ids) > BATCH:
        raise refusal(413, "too_many_ids", f"at most {BATCH} ids at once")
    _refuse_metrics(call, names)
    known = {post.post.post_id: post for post in world.posts if post.is_published(call.at)}
    told = [
        _figures(world, known.get(one), names, post_id=one, place=place, call=call)
        for place, one in enumerate(ids)
    ]
    return {"as_of_ms": ms(call.at), "posts": told}


def _refuse_metrics(call: Call, names: list[str]) -> None:
    """Refuse metrics that are not there, or no longer."""
    today = call.at.date()
    gone = {field.vendor for field in fact_sheet().fields if field.is_retired(on=today)}
    gone |= call.retired
    allowed = [name for name in tell.METRICS.values() if name not in gone]
    retired = [name for name in names if name in gone]
    if retired:
        message = "a metric is retired"
        raise refusal(400, "metric_retired", message, names=retired, allowed=allowed)
    for name in names:
        if name not in allowed:
            raise bad_request(f"metric {name} is not known")


def _figures(
    world: World, post: WorldPost | None, names: list[str], *, post_id: str, place: int, call: Call
) -> Table:
    """The figures of one id of a batch, or why it has none."""
    if call.is_halved and place % 2:
        return {"id": post_id, "error": {"code": "unavailable", "message": "try again"}}
    if post is None:
        return {"id": post_id, "error": {"code": "not_found", "message": "no such post"}}
    if post.is_deleted(call.at):
        return {"id": post_id, "error": {"code": "deleted", "message": "it was deleted"}}
    return tell.told_figures(post, names, at=call.at, currency=world.currency)


def audience(world: World, call: Call) -> Table:
    """Who follows an account."""
    account = _account(world, call)
    withheld = None if account.audience else "few_people"
    if not account.is_connected:
        withheld = "not_yours"
    return {
        "as_of_ms": ms(max((part.at for part in account.audience), default=call.at)),
        "breakdowns": [] if withheld else [_breakdown(part) for part in account.audience],
        "withheld": withheld,
    }


def _breakdown(part: Audience) -> Table:
    """One breakdown, in thousandths."""
    parts = {name: int(share.fraction * Fraction(1_000)) for name, share in part.parts.items()}
    return {"by": part.by, "parts": parts}


def orders(world: World, call: Call) -> Table:
    """The orders that were placed or changed, as they are told as of a moment."""
    found = [
        order
        for order in world.orders
        if order.is_listed(call.as_of)
        and any(call.query.has_within("updated", at) for at in order.moments(call.as_of))
    ]
    found.sort(key=lambda order: (order.placed.at, order.placed.order_id))
    return by_offset(
        call, "orders", found, told=lambda order: tell.told_order(order, at=call.as_of)
    )


def refunds(world: World, call: Call) -> Table:
    """The refunds that were booked."""
    found = [
        refund.row
        for refund in world.refunds
        if refund.is_listed(call.as_of) and call.query.has_within("created", refund.row.at)
    ]
    found.sort(key=lambda refund: (refund.at, refund.refund_id))
    return by_number(call, "refunds", found, told=tell.told_refund)


def touches(world: World, call: Call) -> Table:
    """The touches, the oldest first; those that are listed late are put in where they belong."""
    found = [
        touch.row
        for touch in world.touches
        if touch.is_listed(call.at) and call.query.has_within("at", touch.row.at)
    ]
    found.sort(key=lambda touch: (touch.at, touch.touch_id))
    return by_cursor(call, "touches", found, told=tell.told_touch)


#: What is asked for at each path, by the name of its read.
PATHS: Mapping[str, str] = MappingProxyType(
    {
        "me": "check",
        "account": "profile",
        "posts": "posts",
        "insights": "metrics",
        "audience": "audience",
        "search": "search",
        "orders": "orders",
        "refunds": "refunds",
        "touches": "touches",
    }
)

ENDPOINTS: Mapping[str, Callable[[World, Call], Table]] = MappingProxyType(
    {
        "profile": profile,
        "posts": posts,
        "metrics": insights,
        "audience": audience,
        "search": search,
        "orders": orders,
        "refunds": refunds,
        "touches": touches,
    }
)
