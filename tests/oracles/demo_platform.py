"""The demo platform asked by hand, and every answer held to its own description."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar, cast
from urllib.parse import urlencode

import attrs
from jsonschema import Draft202012Validator

from influence.connectors import WsgiTransport, drive
from influence.connectors.demo import WORLD_TOKEN, Demo, DemoFake, api_description
from influence.sansio import Conversation, Page

T = TypeVar("T")
R = TypeVar("R")

Query = Iterable[tuple[str, str]]


@attrs.frozen(kw_only=True)
class Told:
    """An answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found

    @property
    def code(self) -> str:
        """The code of the error that it is."""
        return str(self.json["error"]["code"])


def asked(
    app: DemoFake,
    path: str,
    query: Query | str = (),
    *,
    token: str = WORLD_TOKEN,
    method: str = "GET",
    root: str = "/v1/",
) -> Told:
    """The answer to a request."""
    said: list[tuple[str, list[tuple[str, str]]]] = []
    environ: dict[str, object] = {
        "REQUEST_METHOD": method,
        "PATH_INFO": root + path,
        "QUERY_STRING": query if isinstance(query, str) else urlencode(list(query)),
        "HTTP_AUTHORIZATION": f"Bearer {token}",
    }
    body = b"".join(app(environ, lambda status, headers: said.append((status, headers))))
    status, headers = said[0]
    return Told(status=int(status[:3]), headers=dict(headers), body=body)


@cache
def _description() -> dict[str, Any]:
    return cast("dict[str, Any]", api_description())


@cache
def _validator(path: str, status: str) -> Draft202012Validator:
    responses = _description()["paths"][f"/{path}"]["get"]["responses"]
    schema = responses[status]["content"]["application/json"]["schema"]
    return Draft202012Validator({**schema, "components": _description()["components"]})


def held_to_description(path: str, told: Told) -> Told:
    """The answer, if it is one that the description knows."""
    _validator(path, "200" if told.status == 200 else "default").validate(told.json)
    return told


class DescribedFake(DemoFake):
    """The fake, every answer of which is held to its description."""

    def __call__(
        self, environ: dict[str, object], start_response: Callable[..., object], /
    ) -> Iterable[bytes]:
        said: list[Any] = []
        body = b"".join(super().__call__(environ, lambda *args: said.extend(args)))
        path = str(environ["PATH_INFO"]).removeprefix("/v1/")
        told = Told(status=int(said[0][:3]), headers=dict(said[1]), body=body)
        held_to_description(path, told)
        start_response(*said)
        return [body]


def driven(conversation: Conversation[R], app: DemoFake, *, demo: Demo | None = None) -> R:
    """What a conversation answers."""
    transport = WsgiTransport(app, clock=app.clock)
    return drive(conversation, transport=transport, connector=demo or Demo(), clock=app.clock)


def every_page(page: Callable[[str | None], Conversation[Page[T]]], app: DemoFake) -> list[Page[T]]:
    """Every page of a list."""
    found: list[Page[T]] = []
    cursor: str | None = None
    while True:
        found.append(driven(page(cursor), app))
        cursor = found[-1].next
        assert len(found) < 10_000, "a list without an end"
        if cursor is None:
            return found


def every_item(page: Callable[[str | None], Conversation[Page[T]]], app: DemoFake) -> list[T]:
    """Every item of a list, as often as it is told."""
    return [item for one in every_page(page, app) for item in one.items]
