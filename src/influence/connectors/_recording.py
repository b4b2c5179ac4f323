"""Recording: a transport that writes down what goes out and comes in, with no secret in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import attrs

from influence.connectors._cassette import line_of
from influence.connectors._prepared import Prepared
from influence.connectors._redaction import Redaction
from influence.connectors._transport import AsyncTransport, Transport
from influence.sansio import Response, Secret

#: Takes a line of a cassette, such as the ``write`` of a file.
Write: TypeAlias = Callable[[str], object]


@attrs.frozen
class Recording:
    """Sends by another transport and writes down each answer; faults are not written down.

    Args:
        transport: What sends.
        write: Takes the lines of the cassette, such as the ``write`` of a file.
        secrets: Secrets that are to be replaced beside those of each request.

    Example:
        >>> from influence.connectors import WsgiTransport
        >>> from influence.sansio import Request
        >>> def app(environ, start_response):
        ...     start_response("200 OK", [])
        ...     return [b"your key is s3cr3t"]
        >>> lines = []
        >>> request = Request(
        ...     url="https://api.example.com/", purpose="me", query=(("key", Secret("s3cr3t")),)
        ... )
        >>> prepared = Prepared(request=request, timeout_s=30, most_bytes=1_000)
        >>> Recording(WsgiTransport(app), write=lines.append).send(prepared).body
        b'your key is s3cr3t'
        >>> "s3cr3t" in lines[0], "your key is [secret]" in lines[0]
        (False, True)
    """

    transport: Transport
    write: Write = attrs.field(kw_only=True, repr=False)
    secrets: tuple[Secret, ...] = attrs.field(default=(), kw_only=True, repr=False)

    def send(self, prepared: Prepared, /) -> Response:
        """The answer, written down.

        Raises:
            UnavailableError: There is none.
        """
        response = self.transport.send(prepared)
        _record(prepared, response, secrets=self.secrets, write=self.write)
        return response


@attrs.frozen
class AsyncRecording:
    """Sends by another transport that awaits and writes down each answer; else as ``Recording``.

    Args:
        transport: What sends.
        write: Takes the lines of the cassette.
        secrets: Secrets that are to be replaced beside those of each request.
    """

    transport: AsyncTransport
    write: Write = attrs.field(kw_only=True, repr=False)
    secrets: tuple[Secret, ...] = attrs.field(default=(), kw_only=True, repr=False)

    async def send_async(self, prepared: Prepared, /) -> Response:
        """The answer, written down.

        Raises:
            UnavailableError: There is none.
        """
        response = await self.transport.send_async(prepared)
        _record(prepared, response, secrets=self.secrets, write=self.write)
        return response


def _record(
    prepared: Prepared, response: Response, *, secrets: tuple[Secret, ...], write: Write
) -> None:
    """Write one line."""
    redaction = Redaction((*secrets, *prepared.request.secrets()))
    write(line_of(prepared.request, response, redaction=redaction) + "\n")
