"""Tags: the UTM parameters of a link, and the landing page that carries them.

    landing page + utm_source, utm_medium, utm_campaign, utm_content → link

Values are slugs, so a report never shows ``Instagram`` beside ``instagram``. What the landing page
has stays byte for byte: order, repeated keys, blank values, fragment. A UTM parameter of the same
key is replaced and not doubled, so that tagging twice changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from typing import cast
from urllib.parse import unquote, urlsplit

import attrs

from influence.errors import InvalidInputError
from influence.links._personal import email_in, personal_in
from influence.links._slug import slug

_MOST_OF_TAG = 100
_MOST_OF_URL = 2_000
_HOST = re.compile(r"(?:\[[0-9a-fA-F:.]+\]|[^\[\]:/\\@?#%<>\"^`{|}]+)(?::(?P<port>\d{1,5}))?")
_MOST_PORT = 65_535


def _tag(key: str, value: str) -> str:
    """The slug of the value of *key*."""
    if not isinstance(cast("object", value), str):
        raise InvalidInputError(key, "be text", value)
    rule = personal_in(value)
    if rule:
        raise InvalidInputError(key, rule, value)
    made = slug(value)
    if not made:
        raise InvalidInputError(key, "hold a letter or a digit of ASCII", value)
    if len(made) > _MOST_OF_TAG:
        raise InvalidInputError(key, f"be at most {_MOST_OF_TAG} characters long", value)
    return made


@attrs.frozen(kw_only=True)
class UtmTags:
    """The UTM parameters of one link, as slugs.

    Args:
        source: Where the link is published, such as ``instagram``.
        medium: In what way, such as ``social``.
        campaign: For which campaign.
        content: Which link it is; the mark by which its creator is found.
        term: The word that was paid for, where there is one.
        utm_id: The id of the campaign in another system, where there is one.

    Raises:
        InvalidInputError: A value has no letter or digit of ASCII, is longer than 100 characters,
            or holds an e-mail address, an ``@`` or a telephone number.

    Example:
        >>> UtmTags(
        ...     source="Instagram", medium="social", campaign="Spring launch", content="maya"
        ... ).campaign
        'spring-launch'

    Source: S72, S74.
    """

    source: str
    medium: str
    campaign: str
    content: str
    term: str | None = None
    utm_id: str | None = None

    def __attrs_post_init__(self) -> None:
        for key, value in self.pairs:
            name = key if key == "utm_id" else key.removeprefix("utm_")
            object.__setattr__(self, name, _tag(key, value))

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Each key with its value, in the order in which a link has them."""
        given = (
            ("utm_source", self.source),
            ("utm_medium", self.medium),
            ("utm_campaign", self.campaign),
            ("utm_content", self.content),
            ("utm_term", self.term),
            ("utm_id", self.utm_id),
        )
        return tuple((key, value) for key, value in given if value is not None)


def checked_url(url: str, *, what: str = "landing page") -> str:
    """Return *url* as it is if it can be linked to.

    Args:
        url: An address of the web.
        what: What it is, for the message.

    Raises:
        InvalidInputError: It is longer than 2,000 characters, is not http or https, names no host
            or a port that is none, or holds white space, a control character, a user name, or an
            e-mail address.

    Example:
        >>> checked_url("https://shop.example/spring?ref=1#kit")
        'https://shop.example/spring?ref=1#kit'
    """
    rule = _broken_rule(url)
    if rule:
        raise InvalidInputError(what, rule, url)
    return url


def tagged(url: str, *, tags: UtmTags) -> str:
    """The link to *url* with *tags*.

    Args:
        url: The landing page.
        tags: The UTM parameters.

    Raises:
        InvalidInputError: *url* cannot be linked to, or the link would be too long.

    Example:
        >>> tags = UtmTags(source="tiktok", medium="social", campaign="spring", content="diego")
        >>> tagged("https://shop.example/?size=m#kit", tags=tags)  # doctest: +ELLIPSIS
        'https://shop.example/?size=m&utm_source=tiktok&utm_medium=social&...#kit'
    """
    page, hashed, fragment = checked_url(url).partition("#")
    path, _, query = page.partition("?")
    keys = {key for key, _ in tags.pairs}
    kept = [part for part in query.split("&") if _key(part) not in keys] if query else []
    added = [f"{key}={value}" for key, value in tags.pairs]
    link = f"{path}?{'&'.join([*kept, *added])}{hashed}{fragment}"
    return checked_url(link, what="link")


def _key(part: str) -> str:
    """The key of one part of a query, as a server reads it."""
    return unquote(part.partition("=")[0]).casefold()


def _broken_rule(url: str) -> str:
    """The first rule that *url* breaks, or empty text."""
    if not isinstance(cast("object", url), str):
        return "be text"
    if len(url) > _MOST_OF_URL:
        return f"be at most {_MOST_OF_URL} characters long"
    if any(unicodedata.category(character)[0] in "CZ" for character in url):
        return "hold no white space and no control character"
    return _broken_part(url)


def _broken_part(url: str) -> str:
    """The first rule that a part of *url* breaks, or empty text."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "be an address of the web"
    if parts.scheme not in {"http", "https"}:
        return "begin with http:// or https://"
    if "@" in parts.netloc:
        return "hold no user name and no password"
    host = _HOST.fullmatch(parts.netloc)
    if not host or int(host["port"] or 0) > _MOST_PORT:
        return "name a host, and a port only up to 65535"
    return "hold no e-mail address" if email_in(url) else ""
