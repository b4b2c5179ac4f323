"""Pages of the fake: by offset, by number and by cursor, and the ways in which they misbehave."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, TypeAlias, TypeVar, cast

import attrs

from influence.connectors.demo._fake._answer import Table, bad_request, refusal
from influence.connectors.demo._fake._query import Query

T = TypeVar("T")

Twist: TypeAlias = Literal["cursor_loop", "endless", "duplicates"]

_FOR_EVER = 1_000


@attrs.frozen(kw_only=True)
class Call:
    """What an endpoint is told of a call.

    Args:
        query: The parameters.
        at: The moment.
        number: Which call it is of all.
        twist: How lists misbehave; ``None`` when they do not.
        retired: Metrics that are retired beside those of the fact sheet.
        is_halved: Whether every second id of a batch fails.
        life: How long a cursor lives.
    """

    query: Query
    at: dt.datetime
    number: int
    twist: Twist | None = None
    retired: frozenset[str] = frozenset()
    is_halved: bool = False
    life: dt.timedelta = dt.timedelta(hours=1)

    @property
    def as_of(self) -> dt.datetime:
        """The moment of the list: the one that was asked for, which lies not after now."""
        asked = self.query.moment("as_of_ms")
        return self.at if asked is None else min(asked, self.at)

    def twisted(self, items: list[T]) -> list[T]:
        """The items of a page, the first of them told twice where that is what goes wrong."""
        return items + items[:1] if self.twist == "duplicates" else items


def ms(at: dt.datetime) -> int:
    """A moment in whole milliseconds since 1970, downwards."""
    return (at - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)) // dt.timedelta(milliseconds=1)


def by_offset(call: Call, key: str, rows: Sequence[T], *, told: Callable[[T], Table]) -> Table:
    """A page of a list that is read by offset."""
    offset, limit = call.query.whole("offset", default=0), call.query.limit()
    start = 0 if call.twist == "endless" else offset
    items = call.twisted([told(row) for row in rows[start : start + limit]])
    if call.twist == "cursor_loop":
        offset -= len(items)
    total = len(rows) if call.twist not in {"endless", "cursor_loop"} else offset + 10**9
    if call.twist == "duplicates" and offset + limit < len(rows):
        offset -= 1  # the one that was told twice is not counted
    return {"as_of_ms": ms(call.as_of), "offset": offset, "total": total, key: items}


def by_number(call: Call, key: str, rows: Sequence[T], *, told: Callable[[T], Table]) -> Table:
    """A page of a list whose pages are numbered."""
    page, limit = call.query.whole("page", default=1, least=1), call.query.limit()
    start = 0 if call.twist == "endless" else (page - 1) * limit
    items = call.twisted([told(row) for row in rows[start : start + limit]])
    pages = max(1, -(-len(rows) // limit))
    if call.twist in {"endless", "cursor_loop"}:
        pages = page + _FOR_EVER
    if call.twist == "cursor_loop":
        page -= 1
    return {"as_of_ms": ms(call.as_of), "page": page, "pages": pages, key: items}


def by_cursor(call: Call, key: str, rows: Sequence[T], *, told: Callable[[T], Table]) -> Table:
    """A page of a list that is read by cursor; the cursor is a place, and places move."""
    place, limit = _place(call, key), call.query.limit()
    items = call.twisted([told(row) for row in rows[place : place + limit]])
    after: int | None = place + limit if place + limit < len(rows) else None
    text = None if after is None else _cursor(call, key, after)
    if call.twist == "endless":
        text = _cursor(call, key, place)
    if call.twist == "cursor_loop":
        text = call.query.one("after") or _cursor(call, key, 0)
    return {"paging": {"next": text}, key: items}


def _cursor(call: Call, key: str, place: int) -> str:
    """A cursor, which nobody but the platform can read; each is another text."""
    told = {"list": key, "place": place, "ends": ms(call.at + call.life), "call": call.number}
    return base64.b64encode(json.dumps(told).encode()).decode()


def _place(call: Call, key: str) -> int:
    """Where a cursor points."""
    text = call.query.one("after")
    if text is None:
        return 0
    try:
        told = cast("object", json.loads(base64.b64decode(text, validate=True)))
    except (binascii.Error, ValueError):
        raise bad_request("the cursor is not one of ours") from None
    if not isinstance(told, Mapping) or cast("Mapping[str, object]", told).get("list") != key:
        raise bad_request("the cursor is not one of this list")
    parts = cast("Mapping[str, int]", told)
    if parts["ends"] < ms(call.at):
        raise refusal(410, "cursor_expired", "the cursor has expired; begin anew")
    return parts["place"]
