r"""Channels: the default channel group that GA4 would file a tagged visit under.

    the rules in their order, the first that holds decides; none: Unassigned

The order matters more than the words. Social sites are asked for before affiliates, so
``utm_source=instagram&utm_medium=affiliate`` is *Organic Social*; and a campaign called
``shop-opening`` is *Organic Shopping* whatever its medium. The rules are those for tagged links, as
they were read on 2026-11-26; Google changes them without notice. What Google Ads and other ad
platforms file by themselves is not here, nor is a custom channel group, nor a channel that no tag
leads to.

Source: S72, S73, S78.
"""

from __future__ import annotations

from influence.errors import InvalidInputError, UnknownNameError, close_match
from influence.links._channel_rules import CHANNEL_RULES, Channel, Visit
from influence.links._slug import slug
from influence.links._tags import UtmTags

_RULES = {rule.channel: rule for rule in CHANNEL_RULES}

#: The channels that a medium of one's own choosing leads to.
PLANNED_CHANNELS: tuple[Channel, ...] = tuple(
    rule.channel for rule in CHANNEL_RULES if rule.mediums
)


def channel_of(source: str, *, medium: str, campaign: str = "") -> Channel:
    """The default channel that GA4 files a tagged visit under.

    Args:
        source: Its ``utm_source``.
        medium: Its ``utm_medium``.
        campaign: Its ``utm_campaign``.

    Example:
        >>> channel_of("instagram", medium="social")
        'Organic Social'
        >>> channel_of("creators", medium="affiliate")
        'Affiliates'
        >>> channel_of("instagram", medium="affiliate")
        'Organic Social'

    Source: S72.
    """
    visit = Visit(source.lower(), medium.lower(), campaign.lower())
    channels: list[Channel] = [rule.channel for rule in CHANNEL_RULES if rule.holds(visit)]
    return channels[0] if channels else "Unassigned"


def channel_named(name: str) -> Channel:
    """The channel called *name*, in whatever case; ``paid-social`` and ``paid_social`` will do.

    Raises:
        UnknownNameError: No medium leads to a channel of that name; the close one is named.

    Example:
        >>> channel_named("paid-social")
        'Paid Social'
    """
    wanted = slug(name).replace("_", "-")
    for channel in PLANNED_CHANNELS:
        if slug(channel) == wanted:
            return channel
    raise UnknownNameError("channel", name, PLANNED_CHANNELS)


def medium_of(channel: Channel) -> str:
    """The medium to write for *channel*.

    Raises:
        UnknownNameError: No medium leads there.

    Example:
        >>> medium_of("Affiliates")
        'affiliate'
    """
    if channel not in PLANNED_CHANNELS:
        raise UnknownNameError("channel", channel, PLANNED_CHANNELS)
    return _RULES[channel].mediums[0]


def check_channel(tags: UtmTags, *, channel: Channel) -> None:
    """Refuse tags by which GA4 would file the visit elsewhere than intended.

    Args:
        tags: The tags of the link.
        channel: The channel in which its visits should be.

    Raises:
        InvalidInputError: The visit would land elsewhere. The message says what the channel asks
            for, which rule takes the visit instead, and the close medium.

    Example:
        >>> check_channel(
        ...     UtmTags(source="creators", medium="afiliate", campaign="spring", content="maya"),
        ...     channel="Affiliates",
        ... )
        Traceback (most recent call last):
        ...
        influence.errors.InvalidInputError: channel of utm_source=creators, utm_medium=afiliate, \
utm_campaign=spring must be Affiliates, which asks for medium affiliate, and a source that is no \
listed site (did you mean 'affiliate'?), got 'Unassigned'
    """
    found = channel_of(tags.source, medium=tags.medium, campaign=tags.campaign)
    if found == channel:
        return
    rule = _RULES.get(channel)
    known = rule.mediums if rule else ()
    close = "" if tags.medium in known else close_match(tags.medium, known)
    hint = f" (did you mean {close!r}?)" if close else ""
    asked = [f"asks for {rule.asks}{hint}"] if rule else []
    takes = [f"{found} asks for {_RULES[found].asks}"] if found in _RULES else []
    why = f", which {'; '.join([*asked, *takes])}" if rule else ""
    seen = f"utm_source={tags.source}, utm_medium={tags.medium}, utm_campaign={tags.campaign}"
    raise InvalidInputError(f"channel of {seen}", f"be {channel}{why}", found)
