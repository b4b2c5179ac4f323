"""The httpx transports: HTTP by httpx2, which keeps connections open; one blocks and one awaits.

Only its lowest layer is used. Redirects, cookies, proxies from the environment and a log of
addresses belong to its client, and none of them is wanted here. A connection is made to the address
that the guard checked, and is kept for its host alone.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
import threading
import time
from collections.abc import AsyncIterable, Iterable, Iterator
from contextlib import closing
from contextvars import ContextVar
from importlib.util import find_spec
from typing import TYPE_CHECKING, Self, cast

import attrs

from influence.connectors._arrival import arrived
from influence.connectors._clock import Clock, SystemClock
from influence.connectors._guard import Guard
from influence.connectors._prepared import Prepared
from influence.connectors._transport import NeverSentError
from influence.errors import MissingExtraError
from influence.sansio import FaultError, GarbledError, Response, UnavailableError

if TYPE_CHECKING:
    import httpx2

_is_sending: ContextVar[bool] = ContextVar("_is_sending", default=False)


class _Quiet(logging.Filter):
    """Leaves out what httpcore would log of our answers: their headers may hold anything."""

    def filter(self, record: logging.LogRecord) -> bool:  # noqa: ARG002  # none of them passes
        """Whether a record is somebody else's."""
        return not _is_sending.get()


_QUIET = _Quiet()


def _no_pools() -> dict[str, httpx2.HTTPTransport]:
    """No connection is open yet."""
    return {}


def _no_async_pools() -> dict[str, httpx2.AsyncHTTPTransport]:
    """No connection is open yet."""
    return {}


def _installed() -> None:
    """See that httpx2 is there, and that it keeps quiet about our answers.

    Raises:
        MissingExtraError: It is not installed.
    """
    if find_spec("httpx2") is None:
        raise MissingExtraError("HttpxTransport", "http")
    for part in ("connection", "http11"):
        logging.getLogger(f"httpcore2.{part}").addFilter(_QUIET)


