"""Responses say how long to wait, and are JSON or refused."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from influence.errors import InvalidInputError
from influence.sansio import GarbledError, Response

AT = dt.datetime(2026, 5, 1, 12, 0, tzinfo=dt.UTC)


def _response(body: bytes = b"{}", **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(status=200, body=body, received_at=AT, headers=named, purpose="orders, page 3")


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("30", 30),
        (" 0 ", 0),
        ("Fri, 01 May 2026 12:00:10 GMT", 10),
        ("Fri, 01 May 2026 11:59:00 GMT", 0),
        ("Friday, 01-May-26 12:01:00 GMT", 60),
        ("Fri, 01 May 2026 14:00:10 +0200", 10),
        ("Fri, 01 May 2026 12:00:10 -0000", 10),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("9" * 40, None),
        ("Fri, 99 May 2026 12:00:10 GMT", None),
    ],
)
def test_retry_after_is_read_in_both_forms(told: str, seconds: int | None) -> None:
    assert _response(Retry_After=told).retry_after_s == seconds


def test_a_date_is_taken_against_the_servers_own_clock() -> None:
    # The server is an hour ahead of us: it means ten seconds, not an hour and ten seconds.
    told = _response(
        Retry_After="Fri, 01 May 2026 13:00:10 GMT", Date="Fri, 01 May 2026 13:00:00 GMT"
    )
    assert told.retry_after_s == 10


def test_a_part_of_a_second_is_waited_out() -> None:
    at = AT + dt.timedelta(milliseconds=500)
    told = Response(
        status=503,
        body=b"",
        received_at=at,
        headers={"Retry-After": "Fri, 01 May 2026 12:00:10 GMT"},
    )
    assert told.retry_after_s == 10


def test_headers_are_found_in_any_case() -> None:
    assert _response(X_Limit="1").headers["x-limit"] == "1"


def test_json_with_a_byte_order_mark_is_read() -> None:
    assert _response(b'\xef\xbb\xbf{"a": 1}').document().whole("a") == 1


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b'{"orders": [', "Expecting value: line 1 column 13 (char 12)"),
        (b"", "Expecting value: line 1 column 1 (char 0)"),
        (b"<html>Sign in</html>", "Expecting value: line 1 column 1 (char 0)"),
        (b'{"a": NaN}', "NaN is no number"),
        (b'{"a": Infinity}', "Infinity is no number"),
        (b"[" * 100_000, "nested too deep"),
    ],
)
def test_what_is_no_json_is_garbled_and_told(body: bytes, why: str) -> None:
    start = body[:60].decode().strip()
    looks = f"{len(body)} bytes, no content type: {start}"
    message = f"orders, page 3 must be JSON ({why}), got "
    with pytest.raises(GarbledError, match=f"^{re.escape(message)}") as caught:
        _response(body).document()
    assert caught.value.value == looks
    assert caught.value.advice == "retry_now"


def test_bytes_of_another_encoding_are_garbled() -> None:
    with pytest.raises(GarbledError, match="codec can't decode byte"):
        _response(b'{"a": "\xff"}').document()


@pytest.mark.parametrize("status", [99, 600, "200", True])
def test_a_status_is_one_of_http(status: object) -> None:
    message = f"Response.status must be from 100 to 599, got {status!r}"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Response(status=status, body=b"", received_at=AT)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("status", "success"), [(200, True), (204, True), (301, False), (500, False)]
)
def test_success_is_the_two_hundreds(status: int, success: bool) -> None:
    assert Response(status=status, body=b"", received_at=AT).is_success is success
