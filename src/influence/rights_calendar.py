"""Rights calendar: when each right of a book begins and ends, and what is used without one.

Assets and posts of a book are looked at with the rights of their creator's deal. What is cut from a
post is an edit of it; what is used counts against the impressions that a right is for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

import attrs

from influence.assets import Asset, AssetUse
from influence.campaign_book import Book
from influence.deals import Deal
from influence.errors import InvalidInputError, UnknownNameError
from influence.ids import CreatorId
from influence.periods import microseconds
from influence.posts import Post
from influence.production import moves_of
from influence.rights import (
    AdAuthorisation,
    Permission,
    RightsLine,
    Usable,
    UsageKind,
    WantedUse,
    can_use,
    term_start,
)

__all__ = [
    "CalendarEntry",
    "LeaveEntry",
    "RightState",
    "RightsCalendar",
    "UseReview",
    "can_use_asset",
    "rights_calendar",
]

RightState: TypeAlias = Literal["unknown", "to_come", "running", "ending", "over", "open"]

_DAY = 86_400_000_000
_CUTS = frozenset({"hook", "testimonial_cut", "still"})


@attrs.frozen(kw_only=True)
class CalendarEntry:
    """One right for one post, on the calendar.

    Args:
        creator_id: Whose content.
        post_id: For which post; ``None`` for a right without a published post.
        line: The right.
        start: When it begins; ``None`` when nobody knows.
        end: When it is over; ``None`` when it is open or nobody knows.
        days_left: How many days begun are left; ``None`` when there is no end ahead.
        notice_by: The last moment to say whether it goes on; ``None`` when nobody has to.
        state: How it stands.
        shown: How often it was shown already, as far as that is known.
    """

    creator_id: CreatorId
    post_id: str | None
    line: RightsLine
    start: dt.datetime | None
    end: dt.datetime | None
    days_left: int | None
    notice_by: dt.datetime | None
    state: RightState
    shown: int


@attrs.frozen(kw_only=True)
class LeaveEntry:
    """A leave to advertise under a creator's name, on the calendar.

    Args:
        creator_id: Whose.
        leave: The leave.
        days_left: How many days begun are left; ``None`` when it has no end ahead.
        holds: Whether it holds.
    """

    creator_id: CreatorId
    leave: AdAuthorisation
    days_left: int | None
    holds: bool


@attrs.frozen(kw_only=True)
class UseReview:
    """One use of an asset, and whether a right allowed it.

    Args:
        use: The use.
        asset: What was used.
        at_start: The answer for when it began.
        at_end: The answer for its last moment, or for now while it runs.
    """

    use: AssetUse
    asset: Asset
    at_start: Permission
    at_end: Permission

    @property
    def is_allowed(self) -> bool:
        """Whether it was allowed from its beginning to its end."""
        return self.at_start.is_allowed and self.at_end.is_allowed


@attrs.frozen(kw_only=True)
class RightsCalendar:
    """The rights of a book at a moment.

    Args:
        as_of: The moment.
        entries: Every right, those that end first standing first and those without an end last.
        leaves: Every leave to advertise under a creator's name.
        uses: Every use of an asset.
    """

    as_of: dt.datetime
    entries: tuple[CalendarEntry, ...]
    leaves: tuple[LeaveEntry, ...]
    uses: tuple[UseReview, ...]

    def ending(self) -> tuple[CalendarEntry, ...]:
        """The rights that end within the days that were asked for."""
        return tuple(entry for entry in self.entries if entry.state == "ending")


def rights_calendar(
    book: Book, *, as_of: dt.datetime | None = None, ahead_days: int = 30
) -> RightsCalendar:
    """When each right of a book begins and ends, and what is used.

    Args:
        book: The campaign book.
        as_of: The moment; without it, the last of the book.
        ahead_days: A right that ends within so many days is *ending*.

    Raises:
        InvalidInputError: *as_of* has no offset, or *ahead_days* is below 0.

    Example:
        >>> from influence.books import read_book
        >>> calendar = rights_calendar(read_book("examples/spring-launch"))
        >>> calendar.entries[0].line.kind, calendar.entries[0].state
        ('whitelisting', 'over')
    """
    moment = book.last_moment if as_of is None else as_of
    if moment.utcoffset() is None:
        raise InvalidInputError("as_of", "be a time with an offset", moment)
    if ahead_days < 0:
        raise InvalidInputError("ahead_days", "be at least 0", ahead_days)
    desk = _Desk.of(book, as_of=moment, ahead_days=ahead_days)
    entries = sorted(desk.entries(), key=_by_end)
    leaves = tuple(
        _leave(deal, one, moment) for deal in book.deals for one in deal.ad_authorisations
    )
    return RightsCalendar(
        as_of=moment, entries=tuple(entries), leaves=leaves, uses=tuple(desk.uses())
    )


def can_use_asset(
    book: Book,
    asset_id: str,
    *,
    channel: str,
    at: dt.datetime,
    purpose: UsageKind,
    territory: str | None = None,
) -> Permission:
    """Whether an asset or a post of a book may be used in one way at one moment.

    Args:
        book: The campaign book.
        asset_id: The id of an asset, or of a post.
        channel: Where.
        at: When.
        purpose: What for: one of ``USAGE_KINDS``.
        territory: In which country, as ISO 3166 alpha-2; ``None`` for all.

    Raises:
        UnknownNameError: There is no such asset or purpose; the close one is named.
        InvalidInputError: *at* has no offset, or the country has no such form.
    """
    wanted = WantedUse(channel=channel, at=at, purpose=purpose, territory=territory)
    desk = _Desk.of(book, as_of=at, ahead_days=0)
    return desk.answer(desk.asset(asset_id), wanted)


def _by_end(entry: CalendarEntry) -> tuple[int, str, str, str]:
    """Where an entry stands on the calendar."""
    end = microseconds(entry.end) if entry.end is not None else 1 << 62
    return end, entry.creator_id, entry.post_id or "", entry.line.kind


def _leave(deal: Deal, one: AdAuthorisation, at: dt.datetime) -> LeaveEntry:
    """A leave as it stands at a moment."""
    left = None if one.ends is None else _days(one.ends, at)
    return LeaveEntry(creator_id=deal.creator_id, leave=one, days_left=left, holds=one.holds(at))


def _days(end: dt.datetime, at: dt.datetime) -> int:
    """How many days begun are left; 0 when it is over."""
    return max(0, -(-(microseconds(end) - microseconds(at)) // _DAY))


@attrs.frozen(kw_only=True)
class _Desk:
    """A book with what rights look at found once."""

    book: Book
    as_of: dt.datetime
    ahead_days: int
    deals: dict[str, Deal]
    posts: dict[str, Post]
    assets: dict[str, Asset]
    approved: dict[str, dt.datetime]

    @classmethod
    def of(cls, book: Book, *, as_of: dt.datetime, ahead_days: int) -> _Desk:
        """The desk of a book."""
        return cls(
            book=book,
            as_of=as_of,
            ahead_days=ahead_days,
            deals={deal.creator_id: deal for deal in book.deals},
            posts={post.post_id: post for post in book.posts},
            assets={asset.asset_id: asset for asset in book.assets},
            approved=dict(_approved(book)),
        )

    def asset(self, name: str) -> Asset:
        """An asset, or a post as one."""
        if name in self.assets:
            return self.assets[name]
        if name not in self.posts:
            raise UnknownNameError("asset", name, (*self.assets, *self.posts))
        post = self.posts[name]
        return Asset(
            asset_id=name, creator_id=post.creator_id, kind="original", post_id=post.post_id
        )

    def usable(self, asset: Asset, *, shown: int = 0) -> Usable:
        """An asset as rights see it: by the post that it comes from at last."""
        post_id, seen = asset.post_id, set[str]()
        here = asset
        while post_id is None and here.made_from in self.assets and here.asset_id not in seen:
            seen.add(here.asset_id)
            here = self.assets[here.made_from]
            post_id = here.post_id
        post = self.posts.get(post_id or "")
        return Usable(
            post_id=post_id,
            published_at=None if post is None else post.published_at,
            approved_at=self.approved.get(post_id or ""),
            platform=None if post is None else post.platform,
            edited=asset.kind != "original",
            cut=asset.kind in _CUTS,
            shown=shown,
        )

    def answer(self, asset: Asset, wanted: WantedUse, *, shown: int = 0) -> Permission:
        """Whether an asset may be used."""
        deal = self.deals.get(asset.creator_id)
        return can_use(
            self.usable(asset, shown=shown),
            wanted,
            lines=() if deal is None else deal.rights_lines,
            authorisations=() if deal is None else deal.ad_authorisations,
            zone=self.book.campaign.time_zone,
        )

    def uses(self) -> Iterator[UseReview]:
        """Every use that has begun."""
        for use in self.book.asset_uses:
            if microseconds(use.starts) > microseconds(self.as_of):
                continue
            asset = self.assets[use.asset_id]
            last = self.as_of if use.ends is None else min(use.ends, self.as_of, key=microseconds)
            first = self._wanted(use, at=use.starts, runs_already=False)
            ran = microseconds(last) > microseconds(use.starts)
            then = self._wanted(use, at=last, runs_already=ran)
            yield UseReview(
                use=use,
                asset=asset,
                at_start=self.answer(asset, first),
                at_end=self.answer(asset, then),
            )

    def _wanted(self, use: AssetUse, *, at: dt.datetime, runs_already: bool) -> WantedUse:
        """A use as what is wanted; one that cost money to show is paid."""
        is_paid = use.spend is not None and use.spend.is_positive
        purpose: UsageKind = use.purpose or ("paid_usage" if is_paid else "organic_repost")
        return WantedUse(
            channel=use.channel,
            at=at,
            purpose=purpose,
            territory=use.territory,
            runs_already=runs_already,
        )

    def entries(self) -> Iterator[CalendarEntry]:
        """Every right, for each post that it is for."""
        by_creator: dict[str, list[Post]] = {}
        for post in self.book.posts:
            by_creator.setdefault(post.creator_id, []).append(post)
        for deal in self.book.deals:
            own = by_creator.get(deal.creator_id, [])
            for line in deal.rights_lines:
                yield from self._entries(deal, line, own)

    def _entries(
        self, deal: Deal, line: RightsLine, posts: Iterable[Post]
    ) -> Iterator[CalendarEntry]:
        """A right for each of its posts; once where it begins with none."""
        meant = [post for post in posts if not line.posts or post.post_id in line.posts]
        if isinstance(line.starts, dt.date) or not meant:
            yield self._entry(deal, line, Usable())
            return
        for post in meant:
            asset = self.asset(post.post_id)
            yield self._entry(deal, line, self.usable(asset))

    def _entry(self, deal: Deal, line: RightsLine, usable: Usable) -> CalendarEntry:
        """A right for one post."""
        zone = self.book.campaign.time_zone
        start = term_start(line, usable, zone=zone)
        end = None if start is None else line.ends_after(start, zone=zone)
        left = None if end is None else _days(end, self.as_of)
        notice = None
        if end is not None and line.renewal != "none":
            notice = end - dt.timedelta(days=line.notice_days)
        return CalendarEntry(
            creator_id=deal.creator_id,
            post_id=usable.post_id,
            line=line,
            start=start,
            end=end,
            days_left=left or None,
            notice_by=notice,
            state=self._state(start, end, left),
            shown=self._shown(deal, line, usable.post_id),
        )

    def _state(
        self, start: dt.datetime | None, end: dt.datetime | None, left: int | None
    ) -> RightState:
        """How a right stands."""
        if start is None:
            return "unknown"
        if microseconds(start) > microseconds(self.as_of):
            return "to_come"
        if end is None or left is None:
            return "open"
        if not left:
            return "over"
        return "ending" if left <= self.ahead_days else "running"

    def _shown(self, deal: Deal, line: RightsLine, post_id: str | None) -> int:
        """How often what a right is for was shown by its uses, as far as that is known."""
        return sum(
            use.impressions or 0
            for use in self.book.asset_uses
            if self.assets[use.asset_id].creator_id == deal.creator_id
            and (post_id is None or self.usable(self.assets[use.asset_id]).post_id == post_id)
            and line.is_for(channel=use.channel, territory=use.territory)
        )


def _approved(book: Book) -> Iterator[tuple[str, dt.datetime]]:
    """When the draft of each post was approved, where its moves tell."""
    for moves in moves_of(book).values():
        approved = [move.at for move in moves if move.to == "approved"]
        posts = [move.post_id for move in moves if move.to == "published" and move.post_id]
        for post_id in posts if approved else ():
            yield post_id, min(approved, key=microseconds)
