"""A server on this very machine that sends bytes as they are, so that it can do everything wrong.

It answers as many connections as it was given answers, waits ten seconds for each at most, and is
over then.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import attrs

LONGEST_S = 10


@attrs.define
class Loopback:
    """What it was asked, and at which port."""

    port: int
    asked: list[bytes] = attrs.field(factory=list, repr=False)


@contextlib.contextmanager
def loopback(
    *answers: Sequence[bytes],
    pause_s: float = 0,
    listens: bool = True,
    secured: ssl.SSLContext | None = None,
) -> Iterator[Loopback]:
    """A server; each answer is the parts of one, with a pause before all but the first."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(LONGEST_S)
        served = Loopback(listening.getsockname()[1])
        serve = partial(
            _serve, listening, answers, served, pause_s=pause_s, listens=listens, secured=secured
        )
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield served
        finally:
            with contextlib.suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)  # whoever waits for a connection wakes up
    thread.join(LONGEST_S)


def _serve(
    listening: socket.socket,
    answers: Sequence[Sequence[bytes]],
    served: Loopback,
    *,
    pause_s: float,
    listens: bool,
    secured: ssl.SSLContext | None,
) -> None:
    """Answer one connection after the other."""
    for parts in answers:
        with contextlib.suppress(OSError):
            connection, _ = listening.accept()
            if secured is not None:
                connection.settimeout(LONGEST_S)
                connection = secured.wrap_socket(connection, server_side=True)
            with connection:
                connection.settimeout(LONGEST_S)
                if listens:
                    served.asked.append(_read(connection))
                for number, part in enumerate(parts):
                    time.sleep(pause_s if number else 0)
                    connection.sendall(part)


def _read(connection: socket.socket) -> bytes:
    """A request with its body."""
    found = b""
    while b"\r\n\r\n" not in found:
        part = connection.recv(65_536)
        if not part:
            return found
        found += part
    head, _, body = found.partition(b"\r\n\r\n")
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    length = int(lengths[0].split(b":")[1]) if lengths else 0
    while len(body) < length:
        body += connection.recv(65_536)
    return head + b"\r\n\r\n" + body


CERTIFICATE = Path(__file__).parents[1] / "data" / "loopback.pem"


def secured() -> ssl.SSLContext:
    """What a server of ``api.tiny.example`` shows."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


def trusting() -> ssl.SSLContext:
    """What trusts that server, and no other."""
    return ssl.create_default_context(cafile=str(CERTIFICATE))


def told(body: bytes, *lines: str, status: str = "200 OK") -> list[bytes]:
    """A whole answer."""
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *lines]
    return ["\r\n".join(head).encode() + b"\r\n\r\n" + body]
