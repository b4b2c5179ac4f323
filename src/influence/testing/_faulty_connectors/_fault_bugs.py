"""Bugs of faults: refusals that look like nothing, and answers that nobody looks at."""

from __future__ import annotations

import json
from typing import cast

import attrs

from influence.sansio import (
    Connection,
    Conversation,
    FaultError,
    GarbledError,
    Page,
    RefusedError,
    Response,
    ThrottledError,
    UnauthorisedError,
    usual_fault,
)
from influence.testing._faulty_connectors._bent import Bent
from influence.testing._faulty_connectors._json import table_of
from influence.testing._faulty_connectors._seeded import bug, whole

_NOTHING: Page[object] = Page(items=())
_LIMITED = 429
_FORBIDDEN = 403
_LISTS = ("posts", "orders", "refunds", "touches", "accounts", "insights", "audience")


@bug("on_fault", "PC-E01")
def swallows_401(_self: Bent, fault: FaultError) -> object:
    """Takes an account that it may not read for an empty one."""
    if isinstance(fault, UnauthorisedError):
        return _NOTHING
    raise fault


@bug("on_fault", "PC-E02", "PC-E03", "PC-G18")
def swallows_refusals(_self: Bent, fault: FaultError) -> object:
    """Takes what is refused for empty."""
    if isinstance(fault, RefusedError):
        return _NOTHING
    raise fault


@bug("on_fault", "PC-E09", "PC-E20", "PC-E21")
def swallows_all(_self: Bent, _fault: FaultError) -> object:
    """Catches every fault to keep the pull alive."""
    return _NOTHING


@bug("fault", "PC-E04", "PC-E10")
def forgets_to_wait(_self: Bent, response: Response) -> FaultError | None:
    """Says that it is throttled, and not for how long."""
    found = usual_fault(response)
    if isinstance(found, ThrottledError):
        return ThrottledError(found.what, found.rule, found.value)
    return found


@bug("fault", "PC-E05")
def knows_no_dates(_self: Bent, response: Response) -> FaultError | None:
    """Reads the seconds of Retry-After, and no date."""
    found = usual_fault(response)
    told = response.headers.get("retry-after", "")
    if isinstance(found, ThrottledError):
        after_s = int(told) if told.isdecimal() else None
        return ThrottledError(found.what, found.rule, found.value, after_s=after_s)
    return found


@bug("fault", "PC-E06")
def needs_a_word(_self: Bent, response: Response) -> FaultError | None:
    """Takes a limit without a time to come back for a refusal."""
    if response.status == _LIMITED and "retry-after" not in response.headers:
        return RefusedError(response.purpose, "be answered", response.status)
    return usual_fault(response)


@bug("fault", "PC-E07", "PC-E08", "PC-I09")
def status_alone(_self: Bent, response: Response) -> FaultError | None:
    """Looks at the status and not at the platform's own word."""
    return usual_fault(response)


@bug("on_response", "PC-E11", "PC-E13", "PC-E14", "PC-E17")
def broken_is_empty(_self: Bent, response: Response) -> Response:
    """Takes an answer that it cannot read for an empty one."""
    lists = {name: list[object]() for name in _LISTS}
    table = {"id": "?", "hidden": False, **lists, **table_of(response)}
    return attrs.evolve(response, body=json.dumps(table).encode())


@whole("PC-E12")
class NoPageIsForPeople(Bent):
    """Takes a log-in page for an answer."""

    def fault(self, response: Response, /) -> FaultError | None:
        """None of a success."""
        return None if response.is_success else super().fault(response)

    def on_response(self, response: Response) -> Response:
        """A page for people, read as nothing."""
        return broken_is_empty.make.on_response(self, response)


@bug("on_response", "PC-E15")
def strips_first(_self: Bent, response: Response) -> Response:
    """Uses a value before it knows what it is."""
    for row in cast("list[dict[str, str]]", table_of(response).get("orders", [])):
        row["id"].strip()
    return response


@bug("on_response", "PC-E16")
def parses_by_hand(_self: Bent, response: Response) -> Response:
    """Parses JSON by hand."""
    json.loads(response.body)
    return response


@bug("on_response", "PC-E18")
def wants_a_content_type(_self: Bent, response: Response) -> Response:
    """Refuses JSON that is not called so."""
    kind = response.headers.get("content-type", "")
    if "json" not in kind:
        raise GarbledError(response.purpose, "be application/json", kind)
    return response


@bug("on_response", "PC-E19")
def knows_no_mark(_self: Bent, response: Response) -> Response:
    """Cannot read a mark of the byte order."""
    if not response.body.startswith(b"{"):
        raise GarbledError(response.purpose, "begin with a table", response.body[:1])
    return response


@bug("fault", "PC-E22")
def names_no_purpose(_self: Bent, response: Response) -> FaultError | None:
    """Says of each fault that a request failed."""
    found = usual_fault(response)
    return found and type(found)("request", found.rule, found.value)


@bug("on_response", "PC-E23")
def unpacks_all(_self: Bent, response: Response) -> Response:
    """Refuses a table with a key that it does not know."""
    known = {*_LISTS, "id", "handle", "name", "about", "fans", "follows", "country", "verified"}
    known |= {"total", "next", "next_offset", "next_page", "hidden", "user", "scopes"}
    strange = set(table_of(response)) - known
    if strange:
        raise GarbledError(response.purpose, "have known keys alone", sorted(strange))
    return response


@whole("PC-E24")
class ChecksNothing(Bent):
    """Says of each token that it is valid."""

    def check(self) -> Conversation[Connection]:
        """Somebody, whatever the platform says."""
        try:
            return (yield from super().check())
        except UnauthorisedError:
            return Connection(who="somebody", scopes=self.declared.auth.scopes)
