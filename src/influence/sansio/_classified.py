"""The usual fault: which fault a response is by HTTP alone.

A connector that knows better, because its platform throttles inside a 200 or sends 403 for a spent
quota, has a ``fault`` of its own and asks this function for the rest.
"""

from __future__ import annotations

from collections.abc import Callable

from influence.sansio._faults import (
    FaultError,
    GarbledError,
    RefusedError,
    ThrottledError,
    TooMuchError,
    UnauthorisedError,
    UnavailableError,
)
from influence.sansio._response import Response

_SHOWN = 200
_LATER = frozenset({425, 429})
_BROKEN = frozenset({408, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529})


def usual_fault(response: Response) -> FaultError | None:
    """The fault that the status of *response* stands for; ``None`` for a success.

    A page for people, sent with a status of success, is garbled. A 503 that says when to come back
    is throttled rather than unavailable.

    Example:
        >>> import datetime as dt
        >>> at = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
        >>> print(usual_fault(Response(status=401, body=b"", received_at=at, purpose="posts")))
        posts must come with a token that is valid, got '401'
    """
    if response.is_success:
        return _page_for_people(response)
    told = f"{response.status} {_body(response)}".strip()
    if response.status in _LATER or (
        response.status in _BROKEN and response.retry_after_s is not None
    ):
        after_s = response.retry_after_s
        return ThrottledError(response.purpose, "stay within the limits", told, after_s=after_s)
    make, rule = _usual(response.status)
    return make(response.purpose, rule, told)


def _usual(status: int) -> tuple[Callable[[str, str, object], FaultError], str]:
    """The class of a status and the rule that it says was broken."""
    if status in _BROKEN:
        return UnavailableError, "be answered"
    known: dict[int, tuple[Callable[[str, str, object], FaultError], str]] = {
        401: (UnauthorisedError, "come with a token that is valid"),
        403: (RefusedError, "be something that the token may read"),
        404: (RefusedError, "be there"),
        410: (RefusedError, "still be there"),
        413: (TooMuchError, "ask for less at once"),
        414: (TooMuchError, "ask for less at once"),
        431: (TooMuchError, "ask for less at once"),
    }
    return known.get(status, (RefusedError, "be answered with success"))


def _page_for_people(response: Response) -> FaultError | None:
    """A success that is a web page, such as a log-in page, is none."""
    if "html" not in response.headers.get("content-type", "").lower():
        return None
    return GarbledError(response.purpose, "be no web page", _body(response))


def _body(response: Response) -> str:
    """The beginning of the body, on one line."""
    return " ".join(response.body[:_SHOWN].decode("utf-8", "replace").split())
