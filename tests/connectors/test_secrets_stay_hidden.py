"""A canary is sent as a secret, repeated by the platform wherever it can, and found nowhere.

Over every transport, through every kind of answer, in whatever Python, the library or those who
print and keep things make of it.
"""

from __future__ import annotations

import asyncio
import base64
import importlib.util
import json
import logging
import pickle
import traceback
from collections.abc import Callable, Iterator
from typing import Literal
from urllib.parse import quote

import attrs
import pytest
from loopback import loopback, told as told_bytes
from scripted import AT, CAPABILITY, HOST, MAYA, Tiny

from influence.connectors import (
    AsyncHttpxTransport,
    AsyncRecording,
    AsyncSession,
    Guard,
    HttpxTransport,
    Limits,
    Places,
    Recording,
    Session,
    StandardTransport,
    Wanted,
    connector,
    drive,
    plan,
    settings_for,
)
from influence.errors import InfluenceError, InvalidInputError
from influence.plugins import PlatformSpec
from influence.sansio import Connection, Conversation, Request, Response, Secret, Window

CANARY = "c4nary/t0ken+7=="
PASSWORD = "c4nary-passw0rd"
_LETTERS = [CANARY, PASSWORD, quote(CANARY, safe=""), CANARY.encode().hex()]
FORMS = [
    *_LETTERS,
    *(base64.b64encode(b"maya:" + one.encode()).decode()[8:-6] for one in (CANARY, PASSWORD)),
    *(base64.b64encode(one.encode()).decode()[:-4] for one in (CANARY, PASSWORD)),
]
HAS_HTTPX = importlib.util.find_spec("httpx2") is not None
needs_httpx = pytest.mark.skipif(not HAS_HTTPX, reason="the extra http is not installed")

