"""The guard: where a request may go, decided on the addresses that it is then really sent to.

A host has to be declared. Its name is resolved once; each of its addresses has to be public; and
the connection is made to one of these very addresses, so that a name cannot point elsewhere in
between. Only https is spoken, and http to this very machine where that was allowed.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from typing import TypeAlias

import attrs

from influence import _requirements as require
from influence.connectors._addresses import is_loopback, is_public
from influence.connectors._prepared import Prepared
from influence.connectors._transport import NeverSentError
from influence.sansio import FaultError, RefusedError

#: Host and port to addresses in digits; raises an ``OSError`` when there are none.
Resolver: TypeAlias = Callable[[str, int], Sequence[str]]


def system_resolver(host: str, port: int, /) -> Sequence[str]:
    """The addresses that the system knows for *host*, each once."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[4][0]) for address in found))


@attrs.frozen(kw_only=True)
class Guard:
    """Which hosts may be asked, and how their names become addresses.

    Args:
        hosts: The hosts that a connector declares.
        allow_loopback: Whether this very machine may be asked, also by http.
        resolver: What looks names up.
    """

    hosts: tuple[str, ...] = attrs.field(validator=require.are_texts)
    allow_loopback: bool = attrs.field(default=False, validator=require.is_flag)
    resolver: Resolver = attrs.field(default=system_resolver, validator=require.is_callable)

    def addresses(self, prepared: Prepared) -> tuple[str, ...] | FaultError:
        """The addresses that the request may be sent to, or why it may not be sent.

        Example:
            >>> from influence.sansio import Request
            >>> request = Request(url="https://api.example.com/", purpose="posts")
            >>> prepared = Prepared(request=request, timeout_s=30, most_bytes=1_000)
            >>> guard = Guard(hosts=("api.example.com",), resolver=lambda host, port: ["10.0.0.1"])
            >>> print(guard.addresses(prepared))
            posts must go to a public address, got 'api.example.com at 10.0.0.1'
        """
        purpose, host = prepared.request.purpose, prepared.host
        if host not in self.hosts:
            known = ", ".join(self.hosts) or "none"
            return RefusedError(purpose, f"go to a host that is declared ({known})", host)
        if prepared.scheme != "https" and not self.allow_loopback:
            return RefusedError(purpose, "go by https", prepared.scheme)
        try:
            found = tuple(self.resolver(host, prepared.port))
        except (OSError, UnicodeError) as error:
            return NeverSentError(purpose, f"find its host {host}", f"{type(error).__name__}")
        if not found:
            return NeverSentError(purpose, f"find its host {host}", "no address")
        return self._judged(prepared, found)

    def _judged(self, prepared: Prepared, found: tuple[str, ...]) -> tuple[str, ...] | FaultError:
        """The addresses, if each of them may be spoken to."""
        purpose, host = prepared.request.purpose, prepared.host
        for address in found:
            if self.allow_loopback and is_loopback(address):
                continue
            if prepared.scheme != "https":
                rule = "go by https, or to this very machine"
                return RefusedError(purpose, rule, f"http to {host} at {address}")
            if not is_public(address):
                rule = "go to a public address"
                return RefusedError(purpose, rule, f"{host} at {address}")
        return found
