"""Over the loopback: an application served to programs of this machine, and not for long."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from influence.connectors._wsgi import WsgiApp

_HOST = "127.0.0.1"
_LOOKS_UP_EACH_S = 0.05


class _Quiet(WSGIRequestHandler):
    """A handler that writes no log."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # as it is inherited
        """Say nothing."""


class _Counting(WSGIServer):
    """A server that counts what it is asked; a look for requests that finds none is none."""

    requests = 0

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  # as it is inherited
        """Count, then answer."""
        self.requests += 1
        super().process_request(request, client_address)


@contextmanager
def loopback(app: WsgiApp, *, most_requests: int = 1_000, lifetime_s: int = 60) -> Generator[str]:
    """The address of an application while it is served on the loopback, at a port of its own.

    Args:
        app: The application, such as a ``DemoFake``.
        most_requests: After so many requests it is served no longer.
        lifetime_s: After so many whole seconds neither.

    Example:
        >>> from urllib.request import urlopen
        >>> def app(environ, start_response):
        ...     start_response("200 OK", [("Content-Type", "text/plain")])
        ...     return [b"here"]
        >>> with loopback(app, most_requests=1) as address:
        ...     with urlopen(address) as answer:
        ...         answer.read()
        b'here'
    """
    server = _Counting((_HOST, 0), _Quiet)
    server.set_app(app)
    server.timeout = _LOOKS_UP_EACH_S
    over = threading.Event()
    ends_at = time.monotonic() + lifetime_s

    def serve() -> None:
        with server:  # a port that stays open would let callers wait for nobody
            while (
                server.requests < most_requests and time.monotonic() < ends_at and not over.is_set()
            ):
                server.handle_request()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://{_HOST}:{server.server_port}"
    finally:
        over.set()
        thread.join()
