"""Progress of a pull: a bookmark a read, as text and back."""

from __future__ import annotations

import datetime as dt

import pytest

from influence.connectors import Bookmark
from influence.connectors.pulls import PullProgress
from influence.errors import InvalidInputError
from influence.sansio import Window

_MARK = Bookmark(
    read="orders",
    window=Window(since=dt.datetime(2026, 3, 2, tzinfo=dt.UTC)),
    read_until=dt.datetime(2026, 3, 9, tzinfo=dt.UTC),
    cursor="c=/+ ж",
)


def test_it_reads_back_as_it_was() -> None:
    progress = PullProgress().having("orders", _MARK).having("posts of zoë", _MARK)
    assert PullProgress.parsed(progress.text) == progress
    assert progress.at("orders") == _MARK
    assert progress.at("touches") is None


def test_a_read_without_a_bookmark_begins_anew() -> None:
    assert PullProgress().having("orders", _MARK).having("orders", None) == PullProgress()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"orders": 1}', '{"orders": "{}"}'])
def test_a_text_of_something_else_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        PullProgress.parsed(text)
    assert str(refused.value) == f"progress of a pull must be as it was written, got {text!r}"
