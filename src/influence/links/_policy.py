"""Link policy: where the links of a campaign lead, and where their visits are to be seen."""

from __future__ import annotations

from typing import cast

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.links._channel_rules import Channel
from influence.links._channels import PLANNED_CHANNELS, channel_named, medium_of
from influence.links._codes import CodePolicy
from influence.links._slug import slug
from influence.links._tags import checked_url


def _channel(name: str) -> Channel:
    """A channel by any spelling of its name; what is no text is left for the validator."""
    is_text = isinstance(cast("object", name), str)
    return channel_named(name) if is_text else cast("Channel", name)


def _is_url(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    """An address that can be linked to."""
    checked_url(value, what=require.place(instance, attribute))


def _is_tag(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    """Text that is a slug already, so that a file says what a link has."""
    require.is_text(instance, attribute, value)
    if slug(value) != value:
        rule = "be lower case, of a-z 0-9 . _ and -"
        raise InvalidInputError(require.place(instance, attribute), rule, value)


@attrs.frozen(kw_only=True)
class LinkPolicy:
    """How the links, codes and keywords of a campaign are made.

    Args:
        landing_page: Where links lead; without it, to the landing page of the offer.
        channel: The GA4 channel in which visits are to be seen.
        medium: The ``utm_medium``; without it, the one that leads to the channel.
        source: The ``utm_source``; without it, each creator's platform, or ``creators`` where that
            would lead to another channel.
        codes: How new codes look.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
        UnknownNameError: No medium leads to a channel of that name; the close one is named.

    Example:
        >>> LinkPolicy(channel="affiliates").utm_medium
        'affiliate'

    Source: S72.
    """

    landing_page: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(_is_url)
    )
    channel: Channel = attrs.field(
        default="Organic Social",
        converter=_channel,
        validator=require.one_of(PLANNED_CHANNELS),
    )
    medium: str | None = attrs.field(default=None, validator=attrs.validators.optional(_is_tag))
    source: str | None = attrs.field(default=None, validator=attrs.validators.optional(_is_tag))
    codes: CodePolicy = attrs.field(
        factory=CodePolicy, validator=require.is_a(CodePolicy, called="a code policy")
    )

    @property
    def utm_medium(self) -> str:
        """The medium of every link."""
        return self.medium or medium_of(self.channel)
