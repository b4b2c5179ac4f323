"""Garbage: answers that broke on the way, or were never what was promised."""

from __future__ import annotations

from typing import Final

from influence.sansio import FaultError, GarbledError
from influence.testing._conformance._check import CheckFailedError, check
from influence.testing._platform_checks import _mishaps as mishaps
from influence.testing._platform_checks._ask import Ask
from influence.testing._platform_checks._faults import must_be
from influence.testing._platform_checks._line import Change
from influence.testing._platform_checks._matching import expect
from influence.testing._platform_checks._stage import Stage
from influence.testing._platform_checks._subject import PlatformSubject
from influence.testing._platform_checks._worlds import everything

_FAKE: Final = ("fake",)


def _unchanged(subject: PlatformSubject, change: Change) -> None:
    """Each read has to bring the same in spite of something."""
    holdings, asks = everything(subject)
    for ask in asks:
        wanted = subject.stage(holdings).page(ask).items
        found = subject.stage(holdings, change=change).page(ask).items
        expect(f"{subject.member} {ask.read}", "bring the same", found, holds=found == wanted)


@check(
    "PC-E11",
    needs=_FAKE,
    if_fails="Half an answer is taken for a whole one, or stops everything with an error that "
    "names nothing. Most often JSON is parsed by hand. Ask `response.document()`.",
)
def half_an_answer(subject: PlatformSubject) -> None:
    """An answer that breaks off in the middle ends in GarbledError."""
    must_be(subject, mishaps.half_a_body, GarbledError)


@check(
    "PC-E12",
    needs=_FAKE,
    if_fails="A log-in page is taken for an answer. Most often a fault of its own looks at the "
    "status alone. Ask `usual_fault`, which knows a page for people.",
)
def page_for_people(subject: PlatformSubject) -> None:
    """A web page with the status of a success ends in GarbledError."""
    page = mishaps.with_body(b"<!doctype html><p>Log in", content_type="text/html; charset=utf-8")
    must_be(subject, page, GarbledError)


@check(
    "PC-E13",
    needs=_FAKE,
    if_fails="Nothing is taken for an empty list. Most often `body or b'{}'` is meant kindly. An "
    "answer without a body is garbled.",
)
def no_body(subject: PlatformSubject) -> None:
    """A success without a body ends in GarbledError."""
    must_be(subject, mishaps.with_body(b""), GarbledError)


@check(
    "PC-E14",
    needs=_FAKE,
    if_fails="An answer of another make stops the pull with an error that names no place. Most "
    "often parts are taken out of it by `[…]`. Take them out of the document, which names the "
    "path.",
)
def other_shapes(subject: PlatformSubject) -> None:
    """JSON that is no table, or a table of something else, ends in GarbledError."""
    for body in (b"[]", b"null", b"7", b'"ok"', b"true", b'{"x": 1}'):
        must_be(subject, mishaps.with_body(body), GarbledError)


@check(
    "PC-E15",
    needs=_FAKE,
    if_fails="One odd value stops the pull with an error that nobody can place, or gets into the "
    "book. Most often a value is used before its type was asked. Ask the document for `text`, "
    "`whole`, `money` or `moment`, and turn what our values refuse into GarbledError.",
)
def strange_values(subject: PlatformSubject) -> None:
    """Whatever stands in the place of a value, a read ends in an answer or in a fault."""
    holdings, asks = everything(subject)
    for ask in asks:
        stage = subject.stage(holdings)
        stage.page(ask)
        paths = list(mishaps.paths_in(stage.kept[-1].response.document().value))
        for path in paths[: subject.examples]:
            for stranger in mishaps.STRANGERS:
                _must_end(subject.stage(holdings, change=mishaps.replaced(path, stranger)), ask)


@check(
    "PC-E16",
    needs=_FAKE,
    if_fails="A malicious or broken answer ends the whole program. Most often JSON is parsed by "
    "hand. Ask `response.document()`, which bounds it.",
)
def deep_nesting(subject: PlatformSubject) -> None:
    """JSON nested a hundred thousand deep ends in GarbledError."""
    must_be(subject, mishaps.with_body(b"[" * 100_000 + b"]" * 100_000), GarbledError)


@check(
    "PC-E17",
    needs=_FAKE,
    if_fails="Words that are no numbers become figures. Most often JSON is parsed by hand, and "
    "Python's own reader takes NaN for one. Ask `response.document()`.",
)
def no_numbers(subject: PlatformSubject) -> None:
    """JSON with NaN, with Infinity, or in bytes that are no UTF-8 ends in GarbledError."""
    for body in (b'{"x": NaN}', b'{"x": -Infinity}', b'{"x": "\xff\xfe"}'):
        must_be(subject, mishaps.with_body(body), GarbledError)


@check(
    "PC-E18",
    needs=_FAKE,
    if_fails="A server that calls its JSON plain text cannot be read. Most often the content type "
    "is compared. What matters is whether it is JSON.",
)
def other_content_type(subject: PlatformSubject) -> None:
    """JSON that is called plain text is read all the same."""
    _unchanged(subject, mishaps.as_plain_text)


@check(
    "PC-E19",
    needs=_FAKE,
    if_fails="A server that puts a mark before its JSON cannot be read. Most often bytes are "
    "decoded by hand. Ask `response.document()`.",
)
def mark_of_byte_order(subject: PlatformSubject) -> None:
    """A mark of the byte order before JSON does no harm."""
    _unchanged(subject, mishaps.marked)


@check(
    "PC-E23",
    needs=_FAKE,
    if_fails="A platform that tells one thing more breaks the connector, which is what platforms "
    "do every month. Most often an answer is unpacked whole into a value. Take out what is "
    "needed.",
)
def unknown_keys(subject: PlatformSubject) -> None:
    """Keys that nobody knows change nothing."""
    _unchanged(subject, mishaps.with_more_keys)


def _must_end(stage: Stage, ask: Ask) -> None:
    """A read has to end in an answer or in a fault."""
    try:
        stage.page(ask)
    except FaultError:
        return
    except Exception as error:
        body = stage.kept[-1].response.body.decode("utf-8", "replace")
        told = f"{type(error).__name__}: {error}, of {body}"
        what = f"{stage.member} {ask.read}"
        raise CheckFailedError(what, "end in an answer or in a fault", told) from error
