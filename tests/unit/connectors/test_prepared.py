"""What goes over the wire, and what nobody sees before."""

from __future__ import annotations

from typing import Any

import pytest

from influence.connectors import Prepared
from influence.sansio import Request, Secret


def prepared(**more: Any) -> Prepared:  # noqa: ANN401  # fields of a request
    fields: dict[str, Any] = {"url": "https://api.example.com/a", "purpose": "a", **more}
    return Prepared(request=Request(**fields), timeout_s=30, most_bytes=1_000)


@pytest.mark.parametrize(
    ("url", "authority", "port", "target"),
    [
        ("https://api.example.com", "api.example.com", 443, "/"),
        ("https://api.example.com:8443/a%2Fb", "api.example.com:8443", 8443, "/a%2Fb"),
        ("http://api.example.com/ä?q=ü&r", "api.example.com", 80, "/%C3%A4?q=%C3%BC&r"),
        ("https://[2001:db8::1]:444/a", "[2001:db8::1]:444", 444, "/a"),
    ],
)
def test_an_address_is_taken_apart(url: str, authority: str, port: int, target: str) -> None:
    one = prepared(url=url)
    assert (one.authority, one.port, one.target()) == (authority, port, target)


def test_parameters_follow_those_of_the_address() -> None:
    one = prepared(url="https://api.example.com/a?v=1", query=(("q", "a b&c"), ("q", "é")))
    assert one.target() == "/a?v=1&q=a%20b%26c&q=%C3%A9"


def test_usual_headers_give_way_to_those_of_the_request() -> None:
    pairs = prepared(headers={"accept": "text/csv", "X-Key": Secret("t0ken")}).header_pairs()
    assert pairs == [
        ("Accept-Encoding", "gzip, deflate"),
        ("User-Agent", "influence"),
        ("accept", "text/csv"),
        ("X-Key", "t0ken"),
    ]


def test_a_form_and_a_body_say_what_they_are() -> None:
    form = prepared(method="POST", form=(("key", Secret("t0ken")),))
    assert (form.content(), dict(form.header_pairs())["Content-Type"]) == (
        b"key=t0ken",
        "application/x-www-form-urlencoded",
    )
    body = prepared(method="POST", body=b"{}")
    assert (body.content(), dict(body.header_pairs())["Content-Type"]) == (
        b"{}",
        "application/json",
    )
    assert prepared().content() == b""


def test_its_secrets_are_not_seen() -> None:
    one = prepared(headers={"X-Key": Secret("t0ken")}, query=(("key", Secret("k3y")),))
    assert {"t0ken", "k3y"}.isdisjoint(repr(one).replace("'", " ").split())
    assert "t0ken" not in f"{one!r} {one}"
