"""Touches that stay rows of a frame: the same touches and rejections as those that are values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
import pytest

from influence.books import InvalidBookError, read_book
from influence.campaign_book import Book
from influence.frames import FrameTouches
from influence.tracking import CodeTerms, Mark, Owners

CAMPAIGN = """\
schema = 1

[campaign]
id = "spring"
name = "Spring"
currency = "USD"
time_zone = "UTC"
starts = 2026-03-01
ends = 2026-04-01
success_metrics = ["saves", "clicks", "orders"]

[[deals]]
creator = "maya"
links = ["maya"]
"""
NOON = dt.datetime(2026, 3, 8, 12, tzinfo=dt.UTC)
SOUND: Mapping[str, object] = {
    "touch_id": "t-1",
    "at": NOON,
    "visitor_id": "v-1",
    "kind": "link",
    "value": "maya",
    "referrer": None,
}
#: Rows that have to be looked at one by one: some are fine, the others break a rule.
ODD: Sequence[Mapping[str, object]] = (
    {"touch_id": None},
    {"touch_id": ""},
    {"touch_id": " t-2"},
    {"touch_id": "t\u200b2"},
    {"touch_id": "é" * 200},
    {"touch_id": "t" * 201},
    {"at": None},
    {"visitor_id": "wörld"},
    {"visitor_id": "v\t2"},
    {"visitor_id": None},
    {"kind": "lnik"},
    {"kind": None},
    {"value": "  "},
    {"value": ""},
    {"value": None},
    {"value": "Größe, bitte"},
    {"value": "a\nb"},
    {"value": "x" * 5_000},
    {"referrer": ""},
    {"referrer": " "},
    {"referrer": "https://example.com/é"},
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small book without touches."""
    (tmp_path / "campaign.toml").write_text(CAMPAIGN, encoding="utf-8")
    (tmp_path / "creators.csv").write_text("creator_id,name\nmaya,Maya\n", encoding="utf-8")
    return tmp_path


def written(folder: Path, rows: Sequence[Mapping[str, object]], *, zone: str = "UTC") -> Path:
    """The book with these touches."""
    schema = {
        name: pl.Datetime("us", zone) if name == "at" else pl.String()
        for name in ("referrer", "touch_id", "at", "visitor_id", "kind", "value", "note")
    }
    told = [{"note": "not ours", **SOUND, **row} for row in rows]
    pl.DataFrame(told, schema=schema).write_parquet(folder / "touches.parquet")
    return folder


def both(folder: Path) -> tuple[Book, Book]:
    """The book with its touches as rows, and as values."""
    return read_book(folder, keeps_touches=True), read_book(folder)


def assert_same(rows: Book, values: Book) -> None:
    """The touches, and what was left out, are the same."""
    assert isinstance(rows.touches, FrameTouches)
    assert isinstance(values.touches, tuple)
    assert [(one, one.moment) for one in rows.touches] == [
        (one, one.moment) for one in values.touches
    ]
    assert rows.rejections == values.rejections
    assert rows.last_moment == values.last_moment


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_an_odd_row_is_judged_as_any_row(folder: Path, odd: Mapping[str, object]) -> None:
    rows = [{}, {"touch_id": "t-9", **odd}, {"touch_id": "t-3", "at": NOON + dt.timedelta(days=9)}]
    assert_same(*both(written(folder, rows)))


def test_ids_that_stand_twice_count_once(folder: Path) -> None:
    rows = [
        {"value": "leo"},
        {"touch_id": "t-2"},
        {"value": "maya"},
        {"touch_id": "t-2"},
        {"touch_id": "t-4", "referrer": "é"},
    ]
    found, values = both(written(folder, rows, zone="America/New_York"))
    assert_same(found, values)
    assert [one.touch_id for one in found.touches] == ["t-1", "t-2", "t-4"]
    assert [str(one).partition(":")[2][:9] for one in found.rejections if "touch" in one.where] == [
        "3 touch_i",
        "4 touch_i",
        " INF202 c",
    ]


def test_a_table_without_rows_is_said_to_have_none(folder: Path) -> None:
    found, values = both(written(folder, []))
    assert_same(found, values)
    assert isinstance(found.touches, FrameTouches)
    assert found.touches.last is None
    assert any(one.code == "INF203" for one in found.rejections)


@pytest.mark.parametrize("type_", [pl.String(), pl.Date(), pl.Datetime("ns", "UTC")], ids=str)
def test_moments_of_another_type_are_read_row_by_row(folder: Path, type_: pl.DataType) -> None:
    path = written(folder, [{}]) / "touches.parquet"
    at = pl.lit("2026-03-08T12:00:00Z") if type_ == pl.String() else pl.col("at").cast(type_)
    pl.read_parquet(path).with_columns(at=at).write_parquet(path)
    found, values = both(folder)
    assert found.touches == values.touches
    assert isinstance(found.touches, tuple)
    assert found.rejections == values.rejections


def test_a_file_without_a_column_of_referrers_is_read(folder: Path) -> None:
    path = written(folder, [{}]) / "touches.parquet"
    pl.read_parquet(path).drop("referrer").write_parquet(path)
    assert_same(*both(folder))


def test_a_broken_file_is_refused_alike(folder: Path) -> None:
    (folder / "touches.parquet").write_bytes(b"PAR1 is not all there is to it PAR1")
    with pytest.raises(InvalidBookError) as rows:
        read_book(folder, keeps_touches=True)
    with pytest.raises(InvalidBookError) as values:
        read_book(folder)
    assert str(rows.value) == str(values.value)


class TestSequence:
    """A table of touches is a sequence of them."""

    @pytest.fixture
    def touches(self, folder: Path) -> FrameTouches:
        rows: list[Mapping[str, object]] = [
            {"touch_id": "t-1", "value": "maya"},
            {"touch_id": "t-2", "visitor_id": "v-2", "at": NOON + dt.timedelta(microseconds=1)},
            {"touch_id": "t-3", "kind": "code", "at": NOON + dt.timedelta(days=1)},
        ]
        found = read_book(written(folder, rows), keeps_touches=True).touches
        assert isinstance(found, FrameTouches)
        return found

    def test_it_is_asked_by_place(self, touches: FrameTouches) -> None:
        assert len(touches) == 3
        assert [touches[0].touch_id, touches[-1].touch_id] == ["t-1", "t-3"]
        assert [one.touch_id for one in touches[1:]] == ["t-2", "t-3"]
        for place in (3, -4):
            with pytest.raises(IndexError, match="place of a touch must be below 3"):
                _ = touches[place]

    def test_a_moment_ends_it_inclusively(self, touches: FrameTouches) -> None:
        assert [one.touch_id for one in touches.until(NOON)] == ["t-1"]
        assert touches.last == NOON + dt.timedelta(days=1)

    def test_visitors_are_asked_for(self, touches: FrameTouches) -> None:
        assert [one.touch_id for one in touches.of({"v-1", "v-9"})] == ["t-1", "t-3"]

    def test_links_are_counted_by_their_owners(self, touches: FrameTouches) -> None:
        link = Mark(kind="link", value="maya", creator_id="maya")
        assert touches.clicks(Owners((link,))) == {"maya": 2}
        assert touches.clicks(Owners(())) == {}
        until = CodeTerms(ends=NOON + dt.timedelta(microseconds=1))
        code = Mark(kind="code", value="maya", creator_id="leo", terms=until)
        assert touches.clicks(Owners((link, code))) == {"maya": 2}
        assert FrameTouches(touches.frame[2:]).clicks(Owners((link,))) is None
