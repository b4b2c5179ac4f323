"""The stage on which a connector is tried: line, pages, and how what arrives is compared."""

from __future__ import annotations

import datetime as dt
import threading

import attrs
import pytest

from influence.errors import PluginError
from influence.money import Money
from influence.platforms import Account
from influence.sansio import (
    Blocking,
    Conversation,
    FaultError,
    Page,
    Profile,
    Reading,
    RefusedError,
    Request,
    Response,
    Window,
)
from influence.testing import CANARY, Stall, StallFake
from influence.testing._conformance._check import CheckFailedError
from influence.testing._conformance._kind import check_named
from influence.testing._faulty_connectors._bent import Bent
from influence.testing._faulty_connectors._stall import CAPABILITY, HOST
from influence.testing._platform_checks import _audit, _sources, _worlds as worlds
from influence.testing._platform_checks._line import fault_of, taken_up
from influence.testing._platform_checks._matching import id_of, must_match
from influence.testing._platform_checks._stage import Stage
from influence.testing._platform_checks._subject import PlatformSubject


def _subject(make: type[Stall] = Stall) -> PlatformSubject:
    return PlatformSubject(member="stall", make=make, capability=CAPABILITY, fake=StallFake)


def _stage(make: type[Stall] = Stall) -> Stage:
    return _subject(make).stage(worlds.world(_subject()))


def test_a_blocking_call_is_made_and_its_answer_handed_on() -> None:
    def reads() -> Conversation[object]:
        response = yield Blocking(call=lambda: {"n": 2**53 + 1}, purpose="a library")
        return response.document().whole("n")

    assert _stage().concluded(reads()) == 2**53 + 1


def test_what_is_no_generator_is_refused() -> None:
    with pytest.raises(CheckFailedError, match=r"^conversation must be a generator, got 7$"):
        _stage().concluded(7)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_a_conversation_that_has_begun_is_taken_up() -> None:
    def reads() -> Conversation[object]:
        first = yield Request(url=f"https://{HOST}/me", purpose="first", headers=headers)
        second = yield Request(url=f"https://{HOST}/me", purpose="second", headers=headers)
        return first.purpose, second.purpose

    stage = _stage()
    headers = stage.first_request(_subject().ask("profile")).headers
    begun = reads()
    assert stage.concluded(taken_up(begun, next(begun))) == ("first", "second")


def test_an_answer_that_is_no_page_is_named() -> None:
    class Lists(Bent):
        """Answers lists."""

        def on_answer(self, answer: object, _read: str) -> object:
            return [answer]

    with pytest.raises(CheckFailedError) as told:
        _stage(Lists).page(_subject().ask("orders"))
    assert str(told.value).startswith("stall orders must answer a Page, got [Page(items=()")


def test_a_list_without_end_is_cut() -> None:
    class Endless(Bent):
        """Never ends."""

        def on_cursor(self, cursor: str | None) -> None:
            """The first page again."""

        def on_page(self, page: Page[object]) -> Page[object]:
            return attrs.evolve(page, next="more")

    with pytest.raises(CheckFailedError) as told:
        _stage(Endless).walk(_subject().ask("orders"))
    assert str(told.value) == "stall orders must end within 60 pages, got 'more'"


def test_errors_are_told_as_they_come_out_and_before_the_host_cleans_them() -> None:
    stage = _stage()
    headers = stage.first_request(_subject().ask("profile")).headers

    def reads() -> Conversation[object]:
        yield Request(url=f"https://{HOST}/me", purpose="me", headers=headers)
        message = f"sent {CANARY}"
        raise ValueError(message)

    told = stage.line.errors_of(reads(), connector=stage.connector)
    assert told == [f"ValueError('sent {CANARY}') 'sent {CANARY}' None"]
    with pytest.raises(PluginError) as cleaned:
        stage.concluded(reads())
    assert CANARY not in str(cleaned.value)


def test_a_connector_without_faults_of_its_own_has_the_usual_ones() -> None:
    at = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
    response = Response(status=404, body=b"", received_at=at)
    assert type(fault_of(object(), response)).__name__ == "RefusedError"


def test_values_of_other_classes_differ_in_their_class() -> None:
    subject = _subject()
    ask = subject.ask("orders")
    stage = subject.stage(worlds.many(subject, ask, 1))

    @attrs.frozen
    class Lookalike:
        order_id: str

    with pytest.raises(CheckFailedError) as told:
        must_match(stage, ask, found=[Lookalike(order_id="o00000")])
    assert str(told.value) == "stall orders o00000 class must be 'Order', got 'Lookalike'"


