"""One conversation: what is sent again, how long is waited before, and what is nobody's fault."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import threading
from collections.abc import Generator
from typing import Any, cast

import attrs
import pytest
from scripted import AT, CAPABILITY, HOST, Answer, Script, Tiny, told, with_quotas

from influence.connectors import (
    Limits,
    NeverSentError,
    Prepared,
    Transport,
    VirtualClock,
    WsgiTransport,
    adrive,
    drive,
)
from influence.errors import InvalidInputError, PluginError
from influence.plugins.hooks import Event, RequestMade, RetryWaited
from influence.sansio import (
    Blocking,
    Conversation,
    FaultError,
    GarbledError,
    LeakyBucket,
    RefusedError,
    Request,
    Response,
    RollingQuota,
    Secret,
    ThrottledError,
    TokenQuota,
    UnauthorisedError,
    UnavailableError,
)

FINE = told({"a": 1})
BROKEN: Answer = (503, {}, b"out of order")


def _dice() -> random.Random:
    return random.Random(7)  # noqa: S311  # the same waits each time


def asks(**more: Any) -> Conversation[object]:  # noqa: ANN401  # fields of a request
    request = {"url": f"https://{HOST}/a", "purpose": "a", **more}
    response = yield Request(**request)
    return response.document().value


def driven(
    talk: Conversation[object],
    *answers: Answer,
    limits: Limits | None = None,
    connector: Tiny | None = None,
) -> tuple[object, Script, VirtualClock]:
    script, clock = Script(answers), VirtualClock(AT)
    value = drive(
        talk,
        transport=WsgiTransport(script, clock=clock),
        clock=clock,
        limits=limits,
        dice=_dice(),
        connector=connector,
    )
    return value, script, clock


class TestAnswers:
    def test_an_answer_is_returned(self) -> None:
        value, script, clock = driven(asks(), FINE)
        assert (value, len(script.asked), clock.now()) == ({"a": 1}, 1, AT)

    def test_what_was_broken_is_asked_for_again_each_time_later(self) -> None:
        events: list[Event] = []
        script, clock = Script([BROKEN, BROKEN, FINE]), VirtualClock(AT)
        value = drive(
            asks(),
            transport=WsgiTransport(script, clock=clock),
            clock=clock,
            dice=_dice(),
            on_event=events.append,
            connector=Tiny(),
        )
        waits = [event.waited_ms for event in events if isinstance(event, RetryWaited)]
        made = [event.status for event in events if isinstance(event, RequestMade)]
        assert (value, made) == ({"a": 1}, [503, 503, 200])
        assert 250 <= waits[0] <= 500 <= waits[1] <= 1_000
        assert clock.now() == AT + dt.timedelta(milliseconds=sum(waits))
        assert events[1] == RetryWaited(
            connector="tiny",
            reason="a must be answered, got '503 out of order'",
            attempt=2,
            waited_ms=waits[0],
        )

    def test_an_hour_that_was_told_is_waited_in_full(self) -> None:
        late = told({}, status=429, Retry_After="3600")
        _, _, clock = driven(asks(), late, FINE, limits=Limits(deadline_s=4_000))
        assert clock.now() == AT + dt.timedelta(hours=1)

    def test_a_date_that_was_told_is_waited_for(self) -> None:
        late = told(
            {},
            status=429,
            Retry_After="Fri, 01 May 2026 12:02:00 GMT",
            Date="Fri, 01 May 2026 12:00:30 GMT",
        )
        _, _, clock = driven(asks(), late, FINE)
        assert clock.now() == AT + dt.timedelta(seconds=90)

    def test_a_wait_past_the_deadline_is_refused_and_says_so(self) -> None:
        late = told({}, status=429, Retry_After="3600")
        with pytest.raises(ThrottledError) as caught:
            driven(asks(), late)
        assert str(caught.value) == (
            "a must stay within the limits, or be asked again in 3600 s, which is past the "
            "deadline, got '429 {}'"
        )
        assert caught.value.after_s == 3_600

    def test_a_broken_service_is_not_waited_for_past_the_deadline(self) -> None:
        limits = Limits(deadline_s=1, first_wait_ms=5_000)
        with pytest.raises(UnavailableError, match="or be asked again in 4 s, which is past"):
            driven(asks(), BROKEN, limits=limits)

    def test_attempts_are_counted(self) -> None:
        script = Script([BROKEN])
        with pytest.raises(UnavailableError) as caught:
            drive(asks(), transport=WsgiTransport(script), clock=VirtualClock(AT), dice=_dice())
        assert str(caught.value) == "a must be answered, got '503 out of order'"
        assert len(script.asked) == 4

    @pytest.mark.parametrize(
        ("status", "kind"), [(401, UnauthorisedError), (403, RefusedError), (404, RefusedError)]
    )
    def test_what_would_be_refused_again_is_asked_for_once(
        self, status: int, kind: type[FaultError]
    ) -> None:
        script = Script([(status, {}, b"")])
        with pytest.raises(kind):
            drive(asks(), transport=WsgiTransport(script))
        assert len(script.asked) == 1

    def test_a_fault_can_be_caught_by_the_connector(self) -> None:
        def careful() -> Conversation[object]:
            try:
                yield Request(url=f"https://{HOST}/a", purpose="a")
            except RefusedError:
                return "nothing there"
            return "something"

        assert driven(careful(), (404, {}, b""))[0] == "nothing there"


class TestSendingTwice:
    def test_what_changes_something_is_never_sent_twice(self) -> None:
        script = Script([ConnectionResetError("gone"), FINE])
        with pytest.raises(UnavailableError) as caught:
            drive(asks(method="POST"), transport=WsgiTransport(script))
        assert str(caught.value) == "a must be answered, got 'ConnectionResetError: gone'"
        assert len(script.asked) == 1

    def test_a_post_that_only_reads_is_sent_again(self) -> None:
        talk = asks(method="POST", is_repeatable=True, form=(("q", "1"),))
        _, script, _ = driven(talk, ConnectionResetError("gone"), FINE)
        assert script.bodies == [b"q=1", b"q=1"]

    def test_what_never_left_is_sent_again(self) -> None:
        @attrs.define
        class Flaky:
            inner: Transport
            tries: int = 0

            def send(self, prepared: Prepared, /) -> Response:
                self.tries += 1
                if self.tries == 1:
                    raise NeverSentError("a", "reach its host", "ConnectionRefusedError")
                return self.inner.send(prepared)

        flaky = Flaky(WsgiTransport(Script([FINE])))
        value = drive(asks(method="POST"), transport=flaky, clock=VirtualClock(AT), dice=_dice())
        assert (value, flaky.tries) == ({"a": 1}, 2)


class TestDeadline:
    def test_nothing_is_sent_once_it_is_over(self) -> None:
        clock = VirtualClock(AT)

        def slow() -> Conversation[object]:
            clock.wait(61_000)
            yield Request(url=f"https://{HOST}/a", purpose="a")
            return None

        script = Script([FINE])
        with pytest.raises(UnavailableError) as caught:
            drive(
                slow(),
                transport=WsgiTransport(script),
                clock=clock,
                limits=Limits(deadline_s=60),
            )
        assert str(caught.value) == "a must be answered within 60 s, got 'no time left'"
        assert script.asked == []

    def test_no_call_is_made_once_it_is_over(self) -> None:
        clock = VirtualClock(AT)

        def slow() -> Conversation[object]:
            clock.wait(61_000)
            yield Blocking(call=dict, purpose="reports")
            return None

        with pytest.raises(UnavailableError, match=r"^reports must be answered within 60 s"):
            drive(
                slow(),
                transport=WsgiTransport(Script([FINE])),
                clock=clock,
                limits=Limits(deadline_s=60),
            )

    def test_a_request_has_no_more_time_than_is_left(self) -> None:
        given: list[int] = []

        class Watching:
            def send(self, prepared: Prepared, /) -> Response:
                given.append(prepared.timeout_s)
                return Response(status=200, body=b"{}", received_at=AT)

        drive(asks(), transport=Watching(), limits=Limits(deadline_s=7))
        drive(asks(), transport=Watching())
        assert given == [7, 30]


class TestQuotas:
    def test_a_spent_quota_is_waited_for(self) -> None:
        def two() -> Conversation[object]:
            yield Tiny().ask("a")
            yield Tiny().ask("b")
            return None

        tiny = with_quotas(RollingQuota(units=1, within_s=45))
        _, script, clock = driven(two(), FINE, connector=tiny)
        assert (len(script.asked), clock.now()) == (2, AT + dt.timedelta(seconds=45))

    def test_a_quota_that_would_wait_past_the_deadline_is_named(self) -> None:
        def two() -> Conversation[object]:
            yield Tiny().ask("a")
            yield Tiny().ask("b")
            return None

        tiny = with_quotas(RollingQuota(units=1, within_s=3_600, name="orders"))
        with pytest.raises(ThrottledError) as caught:
            driven(two(), FINE, connector=tiny)
        assert str(caught.value) == (
            "b must wait 3600 s for orders (at most 1 units within any 3600 s), which is past the "
            "deadline, got 'a spent quota'"
        )
        assert caught.value.after_s == 3_600

    def test_a_blocking_call_is_counted_too(self) -> None:
        def two() -> Conversation[object]:
            yield Blocking(call=dict, purpose="a", cost=3)
            yield Blocking(call=dict, purpose="b", cost=1_000)
            return None

        tiny = with_quotas(LeakyBucket(capacity=3, leak_per_s=1))
        with pytest.raises(PluginError) as caught:
            driven(two(), FINE, connector=tiny)
        assert str(caught.value) == (
            "tiny: b: cost of a request must be possible within a bucket of 3 units that empties "
            "by 1 each second, got 1000"
        )

    def test_a_blocking_call_is_not_made_past_the_deadline(self) -> None:
        def two() -> Conversation[object]:
            yield Blocking(call=dict, purpose="a")
            yield Blocking(call=dict, purpose="b")
            return None

        tiny = with_quotas(RollingQuota(units=1, within_s=3_600))
        with pytest.raises(ThrottledError, match=r"^b must wait 3600 s"):
            driven(two(), FINE, connector=tiny)

    def test_tokens_are_those_that_the_answer_told(self) -> None:
        def two() -> Conversation[object]:
            yield Tiny().ask("a")
            yield Tiny().ask("b")
            return None

        tiny = with_quotas(TokenQuota(tokens=100, told_at="quota.left", each="minute"))
        _, _, clock = driven(two(), told({"quota": {"left": 0}}), connector=tiny)
        assert clock.now() == AT + dt.timedelta(minutes=1)


class TestRedirects:
    @staticmethod
    def to(address: str, *, status: int = 302) -> Answer:
        return told({}, status=status, Location=address)

    def test_it_is_followed_to_the_same_host_with_its_secrets(self) -> None:
        talk = asks(headers={"Authorization": Secret("Bearer t0ken")}, query=(("q", "1"),))
        value, script, _ = driven(talk, self.to("/b?q=1"), FINE)
        assert value == {"a": 1}
        last = script.asked[1]
        assert (last["PATH_INFO"], last["QUERY_STRING"]) == ("/b", "q=1")
        assert last["HTTP_AUTHORIZATION"] == "Bearer t0ken"

    def test_it_leaves_its_secrets_behind_on_the_way_to_another_declared_host(self) -> None:
        other = "files.tiny.example"
        both = attrs.evolve(CAPABILITY, hosts=(HOST, other))
        talk = asks(headers={"Authorization": "open", "X-Key": Secret("t0ken"), "X-A": "1"})
        _, script, _ = driven(
            talk, self.to(f"https://{other}/b"), FINE, connector=Tiny(capability=both)
        )
        last = script.asked[1]
        assert (last["HTTP_HOST"], last["HTTP_X_A"]) == (other, "1")
        assert {"HTTP_AUTHORIZATION", "HTTP_X_KEY"}.isdisjoint(last)

    @pytest.mark.parametrize(
        ("address", "message"),
        [
            ("https://evil.example/", f"a must be redirected only to {HOST}, got 'evil.example'"),
            (
                "https://169.254.169.254/x",
                f"a must be redirected only to {HOST}, got '169.254.169.254'",
            ),
            (f"http://{HOST}/b", "a must be redirected only to https, got 'http'"),
            (
                f"https://u@{HOST}/b",
                (
                    "a must be redirected to an http or https address without user and fragment, "
                    f"got 'https://u@{HOST}/b'"
                ),
            ),
            (
                "/b?key=t0ken%2F1",
                (
                    "a must be redirected to an address without a secret, got "
                    f"'https://{HOST}/b?key=[secret]'"
                ),
            ),
        ],
    )
    def test_it_is_not_followed_anywhere_else(self, address: str, message: str) -> None:
        script = Script([self.to(address), FINE])
        talk = asks(headers={"X-Key": Secret("t0ken/1")})
        with pytest.raises(RefusedError) as caught:
            drive(talk, transport=WsgiTransport(script), connector=Tiny())
        assert str(caught.value) == message
        assert len(script.asked) == 1

    def test_it_is_not_followed_when_it_changes_something(self) -> None:
        with pytest.raises(RefusedError) as caught:
            driven(asks(method="POST"), self.to("/b", status=308), FINE)
        assert str(caught.value) == "a must not be redirected: it is no GET, got 308"

    def test_it_is_followed_three_times_at_most(self) -> None:
        script = Script([self.to("/b")])
        with pytest.raises(RefusedError) as caught:
            drive(asks(), transport=WsgiTransport(script))
        assert str(caught.value) == "a must be redirected at most 3 times, got 4"
        assert len(script.asked) == 4

    def test_without_an_address_it_is_a_refusal(self) -> None:
        with pytest.raises(RefusedError, match=r"^a must be answered with success"):
            driven(asks(), (302, {}, b""))


class TestBlocking:
    def test_its_answer_is_a_response(self) -> None:
        def reads() -> Conversation[object]:
            response = yield Blocking(call=lambda: {"n": [1, None]}, purpose="reports")
            return response.document().value

        assert driven(reads(), FINE)[0] == {"n": [1, None]}
        assert asyncio.run(adrive(reads(), transport=WsgiTransport(Script([FINE])))) == {
            "n": [1, None]
        }

    def test_nobody_waits_past_its_deadline(self) -> None:
        ends = threading.Event()

        def reads() -> Conversation[object]:
            yield Blocking(call=lambda: ends.wait(60), purpose="reports", deadline_s=1)
            return None

        message = "reports must be answered within 1 s, got 'no answer'"
        with pytest.raises(UnavailableError) as caught:
            driven(reads(), FINE)
        assert str(caught.value) == message
        with pytest.raises(UnavailableError) as caught:
            asyncio.run(adrive(reads(), transport=WsgiTransport(Script([FINE]))))
        assert str(caught.value) == message
        ends.set()

    @pytest.mark.parametrize(
        ("error", "kind", "message"),
        [
            (RefusedError("reports", "be there", 404), RefusedError,
             "reports must be there, got 404"),
            (ConnectionResetError("gone"), UnavailableError,
             "reports must be answered, got 'ConnectionResetError: gone'"),
            (StopIteration(), PluginError,
             "blocking call for reports must answer or raise a fault, got 'StopIteration: '"),
            (SystemExit(3), PluginError,
             "blocking call for reports must answer or raise a fault, got 'SystemExit: 3'"),
        ],
    )  # fmt: skip
    def test_its_errors_are_faults_or_the_authors(
        self, error: BaseException, kind: type[Exception], message: str
    ) -> None:
        def fails() -> object:
            raise error

        def reads() -> Conversation[object]:
            yield Blocking(call=fails, purpose="reports")
            return None

        with pytest.raises(kind) as caught:
            driven(reads(), FINE)
        assert str(caught.value) == message
        with pytest.raises(kind):
            asyncio.run(adrive(reads(), transport=WsgiTransport(Script([FINE]))))

    def test_it_answers_what_json_can_hold(self) -> None:
        def reads() -> Conversation[object]:
            yield Blocking(call=lambda: {"share": 0.5}, purpose="reports")
            return None

        with pytest.raises(PluginError) as caught:
            driven(reads(), FINE)
        assert str(caught.value) == (
            "blocking call for reports must answer JSON: body.share must be text, a whole number, "
            "true, false, null, a list or a table, got 0.5"
        )


class TestConnectors:
    """What a connector does wrong is told with its method and line."""

    def test_one_that_yields_something_else(self) -> None:
        def odd() -> Conversation[object]:
            yield cast("Request", "https://api.tiny.example/a")
            return None

        with pytest.raises(PluginError) as caught:
            driven(odd(), FINE, connector=Tiny())
        assert "tiny.odd (test_drive.py:" in caught.value.what
        assert caught.value.rule == "yield a Request or a Blocking"

    def test_the_line_is_that_of_the_innermost_generator(self) -> None:
        def inner() -> Generator[Any, Response, None]:
            yield None

        def outer() -> Conversation[object]:
            yield from inner()
            return None

        line = inner.__code__.co_firstlineno + 1
        with pytest.raises(PluginError) as caught:
            driven(outer(), FINE)
        assert caught.value.what == f"outer (test_drive.py:{line})"

    def test_one_that_never_ends(self) -> None:
        def endless() -> Conversation[object]:
            while True:
                yield Request(url=f"https://{HOST}/a", purpose="a")

        script = Script([FINE])
        with pytest.raises(PluginError, match=r"must end within 5 requests, got 6$"):
            drive(endless(), transport=WsgiTransport(script), limits=Limits(most_requests=5))
        assert len(script.asked) == 5

    def test_one_that_raises(self) -> None:
        def inner() -> Generator[Request, Response, None]:
            yield Request(url=f"https://{HOST}/a", purpose="a")
            message = "t1ny-t0ken is odd"
            raise KeyError(message)

        def outer() -> Conversation[object]:
            yield from inner()
            return None

        with pytest.raises(PluginError) as caught:
            driven(outer(), FINE, connector=Tiny())
        assert caught.value.what.startswith("tiny.outer (test_drive.py:")
        assert str(caught.value).endswith(
            "must end with an answer or a fault, got \"KeyError: '[secret] is odd'\""
        )

    def test_one_that_raises_before_it_asks_for_anything_is_not_overruled(self) -> None:
        def picky() -> Conversation[object]:
            raise InvalidInputError("metric", "not be retired", "plays")
            yield Request(url=f"https://{HOST}/a", purpose="a")

        with pytest.raises(InvalidInputError) as caught:
            driven(picky(), FINE)
        assert str(caught.value) == "metric must not be retired, got 'plays'"

    def test_a_value_that_refuses_an_answer_is_the_fault_of_the_answer(self) -> None:
        def reads() -> Conversation[object]:
            response = yield Request(url=f"https://{HOST}/a", purpose="a")
            raise InvalidInputError("Post.views", "be at least 0", response.document().whole("a"))

        with pytest.raises(GarbledError) as caught:
            driven(reads(), FINE)
        assert str(caught.value) == "a: Post.views must be at least 0, got 1"

    def test_one_that_asks_a_host_it_does_not_declare(self) -> None:
        script = Script([FINE])
        with pytest.raises(PluginError) as caught:
            drive(
                asks(url="https://evil.example/"),
                transport=WsgiTransport(script),
                connector=Tiny(),
            )
        assert caught.value.rule == f"ask only the hosts it declares ({HOST})"
        assert (caught.value.value, script.asked) == ("evil.example", [])

    def test_one_that_will_not_be_closed(self) -> None:
        def clings() -> Conversation[object]:
            try:
                yield Request(url=f"https://{HOST}/a", purpose="a")
            finally:
                yield Request(url=f"https://{HOST}/b", purpose="b")
            return None

        with pytest.raises(PluginError) as caught:
            drive(
                clings(),
                transport=WsgiTransport(Script([ValueError("the app is wrong")])),
                connector=Tiny(),
            )
        assert caught.value.rule == "end when it is closed"

    def test_one_that_is_no_generator(self) -> None:
        with pytest.raises(PluginError) as caught:
            drive(cast("Conversation[object]", 7), transport=WsgiTransport(Script([FINE])))
        assert str(caught.value) == (
            "conversation must be a generator that yields requests and returns its answer, got '7'"
        )

    def test_it_is_closed_whatever_happens(self) -> None:
        closed: list[bool] = []

        def watched() -> Conversation[object]:
            try:
                yield Request(url=f"https://{HOST}/a", purpose="a")
            finally:
                closed.append(True)
            return None

        with pytest.raises(ValueError, match="the app is wrong"):
            driven(watched(), ValueError("the app is wrong"))
        with pytest.raises(KeyboardInterrupt):
            driven(watched(), KeyboardInterrupt())
        assert closed == [True, True]


class TestItsOwnFaults:
    """A connector that finds faults by its platform's own ways."""

    @attrs.frozen(kw_only=True)
    class Knowing(Tiny):
        finds: Any = None

        def fault(self, response: Response, /) -> FaultError | None:
            found: FaultError | None = self.finds(response)
            return found

    def test_they_are_found_inside_a_success(self) -> None:
        def finds(response: Response) -> FaultError | None:
            is_slow = response.document().at_or_none("slow") is not None
            return ThrottledError("a", "be slower", "slow", after_s=20) if is_slow else None

        tiny = self.Knowing(finds=finds)
        value, _, clock = driven(asks(), told({"slow": True}), FINE, connector=tiny)
        assert (value, clock.now()) == ({"a": 1}, AT + dt.timedelta(seconds=20))

    def test_one_that_raises_a_fault_has_found_it(self) -> None:
        def finds(response: Response) -> FaultError | None:
            raise RefusedError("a", "be there", response.status)

        with pytest.raises(RefusedError, match="a must be there, got 200"):
            driven(asks(), FINE, connector=self.Knowing(finds=finds))

    @pytest.mark.parametrize(
        ("finds", "value"),
        [
            (lambda _: "slow", "'slow'"),
            (lambda response: response.document().at("b"), None),
            (lambda _: dict[str, None]()["x"], "KeyError: 'x'"),
        ],
    )
    def test_one_that_answers_something_else_is_the_authors(
        self, finds: object, value: str | None
    ) -> None:
        tiny = self.Knowing(finds=finds)
        kind = PluginError if value else GarbledError
        with pytest.raises(kind) as caught:
            driven(asks(), FINE, connector=tiny)
        if value:
            assert caught.value.what == "tiny.fault"
            assert caught.value.value == value
