"""Answers as they come in: bounded, and unpacked no further than the bound."""

from __future__ import annotations

import datetime as dt
import gzip
import zlib

import pytest

from influence.connectors import Prepared, VirtualClock
from influence.connectors._arrival import arrived
from influence.errors import ConnectorError
from influence.sansio import GarbledError, RefusedError, Request, Response

AT = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
_NOT = "a must be packed by {}, got 'Error -3 while decompressing data: {}'"


def arrival(
    *parts: bytes, packed: str | None = None, most_bytes: int = 1_000, status: int = 200
) -> Response:
    request = Request(url="https://api.example.com/a", purpose="a")
    headers = [("X-A", "1"), ("x-a", "2")]
    if packed is not None:
        headers.append(("Content-Encoding", packed))
    return arrived(
        Prepared(request=request, timeout_s=30, most_bytes=most_bytes),
        status=status,
        headers=headers,
        parts=parts,
        clock=VirtualClock(AT),
    )


def test_it_is_put_together() -> None:
    response = arrival(b"a", b"b")
    assert (response.body, response.headers["x-a"], response.received_at) == (b"ab", "1, 2", AT)
    assert response.purpose == "a"


@pytest.mark.parametrize(
    ("packed", "body"),
    [
        ("gzip", gzip.compress(b"told")),
        ("X-Gzip", gzip.compress(b"told")),
        ("deflate", zlib.compress(b"told")),
        ("deflate", zlib.compress(b"told", wbits=-15)),
        ("identity", b"told"),
        ("", b"told"),
    ],
    ids=["gzip", "x-gzip", "zlib", "bare", "identity", "unsaid"],
)
def test_it_is_unpacked(packed: str, body: bytes) -> None:
    response = arrival(body, packed=packed)
    assert response.body == b"told"
    assert "content-encoding" not in response.headers


def test_nothing_is_not_unpacked() -> None:
    assert arrival(packed="gzip").body == b""


@pytest.mark.parametrize(
    ("packed", "body", "message"),
    [
        ("br", b"x", "a must be packed by one of deflate, gzip, x-gzip, got 'br'"),
        ("gzip", b"told", _NOT.format("gzip", "incorrect header check")),
        ("gzip", gzip.compress(b"told")[:-6], "a must be packed by gzip, got 'it ends too early'"),
        ("deflate", b"\xff\xff", _NOT.format("deflate", "invalid block type")),
    ],
    ids=["unknown", "not packed", "cut off", "not deflated"],
)  # fmt: skip
def test_what_cannot_be_unpacked_is_refused(packed: str, body: bytes, message: str) -> None:
    with pytest.raises(ConnectorError) as caught:
        arrival(body, packed=packed)
    assert str(caught.value) == message


def test_a_body_that_is_too_large_is_cut_off() -> None:
    with pytest.raises(RefusedError) as caught:
        arrival(b"x" * 600, b"x" * 600)
    assert str(caught.value) == "a must have a body of at most 1000 bytes, got 'more'"


def test_a_bomb_stays_small() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    assert len(bomb) < 100_000
    with pytest.raises(RefusedError, match="at most 100000 bytes"):
        arrival(bomb, packed="gzip", most_bytes=100_000)


def test_what_is_no_http_is_garbled() -> None:
    with pytest.raises(GarbledError) as caught:
        arrival(b"", status=999)
    assert str(caught.value) == "a must be answered by HTTP: be from 100 to 599, got 999"
