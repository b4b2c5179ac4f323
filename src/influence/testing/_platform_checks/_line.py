"""Line: between a connector and a WSGI application, one request after the other, all of it kept.

It waits for nothing and asks for nothing again: how often a host would is not the connector's.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar, cast
from urllib.parse import quote, unquote, urlencode, urlsplit

import attrs

from influence.sansio import (
    Blocking,
    Conversation,
    FaultError,
    FindsFaults,
    Request,
    Response,
    Secret,
    usual_fault,
)
from influence.testing._conformance._check import CheckFailedError
from influence.testing._holdings import Holdings

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

R = TypeVar("R")

#: Requests after which a conversation is taken for endless.
MOST_REQUESTS: Final = 25

#: What is done to an answer on its way, by how many came before it.
Change: TypeAlias = Callable[[Response, int], Response]


@attrs.frozen(kw_only=True)
class Exchange:
    """A request and what came back."""

    request: Request
    response: Response


@attrs.frozen(kw_only=True)
class Line:
    """A line to one application.

    Args:
        app: What answers.
        holdings: What it holds; its moment is the moment of every answer.
        change: What is done to answers on their way.
        kept: Every exchange, in order.
    """

    app: WSGIApplication
    holdings: Holdings
    change: Change
    kept: list[Exchange] = attrs.field(factory=list[Exchange])

    def send(self, request: Request) -> Response:
        """Send a request and keep what came back."""
        response = self.change(self._answer(request), len(self.kept))
        self.kept.append(Exchange(request=request, response=response))
        return response

    def concluded(
        self, conversation: Conversation[R], *, connector: object, asked: object = None
    ) -> R:
        """Carry a conversation to its end; a fault is raised where the connector waits for it.

        One that has begun is taken up at what it *asked* for.

        Raises:
            CheckFailedError: It yields something else than requests, or never ends.
            FaultError: It does not get over a fault.
        """
        turn = _started(conversation) if asked is None else _Turn(value=asked)
        for _ in range(MOST_REQUESTS):
            if turn.is_over:
                return cast("R", turn.value)
            turn = _told(conversation, self._reply(turn.value, connector=connector))
        conversation.close()
        raise CheckFailedError("conversation", f"end within {MOST_REQUESTS} requests", turn.value)

    def _reply(self, asked: object, *, connector: object) -> Response | FaultError:
        """What came back, or the fault that it stands for; a line that breaks is one as well."""
        if isinstance(asked, Blocking):
            return self._called(asked)
        if not isinstance(asked, Request):
            raise CheckFailedError("conversation", "yield requests", asked)
        try:
            response = self.send(asked)
        except FaultError as broken:
            return broken
        return fault_of(connector, response) or response

    def _called(self, asked: Blocking) -> Response:
        """What a blocking call answers."""
        return Response(
            status=200,
            body=json.dumps(asked.call()).encode(),
            received_at=self.holdings.now,
            purpose=asked.purpose,
        )

    def _answer(self, request: Request) -> Response:
        """What the application answers to a request."""
        told: list[tuple[str, Sequence[tuple[str, str]]]] = []

        def start_response(
            status: str, headers: list[tuple[str, str]], _error: object = None, /
        ) -> Callable[[bytes], object]:
            told.append((status, headers))
            return io.BytesIO().write

        body = b"".join(self.app(_environ(request), start_response))
        status, headers = told[0]
        return Response(
            status=int(status.split()[0]),
            body=body,
            received_at=self.holdings.now,
            headers=dict(headers),
            purpose=request.purpose,
        )


@attrs.frozen(kw_only=True)
class _Turn:
    """What a connector said: a request, or its answer when it is over."""

    value: object
    is_over: bool = False


def _started(conversation: Conversation[object]) -> _Turn:
    """The first thing that a connector says."""
    try:
        return _Turn(value=next(conversation))
    except StopIteration as end:
        return _Turn(value=end.value, is_over=True)


def _told(conversation: Conversation[object], reply: Response | FaultError) -> _Turn:
    """What a connector says to a response, or to a fault."""
    try:
        if isinstance(reply, FaultError):
            asked = conversation.throw(reply)
        else:
            asked = conversation.send(reply)
    except StopIteration as end:
        return _Turn(value=end.value, is_over=True)
    return _Turn(value=asked)


def fault_of(connector: object, response: Response) -> FaultError | None:
    """The fault that a host finds in a response."""
    if isinstance(connector, FindsFaults):
        return connector.fault(response)
    return usual_fault(response)


def shown_value(value: str | Secret) -> str:
    """A value as it leaves."""
    return value.revealed() if isinstance(value, Secret) else value


def _environ(request: Request) -> dict[str, object]:
    """A request as WSGI has it."""
    parts = urlsplit(request.url)
    pairs = [(name, shown_value(value)) for name, value in request.query]
    query = "&".join(part for part in (parts.query, urlencode(pairs, quote_via=quote)) if part)
    form = urlencode([(name, shown_value(value)) for name, value in request.form])
    body = form.encode() if request.form else (request.body or b"")
    kind = "application/x-www-form-urlencoded" if request.form else "application/json"
    return {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(parts.path).encode().decode("latin-1"),
        "QUERY_STRING": query,
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(body)),
        "SERVER_NAME": request.host,
        "SERVER_PORT": str(parts.port or 443),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": request.host,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": parts.scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **_header_words(request.headers),
    }


def _header_words(headers: Mapping[str, str | Secret]) -> dict[str, str]:
    """Headers as WSGI has them."""
    return {
        f"HTTP_{name.upper().replace('-', '_')}": shown_value(value)
        for name, value in headers.items()
        if name.lower() not in {"content-type", "content-length", "host"}
    }
