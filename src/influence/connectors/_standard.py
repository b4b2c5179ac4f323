"""The standard transport: HTTP by nothing but the standard library, a connection a request.

It is there wherever Python is. What the extra ``http`` brings keeps connections open, and awaits.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Generator

import attrs

from influence.connectors._arrival import arrived
from influence.connectors._clock import Clock, SystemClock
from influence.connectors._guard import Guard
from influence.connectors._prepared import Prepared
from influence.connectors._transport import NeverSentError
from influence.sansio import FaultError, GarbledError, RefusedError, Response, UnavailableError

_PART = 64 * 1024


class _Pinned(http.client.HTTPConnection):
    """A connection to an address, for a host."""

    def __init__(self, prepared: Prepared, *, address: str, context: ssl.SSLContext) -> None:
        """Remember where to; nothing is opened yet."""
        super().__init__(prepared.host, prepared.port, timeout=prepared.timeout_s)
        self._address = address
        self._context = context if prepared.scheme == "https" else None
        self.wire: socket.socket | None = None  # kept, as an answer takes ``sock`` away

    def connect(self) -> None:
        """Open it to the address that was checked; the certificate has to be the host's."""
        self.sock = self.wire = socket.create_connection((self._address, self.port), self.timeout)
        if self._context is not None:
            self.sock = self._context.wrap_socket(self.sock, server_hostname=self.host)
            self.wire = self.sock


@attrs.define
class _Watch:
    """Cuts a connection off when its time is over, so that nobody can drip an answer for ever."""

    connection: _Pinned
    is_over: bool = False

    @contextlib.contextmanager
    def within(self, timeout_s: int) -> Generator[None]:
        """Keep the time for a while."""
        timer = threading.Timer(timeout_s, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            self.connection.close()

    def _cut(self) -> None:
        """End whatever is being waited for."""
        self.is_over = True
        wire = self.connection.wire
        if wire is not None:
            with contextlib.suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)


@attrs.frozen(kw_only=True)
class StandardTransport:
    """Sends over the network, blocking.

    Args:
        guard: Where requests may go.
        context: What judges certificates; by default the system's authorities do.
        clock: What tells when an answer was received.
    """

    guard: Guard
    context: ssl.SSLContext = attrs.field(factory=ssl.create_default_context, repr=False)
    clock: Clock = attrs.field(factory=SystemClock)

    def send(self, prepared: Prepared, /) -> Response:
        """The answer.

        Raises:
            FaultError: There is none, or it may not be asked for.
        """
        answer = self._answered(prepared)
        if isinstance(answer, FaultError):
            raise answer
        return answer

    def _answered(self, prepared: Prepared) -> Response | FaultError:
        """The answer from the first address that lets itself be connected to."""
        addresses = self.guard.addresses(prepared)
        if isinstance(addresses, FaultError):
            return addresses
        answer: Response | FaultError = NeverSentError(prepared.request.purpose, "be sent", None)
        for address in addresses:
            connection = _Pinned(prepared, address=address, context=self.context)
            answer = self._exchanged(prepared, connection)
            if not isinstance(answer, NeverSentError):
                break
        return answer

    def _exchanged(self, prepared: Prepared, connection: _Pinned) -> Response | FaultError:
        """What one connection brought; no error leaves it, for its frames hold the secrets."""
        watch = _Watch(connection)
        try:
            with watch.within(prepared.timeout_s):
                fault = _connected(prepared, connection)
                return fault or self._read(prepared, connection, watch)
        except FaultError as error:
            return error.with_traceback(None)
        except (OSError, http.client.HTTPException, ValueError) as error:
            is_late = watch.is_over or isinstance(error, TimeoutError)
            return _late(prepared) if is_late else _fault(prepared, error)

    def _read(
        self, prepared: Prepared, connection: _Pinned, watch: _Watch
    ) -> Response | FaultError:
        """Send the request over an open connection and read the answer."""
        _written(prepared, connection)
        answer = connection.getresponse()
        response = arrived(
            prepared,
            status=answer.status,
            headers=answer.getheaders(),
            parts=iter(lambda: answer.read(_PART), b""),
            clock=self.clock,
        )
        if watch.is_over:
            return _late(prepared)
        if answer.length:  # the header promised more
            rule = "be answered whole"
            return UnavailableError(prepared.request.purpose, rule, f"{answer.length} bytes less")
        return response


def _connected(prepared: Prepared, connection: _Pinned) -> FaultError | None:
    """Open the connection; why it does not open, if it does not."""
    try:
        connection.connect()
    except (OSError, ValueError) as error:
        return NeverSentError(
            prepared.request.purpose, f"reach {prepared.host}", type(error).__name__
        )
    return None


def _written(prepared: Prepared, connection: _Pinned) -> None:
    """Let the request leave."""
    body = prepared.content()
    connection.putrequest(
        prepared.request.method, prepared.target(), skip_host=True, skip_accept_encoding=True
    )
    connection.putheader("Host", prepared.authority)
    for name, value in prepared.header_pairs():
        connection.putheader(name, value.encode())
    if prepared.request.method == "POST":
        connection.putheader("Content-Length", str(len(body)))
    connection.putheader("Connection", "close")
    connection.endheaders(body or None)


def _fault(prepared: Prepared, error: Exception) -> FaultError:
    """The fault that an error of the network is; its text is left out, its class is told."""
    purpose, told = prepared.request.purpose, type(error).__name__
    if isinstance(error, OSError):
        return UnavailableError(purpose, "be answered", told)
    if isinstance(error, http.client.IncompleteRead):
        return UnavailableError(purpose, "be answered whole", told)
    if isinstance(error, http.client.HTTPException):
        return GarbledError(purpose, "be answered by HTTP", told)
    return RefusedError(purpose, "be something that HTTP can carry", told)


def _late(prepared: Prepared) -> UnavailableError:
    """No whole answer in time."""
    rule = f"be answered within {prepared.timeout_s} s"
    return UnavailableError(prepared.request.purpose, rule, "no whole answer")
