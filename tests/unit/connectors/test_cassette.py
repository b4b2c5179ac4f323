"""Cassettes: what was recorded is played back, and holds no secret."""

from __future__ import annotations

import asyncio
import base64
import datetime as dt
import json
from typing import Any

import pytest
from scripted import AT, MAYA, Script, Tiny, told

from influence.connectors import (
    AsyncRecording,
    AsyncSession,
    Prepared,
    Recording,
    Replaying,
    Session,
    VirtualClock,
    WsgiTransport,
    adrive,
    drive,
)
from influence.errors import InvalidInputError
from influence.sansio import RefusedError, Request, Response, Secret, Window

TOKEN = Secret("t1ny-t0ken")


def prepared(**more: Any) -> Prepared:  # noqa: ANN401  # fields of a request
    fields: dict[str, Any] = {"url": "https://api.tiny.example/a", "purpose": "a", **more}
    return Prepared(request=Request(**fields), timeout_s=30, most_bytes=1_000)


def recorded(answer: bytes = b"{}", *, told_as: dict[str, str] | None = None, **more: Any) -> str:  # noqa: ANN401  # fields of a request
    lines: list[str] = []
    app = Script([(200, told_as or {}, answer)])
    transport = WsgiTransport(app, clock=VirtualClock(AT))
    Recording(transport, write=lines.append).send(prepared(**more))
    return lines[0]


def test_a_session_is_played_back_as_it_was_recorded() -> None:
    lines: list[str] = []
    clock = VirtualClock(AT)
    script = Script([told({"items": [{"id": "a"}], "next": "2"}), told({"items": [{"id": "b"}]})])
    window = Window(until=AT)
    recording = Recording(WsgiTransport(script, clock=clock), write=lines.append)
    first = Session(Tiny(), transport=recording, clock=clock).posts(MAYA, window=window).whole()
    other = Tiny(token=Secret("an0ther-t0ken"))
    again = Session(other, transport=Replaying(lines), clock=VirtualClock(AT))
    assert again.posts(MAYA, window=window).whole() == first
    assert [post.post_id for post in first.items] == ["a", "b"]

    async def awaiting() -> object:
        session = AsyncSession(other, transport=Replaying(lines), clock=VirtualClock(AT))
        return await session.posts(MAYA, window=window).whole()

    assert asyncio.run(awaiting()) == first


def test_awaiting_records_the_same() -> None:
    lines: list[str] = []
    script = Script([told({"who": "maya"})])
    transport = WsgiTransport(script, clock=VirtualClock(AT))
    asyncio.run(adrive(Tiny().check(), transport=AsyncRecording(transport, write=lines.append)))
    assert drive(Tiny().check(), transport=Replaying(lines)).who == "maya"


@pytest.mark.parametrize(
    "more",
    [
        {"headers": {"Authorization": TOKEN.after("Bearer ")}},
        {"headers": {"Authorization": TOKEN.as_password_of("maya")}},
        {"query": (("key", TOKEN),)},
        {"method": "POST", "form": (("key", TOKEN),)},
        {
            "method": "POST",
            "headers": {"X-Key": TOKEN},
            "body": b'{"key": "t1ny-t0ken"}',
        },
    ],
    ids=["bearer", "basic", "query", "form", "body"],
)
def test_nothing_of_a_secret_is_written_down(more: dict[str, Any]) -> None:
    repeated = b"t1ny-t0ken " + base64.b64encode(b"maya:t1ny-t0ken") + b" \xff"
    headers = {"X-Echo": "Bearer t1ny-t0ken", "Set-Cookie": "session=unknown"}
    line = recorded(repeated, told_as=headers, **more)
    assert "t1ny" not in line
    assert "unknown" not in line
    answer = json.loads(line)["response"]
    body = base64.b64decode(answer["base64"])
    assert body.count(b"[secret]") == 2
    assert b"t1ny" not in body


def test_it_is_known_again_by_what_it_asks_for() -> None:
    line = recorded(query=(("q", "1"),))
    replaying = Replaying([line, "", "\n"])
    with pytest.raises(RefusedError) as caught:
        replaying.send(prepared(query=(("q", "2"),)))
    assert str(caught.value) == "a must have been recorded, got 'GET api.tiny.example'"
    response = replaying.send(prepared(query=(("q", "1"),)))
    assert response == Response(
        status=200, body=b"{}", received_at=AT.astimezone(dt.UTC), purpose="a"
    )
    with pytest.raises(RefusedError):
        replaying.send(prepared(query=(("q", "1"),)))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("x", "JSONDecodeError"),
        ("[]", "TypeError"),
        ("{}", "KeyError"),
        ('{"request": {}, "response": {"status": 1}}', "KeyError"),
        (
            (
                '{"request": {}, "response": {"status": 200, "headers": {}, "purpose": "a",'
                ' "received_at": "2026-05-01T00:00:00+00:00", "base64": "?"}}'
            ),
            "ValueError",
        ),
    ],
)
def test_a_line_of_something_else_is_refused(line: str, reason: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        Replaying([recorded(), line])
    assert (caught.value.what, caught.value.rule) == (
        "line 2",
        f"be a line of a cassette ({reason})",
    )
