"""Secrets can be used and not seen."""

from __future__ import annotations

import copy
import json
import pickle
import re

import pytest

from influence.errors import InvalidInputError
from influence.sansio import Secret

CANARY = "sk-canary-7f3a"


def test_no_way_of_printing_shows_it() -> None:
    secret = Secret(CANARY)
    shown = [
        repr(secret),
        str(secret),
        f"{secret}",
        f"{secret!r:>30}",
        f"{secret:x>9}",
        "%s" % secret,  # noqa: UP031  # one more way
    ]
    assert all(CANARY not in text for text in shown)
    assert "Secret(…)" in shown


def test_it_cannot_be_pickled_or_written_as_json() -> None:
    with pytest.raises(
        InvalidInputError, match=r"^secret must stay in its process, got 'a pickle of it'$"
    ):
        pickle.dumps(Secret(CANARY))
    with pytest.raises(TypeError, match=r"^Object of type Secret is not JSON serializable$"):
        json.dumps({"token": Secret(CANARY)})


@pytest.mark.parametrize("text", ["", "a\nb", "a\x00", 7, None, b"bytes"])
def test_what_no_header_can_carry_is_refused_and_not_shown(text: object) -> None:
    message = f"secret must be printable text that is not empty, got {type(text).__name__!r}"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Secret(text)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_equal_secrets_are_equal_and_count_once() -> None:
    assert Secret(CANARY) == Secret(CANARY)
    assert Secret(CANARY) != Secret("other")
    assert Secret(CANARY) != CANARY
    assert len({Secret(CANARY), Secret(CANARY)}) == 1


def test_copies_are_itself() -> None:
    secret = Secret(CANARY)
    assert copy.copy(secret) is secret
    assert copy.deepcopy(secret) is secret


def test_it_can_be_used_as_a_header_wants_it() -> None:
    assert Secret("t").after("Bearer ").revealed() == "Bearer t"
    assert Secret("open sesame").as_password_of("Aladdin").revealed() == (
        "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="  # the example of RFC 7617, section 2
    )
