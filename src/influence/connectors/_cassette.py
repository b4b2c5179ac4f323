"""The cassette: requests and their answers as lines of JSON, with every secret replaced.

    {"request": {"method": "GET", "url": …, "headers": {"Authorization": "[secret]"}},
     "response": {"status": 200, "headers": {…}, "text": …, "received_at": …}}

A secret is replaced where it is known to stand, and by its value wherever else it lies: in a header
of the answer, in a body that repeats it, urlencoded or in base64. Cookies are left out, as their
values are secrets that nobody told us.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
from collections.abc import Mapping
from typing import cast

from influence.connectors._redaction import REDACTED, Redaction
from influence.errors import InvalidInputError
from influence.sansio import Request, Response, Secret

_UNKNOWN_SECRETS = frozenset({"set-cookie", "set-cookie2", "authentication-info"})


def request_key(request: Request, *, redaction: Redaction) -> str:
    """What a request asks for, as canonical JSON without its secrets.

    Example:
        >>> request = Request(
        ...     url="https://api.example.com/posts",
        ...     purpose="posts",
        ...     query=(("key", Secret("s3cr3t")),),
        ... )
        >>> request_key(request, redaction=Redaction(request.secrets()))
        '{"method": "GET", "query": [["key", "[secret]"]], "url": "https://api.example.com/posts"}'
    """
    parts: dict[str, object] = {"method": request.method, "url": request.url}
    if request.query:
        parts["query"] = [[name, _open(value)] for name, value in request.query]
    if request.headers:
        parts["headers"] = {name: _open(value) for name, value in request.headers.items()}
    if request.form:
        parts["form"] = [[name, _open(value)] for name, value in request.form]
    if request.body is not None:
        parts.update(_written(redaction.content(request.body)))
    return redaction.text(json.dumps(parts, sort_keys=True, ensure_ascii=False))


def line_of(request: Request, response: Response, *, redaction: Redaction) -> str:
    """A request and its answer as one line."""
    headers = {
        name: redaction.text(value)
        for name, value in response.headers.items()
        if name not in _UNKNOWN_SECRETS
    }
    answer: dict[str, object] = {
        "status": response.status,
        "headers": headers,
        "received_at": response.received_at.isoformat(),
        "purpose": redaction.text(response.purpose),
        **_written(redaction.content(response.body)),
    }
    asked: object = json.loads(request_key(request, redaction=redaction))
    return json.dumps({"request": asked, "response": answer}, ensure_ascii=False)


def read_line(line: str, *, where: str) -> tuple[str, Response]:
    """What was asked for, as ``request_key`` writes it, and the answer.

    Raises:
        InvalidInputError: The line is not of a cassette.
    """
    try:
        whole = cast("Mapping[str, object]", json.loads(line))
        asked, answer = whole["request"], cast("Mapping[str, object]", whole["response"])
        response = Response(
            status=cast("int", answer["status"]),
            headers=cast("Mapping[str, str]", answer["headers"]),
            received_at=dt.datetime.fromisoformat(cast("str", answer["received_at"])),
            purpose=cast("str", answer["purpose"]),
            body=_read(answer),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        rule = f"be a line of a cassette ({type(error).__name__})"
        raise InvalidInputError(where, rule, line) from error
    return json.dumps(asked, sort_keys=True, ensure_ascii=False), response


def _open(value: str | Secret) -> str:
    """A value that may be seen."""
    return REDACTED if isinstance(value, Secret) else value


def _written(body: bytes) -> dict[str, object]:
    """A body as text, or in base64 when it is none."""
    try:
        return {"text": body.decode("utf-8")}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(body).decode("ascii")}


def _read(answer: Mapping[str, object]) -> bytes:
    """A body from what was written of it."""
    if "text" in answer:
        return cast("str", answer["text"]).encode()
    try:
        return base64.b64decode(cast("str", answer["base64"]), validate=True)
    except binascii.Error as error:
        message = "no base64"
        raise ValueError(message) from error
