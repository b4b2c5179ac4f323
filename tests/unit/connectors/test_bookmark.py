"""Bookmarks: how far a read came."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest

from influence.connectors import Bookmark, Collected
from influence.errors import InvalidInputError
from influence.sansio import Incremental, Window

AT = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
DONE = Bookmark(read="orders", window=Window(), read_until=AT, is_finished=True)
NEWS = Incremental(key="updated_at", lookback=dt.timedelta(days=2))


def day(since: int | None, until: int | None = None) -> Window:
    moments = [
        None if number is None else AT.replace(day=number, month=6) for number in (since, until)
    ]
    return Window(since=moments[0], until=moments[1])


@pytest.mark.parametrize(
    ("window", "since"),
    [
        (Window(), AT - dt.timedelta(days=2)),
        (Window(since=AT - dt.timedelta(days=9)), AT - dt.timedelta(days=2)),
        (Window(since=AT - dt.timedelta(days=1)), AT - dt.timedelta(days=1)),
        (Window(until=AT - dt.timedelta(days=3)), None),
    ],
)
def test_what_was_read_whole_is_read_on_a_lookback_earlier(
    window: Window, since: dt.datetime | None
) -> None:
    assert DONE.window_after(window, incremental=NEWS) == window.from_(since)


def test_what_cannot_be_read_on_is_read_anew() -> None:
    assert DONE.window_after(day(1), incremental=None) == day(1)


def test_what_was_cut_off_is_read_within_its_own_window() -> None:
    cut = attrs.evolve(DONE, is_finished=False, window=day(1, 2), cursor="c2")
    assert cut.window_after(day(5), incremental=NEWS) == day(1, 2)
    assert Bookmark.of(cut.text()) == cut


@pytest.mark.parametrize(
    "text", ["", "[]", "7", "{}", '{"read": 1}', DONE.text().replace("12:00", "later")]
)
def test_what_is_no_bookmark_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError, match=r"^bookmark must be what Bookmark.text wrote"):
        Bookmark.of(text)


def test_a_bookmark_of_nothing_known_is_refused() -> None:
    with pytest.raises(InvalidInputError, match=r"^Bookmark.read must be one of"):
        Bookmark.of(DONE.text().replace("orders", "ordres"))


def test_what_has_no_bookmark_is_whole_without_gaps() -> None:
    assert Collected[int](items=()).is_whole
    assert Collected[int](items=(), bookmark=DONE).is_whole