def test_true_is_not_one() -> None:
    subject = _subject()
    ask = subject.ask("orders")
    stage = subject.stage(worlds.many(subject, ask, 1))
    (order,) = ask.held(stage.line.holdings)
    odd = attrs.evolve(order)  # type: ignore[misc]
    object.__setattr__(odd, "is_new_customer", 1)
    with pytest.raises(CheckFailedError) as told:
        must_match(stage, ask, found=[odd])
    assert str(told.value) == "stall orders o00000 is_new_customer must be True, got 1"


def test_each_kind_of_item_is_told_apart_by_its_own_id() -> None:
    subject = _subject()
    profile = Profile(account=Account(platform="stall", handle="maya"))
    reading = worlds.reading("p1", "likes")
    assert id_of(profile, read="search") == "maya"
    assert id_of(profile, read="profile") == "profile"
    assert id_of(reading, read="metrics") == "p1 likes"
    assert id_of(worlds.audience(subject, "age", {}), read="audience") == "age"
    assert id_of({"id": 7}, read="orders") == "{'id': 7}"


def test_a_profile_has_no_moment() -> None:
    profile = worlds.profile(_subject().account())
    assert worlds.moved(profile, worlds.FIRST) is profile


def test_a_metric_without_a_field_is_a_count() -> None:
    reading = worlds.reading("p1", "rewatches", 3)
    assert worlds.measured(_subject(), reading) == reading


def test_what_is_asked_of_the_world_is_heard_in_its_own_thread_alone() -> None:
    heard: list[str] = []
    _audit._HEARD[threading.get_ident()] = heard
    try:
        _audit._hear("open", ("somewhere", "r"))
        _audit._hear("compile", ())
    finally:
        del _audit._HEARD[threading.get_ident()]
    _audit._hear("open", ("unheard",))
    assert heard == ["open ('somewhere',)"]


def test_the_modules_of_a_connector_are_those_that_it_uses() -> None:
    names = [
        module.__name__.rpartition(".")[2] for module in _sources.modules_of(_stage().connector)
    ]
    assert names == ["_stall", "_stall_words"]


def test_a_fallback_after_a_fault_is_no_second_try() -> None:
    class FallsBack(Bent):
        """Asks for something else after a fault."""

        def profile(self, account: Account, /) -> Conversation[Profile]:
            try:
                return (yield from super().profile(account))
            except FaultError:
                yield next(self.check())
                raise

    check_named("PC-G04").run(_subject(FallsBack))


def test_a_reason_for_a_refused_metric_is_enough() -> None:
    class Reasons(Bent):
        """Gives a reason for a metric that is refused."""

        def on_fault(self, fault: FaultError) -> object:  # noqa: ARG002  # the seam's argument
            at = worlds.FIRST
            reading = Reading(post_id="p1", metric="likes", at=at, why_none="retired")
            return Page(items=(reading,))

    class Silent(Bent):
        """Says nothing of a metric that is refused."""

        def on_fault(self, fault: FaultError) -> object:  # noqa: ARG002  # the seam's argument
            return Page(items=())

    check_named("PC-I09").run(_subject(Reasons))
    with pytest.raises(CheckFailedError) as told:
        check_named("PC-I09").run(_subject(Silent))
    assert str(told.value) == "stall metrics must ask for less, or give a reason, got set()"


def test_a_window_of_nothing_holds_what_was_changed_in_it() -> None:
    subject = _subject()
    old = worlds.order("o1", 0)
    held = attrs.evolve(worlds.world(subject), orders=(old,), changed={"o1": worlds.moment(9)})
    assert held.orders_in(Window(since=worlds.moment(9))) == [old]
    assert held.orders_in(Window(until=worlds.moment(9))) == []
    assert CANARY not in repr(held)
    assert Money("49.90", "EUR") == old.items


def test_the_stall_refuses_a_page_that_is_not_there() -> None:
    subject = _subject()
    ask = subject.ask("refunds")
    stage = subject.stage(worlds.many(subject, ask, 3))
    for cursor in ("9000", "none"):
        with pytest.raises(RefusedError):
            stage.page(ask, cursor=cursor)
