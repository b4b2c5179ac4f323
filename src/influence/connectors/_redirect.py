"""The redirect: where an answer sends a request, and whether it may go there.

It is followed when it only reads and the new host is declared as well, over https where it began
so. Its secrets go along to the very same origin, and nowhere else; an address that has one of them
in it is not followed at all.
"""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import attrs

from influence.connectors._redaction import Redaction
from influence.errors import InvalidInputError
from influence.sansio import RefusedError, Request, Response, Secret

_MOVED = frozenset({301, 302, 303, 307, 308})


def is_redirect(response: Response) -> bool:
    """Whether it sends the request elsewhere."""
    return response.status in _MOVED and "location" in response.headers


def redirected(
    request: Request,
    response: Response,
    *,
    hosts: tuple[str, ...] | None,
    redaction: Redaction,
) -> Request | RefusedError:
    """The request to where *response* sends it, or why it may not go there.

    Args:
        request: The request that was answered.
        response: The answer; a redirect.
        hosts: The hosts that may be asked; ``None`` for the request's own only.
        redaction: What knows its secrets.
    """
    if request.method != "GET":
        return RefusedError(request.purpose, "not be redirected: it is no GET", response.status)
    address = urljoin(request.url, response.headers["location"])
    if redaction.text(address) != address:
        rule = "be redirected to an address without a secret"
        return RefusedError(request.purpose, rule, redaction.text(address))
    try:
        following = attrs.evolve(request, url=address, query=())
    except InvalidInputError:
        rule = "be redirected to an http or https address without user and fragment"
        return RefusedError(request.purpose, rule, address)
    if following.host not in (hosts or (request.host,)):
        rule = f"be redirected only to {', '.join(hosts or (request.host,))}"
        return RefusedError(request.purpose, rule, following.host)
    if _origin(request)[0] == "https" and _origin(following)[0] != "https":
        return RefusedError(request.purpose, "be redirected only to https", "http")
    return following if _origin(following) == _origin(request) else _without_secrets(following)


def _origin(request: Request) -> tuple[str, str, int | None]:
    """Scheme, host and port."""
    parts = urlsplit(request.url)
    usual = 443 if parts.scheme == "https" else 80
    return parts.scheme, request.host, parts.port or usual


def _without_secrets(request: Request) -> Request:
    """The same request without anything secret, and without what carries it by custom."""
    custom = {"authorization", "cookie", "proxy-authorization"}
    headers = {
        name: value
        for name, value in request.headers.items()
        if not isinstance(value, Secret) and name.lower() not in custom
    }
    return attrs.evolve(request, headers=headers)
