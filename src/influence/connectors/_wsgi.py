"""The WSGI transport: the answer of an application in this very process, for tests and offline use.

What the application does wrong is raised as it is, because its author is the one who runs it; only
a broken or late connection, which it plays by raising an ``OSError``, is a fault.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Protocol, TypeAlias, cast
from urllib.parse import unquote_to_bytes
from wsgiref.types import WSGIApplication

import attrs

from influence.connectors._arrival import arrived, collected
from influence.connectors._clock import Clock, SystemClock
from influence.connectors._prepared import Prepared
from influence.sansio import Response, UnavailableError

#: An application as PEP 3333 has it.
WsgiApp: TypeAlias = WSGIApplication


class _Closes(Protocol):
    """A body that is told when it was read."""

    def close(self) -> None:
        """Give back what it holds."""
        ...


@attrs.define
class _Start:
    """What an application said before its body."""

    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()

    def __call__(
        self,
        status: str,
        headers: list[tuple[str, str]],
        exc_info: object = None,  # noqa: ARG002  # PEP 3333 has it
    ) -> Callable[[bytes], object]:
        """Keep status and headers."""
        self.status = int(status.split(" ", 1)[0])
        self.headers = tuple(headers)
        return _written


@attrs.frozen
class WsgiTransport:
    """Sends to an application, blocking and awaiting alike.

    Args:
        app: The application.
        clock: What tells when an answer was received.

    Example:
        >>> from influence.sansio import Request
        >>> def app(environ, start_response):
        ...     start_response("200 OK", [])
        ...     return [str(environ["PATH_INFO"]).encode()]
        >>> request = Request(url="https://api.example.com/posts", purpose="posts")
        >>> prepared = Prepared(request=request, timeout_s=30, most_bytes=1_000)
        >>> WsgiTransport(app).send(prepared).body
        b'/posts'
    """

    app: WsgiApp
    clock: Clock = attrs.field(factory=SystemClock, kw_only=True)

    def send(self, prepared: Prepared, /) -> Response:
        """The application's answer.

        Raises:
            UnavailableError: It broke the connection off.
        """
        reason = ""
        try:
            return self._answered(prepared)
        except OSError as error:
            reason = f"{type(error).__name__}: {error}"
        raise UnavailableError(prepared.request.purpose, "be answered", reason)

    async def send_async(self, prepared: Prepared, /) -> Response:
        """The application's answer; nobody else works meanwhile, as it does not wait for anything.

        Raises:
            UnavailableError: It broke the connection off.
        """
        return self.send(prepared)

    def _answered(self, prepared: Prepared) -> Response:
        """The application called once."""
        start = _Start()
        parts = self.app(_environ(prepared), start)
        try:
            body = [collected(prepared, parts)]  # the status may come as late as its first part
            return arrived(
                prepared,
                parts=body,
                status=start.status,
                headers=start.headers,
                clock=self.clock,
            )
        finally:
            if hasattr(parts, "close"):
                cast("_Closes", parts).close()


def _environ(prepared: Prepared) -> dict[str, object]:
    """The request as PEP 3333 has it."""
    path, _, query = prepared.target().partition("?")
    body = prepared.content()
    environ: dict[str, object] = {
        "REQUEST_METHOD": prepared.request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": prepared.host,
        "SERVER_PORT": str(prepared.port),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": prepared.authority,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": prepared.scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in prepared.header_pairs():
        key = name.upper().replace("-", "_")
        in_bytes = value.encode().decode("latin-1")
        environ["CONTENT_TYPE" if key == "CONTENT_TYPE" else f"HTTP_{key}"] = in_bytes
    return environ


def _written(part: bytes) -> None:  # noqa: ARG001  # PEP 3333 has it
    """Refuse the old way of writing a body."""
    message = "an application must return its body, not write it"
    raise TypeError(message)
