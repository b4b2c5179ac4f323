"""The generated world: everything out of one seed, in sizes that the caller chooses."""

from __future__ import annotations

import datetime as dt

from influence.connectors.demo._world._dice import Dice
from influence.connectors.demo._world._people import people
from influence.connectors.demo._world._published import posts
from influence.connectors.demo._world._sold import Shop
from influence.connectors.demo._world._world import World

_STARTS = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
_DAYS = 28


def world(
    seed: str,
    *,
    creators: int = 5,
    posts_each: int = 6,
    touches: int = 400,
    orders: int = 120,
    refunds: int = 12,
    currency: str = "EUR",
    starts: dt.datetime = _STARTS,
    days: int = _DAYS,
    now: dt.datetime | None = None,
    is_awkward: bool = True,
) -> World:
    """The world of a seed.

    Args:
        seed: Any text; the same text and sizes give the same world.
        creators: How many people publish.
        posts_each: How many posts each of them has.
        touches: How many marks are met.
        orders: How many orders are placed.
        refunds: How many of them are given back, in part or whole; one more is of an unknown order.
        currency: The currency of the shop.
        starts: Its first moment.
        days: For how many days it goes on.
        now: The moment at which it is met; by default a week after its last day.
        is_awkward: Whether some ids are in other scripts and one figure is past 2^53.

    Example:
        >>> small = world("spring", creators=2, posts_each=1, orders=3, touches=5, refunds=0)
        >>> [creator.creator_id for creator in small.creators], len(small.orders)
        (['maya', 'zoe'], 3)
    """
    dice = Dice(f"demo world {seed}")
    until = starts + dt.timedelta(days=days + 7) if now is None else now
    found, accounts = people(dice, count=creators, at=starts, is_awkward=is_awkward)
    shop = Shop(
        dice=dice,
        owners=accounts,
        currency=currency,
        starts=starts,
        days=days,
        is_awkward=is_awkward,
    )
    published = tuple(
        post
        for account in accounts
        for post in posts(
            dice,
            account,
            count=posts_each,
            starts=starts,
            days=days,
            currency=currency,
            is_awkward=is_awkward,
        )
    )
    met = shop.touches(touches)
    sold = shop.orders(orders, touches=met)
    return World(
        seed=seed,
        currency=currency,
        starts=starts,
        now=until,
        creators=found,
        accounts=accounts,
        posts=published,
        touches=met,
        orders=sold,
        refunds=shop.refunds(refunds, orders=sold),
    )
