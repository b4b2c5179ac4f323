"""Accounts: whose page a link leads to, told from its text alone.

    https://www.instagram.com/maya/?hl=en  →  maya on instagram
    tiktok:maya                            →  maya on tiktok
    @maya                                  →  nobody: she may be anywhere

A host is known when it is letter for letter one of a platform's, so a look-alike, a name before an
``@``, a port, or a character that only looks like another is nobody's. The address in the answer is
put together anew from what was understood; nothing of the text is carried over. Whether there is
such an account, only the platform knows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from urllib.parse import parse_qs, quote, unquote

import attrs

from influence.platforms import PLATFORMS, Account

__all__ = ["account"]

_LONGEST = 2_000  # no address of an account comes near it
_LONGEST_NAME = 100
_SIGNS = "._-"
_SIGNS_OF_ANY_SCRIPT = f"{_SIGNS}\N{MIDDLE DOT}"

#: First words of paths that are a platform's own pages. Whoever has such a name is not found by it.
_OWN = """
    about accounts ads business company developer developers directory discover download events
    explore friends gaming groups hashtag help home i ideas intent jobs legal live login logout
    marketplace messages music notifications p pages photo pin policies popular privacy profile.php
    reel reels search settings share sharer sharer.php shop signup stories terms today tos turbo tv
    videos watch web
"""
_OWN_PAGES = frozenset(_OWN.split())


@attrs.frozen(kw_only=True)
class _Pages:
    """How the addresses of accounts are written on one platform."""

    platform: str
    before_handle: str = ""
    before_id: str = ""
    page_of_numbers: str = ""
    takes_any_script: bool = False

    def at(self, path: str, *, query: str = "") -> Account | None:
        """The account whose page is at a path."""
        if path and path == self.page_of_numbers:
            return self._numbered(query)
        plain = unquote(path) if self.takes_any_script else path
        if self.before_id and plain.startswith(self.before_id):
            return self._identified(plain.removeprefix(self.before_id))
        if plain.startswith(self.before_handle):
            return self.called(plain.removeprefix(self.before_handle))
        return None

    def called(self, handle: str) -> Account | None:
        """The account of a handle."""
        if not _is_name(handle, is_of_any_script=self.takes_any_script):
            return None
        if not self.before_handle and handle.lower() in _OWN_PAGES:
            return None
        url = self._url(f"{self.before_handle}{handle}")
        return Account(platform=self.platform, handle=handle, url=url)

    def _identified(self, account_id: str) -> Account | None:
        """The account of an id that stands in the path."""
        if not _is_name(account_id, is_of_any_script=False):
            return None
        url = self._url(f"{self.before_id}{account_id}")
        return Account(platform=self.platform, account_id=account_id, url=url)

    def _numbered(self, query: str) -> Account | None:
        """The account of the one number that a query holds."""
        numbers = parse_qs(query).get("id", [])
        if len(numbers) != 1 or not (numbers[0].isascii() and numbers[0].isdecimal()):
            return None
        url = f"{self._url(self.page_of_numbers)}?id={numbers[0]}"
        return Account(platform=self.platform, account_id=numbers[0], url=url)

    def _url(self, path: str) -> str:
        """The address of a page."""
        return f"https://{PLATFORMS[self.platform].hosts[0]}/{quote(path, safe='/@')}"


_PAGES = {
    pages.platform: pages
    for pages in (
        _Pages(platform="instagram"),
        _Pages(platform="tiktok", before_handle="@"),
        _Pages(platform="youtube", before_handle="@", before_id="channel/", takes_any_script=True),
        _Pages(platform="x"),
        _Pages(platform="facebook", page_of_numbers="profile.php"),
        _Pages(platform="pinterest"),
        _Pages(platform="twitch"),
        _Pages(platform="linkedin", before_handle="in/"),
    )
}

_HOSTS = {
    f"{prefix}{host}": pages
    for pages in _PAGES.values()
    for host in PLATFORMS[pages.platform].hosts
    for prefix in ("", "www.", "m.", "mobile.")
}


def account(text: str, /) -> Account | None:
    """The account that *text* means, or ``None`` when it means none or could mean several.

    Understood are the address of an account's page, with or without ``https://``, and a platform
    with a handle. The address of a post is not: who wrote it, only the platform knows.

    Source: S200.

    Example:
        >>> account("https://www.instagram.com/maya/").url
        'https://instagram.com/maya'
        >>> account("tiktok:maya").handle
        'maya'
        >>> account("https://instagram.com@evil.example/maya") is None
        True
    """
    typed = text.strip()
    if len(typed) > _LONGEST or not typed.isprintable() or " " in typed:
        return None
    before, colon, after = typed.partition(":")
    if not colon:
        return _linked(typed)
    if after.startswith("//"):
        return _linked(after.removeprefix("//")) if _plain(before) in {"http", "https"} else None
    return _named(after, pages=_PAGES.get(_plain(before)))


def _named(name: str, *, pages: _Pages | None) -> Account | None:
    """The account of a handle, or of the path of its page, on a platform that was named."""
    if pages is None:
        return None
    return pages.at(name) if "/" in name else pages.called(name.removeprefix("@"))


def _linked(address: str) -> Account | None:
    """The account whose page is at an address; what stands before its path is the host alone."""
    page, _, query = address.partition("#")[0].partition("?")
    host, _, path = page.partition("/")
    pages = _HOSTS.get(_plain(host))
    return None if pages is None else pages.at(path.removesuffix("/"), query=query)


def _plain(word: str) -> str:
    """A word in lower case; one with letters that only look like ours is none."""
    return word.lower() if word.isascii() else ""


def _is_name(text: str, *, is_of_any_script: bool) -> bool:
    """Whether *text* can be a handle or an id: letters, digits, few signs, not dots alone."""
    signs = _SIGNS_OF_ANY_SCRIPT if is_of_any_script else _SIGNS
    if not is_of_any_script and not text.isascii():
        return False
    is_short = 0 < len(text) <= _LONGEST_NAME
    return is_short and text.strip(".") != "" and all(map(_letter_or(signs), text))


def _letter_or(signs: str) -> Callable[[str], bool]:
    """Whether a character is a letter, a mark on one, a digit, or one of *signs*."""
    return lambda one: one in signs or unicodedata.category(one)[0] in "LMN"
