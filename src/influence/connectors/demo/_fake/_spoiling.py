"""How a scripted fault spoils an answer: in place of it, or in its body."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import cast, get_args

import attrs

from influence.connectors.demo._fake._answer import Answer, RefusalError, Table, http_date, refusal
from influence.connectors.demo._fake._paging import Twist
from influence.connectors.demo._fake._scripted_fault import ScriptedFault

_PAGE = b"<!doctype html><title>Sign in</title><p>Please sign in to continue.</p>"
_TWISTS: tuple[Twist, ...] = get_args(Twist)


def twist(faults: Iterable[ScriptedFault]) -> Twist | None:
    """How lists misbehave."""
    found = (one.kind for one in faults)
    return next((kind for kind in found if kind in _TWISTS), None)


def retired(faults: Iterable[ScriptedFault]) -> frozenset[str]:
    """The metrics that are retired."""
    return frozenset(fault.metric for fault in faults if fault.kind == "retired_metric")


def refuse(faults: Iterable[ScriptedFault], *, at: dt.datetime) -> None:
    """Answer something else than was asked for.

    Raises:
        RefusalError: A fault answers in place of the endpoint.
        ConnectionResetError: The connection is dropped.
    """
    for fault in faults:
        if fault.kind == "dropped":
            message = "the platform dropped the connection"
            raise ConnectionResetError(message)
        make = _REFUSALS.get(fault.kind)
        if make is not None:
            raise make(fault, at)


def spoiled(answer: Answer, faults: Iterable[ScriptedFault]) -> Answer:
    """The answer with a body that is broken where a fault breaks it."""
    for fault in faults:
        if fault.kind == "truncated":
            return attrs.evolve(answer, raw=answer.body[: len(answer.body) // 2])
        if fault.kind == "empty_body":
            return attrs.evolve(answer, raw=b"")
        if fault.kind == "web_page":
            return attrs.evolve(answer, raw=_PAGE, content_type="text/html; charset=utf-8")
        if fault.kind == "garbage":
            return attrs.evolve(answer, document=_garbage(answer.document))
    return answer


def _garbage(document: Table) -> Table:
    """The same shape with values of other types."""
    for key, value in document.items():
        if isinstance(value, list) and value:
            first, *rest = cast("list[object]", value)
            broken: object = 4.5
            if isinstance(first, dict):
                broken = {**cast("Table", first), "id": ["no", "text"]}
            return {**document, key: [broken, *rest]}
    return dict.fromkeys(document, 4.5)


def _busy(headers: Callable[[ScriptedFault, dt.datetime], str]) -> Callable[..., RefusalError]:
    """A 429 that says when to come back."""

    def make(fault: ScriptedFault, at: dt.datetime) -> RefusalError:
        told = {"Retry-After": headers(fault, at)}
        return refusal(429, "too_many_calls", "too many calls", headers=told)

    return make


_REFUSALS: Mapping[str, Callable[[ScriptedFault, dt.datetime], RefusalError]] = MappingProxyType(
    {
        "unauthorised": lambda _fault, _at: refusal(401, "token_expired", "the token has expired"),
        "forbidden": lambda _fault, _at: refusal(403, "forbidden", "this is not for you"),
        "quota_spent": lambda fault, _at: refusal(
            403, "quota_spent", "the calls of today are spent", resets_in_s=fault.after_s
        ),
        "not_found": lambda _fault, _at: refusal(404, "not_found", "there is no such thing"),
        "cursor_expired": lambda _fault, _at: refusal(
            410, "cursor_expired", "the cursor has expired; begin anew"
        ),
        "broken": lambda _fault, _at: refusal(500, "broken", "something went wrong"),
        "unavailable": lambda _fault, _at: refusal(503, "unavailable", "back in a moment"),
        "busy_seconds": _busy(lambda fault, _at: str(fault.after_s)),
        "busy_date": _busy(lambda fault, at: http_date(at + dt.timedelta(seconds=fault.after_s))),
        "throttled_inside": lambda fault, _at: refusal(
            200, "tokens_spent", "no figures are left", retry_after_s=fault.after_s
        ),
    }
)
