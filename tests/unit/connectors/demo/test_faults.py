"""The platform's own ways of saying no, each with the advice that mends it."""

from __future__ import annotations

import datetime as dt

import pytest

from influence.connectors.demo import Demo
from influence.sansio import (
    GarbledError,
    RefusedError,
    Response,
    ThrottledError,
    TooMuchError,
    UnauthorisedError,
    UnavailableError,
)


def _response(status: int, body: str, **headers: str) -> Response:
    return Response(
        status=status,
        body=body.encode(),
        received_at=dt.datetime(2026, 5, 1, tzinfo=dt.UTC),
        headers={name.replace("_", "-"): value for name, value in headers.items()},
        purpose="orders",
    )


@pytest.mark.parametrize(
    ("status", "body", "kind", "message"),
    [
        (
            200,
            '{"error": {"code": "tokens_spent", "message": "none left", "retry_after_s": 9}}',
            ThrottledError,
            "orders must stay within the figures an hour, got '200 tokens_spent none left'",
        ),
        (
            403,
            '{"error": {"code": "quota_spent", "message": "spent", "resets_in_s": 9}}',
            ThrottledError,
            "orders must stay within the calls a day, got '403 quota_spent spent'",
        ),
        (
            403,
            '{"error": {"code": "forbidden", "message": "no"}}',
            RefusedError,
            (
                "orders must be something that the token may read,"
                ' got \'403 {"error": {"code": "forbidden", "message": "no"}}\''
            ),
        ),
        (
            403,
            '{"error": {"code": "scope_missing", "message": "no", "scopes": ["shop.read"]}}',
            UnauthorisedError,
            "orders must come with a token that has the scope, got '403 scope_missing no'",
        ),
        (
            401,
            '{"error": {"code": "token_expired"}}',
            UnauthorisedError,
            "orders must come with a token that is valid, got '401 token_expired'",
        ),
        (
            400,
            '{"error": {"code": "metric_retired", "names": ["a"], "allowed": ["b", "c"]}}',
            TooMuchError,
            "orders must name only metrics that there are, b, c, got 'a'",
        ),
        (
            413,
            '{"error": {"code": "too_many_ids", "message": "50"}}',
            TooMuchError,
            "orders must ask for fewer ids at once, got '413 too_many_ids 50'",
        ),
        (503, '{"error": {"code": "x"}}', UnavailableError, None),
        (200, '{"error": {"code": 7}}', GarbledError, "orders: error.code must be text, got 7"),
        (500, '{"error": ', UnavailableError, None),
        (429, "{}", ThrottledError, None),
    ],
)
def test_a_refusal_is_the_fault_that_it_means(
    status: int, body: str, kind: type[Exception], message: str | None
) -> None:
    fault = Demo().fault(_response(status, body))
    assert type(fault) is kind
    assert message is None or str(fault) == message


def test_what_a_fault_says_beside_its_message_is_kept() -> None:
    spent = Demo().fault(_response(403, '{"error": {"code": "quota_spent", "resets_in_s": 3600}}'))
    scope = Demo().fault(
        _response(403, '{"error": {"code": "scope_missing", "scopes": ["shop.read"]}}')
    )
    retired = Demo().fault(_response(400, '{"error": {"code": "metric_retired", "names": ["a"]}}'))
    assert isinstance(spent, ThrottledError)
    assert spent.after_s == 3600
    assert isinstance(scope, UnauthorisedError)
    assert scope.scopes == ("shop.read",)
    assert isinstance(retired, TooMuchError)
    assert retired.names == ("a",)


def test_names_that_are_no_texts_are_garbled() -> None:
    fault = Demo().fault(_response(400, '{"error": {"code": "metric_retired", "names": [1]}}'))
    assert str(fault) == "orders: error.names[0] must be text, got 1"


@pytest.mark.parametrize(
    "body", ["{}", '{"orders": [{"caption": "\\"error\\""}]}', '{"error": null}', "", "[1]"]
)
def test_a_success_is_no_fault(body: str) -> None:
    assert Demo().fault(_response(200, body)) is None
