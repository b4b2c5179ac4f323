"""Rights page: the rights of a campaign on a calendar, as one file to show to people and to print.

A row for each right and post, with its bar between the months; what ends soon stands first. The
page is a function of the calendar and of nothing else, runs no script and asks for nothing. Each
bar says in words what its colour says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from importlib import resources

import attrs
import jinja2
from markupsafe import Markup

from influence.campaign_book import Book
from influence.periods import microseconds
from influence.report import _figures
from influence.rights_calendar import CalendarEntry, RightsCalendar

_WORDS = {
    "unknown": "begins when it is published",
    "to_come": "has not begun",
    "running": "running",
    "ending": "ends soon",
    "over": "over",
    "open": "without an end",
}
_MOST_MONTHS = 24
_MOST_NAMES = 6
_DECEMBER = 12


@attrs.frozen(kw_only=True)
class _Bar:
    """Where a bar begins and how wide it is, in per cent of the calendar."""

    left: str
    width: str


@attrs.frozen(kw_only=True)
class _Month:
    """A month of the head, in per cent of the calendar."""

    name: str
    left: str


@attrs.frozen(kw_only=True)
class _Row:
    """A right as the page shows it."""

    entry: CalendarEntry
    name: str
    words: str
    bar: _Bar | None


@attrs.frozen(kw_only=True)
class _Scale:
    """From when to when the calendar goes."""

    start: dt.datetime
    end: dt.datetime

    def at(self, moment: dt.datetime) -> float:
        """Where a moment stands, from 0 to 100."""
        whole = microseconds(self.end) - microseconds(self.start)
        way = 100 * (microseconds(moment) - microseconds(self.start)) / whole
        return max(0.0, min(100.0, way))

    def bar(self, start: dt.datetime, end: dt.datetime | None) -> _Bar:
        """The bar of a term; one without an end reaches to the edge."""
        left = self.at(start)
        width = (100.0 if end is None else self.at(end)) - left
        return _Bar(left=f"{left:.2f}", width=f"{max(0.4, width):.2f}")

    def months(self) -> Iterator[_Month]:
        """The first of each month, thinned where there are many."""
        firsts = list(_firsts(self.start, self.end))
        step = -(-len(firsts) // _MOST_NAMES)
        for first in firsts[: len(firsts) - len(firsts) % step : step]:
            yield _Month(name=first.strftime("%b %Y"), left=f"{self.at(first):.2f}")


def rights_page(book: Book, calendar: RightsCalendar, /) -> str:
    """Write a calendar of rights as one self-contained HTML page.

    Args:
        book: The campaign book, for its names.
        calendar: Its rights at a moment.
    """
    names = {creator.creator_id: creator.name for creator in book.creators}
    scale = _scale(calendar)
    rows = [_row(entry, names=names, scale=scale) for entry in calendar.entries]
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("influence.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters = {"visible": _figures.visible, "day": _figures.day, "last_day": _figures.last_day}
    environment.filters.update(filters)  # pyright: ignore[reportUnknownMemberType]  # untyped in Jinja
    return environment.get_template("rights.html.j2").render(
        campaign=book.campaign.name,
        as_of=calendar.as_of.date().isoformat(),
        rows=rows,
        months=list(scale.months()),
        today=f"{scale.at(calendar.as_of):.2f}",
        ending=len(calendar.ending()),
        over=sum(entry.state == "over" for entry in calendar.entries),
        leaves=calendar.leaves,
        names=names,
        wrong=[review for review in calendar.uses if not review.is_allowed],
        uses=len(calendar.uses),
        style=Markup(_style()),  # noqa: S704  # our own files, no text of the book in them
    )


def _style() -> str:
    """The style of all pages, and that of this one."""
    folder = resources.files("influence.report").joinpath("templates")
    sheets = ("page.css", "rights.css")
    return "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in sheets)


def _scale(calendar: RightsCalendar) -> _Scale:
    """From the first of the month in which the first right begins to two years on at most."""
    starts = [entry.start for entry in calendar.entries if entry.start is not None]
    ends = [entry.end for entry in calendar.entries if entry.end is not None]
    start = _first_of(min([*starts, calendar.as_of], key=microseconds))
    last = max([*ends, calendar.as_of], key=microseconds)
    most = _months_on(start, _MOST_MONTHS)
    end = _months_on(_first_of(min(last, most, key=microseconds)), 1)
    return _Scale(start=start, end=end)


def _first_of(moment: dt.datetime) -> dt.datetime:
    """The first of a month."""
    return moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _months_on(first: dt.datetime, count: int) -> dt.datetime:
    """The first of a month so many on."""
    month = first.month - 1 + count
    return first.replace(year=first.year + month // _DECEMBER, month=month % _DECEMBER + 1)


def _firsts(start: dt.datetime, end: dt.datetime) -> Iterator[dt.datetime]:
    """The first of each month between two."""
    here = start
    while here < end:
        yield here
        here = _months_on(here, 1)


def _row(entry: CalendarEntry, *, names: dict[str, str], scale: _Scale) -> _Row:
    """A right as the page shows it."""
    left = entry.days_left
    more = (
        f", {left} day{'' if left == 1 else 's'} left"
        if left and entry.state in {"running", "ending"}
        else ""
    )
    return _Row(
        entry=entry,
        name=names[entry.creator_id],
        words=f"{_WORDS[entry.state]}{more}",
        bar=None if entry.start is None else scale.bar(entry.start, entry.end),
    )
