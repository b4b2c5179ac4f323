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
from influence.ids import validated_id

__all__ = ["PLATFORMS", "Account", "Platform", "platform"]


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


_optional_line = attrs.validators.optional(require.is_line)


@attrs.frozen(kw_only=True)
class Account:
    """A creator's account on a platform; a handle, an id or both say which.

    Args:
        platform: The word that tables use for the platform.
        handle: The name that people type, without ``@``.
        account_id: The platform's own id of it.
        url: Its public address.
        creator_id: The creator of the book whose it is, where that is known.

    Raises:
        InvalidInputError: Neither *handle* nor *account_id* is given, or a field breaks its rule.

    Example:
        >>> Account(platform="instagram", handle="maya.moves", creator_id="maya").owner
        'maya'
    """

    platform: str = attrs.field(validator=require.is_line)
    handle: str | None = attrs.field(default=None, validator=_optional_line)
    account_id: str | None = attrs.field(default=None, validator=_optional_line)
    url: str | None = attrs.field(default=None, validator=_optional_line)
    creator_id: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(validated_id)
    )

    def __attrs_post_init__(self) -> None:
        if self.handle is None and self.account_id is None:
            raise InvalidInputError("Account", "have a handle or an account_id", self.platform)
        if self.handle is not None and self.handle.startswith("@"):
            raise InvalidInputError("Account.handle", "stand without its @", self.handle)

    @property
    def owner(self) -> str:
        """Whose its posts are: the creator of the book, else the handle, else the platform's id."""
        return self.creator_id or self.handle or self.account_id or self.platform


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