ECHO = (
    f"token {CANARY} and {PASSWORD} {quote(CANARY, safe='')} "
    + base64.b64encode(f"maya:{CANARY}".encode()).decode()
)
HEADERS = (f"X-Echo: {CANARY}", f"Set-Cookie: session={CANARY}")
ANSWERS = {
    "refused": told_bytes(ECHO.encode(), *HEADERS, status="404 Not Found"),
    "unauthorised": told_bytes(ECHO.encode(), *HEADERS, status="401 Unauthorized"),
    "throttled": told_bytes(ECHO.encode(), *HEADERS, status="429 Slow Down"),
    "broken": told_bytes(ECHO.encode(), *HEADERS, status="503 Out"),
    "redirected": told_bytes(
        b"", f"Location: /?key={quote(CANARY, safe='')}", *HEADERS, status="302 Found"
    ),
    "a page": told_bytes(ECHO.encode(), "Content-Type: text/html", *HEADERS),
    "cut off": told_bytes(b'{"items": [{"id": "' + ECHO.encode(), *HEADERS),
    "garbage": told_bytes(json.dumps({"items": ECHO}).encode(), *HEADERS),
    "a name": told_bytes(json.dumps({"items": [{"total": {ECHO: 1}, "id": "o1"}]}).encode()),
    "no http": [CANARY.encode() + b"\r\n\r\n"],
    "header": [b"HTTP/1.1 200 OK\r\n" + CANARY.encode() + b"\r\n\r\n{}"],
    "cut amid": [b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n" + ECHO.encode()],
    "packed": told_bytes(ECHO.encode(), "Content-Encoding: gzip", *HEADERS),
    "fine": told_bytes(json.dumps({"items": [], "echo": ECHO}).encode(), *HEADERS),
}
LIMITS = Limits(attempts=2, timeout_s=5, first_wait_ms=1, most_wait_ms=1)


@attrs.frozen(kw_only=True)
class Canary(Tiny):
    """A connector that sends its secrets in every place in which a platform may want them."""

    token: Secret = attrs.field(factory=lambda: Secret(CANARY))
    password: Secret = attrs.field(factory=lambda: Secret(PASSWORD))
    port: int = 443
    method: Literal["GET", "POST"] = "POST"

    def ask(self, path: str, **query: str) -> Request:
        return Request(
            url=f"http://{HOST}:{self.port}/{path}",
            purpose=path,
            method=self.method,
            is_repeatable=True,
            query=(*query.items(), ("key", self.token)),
            headers={
                "Authorization": self.password.as_password_of("maya"),
                "X-Key": self.token.after("Key "),
            },
            form=() if self.method == "GET" else (("secret", self.token),),
        )


@pytest.fixture(autouse=True)
def everything_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    with caplog.at_level(logging.DEBUG):
        yield


def hides(*texts: str) -> None:
    """See that the canary is in none of them."""
    for text in texts:
        for form in FORMS:
            assert form.lower() not in text.lower(), (form, text)


def shown(value: object) -> list[str]:
    """Everything that Python makes of a value."""
    made = [repr(value), str(value), f"{value}", f"{[value]!r}"]
    try:
        made.append(pickle.dumps(value).decode("latin-1"))
    except (InvalidInputError, TypeError, AttributeError, pickle.PicklingError) as error:
        made.append(str(error))
    if attrs.has(type(value)):
        # Only values with fields come here, which the checker cannot know of an object.
        made.append(json.dumps(attrs.asdict(value), default=repr))  # type: ignore[arg-type]
    return made


def told_of(error: BaseException) -> list[str]:
    """Everything that a traceback with the values of its variables shows."""
    chained: list[str] = []
    one: BaseException | None = error
    while one is not None:
        told = traceback.TracebackException.from_exception(one, capture_locals=True)
        chained.extend(told.format())
        chained.extend([repr(one), str(one), repr(one.args)])
        one = one.__cause__ or one.__context__
    return [*chained, *shown(error)]


def guard() -> Guard:
    return Guard(hosts=(HOST,), allow_loopback=True, resolver=lambda *_: ("127.0.0.1",))


Reads = Callable[[Canary, list[object], list[str]], None]


def _reads(transport: StandardTransport | HttpxTransport) -> Reads:
    def reads(canary: Canary, seen: list[object], lines: list[str]) -> None:
        recording = Recording(
            transport, write=lines.append, secrets=(canary.token, canary.password)
        )
        for is_strict in (False, True):
            session = Session(
                canary,
                transport=recording,
                limits=LIMITS,
                is_strict=is_strict,
                on_event=seen.append,
            )
            seen.extend([session, session.orders(window=Window())])
            seen.append(session.orders(window=Window()).whole())

    return reads


def _standard() -> Reads:
    return _reads(StandardTransport(guard=guard()))


def _httpx() -> Reads:
    return _reads(HttpxTransport(guard=guard()))


def _async_httpx() -> Reads:
    def reads(canary: Canary, seen: list[object], lines: list[str]) -> None:
        async def awaits() -> None:
            async with AsyncHttpxTransport(guard=guard()) as transport:
                recording = AsyncRecording(
                    transport, write=lines.append, secrets=(canary.token, canary.password)
                )
                for is_strict in (False, True):
                    session = AsyncSession(
                        canary,
                        transport=recording,
                        limits=LIMITS,
                        is_strict=is_strict,
                        on_event=seen.append,
                    )
                    seen.extend([session, session.orders(window=Window())])
                    seen.append(await session.orders(window=Window()).whole())

        asyncio.run(awaits())

    return reads


@pytest.mark.parametrize(
    "over",
    [
        pytest.param(_standard, id="standard"),
        pytest.param(_httpx, id="httpx", marks=needs_httpx),
        pytest.param(_async_httpx, id="async httpx", marks=needs_httpx),
    ],
)
@pytest.mark.parametrize("answer", ANSWERS)
def test_over_the_network(
    over: Callable[[], Reads],
    answer: str,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    seen: list[object] = []
    lines: list[str] = []
    method: Literal["GET", "POST"] = "GET" if answer == "redirected" else "POST"
    with loopback(*[ANSWERS[answer]] * 4) as server:
        try:
            over()(Canary(port=server.port, method=method), seen, lines)
        except InfluenceError as error:
            hides(*told_of(error))
            is_raised = True
        else:
            is_raised = False
    assert is_raised == (answer != "fine")
    assert f"X-Key: Key {CANARY}".encode() in server.asked[0]  # it was sent
    for value in seen:
        hides(*shown(value))
    out, err = capfd.readouterr()
    hides(*lines, *(record.getMessage() for record in caplog.records), out, err)


def test_of_a_connector_that_breaks_with_its_token_in_its_words() -> None:
    @attrs.frozen(kw_only=True)
    class Careless(Canary):
        def check(self) -> Conversation[Connection]:
            yield self.ask("me")
            message = f"bad token {self.token.revealed()}"
            raise ValueError(message)

    class Answers:
        def send(self, _: object, /) -> Response:
            return Response(status=200, body=ECHO.encode(), received_at=AT)

    careless = Careless()
    with pytest.raises(InfluenceError) as caught:
        drive(careless.check(), transport=Answers(), connector=careless)
    assert "[secret]" in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    hides(str(caught.value), repr(caught.value), *traceback.format_exception(caught.value))


def test_of_the_values_around_it() -> None:
    canary = Canary()
    request = canary.ask("orders")
    hides(*shown(canary), *shown(request), *shown(canary.token), *shown(MAYA))
    wanted = Wanted(reads=CAPABILITY.read_names, accounts=2)
    planned = plan(canary, wanted=wanted, on=AT.date())
    hides(*shown(planned), *shown(wanted))


def test_of_settings_wherever_they_come_from() -> None:
    spec = PlatformSpec(name="tiny", make=Canary, capability=CAPABILITY)
    environment = {"INFLUENCE_TINY_TOKEN": CANARY, "INFLUENCE_TINY_PASSWORD": PASSWORD}
    places = Places(environment=environment, ask_secret=lambda _: Secret(CANARY))
    hides(repr(places), *shown(settings_for(spec, places=places)))
    hides(repr(connector(spec, places=places)))
    for wrong in ({"INFLUENCE_TINY_TOKEN": f"{CANARY}\n"}, {"INFLUENCE_TINY_PORT": ""}):
        try:
            settings_for(spec, places=Places(environment={**environment, **wrong}))
        except InfluenceError as error:
            hides(str(error), repr(error))
