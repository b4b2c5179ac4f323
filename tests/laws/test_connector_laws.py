"""The laws of the runtime: what must hold for every connector and every platform."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import random
from collections.abc import Callable

import attrs
from hypothesis import given, strategies as st
from scripted import AT, HOST, MAYA, Answer, Script, Tiny, told, with_quotas

from influence.connectors import (
    AsyncSession,
    Limits,
    Session,
    VirtualClock,
    WsgiTransport,
    adrive,
    drive,
)
from influence.errors import InfluenceError
from influence.plugins.hooks import Event
from influence.sansio import (
    Blocking,
    Conversation,
    FaultError,
    GarbledError,
    LeakyBucket,
    RefusedError,
    Request,
    RollingQuota,
    Window,
)

Outcome = tuple[object, list[tuple[object, ...]], list[Event], dt.datetime]


@attrs.frozen
class Talk:
    """A conversation that a connector might have: what it asks, and whether it minds faults."""

    asks: list[tuple[str, bool]]
    minds: bool
    ends_in: str

    def begun(self) -> Conversation[object]:
        heard: list[object] = []
        for kind, is_repeatable in self.asks:
            try:
                response = yield self._said(kind, is_repeatable=is_repeatable)
            except FaultError as fault:
                if self.minds:
                    raise
                heard.append(str(fault))
            else:
                heard.append((response.status, response.body))
        if self.ends_in == "fault":
            raise RefusedError("talk", "go on", len(heard))
        if self.ends_in == "garble":
            raise GarbledError("talk", "be read", len(heard))
        if self.ends_in == "bug":
            raise KeyError(len(heard))
        return heard

    @staticmethod
    def _said(kind: str, *, is_repeatable: bool) -> Request | Blocking:
        if kind == "blocking":
            return Blocking(call=lambda: [1], purpose="call")
        if kind == "elsewhere":
            return Request(url="https://evil.example/", purpose="elsewhere")
        return Request(
            url=f"https://{HOST}/{kind}",
            purpose=kind,
            method="POST" if kind == "write" else "GET",
            is_repeatable=is_repeatable,
        )


TALKS = st.builds(
    Talk,
    asks=st.lists(
        st.tuples(
            st.sampled_from(["read", "read", "read", "write", "blocking", "elsewhere"]),
            st.booleans(),
        ),
        max_size=6,
    ),
    minds=st.booleans(),
    ends_in=st.sampled_from(["answer", "answer", "fault", "garble", "bug"]),
)
ANSWERS: st.SearchStrategy[Answer] = st.one_of(
    st.just(told({"a": 1})),
    st.sampled_from([401, 403, 404, 413, 500, 503]).map(lambda status: told({}, status=status)),
    st.integers(0, 400).map(lambda after: told({}, status=429, Retry_After=str(after))),
    st.just(told({}, status=302, Location="/read")),
    st.just(told({}, status=302, Location="https://evil.example/")),
    st.just((200, {"Content-Encoding": "gzip"}, b"no gzip")),
    st.just(ConnectionResetError("gone")),
)
SCRIPTS = st.lists(ANSWERS, min_size=1, max_size=8)


def _outcome(run: Callable[[Script, VirtualClock, list[Event]], object], script: Script) -> Outcome:
    clock, events = VirtualClock(AT), list[Event]()
    found: object
    try:
        found = run(script, clock, events)
    except InfluenceError as error:
        found = (type(error), str(error))
    asked: list[tuple[object, ...]] = [
        (one["REQUEST_METHOD"], one["PATH_INFO"], one["QUERY_STRING"]) for one in script.asked
    ]
    return found, asked, events, clock.now()


def _dice() -> random.Random:
    return random.Random(3)  # noqa: S311  # the same waits each time


LIMITS = Limits(deadline_s=120, most_requests=5)
TINY = with_quotas(RollingQuota(units=3, within_s=20), LeakyBucket(capacity=4, leak_per_s=1))


class TestBothWays:
    """Blocking or awaiting, the same requests are sent and the same answer comes out."""

    @given(talk=TALKS, script=SCRIPTS)
    def test_of_conversations(self, talk: Talk, script: list[Answer]) -> None:
        def blocking(app: Script, clock: VirtualClock, events: list[Event]) -> object:
            return drive(
                talk.begun(),
                transport=WsgiTransport(app, clock=clock),
                connector=TINY,
                clock=clock,
                limits=LIMITS,
                dice=_dice(),
                on_event=events.append,
            )

        def awaiting(app: Script, clock: VirtualClock, events: list[Event]) -> object:
            return asyncio.run(
                adrive(
                    talk.begun(),
                    transport=WsgiTransport(app, clock=clock),
                    connector=TINY,
                    clock=clock,
                    limits=LIMITS,
                    dice=_dice(),
                    on_event=events.append,
                )
            )

        assert _outcome(blocking, Script(script)) == _outcome(awaiting, Script(script))

    @given(script=SCRIPTS)
    def test_of_sessions(self, script: list[Answer]) -> None:
        window = Window(since=AT - dt.timedelta(days=2), until=AT)

        def blocking(app: Script, clock: VirtualClock, events: list[Event]) -> object:
            session = Session(
                TINY,
                transport=WsgiTransport(app, clock=clock),
                clock=clock,
                limits=LIMITS,
                dice=_dice(),
                on_event=events.append,
            )
            return session.orders(window=window).whole(), session.metrics(["p1", "p2"]).whole()

        async def both(app: Script, clock: VirtualClock, events: list[Event]) -> object:
            session = AsyncSession(
                TINY,
                transport=WsgiTransport(app, clock=clock),
                clock=clock,
                limits=LIMITS,
                dice=_dice(),
                on_event=events.append,
            )
            orders = await session.orders(window=window).whole()
            return orders, await session.metrics(["p1", "p2"]).whole()

        awaiting = _outcome(lambda *parts: asyncio.run(both(*parts)), Script(script))
        assert _outcome(blocking, Script(script)) == awaiting


class TestOnce:
    """What changes something is sent once at most, whatever the platform answers."""

    @given(script=SCRIPTS)
    def test_by_what_arrived(self, script: list[Answer]) -> None:
        app, clock = Script(script), VirtualClock(AT)
        talk = Talk(asks=[("write", False)], minds=False, ends_in="answer")
        drive(talk.begun(), transport=WsgiTransport(app, clock=clock), clock=clock)
        assert len(app.asked) == 1


class TestInTime:
    """Nothing is waited for past the deadline."""

    @given(talk=TALKS, script=SCRIPTS, deadline_s=st.integers(1, 90))
    def test_by_the_clock(self, talk: Talk, script: list[Answer], deadline_s: int) -> None:
        app, clock = Script(script), VirtualClock(AT)
        with contextlib.suppress(InfluenceError):
            drive(
                talk.begun(),
                transport=WsgiTransport(app, clock=clock),
                connector=TINY,
                clock=clock,
                limits=Limits(deadline_s=deadline_s),
            )
        assert clock.now() <= AT + dt.timedelta(seconds=deadline_s)


class TestEveryItemOnce:
    """Whatever the pages are like, every item arrives once, page by page or at once."""

    @given(
        pages=st.lists(st.lists(st.integers(0, 9).map(str), max_size=4), min_size=1, max_size=6),
        heals=st.booleans(),
    )
    def test_by_the_pages(self, pages: list[list[str]], heals: bool) -> None:
        answers: list[Answer] = []
        for number, ids in enumerate(pages, start=1):
            following = str(number) if number < len(pages) else None
            if heals:
                answers.extend([(503, {}, b""), (200, {}, b'{"items": [')])
            answers.append(told({"items": [{"id": one} for one in ids], "next": following}))
        wanted = list(dict.fromkeys(one for ids in pages for one in ids))
        for read in (_whole, _paged):
            assert read(Script(answers)) == wanted


def _session(script: Script) -> Session:
    clock = VirtualClock(AT)
    return Session(Tiny(), transport=WsgiTransport(script, clock=clock), clock=clock)


def _whole(script: Script) -> list[str]:
    return [post.post_id for post in _session(script).posts(MAYA, window=Window()).whole().items]


def _paged(script: Script) -> list[str]:
    pages = _session(script).posts(MAYA, window=Window())
    return [post.post_id for page in pages for post in page.items]
