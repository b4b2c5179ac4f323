"""Secrets are found by their value, however they are written."""

from __future__ import annotations

import base64
import json
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given, strategies as st

from influence.connectors import Redaction
from influence.errors import InvalidInputError
from influence.sansio import Secret

TOKEN = 'k3y/t0ken+"é'


@pytest.mark.parametrize(
    "written",
    [
        TOKEN,
        quote(TOKEN, safe=""),
        quote(TOKEN),
        quote_plus(TOKEN).lower(),
        json.dumps(TOKEN),
        json.dumps(TOKEN, ensure_ascii=False),
        TOKEN.encode().hex(),
        TOKEN.encode().hex().upper(),
        base64.b64encode(TOKEN.encode()).decode(),
        base64.urlsafe_b64encode(f"maya:{TOKEN}".encode()).decode(),
    ],
)
def test_every_way_of_writing_it_is_found(written: str) -> None:
    redacted = Redaction([Secret(TOKEN)]).text(f"before {written} after")
    assert "[secret]" in redacted
    assert redacted.startswith("before ")
    assert redacted.endswith(" after")


@given(
    token=st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=6, max_size=30),
    before=st.binary(max_size=5),
    after=st.binary(max_size=5),
)
def test_nothing_of_it_is_left_in_base64(token: str, before: bytes, after: bytes) -> None:
    written = base64.b64encode(before + token.encode() + after)
    redacted = Redaction([Secret(token)]).content(written)
    assert b"[secret]" in redacted
    # At most the letters that it shares with what stands around it.
    assert len(redacted.replace(b"[secret]", b"")) <= len(written) - (len(token) * 8 // 6 - 1)


def test_what_a_scheme_carries_is_found_alone() -> None:
    bearer = Secret("t0ken-t0ken").after("Bearer ")
    basic = Secret("passw0rd").as_password_of("maya")
    redaction = Redaction([bearer, basic])
    assert redaction.text("t0ken-t0ken passw0rd") == "[secret] [secret]"


@pytest.mark.parametrize(
    "value", ["Basic ???", "Basic /w==", "Basic " + base64.b64encode(b"maya:").decode()]
)
def test_what_only_looks_like_a_password_is_no_trouble(value: str) -> None:
    assert Redaction([Secret(value)]).text(value) == "[secret]"


def test_a_short_one_is_found_as_it_is() -> None:
    assert Redaction([Secret("pin7")]).text("pin7 or cGluNw==") == "[secret] or cGluNw=="


def test_without_secrets_everything_stays() -> None:
    redaction = Redaction([])
    assert (redaction.text("a"), redaction.content(b"b")) == ("a", b"b")
    assert repr(redaction) == "Redaction(…)"


def test_the_parts_of_an_error_are_cleared_and_the_rest_stays() -> None:
    error = InvalidInputError("token t0ken1", "not be t0ken1", ["t0ken1"])
    Redaction([Secret("t0ken1")]).clear(error)
    assert str(error) == "token [secret] must not be [secret], got \"['[secret]']\""
    assert error.args == ("token [secret]", "not be [secret]", "['[secret]']")
    other = InvalidInputError("a", "be b", ["c"])
    Redaction([Secret("t0ken1")]).clear(other)
    assert other.value == ["c"]


def test_a_long_value_is_cleared_past_what_is_shown_of_it() -> None:
    value = ["x" * 500, "t0ken1"]
    assert "t0ken1" not in str(Redaction([Secret("t0ken1")]).value(value))


def test_a_number_that_python_will_not_write_out_is_told_by_its_kind() -> None:
    told = Redaction([Secret("t0ken1")]).value(10**5_000)
    assert told == "a value of type int too long to write out"
