"""Rights line: one thing that a brand may do with a creator's content, where and for how long.

    start ≤ moment < end;  what runs already may run on until end + sunset

Each kind of use is a line of its own, because each has its own price, places and end.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, TypeAlias, get_args
from zoneinfo import ZoneInfo

import attrs
from dateutil.relativedelta import relativedelta

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.ids import PostId
from influence.money import Money

UsageKind: TypeAlias = Literal["organic_repost", "paid_usage", "whitelisting", "full_commercial"]
#: What may be done: shown again unpaid, shown for money, advertised under the creator's own name,
#: or used for anything but that last one.
USAGE_KINDS: tuple[UsageKind, ...] = get_args(UsageKind)

TermStart: TypeAlias = Literal["published", "approved"]
TERM_STARTS: tuple[TermStart, ...] = get_args(TermStart)

Edits: TypeAlias = Literal["none", "trim", "any"]
EDITS: tuple[Edits, ...] = get_args(Edits)

AiUse: TypeAlias = Literal["none", "edits", "training"]
AI_USES: tuple[AiUse, ...] = get_args(AiUse)

Renewal: TypeAlias = Literal["none", "option", "automatic"]
RENEWALS: tuple[Renewal, ...] = get_args(Renewal)

#: The word for every channel.
EVERYWHERE = "*"

#: What each kind covers. Nothing but its own line lets an advertisement run under a creator's name.
_COVERS: dict[UsageKind, frozenset[UsageKind]] = {
    "organic_repost": frozenset({"organic_repost"}),
    "paid_usage": frozenset({"paid_usage", "organic_repost"}),
    "whitelisting": frozenset({"whitelisting"}),
    "full_commercial": frozenset({"full_commercial", "paid_usage", "organic_repost"}),
}


def _is_start(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """``published``, ``approved`` or a day."""
    is_day = isinstance(value, dt.date) and not isinstance(value, dt.datetime)
    if not is_day and value not in TERM_STARTS:
        rule = "be published, approved or a date"
        raise InvalidInputError(require.place(instance, attribute), rule, value)


@attrs.frozen(kw_only=True)
class RightsLine:
    """One right.

    Args:
        kind: What may be done.
        channels: Where, such as ``paid_social``; ``*`` for everywhere.
        territories: In which countries, as ISO 3166 alpha-2; none for all.
        territories_out: In which it may not, whatever *territories* says.
        starts: When the term begins: when it was ``published`` or ``approved``, or on a date.
        days: How many calendar days the term lasts.
        months: How many months it lasts, before the days.
        until: The first day on which it is over. Without *days*, *months* and *until* it is open.
        sunset_days: For how many days after its end what runs already may run on.
        impressions: How often it may be shown in all; ``None`` for as often as one likes.
        edits: Whether it may be changed: not at all, cut shorter, or in any way.
        ai: Whether machines may change it, or learn from it.
        exclusivity: In which category the creator works for nobody else meanwhile.
        renewal: Whether the term goes on by itself, or can be made to.
        notice_days: How many days before the end that has to be said.
        renewal_price: What another term costs.
        price: What the right costs, beside the fee.
        posts: The posts that it is for; none for all of the deal.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
        UnknownNameError: A word is not known; the close one is named.

    Example:
        >>> line = RightsLine(kind="paid_usage", channels=("paid_social",), days=90)
        >>> line.covers("organic_repost"), line.covers("whitelisting")
        (True, False)

    Source: S310, S2.
    """

    kind: UsageKind = attrs.field(validator=require.one_of(USAGE_KINDS))
    channels: tuple[str, ...] = attrs.field(validator=require.are_texts)
    territories: tuple[str, ...] = attrs.field(default=(), validator=require.are_countries)
    territories_out: tuple[str, ...] = attrs.field(default=(), validator=require.are_countries)
    starts: TermStart | dt.date = attrs.field(default="published", validator=_is_start)
    days: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.at_least(1))
    )
    months: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.at_least(1))
    )
    until: dt.date | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_date)
    )
    sunset_days: int = attrs.field(default=0, validator=require.is_count)
    impressions: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.at_least(1))
    )
    edits: Edits = attrs.field(default="trim", validator=require.one_of(EDITS))
    ai: AiUse = attrs.field(default="none", validator=require.one_of(AI_USES))
    exclusivity: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_line)
    )
    renewal: Renewal = attrs.field(default="none", validator=require.one_of(RENEWALS))
    notice_days: int = attrs.field(default=0, validator=require.is_count)
    renewal_price: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_money)
    )
    price: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_money)
    )
    posts: tuple[PostId, ...] = attrs.field(default=(), validator=require.are_texts)

    def __attrs_post_init__(self) -> None:
        if not self.channels:
            raise InvalidInputError("RightsLine.channels", "name a channel, or * for all", ())
        if self.until is not None and (self.days or self.months):
            rule = "have either a length or a day until which it lasts"
            raise InvalidInputError("RightsLine.until", rule, self.until.isoformat())

    @property
    def is_open(self) -> bool:
        """Whether it has no end."""
        return self.until is None and not self.days and not self.months

    @property
    def named(self) -> str:
        """What it is called in a sentence, such as ``paid usage on paid_social``."""
        where = "everywhere" if EVERYWHERE in self.channels else f"on {', '.join(self.channels)}"
        return f"{self.kind.replace('_', ' ')} {where}"

    def covers(self, purpose: UsageKind) -> bool:
        """Whether it is a right to do that."""
        return purpose in _COVERS[self.kind]

    def is_in(self, channel: str) -> bool:
        """Whether it holds in a channel, however that is written."""
        return EVERYWHERE in self.channels or channel.lower() in map(str.lower, self.channels)

    def is_for(self, *, channel: str, territory: str | None) -> bool:
        """Whether it holds in a channel and a country; one that is not told needs them all."""
        is_channel = self.is_in(channel)
        if territory is None:
            return is_channel and not self.territories and not self.territories_out
        is_in = not self.territories or territory in self.territories
        return is_channel and is_in and territory not in self.territories_out

    def ends_after(self, start: dt.datetime, *, zone: ZoneInfo) -> dt.datetime | None:
        """The moment at which a term that begins then is over; ``None`` when it is open.

        Example:
            >>> line = RightsLine(kind="paid_usage", channels=("*",), months=1)
            >>> began = dt.datetime(2026, 1, 31, 12, tzinfo=ZoneInfo("UTC"))
            >>> line.ends_after(began, zone=ZoneInfo("UTC")).isoformat()
            '2026-02-28T00:00:00+00:00'
        """
        if self.is_open:
            return None
        day = self.until
        if day is None:
            offset = relativedelta(months=self.months or 0, days=self.days or 0)
            day = start.astimezone(zone).date() + offset
        return dt.datetime.combine(day, dt.time(), zone)
