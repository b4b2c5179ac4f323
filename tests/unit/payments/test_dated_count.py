from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from influence.errors import InvalidInputError
from influence.payments import DatedCount
from influence.payments._dated_count import facts_of

_COUNT: dict[str, Any] = {
    "name": "saves",
    "at": dt.datetime(2026, 3, 4, tzinfo=dt.UTC),
    "count": 2,
    "fact": "post 7",
}


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "", "DatedCount.name must be text that is not blank, got ''"),
        ("at", "2026-03-04", "DatedCount.at must be a time with an offset, got '2026-03-04'"),
        ("count", -1, "DatedCount.count must be a whole number of at least 0, got -1"),
        ("fact", "a\nb", "DatedCount.fact must be one line of text, got 'a\\nb'"),
    ],
)
def test_a_count_that_cannot_be_is_refused(field: str, value: object, message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        DatedCount(**{**_COUNT, field: value})


def test_facts_are_told_once_and_in_their_order() -> None:
    counts = [
        DatedCount(**{**_COUNT, "fact": fact, "name": name})
        for fact, name in [("b", "saves"), ("a", "saves"), ("b", "saves"), ("c", "views")]
    ]
    assert facts_of(counts, name="saves") == ("a", "b")
    assert facts_of(counts) == ("a", "b", "c")
