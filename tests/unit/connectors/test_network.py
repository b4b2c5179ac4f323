"""The transports over the network, against a server on this machine that does everything wrong."""

from __future__ import annotations

import asyncio
import gzip
import importlib.util
import socket
import ssl
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from loopback import Loopback, loopback, secured, told, trusting
from scripted import Tiny

from influence.connectors import (
    AsyncHttpxTransport,
    Guard,
    HttpxTransport,
    NeverSentError,
    Prepared,
    StandardTransport,
    transport_for,
)
from influence.connectors._standard import _Pinned, _Watch
from influence.errors import ConnectorError, MissingExtraError
from influence.sansio import GarbledError, RefusedError, Request, Response, UnavailableError

HAS_HTTPX = importlib.util.find_spec("httpx2") is not None
needs_httpx = pytest.mark.skipif(not HAS_HTTPX, reason="the extra http is not installed")

Sends = Callable[[Prepared, Guard], Response]
TRUST = trusting()  # one for all: reading the authorities of the system takes a while


def _standard(prepared: Prepared, guard: Guard) -> Response:
    return StandardTransport(guard=guard, context=TRUST).send(prepared)


def _httpx(prepared: Prepared, guard: Guard) -> Response:
    with HttpxTransport(guard=guard, context=TRUST) as transport:
        return transport.send(prepared)


def _async_httpx(prepared: Prepared, guard: Guard) -> Response:
    async def sends() -> Response:
        async with AsyncHttpxTransport(guard=guard, context=TRUST) as transport:
            return await transport.send_async(prepared)

    return asyncio.run(sends())


@pytest.fixture(
    params=[
        pytest.param(_standard, id="standard"),
        pytest.param(_httpx, id="httpx", marks=needs_httpx),
        pytest.param(_async_httpx, id="async httpx", marks=needs_httpx),
    ]
)
def sends(request: pytest.FixtureRequest) -> Sends:
    found: Sends = request.param
    return found


def guard(*addresses: str) -> Guard:
    found = addresses or ("127.0.0.1",)
    return Guard(
        hosts=("api.tiny.example", "other.tiny.example"),
        allow_loopback=True,
        resolver=lambda *_: found,
    )


def prepared(
    at: Loopback | int,
    *,
    timeout_s: int = 5,
    most_bytes: int = 100_000,
    scheme: str = "http",
    **more: Any,  # noqa: ANN401  # fields of a request
) -> Prepared:
    port = at if isinstance(at, int) else at.port
    fields: dict[str, Any] = {"url": f"{scheme}://api.tiny.example:{port}/a?q=%20", **more}
    request = Request(purpose="a", **fields)
    return Prepared(request=request, timeout_s=timeout_s, most_bytes=most_bytes)


def test_a_get_goes_out_and_its_answer_comes_in(sends: Sends) -> None:
    with loopback(told(gzip.compress(b"{}"), "Content-Encoding: gzip", "X-A: 1")) as server:
        response = sends(prepared(server, headers={"X-Name": "é"}), guard())
    assert (response.status, response.body, response.headers["x-a"]) == (200, b"{}", "1")
    lines = server.asked[0].split(b"\r\n")
    assert lines[0] == b"GET /a?q=%20 HTTP/1.1"
    assert f"host: api.tiny.example:{server.port}".encode() in [line.lower() for line in lines]
    assert "x-name: é".encode() in [line.lower() for line in lines]
    assert not any(line.lower().startswith(b"content-length") for line in lines)


@pytest.mark.parametrize(("body", "length"), [(b"{}", b"2"), (b"", b"0")])
def test_a_post_goes_out_with_its_body(sends: Sends, body: bytes, length: bytes) -> None:
    with loopback(told(b"")) as server:
        sends(prepared(server, method="POST", body=body), guard())
    head, _, sent = server.asked[0].partition(b"\r\n\r\n")
    assert sent == body
    assert b"content-length: " + length in head.lower()


def test_a_redirect_is_not_followed(sends: Sends) -> None:
    with loopback(told(b"", "Location: http://169.254.169.254/", status="302 Found")) as server:
        assert sends(prepared(server), guard()).status == 302


def test_where_nobody_listens_nothing_was_sent(sends: Sends) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(NeverSentError) as caught:
        sends(prepared(port), guard())
    assert (caught.value.what, caught.value.rule) == ("a", "reach api.tiny.example")


def test_the_next_address_is_tried(sends: Sends) -> None:
    with loopback(told(b"{}")) as server:
        assert sends(prepared(server), guard("127.0.0.2", "127.0.0.1")).body == b"{}"


def test_a_place_that_is_not_allowed_is_not_asked(sends: Sends) -> None:
    with pytest.raises(RefusedError, match="must go to a public address"):
        sends(prepared(9, scheme="https"), guard("127.0.0.1", "10.0.0.1"))


