"""The answers of the fake, before they become bytes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from email.utils import format_datetime

import attrs

Table = dict[str, object]

_JSON = "application/json; charset=utf-8"

STATUS = {
    200: "200 OK",
    400: "400 Bad Request",
    401: "401 Unauthorized",
    403: "403 Forbidden",
    404: "404 Not Found",
    405: "405 Method Not Allowed",
    410: "410 Gone",
    413: "413 Content Too Large",
    429: "429 Too Many Requests",
    500: "500 Internal Server Error",
    503: "503 Service Unavailable",
}


@attrs.frozen(kw_only=True)
class Answer:
    """What is answered.

    Args:
        status: The status code.
        document: What the body holds, as JSON.
        headers: Headers beside those that every answer has.
        raw: The body itself, in place of a document.
        content_type: What the body is said to be.
    """

    status: int = 200
    document: Table = attrs.field(factory=dict[str, object])
    headers: Mapping[str, str] = attrs.field(factory=dict[str, str])
    raw: bytes | None = None
    content_type: str = _JSON

    @property
    def body(self) -> bytes:
        """The bytes of the body."""
        if self.raw is not None:
            return self.raw
        return json.dumps(self.document, ensure_ascii=False, separators=(",", ":")).encode()


class RefusalError(Exception):
    """The platform refuses; the answer says how.

    Args:
        answer: What is answered.
    """

    def __init__(self, answer: Answer) -> None:
        """Keep the answer."""
        super().__init__(answer.document)
        self.answer = answer


def refusal(
    status: int,
    code: str,
    message: str,
    *,
    headers: Mapping[str, str] | None = None,
    **told: object,
) -> RefusalError:
    """A refusal in the platform's words."""
    error: Table = {"code": code, "message": message, **told}
    return RefusalError(Answer(status=status, document={"error": error}, headers=headers or {}))


def bad_request(message: str) -> RefusalError:
    """A refusal of a request that makes no sense."""
    return refusal(400, "bad_request", message)


def http_date(at: dt.datetime) -> str:
    """A moment as headers write it, in whole seconds."""
    return format_datetime(at.astimezone(dt.UTC).replace(microsecond=0), usegmt=True)
