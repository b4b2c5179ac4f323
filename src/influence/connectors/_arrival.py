"""The arrival: an answer as it comes in, bounded and unpacked.

A packed body is unpacked no further than the bound, so a small bomb stays small.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from influence.connectors._clock import Clock
from influence.connectors._prepared import Prepared
from influence.errors import InvalidInputError
from influence.sansio import GarbledError, RefusedError, Response

_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
_RAW = -zlib.MAX_WBITS
_PACKED = {"gzip": _GZIP_OR_ZLIB, "x-gzip": _GZIP_OR_ZLIB, "deflate": _GZIP_OR_ZLIB}


def arrived(
    prepared: Prepared,
    *,
    status: int,
    headers: Iterable[tuple[str, str]],
    parts: Iterable[bytes],
    clock: Clock,
) -> Response:
    """The response that came in.

    Raises:
        RefusedError: Its body is larger than allowed, or packed in a way that was not asked for.
        GarbledError: It is no HTTP, or its body cannot be unpacked.
    """
    purpose = prepared.request.purpose
    told = _joined(headers)
    body = collected(prepared, parts)
    packing = told.pop("content-encoding", "identity").strip().lower()
    if packing not in {"identity", ""} and body:
        body = _unpacked(prepared, body, packing=packing)
    try:
        return Response(
            status=status, body=body, received_at=clock.now(), headers=told, purpose=purpose
        )
    except InvalidInputError as error:
        raise GarbledError(purpose, f"be answered by HTTP: {error.rule}", error.value) from None


def collected(prepared: Prepared, parts: Iterable[bytes]) -> bytes:
    """The parts of a body, as long as they stay within the bound.

    Raises:
        RefusedError: They do not.
    """
    whole = bytearray()
    for part in parts:
        whole += part
        if len(whole) > prepared.most_bytes:
            raise _too_large(prepared)
    return bytes(whole)


def _joined(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Headers by name; those told more than once are joined, as HTTP would have it."""
    told: dict[str, str] = {}
    for name, value in headers:
        key = name.lower()
        told[key] = f"{told[key]}, {value}" if key in told else value
    return told


def _unpacked(prepared: Prepared, body: bytes, *, packing: str) -> bytes:
    """The body as it was before it was packed."""
    purpose = prepared.request.purpose
    if packing not in _PACKED:
        known = ", ".join(sorted(_PACKED))
        raise RefusedError(purpose, f"be packed by one of {known}", packing)
    try:
        return _inflated(prepared, body, bits=_PACKED[packing])
    except zlib.error as error:
        reason = str(error)
    if packing == "deflate":  # some servers send it bare
        try:
            return _inflated(prepared, body, bits=_RAW)
        except zlib.error as error:
            reason = str(error)
    raise GarbledError(purpose, f"be packed by {packing}", reason)


def _inflated(prepared: Prepared, body: bytes, *, bits: int) -> bytes:
    """The body unpacked, no further than the bound."""
    unpacking = zlib.decompressobj(bits)
    whole = unpacking.decompress(body, prepared.most_bytes + 1)
    if len(whole) > prepared.most_bytes:
        raise _too_large(prepared)
    if not unpacking.eof:
        message = "it ends too early"
        raise zlib.error(message)
    return whole


def _too_large(prepared: Prepared) -> RefusedError:
    """The body is larger than allowed."""
    rule = f"have a body of at most {prepared.most_bytes} bytes"
    return RefusedError(prepared.request.purpose, rule, "more")
