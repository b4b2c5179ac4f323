"""Faults are a closed set with advice, survive pickling, and are found in a status."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest

from influence.errors import ConnectorError
from influence.sansio import (
    ADVICE,
    FaultError,
    GarbledError,
    RefusedError,
    Response,
    ThrottledError,
    TooMuchError,
    UnauthorisedError,
    UnavailableError,
    usual_fault,
)

AT = dt.datetime(2026, 5, 1, 12, 0, tzinfo=dt.UTC)


def _answer(status: int, body: bytes = b"", **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(status=status, body=body, received_at=AT, headers=named, purpose="posts")


def test_every_advice_is_given_by_a_class() -> None:
    found = {kind.advice for kind in FaultError.__subclasses__()}
    assert found == set(ADVICE)
    assert issubclass(FaultError, ConnectorError)


@pytest.mark.parametrize(
    "error",
    [
        UnavailableError("posts", "be answered", 503),
        GarbledError("posts", "be JSON", "x"),
        ThrottledError("posts", "wait", 429, after_s=7),
        UnauthorisedError("posts", "have a scope", 401, scopes=("read",)),
        TooMuchError("posts", "name what is known", 400, names=("plays",)),
        RefusedError("posts", "be there", 404),
    ],
)
def test_faults_survive_pickling_with_everything_they_know(error: FaultError) -> None:
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  # made a line above
    assert str(again) == str(error)
    assert vars(again) == vars(error)
    assert type(again) is type(error)


@pytest.mark.parametrize(
    ("answer", "kind", "message"),
    [
        (_answer(401), UnauthorisedError, "posts must come with a token that is valid, got '401'"),
        (
            _answer(403, b"no\nleave"),
            RefusedError,
            "posts must be something that the token may read, got '403 no leave'",
        ),
        (_answer(404), RefusedError, "posts must be there, got '404'"),
        (_answer(410), RefusedError, "posts must still be there, got '410'"),
        (_answer(413), TooMuchError, "posts must ask for less at once, got '413'"),
        (_answer(418), RefusedError, "posts must be answered with success, got '418'"),
        (_answer(429), ThrottledError, "posts must stay within the limits, got '429'"),
        (_answer(500), UnavailableError, "posts must be answered, got '500'"),
        (_answer(302), RefusedError, "posts must be answered with success, got '302'"),
    ],
)
def test_a_status_says_which_fault_it_is(
    answer: Response, kind: type[FaultError], message: str
) -> None:
    fault = usual_fault(answer)
    assert type(fault) is kind
    assert str(fault) == message


def test_a_503_that_says_when_to_come_back_is_throttled() -> None:
    fault = usual_fault(_answer(503, Retry_After="7"))
    assert isinstance(fault, ThrottledError)
    assert fault.after_s == 7


def test_a_success_is_no_fault_unless_it_is_a_page_for_people() -> None:
    assert usual_fault(_answer(200, b"{}", Content_Type="application/json")) is None
    fault = usual_fault(_answer(200, b"<h1>Sign in</h1>", Content_Type="text/html; charset=utf-8"))
    assert str(fault) == "posts must be no web page, got '<h1>Sign in</h1>'"
    assert isinstance(fault, GarbledError)