@pytest.mark.parametrize(
    ("answer", "kind", "rule"),
    [
        ([], UnavailableError, "be answered"),
        ([b"SSH-2.0\r\n\r\n"], GarbledError, "be answered by HTTP"),
        (
            [b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort"],
            UnavailableError,
            "be answered whole",
        ),
        (
            [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nshort"],
            UnavailableError,
            "be answered whole",
        ),
        ([*told(b"x" * 200_000)], RefusedError, "have a body of at most 100000 bytes"),
    ],
    ids=["closed", "no http", "cut off", "a chunk cut off", "too large"],
)
def test_what_is_wrong_with_an_answer(
    sends: Sends, answer: Sequence[bytes], kind: type[ConnectorError], rule: str
) -> None:
    with loopback(answer) as server, pytest.raises(kind) as caught:
        sends(prepared(server), guard())
    assert caught.value.rule == rule
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)


@pytest.mark.parametrize(
    "parts",
    [
        [b"HTTP/1.1 200 OK\r\n\r\n", *[b"x"] * 20],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", *[b"x"] * 20],
    ],
    ids=["without length", "with length"],
)
def test_an_answer_that_drips_is_cut_off(sends: Sends, parts: Sequence[bytes]) -> None:
    with loopback(parts, pause_s=0.2) as server, pytest.raises(UnavailableError) as caught:
        sends(prepared(server, timeout_s=1), guard())
    assert str(caught.value) == "a must be answered within 1 s, got 'no whole answer'"


def test_an_answer_that_never_comes_is_cut_off(sends: Sends) -> None:
    with (
        loopback([b"", b"HTTP/1.1 200 OK\r\n\r\n"], pause_s=1.5) as server,
        pytest.raises(UnavailableError, match="must be answered within 1 s"),
    ):
        sends(prepared(server, timeout_s=1), guard())


def test_a_certificate_that_is_not_there_was_never_sent(sends: Sends) -> None:
    with (
        loopback([b"no TLS"], listens=False) as server,
        pytest.raises(NeverSentError, match=r"^a must reach api\.tiny\.example"),
    ):
        sends(prepared(server, scheme="https"), guard())


def test_the_certificate_has_to_be_the_hosts(sends: Sends) -> None:
    with loopback(told(b"{}"), secured=secured()) as server:
        assert sends(prepared(server, scheme="https"), guard()).body == b"{}"
    with loopback(told(b"{}"), secured=secured()) as server:
        other = prepared(server, url=f"https://other.tiny.example:{server.port}/")
        with pytest.raises(NeverSentError, match="a must reach other"):
            sends(other, guard())
    assert server.asked == []


def test_a_certificate_that_nobody_vouches_for_is_not_believed() -> None:
    with loopback(told(b"{}"), secured=secured()) as server, pytest.raises(NeverSentError):
        StandardTransport(guard=guard()).send(prepared(server, scheme="https"))


def test_a_connection_that_is_not_open_yet_is_not_cut() -> None:
    connection = _Pinned(prepared(9), address="127.0.0.1", context=TRUST)
    watch = _Watch(connection)
    watch._cut()
    assert watch.is_over


def test_headers_that_drip_are_cut_off_by_the_standard_library() -> None:
    parts = [b"HTTP/1.1 200 OK\r\n", *[b"X-A: 1\r\n"] * 20]
    with loopback(parts, pause_s=0.2) as server, pytest.raises(UnavailableError) as caught:
        _standard(prepared(server, timeout_s=1), guard())
    assert caught.value.value == "no whole answer"


def test_what_http_cannot_carry_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def writes(*_: object) -> None:
        message = "invalid header value t0ken"
        raise ValueError(message)

    monkeypatch.setattr("influence.connectors._standard._written", writes)
    with loopback(told(b"")) as server, pytest.raises(RefusedError) as caught:
        _standard(prepared(server), guard())
    assert str(caught.value) == "a must be something that HTTP can carry, got 'ValueError'"


@needs_httpx
def test_a_network_that_fails_gives_no_answer() -> None:
    import httpx2

    from influence.connectors._httpx import _fault

    fault = _fault(prepared(9), httpx2.ReadError("reset by t0ken"))
    assert str(fault) == "a must be answered, got 'ReadError'"


@needs_httpx
def test_connections_are_kept_for_their_host() -> None:
    with loopback(told(b"1"), told(b"2")) as server, HttpxTransport(guard=guard()) as transport:
        assert [transport.send(prepared(server)).body for _ in range(2)] == [b"1", b"2"]


def test_the_usual_transport_knows_the_hosts_of_its_connector(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    usual: Any = transport_for(Tiny(), allow_loopback=True)
    assert usual.guard.hosts == ("api.tiny.example",)
    assert usual.guard.allow_loopback
    assert isinstance(usual, HttpxTransport if HAS_HTTPX else StandardTransport)
    for module in ("_usual_transport", "_httpx"):
        monkeypatch.setattr(f"influence.connectors.{module}.find_spec", lambda _: None)
    assert isinstance(transport_for(Tiny()), StandardTransport)
    with pytest.raises(MissingExtraError) as caught:
        HttpxTransport(guard=guard())
    assert str(caught.value) == (
        "HttpxTransport must have the extra 'http', got none; run pip install "
        "'influence-marketing[http]'"
    )


def test_certificates_are_judged_by_default() -> None:
    context = StandardTransport(guard=guard()).context
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
