"""Requests are refused when they cannot be sent, and never show a secret."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.sansio import Request, Secret, json_body

URL = "https://api.example.com/v1/posts"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "posts",
        "/v1/posts",
        "ftp://api.example.com/",
        "https:///posts",
        "https://user:pass@api.example.com/",
        "https://api.example.com/#top",
        "https://api.example.com/a b",
        "https://api.example.com/\n",
        "https://api.example.com\\@evil.example/",
        "https://api.example.com:0/",
        "https://api.example.com:99999/",
        "https://[::1/",
        7,
    ],
)
def test_an_address_that_is_not_whole_or_hides_something_is_refused(url: object) -> None:
    rule = "be an absolute http or https address without user and fragment"
    with pytest.raises(
        InvalidInputError, match=f"^{re.escape(f'Request.url must {rule}, got {url!r}')}$"
    ):
        Request(url=url, purpose="posts")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_a_get_may_be_repeated_and_a_post_may_not_unless_it_says_so() -> None:
    assert Request(url=URL, purpose="posts").is_repeatable
    assert not Request(url=URL, purpose="posts", method="POST").is_repeatable
    assert Request(url=URL, purpose="posts", method="POST", is_repeatable=True).is_repeatable


def test_its_host_is_told_in_lower_case() -> None:
    assert Request(url="https://API.Example.com:8443/x", purpose="x").host == "api.example.com"


def test_its_secrets_are_found_wherever_they_are_and_shown_nowhere() -> None:
    request = Request(
        url=URL,
        purpose="posts",
        method="POST",
        query=(("a", "1"), ("key", Secret("canary-1"))),
        form=(("code", Secret("canary-2")),),
        headers={"Authorization": Secret("canary-3"), "Accept": "application/json"},
    )
    assert [one.revealed()[-1] for one in request.secrets()] == ["1", "2", "3"]
    assert "canary" not in repr(request)


def test_its_headers_cannot_be_changed_from_outside() -> None:
    headers = {"Accept": "application/json"}
    request = Request(url=URL, purpose="posts", headers=headers)
    headers["Accept"] = "text/html"
    assert request.headers == {"Accept": "application/json"}
    with pytest.raises(TypeError):
        request.headers["Accept"] = "text/html"  # type: ignore[index]  # pyright: ignore[reportIndexIssue]


@pytest.mark.parametrize("headers", [{"A b": "1"}, {"A": "1\r\nB: 2"}, {"": "1"}, {"A": 7}])
def test_a_header_of_two_lines_is_refused(headers: dict[str, object]) -> None:
    pair = next(iter(headers.items()))
    message = f"Request.headers must hold header names and values of one line, got {pair!r}"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Request(url=URL, purpose="x", headers=headers)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ([("a", "1")], "Request.query must be a tuple of pairs, got [('a', '1')]"),
        ((("a",),), "Request.query must hold pairs of a name and text or a secret, got ('a',)"),
        ((("a", 1),), "Request.query must hold pairs of a name and text or a secret, got ('a', 1)"),
    ],
)
def test_parameters_are_pairs_of_text(query: object, message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Request(url=URL, purpose="x", query=query)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_a_body_stands_alone() -> None:
    with pytest.raises(
        InvalidInputError, match=rf"^Request must have a form or a body, not both, got '{URL}'$"
    ):
        Request(url=URL, purpose="x", method="POST", form=(("a", "1"),), body=b"{}")
    with pytest.raises(
        InvalidInputError, match=rf"^Request must have no body when it is a GET, got '{URL}'$"
    ):
        Request(url=URL, purpose="x", body=b"{}")


def test_other_methods_are_not_known() -> None:
    with pytest.raises(
        UnknownNameError, match=r"^Request.method must be one of GET, POST, got 'PUT'$"
    ):
        Request(url=URL, purpose="x", method="PUT")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_a_json_body_is_exact() -> None:
    assert json_body({"a": [1, "ü", None, True], "b": {"c": ("x",)}}) == (
        '{"a":[1,"ü",null,true],"b":{"c":["x"]}}'.encode()
    )


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ({"a": [0.5]}, "body.a[0]"),
        ({"a": {"b": Decimal(1)}}, "body.a.b"),
        ([Secret("t")], "body[0]"),
        (float("nan"), "body"),
    ],
)
def test_what_json_has_no_exact_word_for_is_refused_with_its_path(
    document: object, place: str
) -> None:
    rule = "be text, a whole number, true, false, null, a list or a table"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(f'{place} must {rule}, got ')}"):
        json_body(document)
