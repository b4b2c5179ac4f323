"""Mishaps: what can become of an answer on its way, whatever platform sent it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from email.utils import format_datetime
from typing import Final, TypeAlias, cast

import attrs

from influence.sansio import Response, UnavailableError
from influence.testing._platform_checks._line import Change

Path: TypeAlias = tuple[str | int, ...]

_NO_LIST: Final[list[object]] = []
_NO_TABLE: Final[dict[str, object]] = {}

#: What stands in the place of a value that should be something else.
STRANGERS: Final[tuple[object, ...]] = (
    *(None, True, -1, 10**400, "", "x", "2026-13-45"),
    *(_NO_LIST, _NO_TABLE, [_NO_LIST], {"x": None}),
)


def refused(status: int, **headers: str) -> Change:
    """Each answer is a refusal without a body."""

    def change(response: Response, _place: int) -> Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return attrs.evolve(response, status=status, body=b"", headers=named)

    return change


def later(status: int, *, seconds: int) -> Change:
    """Each answer says on which date to come back."""

    def change(response: Response, place: int) -> Response:
        until = response.received_at + dt.timedelta(seconds=seconds)
        told = format_datetime(until.astimezone(dt.UTC), usegmt=True)
        return refused(status, Retry_After=told)(response, place)

    return change


def with_body(body: bytes, *, content_type: str = "application/json") -> Change:
    """Each answer has another body."""

    def change(response: Response, _place: int) -> Response:
        return attrs.evolve(response, body=body, headers={"Content-Type": content_type})

    return change


def half_a_body(response: Response, _place: int) -> Response:
    """The answer breaks off in the middle."""
    return attrs.evolve(response, body=response.body[: len(response.body) // 2])


def marked(response: Response, _place: int) -> Response:
    """The answer begins with a mark of its byte order."""
    return attrs.evolve(response, body=b"\xef\xbb\xbf" + response.body)


def as_plain_text(response: Response, _place: int) -> Response:
    """The answer says that it is plain text."""
    return attrs.evolve(response, headers={**response.headers, "content-type": "text/plain"})


def dropped(response: Response, _place: int) -> Response:
    """The line breaks.

    Raises:
        UnavailableError: Always.
    """
    raise UnavailableError(response.purpose, "be answered", "a line that broke")


def from_page(place: int, change: Change) -> Change:
    """The mishap begins at a later answer."""

    def changed(response: Response, at: int) -> Response:
        return change(response, at) if at >= place else response

    return changed


def with_more_keys(response: Response, _place: int) -> Response:
    """Every table of the answer has a key that nobody knows."""
    return attrs.evolve(response, body=_json(_grown(json.loads(response.body))))


def _grown(part: object) -> object:
    """A JSON value whose tables have one key more; a table of numbers is a list by name."""
    if isinstance(part, dict):
        table = cast("Mapping[str, object]", part)
        if table and all(isinstance(one, int | float) for one in table.values()):
            return table
        return {**{key: _grown(one) for key, one in table.items()}, "x_new": {"x": [1]}}
    return [_grown(one) for one in cast("list[object]", part)] if isinstance(part, list) else part


def replaced(path: Path, value: object) -> Change:
    """Each answer has another value in one place."""

    def change(response: Response, _place: int) -> Response:
        return attrs.evolve(response, body=_json(_with(json.loads(response.body), path, value)))

    return change


def paths_in(part: object, *, path: Path = ()) -> Iterator[Path]:
    """The path of every value inside a JSON value; of a list, the first part stands for all."""
    if path:
        yield path
    if isinstance(part, dict):
        for key, inner in cast("Mapping[str, object]", part).items():
            yield from paths_in(inner, path=(*path, key))
    if isinstance(part, list) and part:
        yield from paths_in(cast("list[object]", part)[0], path=(*path, 0))


def _with(part: object, path: Path, value: object) -> object:
    """A JSON value with another value in one place."""
    if not path:
        return value
    first, *rest = path
    if isinstance(part, dict):
        table = cast("Mapping[str, object]", part)
        return {**table, str(first): _with(table[str(first)], tuple(rest), value)}
    parts = cast("Sequence[object]", part)
    return [_with(parts[0], tuple(rest), value), *parts[1:]]


def _json(part: object) -> bytes:
    """A JSON value as bytes."""
    return json.dumps(part, ensure_ascii=False).encode()