@attrs.frozen(kw_only=True)
class HttpxTransport:
    """Sends over the network, blocking; ``close`` it, or use it in a ``with`` block.

    Args:
        guard: Where requests may go.
        context: What judges certificates; by default the system's authorities do.
        clock: What tells when an answer was received.

    Raises:
        MissingExtraError: The extra ``http`` is not installed.
    """

    guard: Guard
    context: ssl.SSLContext = attrs.field(factory=ssl.create_default_context, repr=False)
    clock: Clock = attrs.field(factory=SystemClock)
    _pools: dict[str, httpx2.HTTPTransport] = attrs.field(factory=_no_pools, init=False, repr=False)
    _lock: threading.Lock = attrs.field(factory=threading.Lock, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        _installed()

    def send(self, prepared: Prepared, /) -> Response:
        """The answer.

        Raises:
            FaultError: There is none, or it may not be asked for.
        """
        answer = self._answered(prepared)
        if isinstance(answer, FaultError):
            raise answer
        return answer

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            for pool in self._pools.values():
                pool.close()
            self._pools.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _answered(self, prepared: Prepared) -> Response | FaultError:
        """The answer from the first address that lets itself be connected to."""
        addresses = self.guard.addresses(prepared)
        if isinstance(addresses, FaultError):
            return addresses
        answer: Response | FaultError = NeverSentError(prepared.request.purpose, "be sent", None)
        for address in addresses:
            answer = self._exchanged(prepared, address)
            if not isinstance(answer, NeverSentError):
                break
        return answer

    def _exchanged(self, prepared: Prepared, address: str) -> Response | FaultError:
        """What one address answered; no error leaves it, for its frames hold the secrets."""
        token = _is_sending.set(True)
        try:
            answer = self._pool(prepared.host).handle_request(_wire(prepared, address=address))
            parts = _in_time(cast("Iterable[bytes]", answer.stream), timeout_s=prepared.timeout_s)
            with closing(answer):
                return _arrival(prepared, answer, parts, clock=self.clock)
        except FaultError as error:
            return error.with_traceback(None)
        except Exception as error:  # noqa: BLE001  # judged by its class, and its frames let go
            return _fault(prepared, error)
        finally:
            _is_sending.reset(token)

    def _pool(self, host: str) -> httpx2.HTTPTransport:
        """The connections to *host*."""
        import httpx2  # the extra is missed by those only who use it

        with self._lock:
            if host not in self._pools:
                self._pools[host] = httpx2.HTTPTransport(verify=self.context, trust_env=False)
            return self._pools[host]


@attrs.frozen(kw_only=True)
class AsyncHttpxTransport:
    """Sends over the network, awaiting; ``close`` it, or use it in an ``async with`` block.

    Args:
        guard: Where requests may go.
        context: What judges certificates; by default the system's authorities do.
        clock: What tells when an answer was received.

    Raises:
        MissingExtraError: The extra ``http`` is not installed.
    """

    guard: Guard
    context: ssl.SSLContext = attrs.field(factory=ssl.create_default_context, repr=False)
    clock: Clock = attrs.field(factory=SystemClock)
    _pools: dict[str, httpx2.AsyncHTTPTransport] = attrs.field(
        factory=_no_async_pools, init=False, repr=False
    )

    def __attrs_post_init__(self) -> None:
        _installed()

    async def send_async(self, prepared: Prepared, /) -> Response:
        """The answer.

        Raises:
            FaultError: There is none, or it may not be asked for.
        """
        answer = await self._answered(prepared)
        if isinstance(answer, FaultError):
            raise answer
        return answer

    async def close(self) -> None:
        """Close every connection."""
        for pool in self._pools.values():
            await pool.aclose()
        self._pools.clear()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def _answered(self, prepared: Prepared) -> Response | FaultError:
        """The answer from the first address that lets itself be connected to."""
        addresses = await asyncio.to_thread(self.guard.addresses, prepared)
        if isinstance(addresses, FaultError):
            return addresses
        answer: Response | FaultError = NeverSentError(prepared.request.purpose, "be sent", None)
        for address in addresses:
            answer = await self._exchanged(prepared, address)
            if not isinstance(answer, NeverSentError):
                break
        return answer

    async def _exchanged(self, prepared: Prepared, address: str) -> Response | FaultError:
        """What one address answered; no error leaves it, for its frames hold the secrets."""
        token = _is_sending.set(True)
        try:
            async with asyncio.timeout(prepared.timeout_s):
                return await self._read(prepared, address)
        except FaultError as error:
            return error.with_traceback(None)
        except Exception as error:  # noqa: BLE001  # judged by its class, and its frames let go
            return _fault(prepared, error)
        finally:
            _is_sending.reset(token)

    async def _read(self, prepared: Prepared, address: str) -> Response:
        """The answer of one address."""
        wire = _wire(prepared, address=address)
        answer = await self._pool(prepared.host).handle_async_request(wire)
        stream = cast("AsyncIterable[bytes]", answer.stream)
        parts: list[bytes] = []
        size = 0
        try:
            async for part in stream:
                parts.append(part)
                size += len(part)
                if size > prepared.most_bytes:  # ``arrived`` will say so
                    break
        finally:
            await answer.aclose()
        return _arrival(prepared, answer, parts, clock=self.clock)

    def _pool(self, host: str) -> httpx2.AsyncHTTPTransport:
        """The connections to *host*."""
        import httpx2  # the extra is missed by those only who use it

        if host not in self._pools:
            self._pools[host] = httpx2.AsyncHTTPTransport(verify=self.context, trust_env=False)
        return self._pools[host]


def _wire(prepared: Prepared, *, address: str) -> httpx2.Request:
    """The request as httpx has it: to an address, for a host."""
    import httpx2  # the extra is missed by those only who use it

    literal = f"[{address}]" if ":" in address else address
    timeout_s = prepared.timeout_s
    waits = ("connect", "read", "write", "pool")
    headers = [("Host", prepared.authority), *prepared.header_pairs()]
    return httpx2.Request(
        prepared.request.method,
        f"{prepared.scheme}://{literal}:{prepared.port}/",
        headers=[(name.encode(), value.encode()) for name, value in headers],
        content=prepared.content() if prepared.request.method == "POST" else None,
        extensions={
            "timeout": dict.fromkeys(waits, timeout_s),
            "sni_hostname": prepared.host,
            "target": prepared.target().encode("ascii"),
        },
    )


def _arrival(
    prepared: Prepared, answer: httpx2.Response, parts: Iterable[bytes], *, clock: Clock
) -> Response:
    """The response, from what httpx has of it."""
    headers = [
        (name.decode("latin-1"), value.decode("latin-1")) for name, value in answer.headers.raw
    ]
    return arrived(prepared, status=answer.status_code, headers=headers, parts=parts, clock=clock)


def _in_time(parts: Iterable[bytes], *, timeout_s: int) -> Iterator[bytes]:
    """The parts of a body, until the time is over."""
    ends = time.monotonic() + timeout_s
    for part in parts:
        if time.monotonic() > ends:
            raise TimeoutError
        yield part


def _fault(prepared: Prepared, error: Exception) -> FaultError:
    """The fault that an error of the network is; its text is left out, its class is told."""
    import httpx2  # the extra is missed by those only who use it

    purpose, told = prepared.request.purpose, type(error).__name__
    if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout):
        return NeverSentError(purpose, f"reach {prepared.host}", told)
    if isinstance(error, TimeoutError | httpx2.TimeoutException):
        rule = f"be answered within {prepared.timeout_s} s"
        return UnavailableError(purpose, rule, "no whole answer")
    if isinstance(error, httpx2.NetworkError | OSError):
        return UnavailableError(purpose, "be answered", told)
    if isinstance(error, httpx2.RemoteProtocolError) and _left_early(str(error)):
        rule = "be answered" if str(error).startswith("Server") else "be answered whole"
        return UnavailableError(purpose, rule, told)
    return GarbledError(purpose, "be answered by HTTP", told)


def _left_early(words: str) -> bool:
    """Whether the other side went away before or amid its answer; httpx has no class for it."""
    return words.startswith(("Server disconnected", "peer closed connection"))
