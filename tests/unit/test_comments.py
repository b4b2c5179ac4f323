from __future__ import annotations

import datetime as dt
import re
from typing import Any

import attrs
import pytest

from influence.comments import Comment
from influence.errors import InvalidInputError

_FIELDS: dict[str, Any] = {
    "comment_id": "c1",
    "creator_id": "maya",
    "post_id": "maya-1",
    "text": "how much is it?",
}
_LONGEST = 10_000


def test_what_nobody_told_of_a_comment_is_unknown_and_it_is_not_the_creators() -> None:
    told = Comment(**_FIELDS)
    assert (told.at, told.language, told.is_by_creator) == (None, None, False)


def test_a_comment_keeps_what_was_told() -> None:
    at = dt.datetime(2026, 3, 4, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=-5)))
    told = Comment(**_FIELDS, at=at, language="pt-BR", is_by_creator=True)
    assert attrs.asdict(told) == {
        **_FIELDS,
        "at": at,
        "language": "pt-BR",
        "is_by_creator": True,
    }


@pytest.mark.parametrize("text", ["two\nlines", "🔥", "  so good ", "x" * _LONGEST])
def test_a_comment_says_anything_and_is_kept_as_it_was_written(text: str) -> None:
    assert Comment(**{**_FIELDS, "text": text}).text == text


def test_a_comment_that_is_absurdly_long_is_refused() -> None:
    message = (
        "Comment.text must be at most 10000 characters long, "
        f"got {'x' * 80!r}... (10001 characters)"
    )
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Comment(**{**_FIELDS, "text": "x" * (_LONGEST + 1)})


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("comment_id", "", "comment_id must not be empty, got ''"),
        ("comment_id", 7, "comment_id must be text, got 7"),
        ("creator_id", "maya ", "creator_id must not begin or end with white space, got 'maya '"),
        (
            "post_id",
            "maya\u200b-1",
            "post_id must hold no control or invisible characters, got 'maya\\u200b-1'",
        ),
        ("text", "\n ", "Comment.text must be text that is not blank, got '\\n '"),
        ("text", None, "Comment.text must be text that is not blank, got None"),
        (
            "at",
            dt.datetime(2026, 3, 4, 9, 30),  # noqa: DTZ001  # a wrong value on purpose
            "Comment.at must be a time with an offset, got datetime.datetime(2026, 3, 4, 9, 30)",
        ),
        (
            "at",
            dt.date(2026, 3, 4),
            "Comment.at must be a time with an offset, got datetime.date(2026, 3, 4)",
        ),
        (
            "at",
            dt.datetime(1, 1, 1, tzinfo=dt.UTC),
            (
                "Comment.at must lie after the year 1 and before 9999, "
                "got datetime.datetime(1, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)"
            ),
        ),
        ("language", "", "Comment.language must be text that is not blank, got ''"),
        ("language", "en\nfr", "Comment.language must be one line of text, got 'en\\nfr'"),
        ("is_by_creator", "no", "Comment.is_by_creator must be true or false, got 'no'"),
        ("is_by_creator", 0, "Comment.is_by_creator must be true or false, got 0"),
        ("is_by_creator", None, "Comment.is_by_creator must be true or false, got None"),
    ],
)
def test_a_field_that_breaks_its_rule_is_named(field: str, value: object, message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Comment(**{**_FIELDS, field: value})
