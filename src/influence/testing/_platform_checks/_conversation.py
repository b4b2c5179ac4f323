"""Conversation: a generator that asks, hears and answers, and does nothing else."""

from __future__ import annotations

from functools import partial
from inspect import isgenerator
from typing import Final, cast

import attrs

from influence.sansio import (
    Blocking,
    Connector,
    FaultError,
    Request,
    Response,
    UnavailableError,
)
from influence.testing._conformance._check import CheckFailedError, check
from influence.testing._platform_checks import _mishaps as mishaps
from influence.testing._platform_checks._audit import touched
from influence.testing._platform_checks._faults import fault_of_ask
from influence.testing._platform_checks._isolation import stages
from influence.testing._platform_checks._line import fault_of
from influence.testing._platform_checks._matching import expect
from influence.testing._platform_checks._subject import PAGED, PlatformSubject
from influence.testing._platform_checks._worlds import everything, pages_of

_FAKE: Final = ("fake",)
_LONGEST_PURPOSE: Final = 200


@check(
    "PC-G01",
    needs=_FAKE,
    if_fails="A host cannot plan, because asking what would be read reads it. Most often a method "
    "is no generator, and does its work when it is called. Write `yield` where something is asked "
    "for.",
)
def nothing_before_it_begins(subject: PlatformSubject) -> None:
    """Calling a read gives a generator, and asks for nothing yet."""
    for stage, ask in stages(subject):
        heard = touched(partial(ask.conversation, stage.connector))
        conversation: object = ask.conversation(stage.connector)
        what = f"{subject.member} {ask.read}"
        expect(what, "give a generator", conversation, holds=isgenerator(conversation))
        expect(what, "ask for nothing yet", heard, holds=not heard)


@check(
    "PC-G02",
    needs=_FAKE,
    if_fails="The host does not know what is wanted, and ends the read. Most often an address is "
    "yielded as text, or a list of requests. Yield one `Request` at a time.",
)
def requests_are_yielded(subject: PlatformSubject) -> None:
    """A read yields requests, or blocking calls, and nothing else."""
    for stage, ask in stages(subject):
        asked = cast("object", next(ask.conversation(stage.connector)))
        is_known = isinstance(asked, Request | Blocking)
        expect(f"{subject.member} {ask.read}", "yield requests", asked, holds=is_known)


@check(
    "PC-G03",
    needs=_FAKE,
    if_fails="A read that is given up on goes on asking, and its quota with it. Most often "
    "`except:` or `finally` stands around a `yield`. Let GeneratorExit through.",
)
def closes_at_once(subject: PlatformSubject) -> None:
    """A read that is closed while it waits ends without a word."""
    for stage, ask in stages(subject):
        conversation = ask.conversation(stage.connector)
        next(conversation)
        try:
            conversation.close()
        except Exception as error:
            what = f"{subject.member} {ask.read}"
            raise CheckFailedError(what, "close without a word", error) from error


@check(
    "PC-G04",
    needs=_FAKE,
    if_fails="A platform that is out of order is asked three times as often as the host thinks, "
    "and every wait is one too many. Most often a loop of tries stands around a `yield`. Retrying "
    "is the host's.",
)
def does_not_try_again(subject: PlatformSubject) -> None:
    """A read does not ask for the same again after a fault."""
    for stage, ask in stages(subject):
        conversation = ask.conversation(stage.connector)
        first = next(conversation)
        again: object = None
        try:
            again = conversation.throw(UnavailableError("line", "hold", "a line that broke"))
        except (FaultError, StopIteration):
            continue
        what = f"{subject.member} {ask.read}"
        expect(what, "leave it to the host to ask again", again, holds=again != first)
        conversation.close()


@check(
    "PC-G12",
    needs=_FAKE,
    if_fails="Whoever waits sees an address in place of a word, and an error names nothing. Most "
    "often the purpose is copied from the request. Say in a few words what is read, such as "
    "`orders, page 3`.",
)
def purposes_are_words(subject: PlatformSubject) -> None:
    """Each request says in a few words what it is for."""
    for stage, ask in stages(subject):
        stage.page(ask)
        for request in stage.requests:
            purpose = request.purpose
            is_word = "://" not in purpose and len(purpose) <= _LONGEST_PURPOSE
            expect(f"{subject.member} {ask.read} purpose", "be a few words", purpose, holds=is_word)


@check(
    "PC-G13",
    needs=_FAKE,
    if_fails="A read that broke off is not tried again, though nothing would be done twice. Most "
    "often a POST that only reads does not say so. Set `is_repeatable=True`.",
)
def reads_are_repeatable(subject: PlatformSubject) -> None:
    """Every request of a read may be sent again."""
    for stage, ask in stages(subject):
        stage.page(ask)
        once = [request.purpose for request in stage.requests if not request.is_repeatable]
        expect(f"{subject.member} {ask.read}", "be repeatable", once, holds=not once)


@check(
    "PC-G16",
    needs=_FAKE,
    if_fails="A success is thrown away, or one answer is a fault today and none tomorrow. Most "
    "often `fault` looks at a word that may stand in a caption as well. Look at the place where "
    "the platform says what is wrong.",
)
def success_is_no_fault(subject: PlatformSubject) -> None:
    """An answer that brings something stands for no fault, whatever words are in it."""
    for stage, ask in stages(subject):
        stage.page(ask)
        for exchange in stage.kept:
            found = [fault_of(stage.connector, exchange.response) for _ in range(2)]
            what = f"{subject.member} fault of {ask.read}"
            expect(what, "find none in a success", found, holds=found == [None, None])


@check(
    "PC-G17",
    needs=_FAKE,
    if_fails="An odd answer ends the whole pull in place of its own read. Most often `fault` "
    "parses a body that is no JSON. Look at the status first, and let `usual_fault` do the rest.",
)
def fault_never_raises(subject: PlatformSubject) -> None:
    """Whatever came back, the connector says which fault it is, or none, and raises nothing."""
    holdings, asks = everything(subject)
    bodies = (b"", b"<html>", b"[", b"null", b"[1]", b'{"error": 7}', b'{"error": null}', b"\xff")
    stage = subject.stage(holdings)
    stage.page(asks[0])
    told = stage.kept[-1].response
    for body in bodies:
        for status in (200, 302, 400, 403, 418, 429, 500):
            _must_find(stage.connector, attrs.evolve(told, status=status, body=body))


def _must_find(connector: Connector, response: Response) -> None:
    """A connector has to say which fault a response is, or none."""
    told = f"{response.status} {response.body!r}"
    try:
        found = cast("object", fault_of(connector, response))
    except Exception as error:
        raise CheckFailedError(f"fault of {told}", "be answered", error) from error
    is_known = found is None or isinstance(found, FaultError)
    expect(f"fault of {told}", "be a FaultError or None", found, holds=is_known)


@check(
    "PC-G18",
    needs=(*_FAKE, "paged"),
    if_fails="A list breaks off without a word when the platform refuses a cursor that has ended. "
    "Most often a fault is caught and an empty page is answered. Let the fault through.",
)
def refused_cursor(subject: PlatformSubject) -> None:
    """A cursor that the platform refuses ends in a fault, and not in an empty page."""
    for ask in subject.asks(PAGED):
        change = mishaps.from_page(1, mishaps.refused(400))
        stage = subject.stage(pages_of(subject, ask, pages=1, more=1), change=change)
        after = stage.page(ask).next
        fault_of_ask(stage, ask, cursor=after)
