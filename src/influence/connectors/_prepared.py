"""The prepared request: what goes over the wire, revealed only as it goes.

It holds the connector's ``Request`` with its secrets still hidden. What a transport needs in the
clear, it asks for at the moment when the bytes leave, in a function that fails with nothing in its
hands: a traceback must not find it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote, urlencode, urlsplit

import attrs

from influence.sansio import Request, Secret

_USUAL_HEADERS: Mapping[str, str] = MappingProxyType(
    {"Accept": "application/json", "Accept-Encoding": "gzip, deflate", "User-Agent": "influence"}
)
_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"
_PATH_KEEPS = "/%:@!$&'()*+,;=~-._"
_QUERY_KEEPS = _PATH_KEEPS + "?"


@attrs.frozen(kw_only=True)
class Prepared:
    """A request that is ready to leave.

    Args:
        request: The request, with its secrets hidden.
        timeout_s: Whole seconds within which its answer has to be here.
        most_bytes: The most bytes that its answer may have, packed or unpacked.

    Example:
        >>> request = Request(
        ...     url="https://api.example.com/posts",
        ...     purpose="posts",
        ...     query=(("limit", "50"), ("key", Secret("s3cr3t"))),
        ... )
        >>> prepared = Prepared(request=request, timeout_s=30, most_bytes=1_000)
        >>> prepared.target()
        '/posts?limit=50&key=s3cr3t'
        >>> "s3cr3t" in repr(prepared)
        False
    """

    request: Request
    timeout_s: int
    most_bytes: int

    @property
    def scheme(self) -> str:
        """``http`` or ``https``."""
        return urlsplit(self.request.url).scheme

    @property
    def host(self) -> str:
        """The host, lower case, without its port."""
        return self.request.host

    @property
    def port(self) -> int:
        """The port; the scheme's own where the address names none."""
        return urlsplit(self.request.url).port or (443 if self.scheme == "https" else 80)

    @property
    def authority(self) -> str:
        """What the ``Host`` header says: the host, and its port where it is not the usual one."""
        usual = 443 if self.scheme == "https" else 80
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == usual else f"{host}:{self.port}"

    def target(self) -> str:
        """Path and query in the clear, as they stand in the first line of a request."""
        parts = urlsplit(self.request.url)
        path = quote(parts.path or "/", safe=_PATH_KEEPS)
        asked = (quote(parts.query, safe=_QUERY_KEEPS), _encoded(self.request.query))
        query = "&".join(part for part in asked if part)
        return f"{path}?{query}" if query else path

    def header_pairs(self) -> list[tuple[str, str]]:
        """Headers in the clear, the host and the length of the body not among them."""
        given = {name.lower() for name in self.request.headers}
        usual = dict(_USUAL_HEADERS)
        if self.request.form:
            usual["Content-Type"] = _FORM
        elif self.request.body is not None:
            usual["Content-Type"] = _JSON
        kept = [(name, value) for name, value in usual.items() if name.lower() not in given]
        return kept + [(name, revealed(part)) for name, part in self.request.headers.items()]

    def content(self) -> bytes:
        """The body in the clear."""
        if self.request.form:
            return _encoded(self.request.form).encode("ascii")
        return self.request.body or b""


def revealed(value: str | Secret) -> str:
    """The text of a value, be it open or secret."""
    return value.revealed() if isinstance(value, Secret) else value


def _encoded(pairs: tuple[tuple[str, str | Secret], ...]) -> str:
    """Names and values, urlencoded in their order."""
    return urlencode([(name, revealed(value)) for name, value in pairs], quote_via=quote)
