"""Channel rules: what GA4 asks of a tagged visit, in its order.

The rules are those for tagged links that its help pages tell; what Google Ads and other ad
platforms file by themselves is not here. The patterns are matched against the whole text, in lower
case.

Source: S72, S73, S78.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple, get_args

import attrs

from influence.links._sources import CATEGORIES

Channel = Literal[
    "Direct",
    "Cross-network",
    "Paid Shopping",
    "Paid Search",
    "Paid Social",
    "Paid Video",
    "Display",
    "Paid Other",
    "Organic Shopping",
    "Organic Social",
    "Organic Video",
    "Organic Search",
    "Email",
    "Affiliates",
    "Referral",
    "Audio",
    "SMS",
    "Mobile Push Notifications",
    "Unassigned",
]
CHANNELS: tuple[Channel, ...] = get_args(Channel)

_PAID = re.compile(r"(.*cp.*|ppc|retargeting|paid.*)")
_SHOP = re.compile(r"(.*(([^a-df-z]|^)shop|shopping).*)")
_PAID_MEDIUMS = ("cpc", "ppc", "cpa", "retargeting", "paid")
_EMAIL = ("email", "e-mail", "e_mail", "e mail")
_SOCIAL = ("social", "social-network", "social-media", "sm", "social network", "social media")
_DISPLAY = ("display", "banner", "expandable", "interstitial", "cpm")


class Visit(NamedTuple):
    """What the rules look at, in lower case."""

    source: str
    medium: str
    campaign: str

    @property
    def category(self) -> str:
        """What kind of site the source is; empty when it is none that is listed."""
        return CATEGORIES.get(self.source, "")

    @property
    def is_paid(self) -> bool:
        """Whether the medium says that somebody paid for the visit."""
        return bool(_PAID.fullmatch(self.medium))

    @property
    def is_shop(self) -> bool:
        """Whether the source sells, or the campaign is named after a shop."""
        return self.category == "shopping" or bool(_SHOP.fullmatch(self.campaign))


@attrs.frozen(kw_only=True)
class ChannelRule:
    """When a visit belongs to a channel, unless a rule before it holds.

    Args:
        channel: The channel.
        asks: What the rule asks for, in words.
        mediums: Mediums that fulfil it, the one to write first; none when no medium does.
        holds: Whether it holds for a visit.
    """

    channel: Channel
    asks: str
    mediums: tuple[str, ...] = ()
    holds: Callable[[Visit], bool] = attrs.field(repr=False, eq=False)


def _is_push(visit: Visit) -> bool:
    """Whether the visit came from a message of an app."""
    says = visit.medium.endswith("push") or "mobile" in visit.medium
    return says or "notification" in visit.medium or visit.source == "firebase"


#: In the order in which GA4 asks.
CHANNEL_RULES: tuple[ChannelRule, ...] = (
    ChannelRule(
        channel="Direct",
        asks="source (direct) and medium (none) or (not set)",
        holds=lambda visit: visit.source == "(direct)" and visit.medium in {"(none)", "(not set)"},
    ),
    ChannelRule(
        channel="Cross-network",
        asks="a campaign that holds cross-network",
        holds=lambda visit: "cross-network" in visit.campaign,
    ),
    ChannelRule(
        channel="Paid Shopping",
        asks="a shopping site or a campaign named after a shop, and a medium that is paid",
        holds=lambda visit: visit.is_shop and visit.is_paid,
    ),
    ChannelRule(
        channel="Paid Search",
        asks="a search site as source, and a medium that is paid",
        holds=lambda visit: visit.category == "search" and visit.is_paid,
    ),
    ChannelRule(
        channel="Paid Social",
        asks="a social site as source, and a medium that is paid",
        mediums=("paid_social", *_PAID_MEDIUMS),
        holds=lambda visit: visit.category == "social" and visit.is_paid,
    ),
    ChannelRule(
        channel="Paid Video",
        asks="a video site as source, and a medium that is paid",
        mediums=("paid_video", *_PAID_MEDIUMS),
        holds=lambda visit: visit.category == "video" and visit.is_paid,
    ),
    ChannelRule(
        channel="Display",
        asks=f"medium {', '.join(_DISPLAY[:-1])} or {_DISPLAY[-1]}",
        mediums=_DISPLAY,
        holds=lambda visit: visit.medium in _DISPLAY,
    ),
    ChannelRule(
        channel="Paid Other",
        asks="a medium that is paid, and a source that is no listed site",
        mediums=("paid", *_PAID_MEDIUMS),
        holds=lambda visit: visit.is_paid,
    ),
    ChannelRule(
        channel="Organic Shopping",
        asks="a shopping site as source, or a campaign named after a shop",
        holds=lambda visit: visit.is_shop,
    ),
    ChannelRule(
        channel="Organic Social",
        asks="a social site as source, or medium social, social-network, social-media or sm",
        mediums=_SOCIAL,
        holds=lambda visit: visit.category == "social" or visit.medium in _SOCIAL,
    ),
    ChannelRule(
        channel="Organic Video",
        asks="a video site as source, or a medium that holds video",
        mediums=("video",),
        holds=lambda visit: visit.category == "video" or "video" in visit.medium,
    ),
    ChannelRule(
        channel="Organic Search",
        asks="a search site as source, or medium organic",
        holds=lambda visit: visit.category == "search" or visit.medium == "organic",
    ),
    ChannelRule(
        channel="Email",
        asks="source or medium email, e-mail or e_mail",
        mediums=_EMAIL,
        holds=lambda visit: visit.source in _EMAIL or visit.medium in _EMAIL,
    ),
    ChannelRule(
        channel="Affiliates",
        asks="medium affiliate, and a source that is no listed site",
        mediums=("affiliate",),
        holds=lambda visit: visit.medium == "affiliate",
    ),
    ChannelRule(
        channel="Referral",
        asks="medium referral, app or link, and a source that is no listed site",
        mediums=("referral", "app", "link"),
        holds=lambda visit: visit.medium in {"referral", "app", "link"},
    ),
    ChannelRule(
        channel="Audio",
        asks="medium audio, and a source that is no listed site",
        mediums=("audio",),
        holds=lambda visit: visit.medium == "audio",
    ),
    ChannelRule(
        channel="SMS",
        asks="source or medium sms",
        mediums=("sms",),
        holds=lambda visit: "sms" in {visit.source, visit.medium},
    ),
    ChannelRule(
        channel="Mobile Push Notifications",
        asks="a medium that ends with push or holds mobile or notification",
        mediums=("push",),
        holds=_is_push,
    ),
)
