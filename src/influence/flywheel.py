"""Flywheel: what was made of each post, where it was used again, and what that returned.

    content value = gross profit of reuse − what showing it cost − what making it cost
    total return  = content value + profit of the campaign itself, shown side by side

The two are never mixed: an order of a reused ad may stand in the table of orders as well, where a
link or a code leads it to the creator. What a use does not tell stays unknown, and every sum says
how many uses it knew.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

import attrs

from influence._frozen_mapping import FrozenMapping
from influence.assets import Asset, AssetKind, AssetUse
from influence.campaign_book import Book
from influence.errors import InvalidInputError
from influence.ids import CreatorId
from influence.money import Money
from influence.periods import microseconds
from influence.workings import Working

__all__ = [
    "ChannelReuse",
    "Content",
    "Flywheel",
    "Known",
    "PostQuota",
    "flywheel_of",
    "post_of",
    "total_return",
]


@attrs.frozen(kw_only=True)
class Known:
    """A sum over uses, and how many of them told it.

    Args:
        count: The sum of what was told.
        told: How many uses told it.
        uses: How many there are.
    """

    count: int
    told: int
    uses: int


@attrs.frozen(kw_only=True)
class PostQuota:
    """What was made of one post, beside what is planned.

    Args:
        post_id: Which.
        creator_id: Whose.
        made: How many of each kind.
        lacks: How many of each kind are still to be made; kinds that lack none are left out.
    """

    post_id: str
    creator_id: CreatorId
    made: Mapping[AssetKind, int]
    lacks: Mapping[AssetKind, int]


@attrs.frozen(kw_only=True)
class ChannelReuse:
    """What came of reuse in one channel.

    Args:
        channel: Where.
        uses: How many uses.
        impressions: Times it was on a screen.
        clicks: Visits that it brought.
        orders: Orders that it brought.
        spend: What showing it cost, as far as that is known.
        gross_profit: What it brought, as far as that is known.
        untold: How many uses do not tell their gross profit.
    """

    channel: str
    uses: int
    impressions: Known
    clicks: Known
    orders: Known
    spend: Money
    gross_profit: Money
    untold: int


@attrs.frozen(kw_only=True)
class Content:
    """What one creator's content returned beside its own post.

    Args:
        creator_id: Whose.
        assets: How many assets were made of it.
        uses: How many uses they had.
        untold: How many uses do not tell their gross profit.
        gross_profit: Gross profit of reuse, as far as that is known.
        spend: What showing it cost.
        making: What making the assets cost beside the deal.
        replacement_value: What the assets would have cost to have made; ``None`` where nobody said.
    """

    creator_id: CreatorId
    assets: int
    uses: int
    untold: int
    gross_profit: Money
    spend: Money
    making: Money
    replacement_value: Money | None

    @property
    def value(self) -> Money | None:
        """Its content value; ``None`` when no use tells its gross profit and there are some."""
        if self.uses and self.untold == self.uses:
            return None
        return self.gross_profit - self.spend - self.making

    @property
    def working(self) -> Working:
        """Its content value, worked out."""
        told = f"gross profit of {self.uses - self.untold} of {self.uses} uses"
        return Working.of(
            (told, self.gross_profit),
            ("less what showing it cost", self.spend),
            ("less what making it cost", self.making),
            ("content value", "unknown" if self.value is None else self.value),
        )


@attrs.frozen(kw_only=True)
class Flywheel:
    """The reuse of a campaign's content.

    Args:
        quotas: Every post, with what was made of it.
        channels: Every channel of reuse, in the order of its name.
        contents: Every creator with assets, in the order of the book.
        astray: Assets whose post or source is not in the book, or that were cut from each other.
    """

    quotas: tuple[PostQuota, ...]
    channels: tuple[ChannelReuse, ...]
    contents: tuple[Content, ...]
    astray: tuple[Asset, ...]


def flywheel_of(book: Book, *, as_of: dt.datetime | None = None) -> Flywheel:
    """What was made of each post, where it was used, and what came of it.

    Args:
        book: The campaign book.
        as_of: The moment; uses that begin later are left out.

    Raises:
        InvalidInputError: *as_of* has no offset.

    Example:
        >>> from influence.books import read_book
        >>> wheel = flywheel_of(read_book("examples/spring-launch"))
        >>> wheel.quotas[0].post_id
        'tariq-1'
    """
    moment = book.last_moment if as_of is None else as_of
    if moment.utcoffset() is None:
        raise InvalidInputError("as_of", "be a time with an offset", moment)
    uses = [use for use in book.asset_uses if microseconds(use.starts) <= microseconds(moment)]
    assets = {asset.asset_id: asset for asset in book.assets}
    found = {name: post_of(asset, assets=assets) for name, asset in assets.items()}
    posts = {post.post_id for post in book.posts}
    return Flywheel(
        quotas=tuple(_quotas(book, found=found)),
        channels=_channels(book, uses),
        contents=_contents(book, uses, assets=assets),
        astray=tuple(asset for name, asset in assets.items() if found[name] not in posts),
    )


def post_of(asset: Asset, *, assets: Mapping[str, Asset]) -> str | None:
    """The post that an asset comes from at last; ``None`` when nothing leads to one."""
    seen, here = set[str](), asset
    while here.post_id is None:
        seen.add(here.asset_id)
        source = assets.get(here.made_from or "")
        if source is None or source.asset_id in seen:
            return None
        here = source
    return here.post_id


def total_return(content: Content, profit: Money | None) -> Working:
    """Content value beside the profit of the campaign itself, and both together.

    Args:
        content: What reuse returned.
        profit: The creator's profit of the campaign; ``None`` when unknown.
    """
    whole = None if content.value is None or profit is None else content.value + profit
    return content.working.then(
        "profit of the campaign itself", "unknown" if profit is None else profit
    ).then("total return", "unknown" if whole is None else whole)


def _quotas(book: Book, *, found: Mapping[str, str | None]) -> Iterable[PostQuota]:
    """Every post beside the plan."""
    made: dict[str, Counter[AssetKind]] = {}
    for asset in book.assets:
        post_id = found[asset.asset_id]
        if post_id is not None and asset.kind != "original":
            made.setdefault(post_id, Counter())[asset.kind] += 1
    least = book.campaign.repurposing.least
    for post in book.posts:
        own = made.get(post.post_id, Counter())
        lacks: dict[AssetKind, int] = {
            kind: count - own[kind] for kind, count in least.items() if own[kind] < count
        }
        yield PostQuota(
            post_id=post.post_id,
            creator_id=post.creator_id,
            made=FrozenMapping(dict(own)),
            lacks=FrozenMapping(lacks),
        )


def _channels(book: Book, uses: Iterable[AssetUse]) -> tuple[ChannelReuse, ...]:
    """What came of each channel."""
    grouped: dict[str, list[AssetUse]] = {}
    for use in uses:
        grouped.setdefault(use.channel, []).append(use)
    return tuple(_channel(book, name, grouped[name]) for name in sorted(grouped))


def _channel(book: Book, name: str, uses: list[AssetUse]) -> ChannelReuse:
    """What came of one channel."""
    profits = [_gross_profit(use, book=book) for use in uses]
    return ChannelReuse(
        channel=name,
        uses=len(uses),
        impressions=_known(uses, lambda use: use.impressions),
        clicks=_known(uses, lambda use: use.clicks),
        orders=_known(uses, lambda use: use.orders),
        spend=_total((use.spend for use in uses), book=book),
        gross_profit=_total(profits, book=book),
        untold=profits.count(None),
    )


def _known(uses: list[AssetUse], figure: Callable[[AssetUse], int | None]) -> Known:
    """A sum, and how many told it."""
    told = [count for count in map(figure, uses) if count is not None]
    return Known(count=sum(told), told=len(told), uses=len(uses))


def _total(amounts: Iterable[Money | None], *, book: Book) -> Money:
    """The sum of what was told."""
    told = (amount for amount in amounts if amount is not None)
    return Money.total(told, currency=book.campaign.currency)


def _gross_profit(use: AssetUse, *, book: Book) -> Money | None:
    """The gross profit of a use: its own, else its revenue by the campaign's margin."""
    margin = book.campaign.gross_margin
    if use.gross_profit is not None or use.revenue is None or margin is None:
        return use.gross_profit
    return margin.of(use.revenue).rounded()


