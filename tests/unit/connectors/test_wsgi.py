"""The WSGI transport: an application in this very process."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Iterable, Iterator

import pytest

from influence.connectors import Prepared, VirtualClock, WsgiTransport
from influence.sansio import RefusedError, Request, UnavailableError

AT = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
Environ = dict[str, object]
Start = Callable[..., Callable[[bytes], object]]


def prepared(*, most_bytes: int = 1_000) -> Prepared:
    request = Request(
        url="https://api.example.com:8443/%C3%A4?q=1",
        purpose="a",
        method="POST",
        body=b"{}",
        headers={"X-Name": "é"},
    )
    return Prepared(request=request, timeout_s=30, most_bytes=most_bytes)


def test_the_request_is_that_of_pep_3333() -> None:
    seen: Environ = {}

    def app(environ: Environ, start_response: Start) -> Iterable[bytes]:
        seen.update(environ)
        start_response("201 Created", [("X-A", "1")])
        return [b"a", b"b"]

    transport = WsgiTransport(app, clock=VirtualClock(AT))
    response = asyncio.run(transport.send_async(prepared()))
    assert (response.status, response.headers["x-a"], response.body) == (201, "1", b"ab")
    assert response.received_at == AT
    assert {key: seen[key] for key in ("REQUEST_METHOD", "QUERY_STRING", "HTTP_HOST")} == {
        "REQUEST_METHOD": "POST",
        "QUERY_STRING": "q=1",
        "HTTP_HOST": "api.example.com:8443",
    }
    assert str(seen["PATH_INFO"]).encode("latin-1").decode() == "/ä"
    assert str(seen["HTTP_X_NAME"]).encode("latin-1").decode() == "é"
    assert (seen["CONTENT_TYPE"], seen["CONTENT_LENGTH"]) == ("application/json", "2")
    assert (seen["SERVER_NAME"], seen["SERVER_PORT"]) == ("api.example.com", "8443")


def test_a_body_that_begins_late_and_is_closed() -> None:
    closed: list[bool] = []

    class Body:
        def __init__(self, start_response: Start) -> None:
            self.start_response = start_response

        def __iter__(self) -> Iterator[bytes]:
            self.start_response("200 OK", [])
            yield b"late"

        def close(self) -> None:
            closed.append(True)

    transport = WsgiTransport(lambda _, start: Body(start))
    assert transport.send(prepared()).body == b"late"
    with pytest.raises(RefusedError):
        transport.send(prepared(most_bytes=3))
    assert closed == [True, True]


def test_a_connection_that_breaks_off_is_no_answer() -> None:
    def app(environ: Environ, _: Start) -> Iterable[bytes]:
        raise ConnectionResetError(environ["PATH_INFO"])

    with pytest.raises(UnavailableError, match=r"^a must be answered, got 'ConnectionResetError"):
        WsgiTransport(app).send(prepared())


def test_what_the_application_does_wrong_is_its_authors() -> None:
    def app(_: Environ, start_response: Start) -> Iterable[bytes]:
        start_response("200 OK", [])(b"written")
        return []

    with pytest.raises(TypeError, match="an application must return its body, not write it"):
        WsgiTransport(app).send(prepared())
