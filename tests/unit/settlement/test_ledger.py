from __future__ import annotations

import re
from typing import Any

import pytest

from influence.errors import InvalidInputError
from influence.settlement import LedgerFact, canonical
from influence.settlement._ledger import is_canonical


def test_canonical_text_is_the_same_for_the_same_content() -> None:
    assert canonical({"b": [1, None], "a": {"z": True, "y": "é"}}) == (
        '{"a":{"y":"\\u00e9","z":true},"b":[1,null]}'
    )


def test_what_is_no_number_has_no_canonical_text() -> None:
    with pytest.raises(ValueError, match="Out of range float values are not JSON compliant"):
        canonical({"rate": float("nan")})


@pytest.mark.parametrize("content", ["{}", '{"a":1,"b":"\\u00e9"}'])
def test_canonical_text_is_known(content: str) -> None:
    assert is_canonical(content)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "1",
        "{",
        '{"a": 1}',
        '{"b":1,"a":2}',
        '{"a":1,"a":1}',
        '{"a":"é"}',
        '{"a":NaN}',
        '{"a":' + "[" * 100_000 + "]" * 100_000 + "}",
    ],
)
def test_other_text_is_not_canonical(content: str) -> None:
    assert not is_canonical(content)


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("kind", " ", "be text that is not blank"),
        ("kind", "order\nrefund", "be one line of text"),
        ("kind", "k" * 201, "be at most 200 bytes long"),
        ("kind", "a\0b", "be text without the characters that no database keeps"),
        ("kind", "statement", "be another word: it is for conflicts of closed statements"),
        ("fact_id", "", "be text that is not blank"),
        ("fact_id", "é" * 1_001, "be at most 2000 bytes long"),
        ("fact_id", "\ud800", "be text without the characters that no database keeps"),
        ("fact_id", "a\udfff", "be text without the characters that no database keeps"),
        ("content", "", "be an object as canonical JSON writes it"),
        ("content", "[]", "be an object as canonical JSON writes it"),
        ("content", "{", "be an object as canonical JSON writes it"),
        ("content", "}", "be an object as canonical JSON writes it"),
        ("content", '{"a":\n1}', "be an object as canonical JSON writes it"),
        ("content", '{"a":"é"}', "be an object as canonical JSON writes it"),
        ("content", {}, "be an object as canonical JSON writes it"),
    ],
)
def test_what_no_ledger_can_keep_is_no_fact(field: str, value: object, rule: str) -> None:
    fields: dict[str, Any] = {"kind": "order", "fact_id": "1", "content": "{}", field: value}
    with pytest.raises(InvalidInputError) as caught:
        LedgerFact(**fields)
    assert (caught.value.what, caught.value.rule) == (f"LedgerFact.{field}", rule)


@pytest.mark.parametrize("fact_id", ["é" * 1_000, "\ud7ff\ue000", "🙂", " 1 "])
def test_an_id_can_be_any_line_of_text(fact_id: str) -> None:
    assert LedgerFact(kind="statements", fact_id=fact_id, content="{}").fact_id == fact_id


def test_the_message_names_the_field_and_the_value() -> None:
    message = "LedgerFact.content must be an object as canonical JSON writes it, got '[]'"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        LedgerFact(kind="order", fact_id="1", content="[]")
