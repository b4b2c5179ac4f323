"""Worlds: holdings that the checks are tried with, made item by item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

import attrs

from influence.money import Money
from influence.orders import Order, Refund
from influence.platforms import Account
from influence.posts import Post
from influence.sansio import Audience, Profile, Reading, ReadName
from influence.shares import Share
from influence.testing._holdings import Holdings
from influence.testing._platform_checks._ask import Ask
from influence.testing._platform_checks._subject import PlatformSubject
from influence.tracking import Touch

Item: TypeAlias = Post | Profile | Order | Refund | Touch

#: When the first item of a world came about; each later one comes an hour after the one before it.
FIRST: Final = dt.datetime(2026, 5, 1, 6, 0, tzinfo=dt.UTC)
CURRENCY: Final = "EUR"


def moment(number: int) -> dt.datetime:
    """The moment of an item of a world."""
    return FIRST + number * dt.timedelta(hours=1)


def profile(account: Account) -> Profile:
    """A profile of which everything is told."""
    return Profile(
        account=account,
        name=f"Maya {account.account_id}",
        biography="Runs. Bakes.",
        followers=1_207,
        follows=80,
        posts=12,
        country="DE",
        is_verified=True,
    )


def post(subject: PlatformSubject, name: str, number: int = 1) -> Post:
    """A post of the first account."""
    return Post(
        post_id=name,
        creator_id="creator-1",
        published_at=moment(number),
        platform=subject.capability.platform,
        caption=f"Post {number}",
    )


def order(name: str, number: int = 1) -> Order:
    """An order with every part of its price."""
    return Order(
        order_id=name,
        at=moment(number),
        items=Money("49.90", CURRENCY),
        customer_id=f"customer-{number}",
        discount=Money("5.00", CURRENCY),
        tax=Money("7.97", CURRENCY),
        shipping=Money("4.95", CURRENCY),
        codes=("MAYA15",),
        is_new_customer=True,
    )


def refund(name: str, number: int = 1) -> Refund:
    """A refund of a part of an order."""
    return Refund(refund_id=name, order_id="o1", at=moment(number), amount=Money("12.35", CURRENCY))


def touch(name: str, number: int = 1) -> Touch:
    """A visit through a link."""
    return Touch(
        touch_id=name,
        at=moment(number),
        visitor_id=f"visitor-{number}",
        kind="link",
        value="maya-1",
    )


def item(subject: PlatformSubject, read: ReadName, name: str, number: int = 1) -> Item:
    """An item of a read, under an id."""
    match read:
        case "orders":
            return order(name, number)
        case "refunds":
            return refund(name, number)
        case "touches":
            return touch(name, number)
        case "search":
            return profile(attrs.evolve(subject.account(), account_id=name, handle=f"h.{number}"))
        case _:
            return post(subject, name, number)


def moved(one: Item, at: dt.datetime) -> Item:
    """An item at another moment; a profile has none."""
    if isinstance(one, Profile):
        return one
    return attrs.evolve(one, published_at=at) if isinstance(one, Post) else attrs.evolve(one, at=at)


def world(subject: PlatformSubject) -> Holdings:
    """Two accounts with their profiles, and nothing else."""
    accounts = subject.account(1), subject.account(2)
    return Holdings(accounts=accounts, profiles=tuple(profile(one) for one in accounts))


def holding(subject: PlatformSubject, ask: Ask, items: Iterable[Item]) -> Holdings:
    """A world with some items of one read; another account has a post of its own."""
    found, held = world(subject), tuple(items)
    return attrs.evolve(
        found,
        posts=(*(one for one in held if isinstance(one, Post)), _others(subject)),
        profiles=_profiles(held) if ask.read == "search" else found.profiles,
        orders=tuple(one for one in held if isinstance(one, Order)),
        refunds=tuple(one for one in held if isinstance(one, Refund)),
        touches=tuple(one for one in held if isinstance(one, Touch)),
    )


def _profiles(items: Iterable[Item]) -> tuple[Profile, ...]:
    """The profiles among some items."""
    return tuple(one for one in items if isinstance(one, Profile))


def _others(subject: PlatformSubject) -> Post:
    """A post of the other account."""
    return attrs.evolve(post(subject, "other"), creator_id="creator-2")


def named(subject: PlatformSubject, ask: Ask, names: Sequence[str]) -> Holdings:
    """A world with an item for each id, an hour apart."""
    return holding(
        subject, ask, [item(subject, ask.read, name, at) for at, name in enumerate(names)]
    )


def many(subject: PlatformSubject, ask: Ask, count: int) -> Holdings:
    """A world with so many items of one read."""
    return named(subject, ask, [f"{ask.read[0]}{number:05d}" for number in range(count)])


def pages_of(subject: PlatformSubject, ask: Ask, *, pages: int, more: int = 0) -> Holdings:
    """A world with so many full pages of one read, and some more items."""
    return many(subject, ask, pages * subject.capability.read(ask.read).paging.size + more)


def reading(post_id: str, metric: str, value: int | None = 41) -> Reading:
    """A figure of a post; without a value, one that the platform does not tell."""
    return Reading(
        post_id=post_id,
        metric=metric,
        at=FIRST,
        value=value,
        why_none=None if value is not None else "not_told",
    )


def figures(
    subject: PlatformSubject, post_ids: Sequence[str], *, value: int | None = 41
) -> tuple[Holdings, Ask]:
    """A world with every figure of some posts, and the ask for all of them.

    What a platform counts in a unit of time comes to whole minutes, so that none has to be rounded.
    """
    names = subject.metric_names()
    posts = tuple(post(subject, name, number) for number, name in enumerate(post_ids))
    readings = tuple(
        measured(subject, reading(name, metric, value)) for name in post_ids for metric in names
    )
    found = attrs.evolve(world(subject), posts=posts, readings=readings)
    return found, attrs.evolve(subject.ask("metrics"), post_ids=tuple(post_ids), names=names)


def measured(subject: PlatformSubject, one: Reading) -> Reading:
    """A figure; a length of time in milliseconds, of whole minutes."""
    fields = subject.capability.sheet.fields
    units = [field.unit for field in fields if field.metric == one.metric and not field.retired]
    unit = units[0] if units else "count"
    if unit in {"ms", "s", "min"}:
        value = None if one.value is None else 60_000 * int(str(one.value))
        return attrs.evolve(one, unit="ms", value=value)
    return one


def audience(subject: PlatformSubject, by: str, parts: Mapping[str, str]) -> Audience:
    """Who follows the first account."""
    shares = {name: Share(part) for name, part in parts.items()}
    return Audience(account=subject.account(), at=FIRST, by=by, parts=shares)


def everything(subject: PlatformSubject) -> tuple[Holdings, Sequence[Ask]]:
    """A world with a little of everything, and an ask for each read that the connector has."""
    holdings, asked = figures(subject, ("p1", "p2"))
    full = attrs.evolve(
        holdings,
        audiences=(audience(subject, "country", {"DE": "0.4", "FR": "0.25"}),),
        orders=tuple(order(f"o{number}", number) for number in range(3)),
        refunds=tuple(refund(f"r{number}", number) for number in range(3)),
        touches=tuple(touch(f"t{number}", number) for number in range(3)),
    )
    names: list[ReadName] = [read.name for read in subject.capability.reads]
    return full, [asked if name == "metrics" else subject.ask(name) for name in names]
