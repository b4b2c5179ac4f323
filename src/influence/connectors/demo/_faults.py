"""How the demo platform says no, in its own words.

    {"error": {"code": "quota_spent", "message": "…", "resets_in_s": 3600}}

It throttles inside a 200, sends 403 for a spent quota as well as for what is forbidden, and lets
one retired metric fail the whole request. Everything else is as HTTP has it.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from influence.sansio import (
    Document,
    FaultError,
    GarbledError,
    Response,
    ThrottledError,
    TooMuchError,
    UnauthorisedError,
    usual_fault,
)


def demo_fault(response: Response) -> FaultError | None:
    """The fault that *response* stands for; ``None`` for a success."""
    error = _told_error(response)
    if error is not None:
        try:
            make = _BY_CODE.get(error.text("code"))
            found = make(response, error) if make else None
        except GarbledError as garbled:
            return garbled
        if found is not None:
            return found
    return usual_fault(response)


def _told_error(response: Response) -> Document | None:
    """The error in the body; ``None`` where there is none, or the body is no JSON table."""
    if b'"error"' not in response.body:
        return None
    try:
        return response.document().at_or_none("error")
    except GarbledError:
        return None  # whoever reads the body will say so


def _tokens_spent(response: Response, error: Document) -> FaultError:
    rule = "stay within the figures an hour"
    after_s = error.whole_or_none("retry_after_s")
    return ThrottledError(response.purpose, rule, _told(response, error), after_s=after_s)


def _quota_spent(response: Response, error: Document) -> FaultError:
    rule = "stay within the calls a day"
    after_s = error.whole_or_none("resets_in_s")
    return ThrottledError(response.purpose, rule, _told(response, error), after_s=after_s)


def _token(response: Response, error: Document) -> FaultError:
    rule = "come with a token that is valid"
    return UnauthorisedError(response.purpose, rule, _told(response, error))


def _scope(response: Response, error: Document) -> FaultError:
    rule = "come with a token that has the scope"
    scopes = _names(error, "scopes")
    return UnauthorisedError(response.purpose, rule, _told(response, error), scopes=scopes)


def _retired(response: Response, error: Document) -> FaultError:
    rule = f"name only metrics that there are, {', '.join(_names(error, 'allowed'))}"
    names = _names(error, "names")
    return TooMuchError(response.purpose, rule, ", ".join(names), names=names)


def _many_ids(response: Response, error: Document) -> FaultError:
    return TooMuchError(response.purpose, "ask for fewer ids at once", _told(response, error))


def _names(error: Document, key: str) -> tuple[str, ...]:
    """Names that the error tells; none where it tells none."""
    if error.at_or_none(key) is None:
        return ()
    parts = error.items(key)
    return tuple(
        part.value if isinstance(part.value, str) else part.refuse("be text") for part in parts
    )


def _told(response: Response, error: Document) -> str:
    """What the answer said, on one line."""
    message = error.text_or_none("message") or ""
    return " ".join(f"{response.status} {error.text('code')} {message}".split())


_BY_CODE = MappingProxyType[str, Callable[[Response, Document], FaultError]](
    {
        "tokens_spent": _tokens_spent,
        "quota_spent": _quota_spent,
        "token_invalid": _token,
        "token_expired": _token,
        "scope_missing": _scope,
        "metric_retired": _retired,
        "too_many_ids": _many_ids,
    }
)