def _contents(
    book: Book, uses: Iterable[AssetUse], *, assets: Mapping[str, Asset]
) -> tuple[Content, ...]:
    """What each creator's content returned."""
    used: dict[str, list[AssetUse]] = {}
    for use in uses:
        used.setdefault(assets[use.asset_id].creator_id, []).append(use)
    own: dict[str, list[Asset]] = {}
    for asset in book.assets:
        own.setdefault(asset.creator_id, []).append(asset)
    return tuple(
        _content(book, creator.creator_id, own[creator.creator_id], used)
        for creator in book.creators
        if creator.creator_id in own
    )


def _content(
    book: Book, creator_id: CreatorId, assets: list[Asset], used: Mapping[str, list[AssetUse]]
) -> Content:
    """What one creator's content returned."""
    uses = used.get(creator_id, [])
    profits = [_gross_profit(use, book=book) for use in uses]
    values = book.campaign.repurposing.replacement_values
    priced = [values[asset.kind] for asset in assets if asset.kind in values]
    return Content(
        creator_id=creator_id,
        assets=len(assets),
        uses=len(uses),
        untold=profits.count(None),
        gross_profit=_total(profits, book=book),
        spend=_total((use.spend for use in uses), book=book),
        making=_total((asset.cost for asset in assets), book=book),
        replacement_value=_total(priced, book=book) if priced else None,
    )
