"""Platforms: where creators publish.

A platform is data: a name that tables use, a label that people read, and the hosts its links live
on. The ones here are those that the sources speak of; a book may name any other, and ``Platform``
can be built for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError, UnknownNameError

__all__ = ["PLATFORMS", "Platform", "platform"]


@attrs.frozen(kw_only=True)
class Platform:
    """A place where creators publish.

    Args:
        name: The word that tables use, lower case, such as ``instagram``.
        label: The name that people read.
        hosts: Hosts of its public links.

    Raises:
        InvalidInputError: *name* is blank, not lower case, or has a space in it.

    Example:
        >>> platform("instagram").label
        'Instagram'
    """

    name: str = attrs.field(validator=require.is_text)
    label: str = attrs.field(validator=require.is_text)
    hosts: tuple[str, ...] = attrs.field(default=(), validator=require.are_texts)

    def __attrs_post_init__(self) -> None:
        if self.name != "".join(self.name.lower().split()):
            raise InvalidInputError("Platform.name", "be lower case without spaces", self.name)


_KNOWN = (
    Platform(name="instagram", label="Instagram", hosts=("instagram.com",)),
    Platform(name="tiktok", label="TikTok", hosts=("tiktok.com",)),
    Platform(name="youtube", label="YouTube", hosts=("youtube.com", "youtu.be")),
    Platform(name="x", label="X", hosts=("x.com", "twitter.com")),
    Platform(name="facebook", label="Facebook", hosts=("facebook.com",)),
    Platform(name="pinterest", label="Pinterest", hosts=("pinterest.com",)),
    Platform(name="twitch", label="Twitch", hosts=("twitch.tv",)),
    Platform(name="linkedin", label="LinkedIn", hosts=("linkedin.com",)),
    Platform(name="blog", label="Blog"),
    Platform(name="podcast", label="Podcast"),
    Platform(name="newsletter", label="Newsletter"),
)

PLATFORMS: Mapping[str, Platform] = MappingProxyType({known.name: known for known in _KNOWN})


def platform(name: str) -> Platform:
    """The known platform called *name*.

    Raises:
        UnknownNameError: There is none of that name; the close one is named.
    """
    try:
        return PLATFORMS[name]
    except KeyError:
        raise UnknownNameError("platform", name, PLATFORMS) from None
