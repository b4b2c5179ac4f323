"""Faults: what a platform refuses is named, and never taken for an end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from influence.sansio import (
    FaultError,
    RefusedError,
    ThrottledError,
    UnauthorisedError,
    UnavailableError,
)
from influence.testing._conformance._check import CheckFailedError, check
from influence.testing._platform_checks import _mishaps as mishaps
from influence.testing._platform_checks._ask import Ask
from influence.testing._platform_checks._line import Change
from influence.testing._platform_checks._matching import expect
from influence.testing._platform_checks._stage import Stage, unchanged
from influence.testing._platform_checks._subject import PAGED, PlatformSubject
from influence.testing._platform_checks._worlds import everything, pages_of
from influence.testing._platform_fake import Trouble

_FAKE: Final = ("fake",)
_WAIT_S: Final = 45


def fault_of_ask(stage: Stage, ask: Ask, *, cursor: str | None = None) -> FaultError:
    """The fault that a read ends in.

    Raises:
        CheckFailedError: It ends in an answer, or in an error of another kind.
    """
    what = f"{stage.member} {ask.read}"
    try:
        found = stage.page(ask, cursor=cursor)
    except FaultError as fault:
        return fault
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
        raise CheckFailedError(what, "end in a fault", told) from error
    raise CheckFailedError(what, "end in a fault", found)


def faults(
    subject: PlatformSubject, change: Change, *, trouble: Trouble | None = None
) -> Sequence[tuple[str, FaultError]]:
    """The fault in which each read ends, and what was read."""
    holdings, asks = everything(subject)
    found: list[tuple[str, FaultError]] = []
    for ask in asks:
        stage = subject.stage(holdings, change=change, trouble=trouble)
        found.append((f"{subject.member} {ask.read}", fault_of_ask(stage, ask)))
    return found


def must_be(
    subject: PlatformSubject,
    change: Change,
    *kinds: type[FaultError],
    trouble: Trouble | None = None,
) -> Sequence[FaultError]:
    """Each read has to end in a fault of some kinds."""
    rule = f"end in {' or '.join(kind.__name__ for kind in kinds)}"
    told = faults(subject, change, trouble=trouble)
    for what, fault in told:
        expect(what, rule, f"{type(fault).__name__}: {fault}", holds=isinstance(fault, kinds))
    return [fault for _, fault in told]


def _must_wait(
    subject: PlatformSubject, change: Change, seconds: int | None, *, trouble: Trouble | None = None
) -> None:
    """Each read has to end throttled, for so many seconds."""
    for fault in must_be(subject, change, ThrottledError, trouble=trouble):
        after_s = fault.after_s if isinstance(fault, ThrottledError) else None
        rule = f"say to wait {seconds} s"
        expect(f"{subject.member} {fault.what}", rule, after_s, holds=after_s == seconds)


@check(
    "PC-E01",
    needs=_FAKE,
    if_fails="A token that has ended looks like an account without posts, and nobody renews it. "
    "Most often the status is not looked at, or the error is caught. Let the fault through.",
)
def no_valid_token(subject: PlatformSubject) -> None:
    """A 401 ends in UnauthorisedError."""
    must_be(subject, mishaps.refused(401), UnauthorisedError)


@check(
    "PC-E02",
    needs=_FAKE,
    if_fails="What we may not read looks as if there were nothing, or is asked for again and "
    "again. Most often a 403 is taken for a broken line. It is a refusal, or a scope that is "
    "missing.",
)
def not_allowed(subject: PlatformSubject) -> None:
    """A 403 without a word ends in RefusedError or UnauthorisedError."""
    must_be(subject, mishaps.refused(403), RefusedError, UnauthorisedError)


@check(
    "PC-E03",
    needs=_FAKE,
    if_fails="A creator who closed the account looks like one who stopped posting. Most often a "
    "404 is answered with an empty page. Let the fault through; the host makes a gap of it.",
)
def not_there(subject: PlatformSubject) -> None:
    """A 404 ends in RefusedError."""
    must_be(subject, mishaps.refused(404), RefusedError)


@check(
    "PC-E04",
    needs=_FAKE,
    if_fails="A platform that asks for patience is asked again at once, and blocks the token. Most "
    "often a fault of its own forgets what `Retry-After` says. Hand on `response.retry_after_s`.",
)
def throttled_for_seconds(subject: PlatformSubject) -> None:
    """A 429 that says how many seconds to wait says so in its fault."""
    _must_wait(subject, mishaps.refused(429, Retry_After=str(_WAIT_S)), _WAIT_S)


@check(
    "PC-E05",
    needs=_FAKE,
    if_fails="A platform that names a time to come back is asked again at once. Most often only "
    "the seconds of `Retry-After` are read. `response.retry_after_s` reads both forms.",
)
def throttled_until_a_date(subject: PlatformSubject) -> None:
    """A 429 that says on which date to come back says so in its fault."""
    _must_wait(subject, mishaps.later(429, seconds=_WAIT_S), _WAIT_S)


@check(
    "PC-E06",
    needs=_FAKE,
    if_fails="A limit without a time to come back stops the whole pull. Most often the header is "
    "taken for granted. Without it the host waits as long as it sees fit.",
)
def throttled_without_a_word(subject: PlatformSubject) -> None:
    """A 429 that says nothing ends throttled all the same."""
    _must_wait(subject, mishaps.refused(429), None)


@check(
    "PC-E07",
    needs=(*_FAKE, "plays_throttled_inside"),
    if_fails="A spent quota looks like an empty account, since its answer is a success. Most often "
    "only the status is looked at. Look for the platform's own word in `fault`.",
)
def throttled_inside_a_success(subject: PlatformSubject) -> None:
    """A spent quota that is told inside a success ends throttled."""
    must_be(subject, unchanged, ThrottledError, trouble="throttled_inside")


@check(
    "PC-E08",
    needs=(*_FAKE, "plays_spent_403"),
    if_fails="A spent quota is taken for something that we may never read, and is not asked for "
    "again. Most often every 403 is a refusal. Look for the platform's own word in `fault`.",
)
def quota_spent_by_403(subject: PlatformSubject) -> None:
    """A spent quota that is told by a 403 ends throttled."""
    must_be(subject, unchanged, ThrottledError, trouble="spent_403")


@check(
    "PC-E09",
    needs=_FAKE,
    if_fails="A platform that is out of order looks like an empty one. Most often an error is "
    "caught to keep the pull alive. Let the fault through; the host asks again.",
)
def out_of_order(subject: PlatformSubject) -> None:
    """A 500, a 502 and a 504 end in UnavailableError."""
    for status in (500, 502, 504):
        must_be(subject, mishaps.refused(status), UnavailableError)


@check(
    "PC-E10",
    needs=_FAKE,
    if_fails="A platform under repair is asked at once and again. Most often `Retry-After` is only "
    "read beside a 429. Ask `usual_fault`, which reads it beside a 503 as well.",
)
def under_repair(subject: PlatformSubject) -> None:
    """A 503 ends in UnavailableError, or throttled where it says when to come back."""
    must_be(subject, mishaps.refused(503), UnavailableError)
    _must_wait(subject, mishaps.refused(503, Retry_After=str(_WAIT_S)), _WAIT_S)


@check(
    "PC-E20",
    needs=_FAKE,
    if_fails="A line that broke looks like an empty account. Most often `except Exception` stands "
    "around a `yield`. Let the fault through, or answer what is known with a gap.",
)
def broken_line(subject: PlatformSubject) -> None:
    """A fault that the host gives up on comes out of the read, and not an empty answer."""
    must_be(subject, mishaps.dropped, UnavailableError)


@check(
    "PC-E21",
    needs=(*_FAKE, "paged"),
    if_fails="A list that broke off in the middle looks complete, and a creator is paid for half "
    "of it. Most often a fault on a later page is taken for the end. Let it through.",
)
def fault_on_a_later_page(subject: PlatformSubject) -> None:
    """A fault on the second page is a fault, and not the end of the list."""
    for ask in subject.asks(PAGED):
        broken = mishaps.from_page(1, mishaps.refused(500))
        stage = subject.stage(pages_of(subject, ask, pages=2, more=1), change=broken)
        fault = fault_of_ask(stage, ask, cursor=stage.page(ask).next)
        what = f"{subject.member} {ask.read}, second page"
        is_told = isinstance(fault, UnavailableError)
        expect(what, "end in UnavailableError", fault, holds=is_told)


@check(
    "PC-E22",
    needs=_FAKE,
    if_fails="An error names no read, so that nobody knows what to look at. Most often a fault is "
    "made without the purpose. Begin it with `response.purpose`.",
)
def faults_name_the_purpose(subject: PlatformSubject) -> None:
    """Each fault begins with the purpose of the request."""
    holdings, asks = everything(subject)
    for change in (mishaps.refused(401), mishaps.refused(500), mishaps.half_a_body):
        for ask in asks:
            stage = subject.stage(holdings, change=change)
            fault = fault_of_ask(stage, ask)
            purpose = stage.requests[-1].purpose
            rule = f"begin with its purpose, {purpose!r}"
            expect(
                f"{subject.member} {ask.read}", rule, fault, holds=str(fault).startswith(purpose)
            )


@check(
    "PC-E24",
    needs=(*_FAKE, "secrets"),
    if_fails="A wrong token is noticed by nobody until the month's report is empty. Most often the "
    "check of the connection asks for something that needs no token. Ask for whose token it is.",
)
def check_needs_the_token(subject: PlatformSubject) -> None:
    """The check of the connection ends in UnauthorisedError where the token is not valid."""
    holdings, _ = everything(subject)
    stage = subject.stage(holdings, change=mishaps.refused(401))
    try:
        found = stage.concluded(stage.connector.check())
    except UnauthorisedError:
        return
    raise CheckFailedError(f"{subject.member} check", "end in UnauthorisedError", found)
