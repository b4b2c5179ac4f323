from __future__ import annotations

import re

import attrs
import pytest

from influence.errors import InvalidInputError
from influence.ids import CreatorId, check_id, validated_id


@attrs.frozen(kw_only=True)
class _Creator:
    creator_id: CreatorId = attrs.field(validator=validated_id)


@pytest.mark.parametrize(
    "text", ["maya", "a b", "#1001", "zoë", "用户", "x" * 200, "0", "gid://shop/Order/1", "🙂"]
)
def test_text_that_can_be_seen_is_an_id(text: str) -> None:
    assert check_id(text, what="creator_id") is text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "order_id must not be empty, got ''"),
        (" a", "order_id must not begin or end with white space, got ' a'"),
        ("a\n", "order_id must not begin or end with white space, got 'a\\n'"),
        ("\u00a0a", "order_id must not begin or end with white space, got '\\xa0a'"),
        ("a\tb", "order_id must hold no control or invisible characters, got 'a\\tb'"),
        ("a\x00", "order_id must hold no control or invisible characters, got 'a\\x00'"),
        ("é\u200bb", "order_id must hold no control or invisible characters, got 'é\\u200bb'"),
        ("a\ud800", "order_id must hold no control or invisible characters, got 'a\\ud800'"),
        ("a\u2028b", "order_id must hold no control or invisible characters, got 'a\\u2028b'"),
        (
            "x" * 201,
            f"order_id must be at most 200 characters long, got '{'x' * 80}'... (201 characters)",
        ),
        (17, "order_id must be text, got 17"),
        (None, "order_id must be text, got None"),
    ],
)
def test_what_cannot_be_an_id_is_refused(text: str, message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        check_id(text, what="order_id")


def test_an_attrs_class_checks_an_id_under_the_name_of_its_attribute() -> None:
    assert _Creator(creator_id=CreatorId("maya")).creator_id == "maya"
    with pytest.raises(InvalidInputError, match=r"^creator_id must not be empty, got ''$"):
        _Creator(creator_id=CreatorId(""))
