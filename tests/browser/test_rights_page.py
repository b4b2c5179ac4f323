"""The rights calendar of the example, opened: each right with its bar, and no word off the page."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from influence.books import read_book
from influence.campaign_book import Book
from influence.report import rights_page
from influence.rights_calendar import CalendarEntry, RightsCalendar, rights_calendar

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

BOOK = Path(__file__).parents[2] / "examples" / "spring-launch"
WIDTHS = (390, 1280)
_STATES = {
    "unknown": "begins when it is published",
    "to_come": "has not begun",
    "running": "running",
    "ending": "ends soon",
    "over": "over",
    "open": "without an end",
}
#: The bar of each row as the eye has it: where it begins and ends, and the line of the day.
_BARS = """() => [...document.querySelectorAll('.calendar tbody tr')].map(row => {
    const box = name => row.querySelector(name).getBoundingClientRect();
    const [cell, bar, today] = ['td.when', '.bar', '.today'].map(box);
    return [cell.left, bar.left, today.left, bar.right, cell.right, bar.height];
})"""


@pytest.fixture(scope="module")
def book() -> Book:
    return read_book(BOOK)


@pytest.fixture(scope="module")
def calendar(book: Book) -> RightsCalendar:
    """As ``influence rights BOOK`` has it: at the last moment of the book, 30 days ahead."""
    return rights_calendar(book, as_of=book.last_moment, ahead_days=30)


@pytest.fixture(scope="module")
def address(book: Book, calendar: RightsCalendar, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the page of the calendar is."""
    file = tmp_path_factory.mktemp("rights") / "rights.html"
    file.write_text(rights_page(book, calendar), encoding="utf-8")
    return file.as_uri()


@pytest.fixture
def rights(page: Page, address: str) -> Page:
    """The page, opened."""
    page.goto(address)
    return page


def written(day: dt.date) -> str:
    return f"{day.day} {day:%b %Y}"


def told(entry: CalendarEntry) -> str:
    """How a right stands, in the words of the page."""
    left = entry.days_left if entry.state in {"running", "ending"} else None
    words = _STATES[entry.state] + (f", {left} days left" if left else "")
    if entry.end is None:
        return words
    words += f" until {written(entry.end.date() - dt.timedelta(days=1))}"
    if entry.notice_by is None:
        return words
    return f"{words}; say by {written(entry.notice_by.date())} whether it goes on"


def named(entry: CalendarEntry) -> str:
    """What a right is for, in the words of the page."""
    line = entry.line
    words = line.named.replace("_", " ")
    words += f" in {', '.join(line.territories)}" if line.territories else ""
    return words + (f" {entry.shown} of {line.impressions} impressions" if line.impressions else "")


def shown(page: Page) -> list[list[str]]:
    """The cells of each row before the bars, on one line each, as a reader sees them."""
    rows: list[list[str]] = page.eval_on_selector_all(
        "#calendar tbody tr",
        "rows => rows.map(row => [...row.cells].slice(0, 4).map(cell => cell.innerText))",
    )
    return [[" ".join(cell.split()) for cell in row] for row in rows]


def test_each_right_stands_in_a_row_of_its_own(
    rights: Page, book: Book, calendar: RightsCalendar
) -> None:
    names = {creator.creator_id: creator.name for creator in book.creators}
    expected = [
        [
            names[entry.creator_id],
            entry.post_id or "–",
            named(entry),
            told(entry),
        ]
        for entry in calendar.entries
    ]
    assert shown(rights) == expected
    # No line of any deal is left out, whatever the calendar makes of it.
    agreed = {(names[deal.creator_id], line) for deal in book.deals for line in deal.rights_lines}
    assert {(names[entry.creator_id], entry.line) for entry in calendar.entries} == agreed


def test_what_the_example_is_known_to_have_is_seen(rights: Page) -> None:
    assert rights.get_by_role("heading", level=1).inner_text() == "Spring launch"
    assert rights.locator("time").inner_text() == "3 May 2026"
    rows = shown(rights)
    # Published on 3 March, for 60 days: 29 of them are in March, 30 in April, and the last in May.
    assert rows[0] == [
        "Maya Okafor",
        "maya-1",
        "whitelisting on instagram",
        "over until 1 May 2026",
    ]
    assert [
        "Maya Okafor",
        "maya-1",
        "paid usage on paid social, landing page in US, CA 80200 of 100000 impressions",
        "running, 123 days left until 2 Sep 2026; say by 20 Aug 2026 whether it goes on",
    ] in rows


def test_each_bar_says_what_its_words_say(rights: Page, calendar: RightsCalendar) -> None:
    rights.set_viewport_size({"width": 1280, "height": 844})
    bars: list[list[float]] = rights.evaluate(_BARS)
    assert len(bars) == len(calendar.entries)
    for entry, (edge, left, today, right, end, height) in zip(calendar.entries, bars, strict=True):
        assert edge - 1 <= left < right <= end + 1, entry
        assert height > 0
        assert left <= today, entry
        assert (right <= today) == (entry.state == "over"), entry


def test_uses_without_a_right_and_leaves_are_seen(
    rights: Page, book: Book, calendar: RightsCalendar
) -> None:
    names = {creator.creator_id: creator.name for creator in book.creators}
    wrong = [review for review in calendar.uses if not review.is_allowed]
    rows = rights.locator("#wrong tbody tr")
    assert rows.count() == len(wrong) == 1
    seen = rows.first.inner_text()
    assert names[wrong[0].asset.creator_id] in seen
    assert wrong[0].asset.asset_id in seen
    leaves = rights.locator("#leaves li").all_inner_texts()
    assert len(leaves) == len(calendar.leaves)
    for leave, text in zip(calendar.leaves, leaves, strict=True):
        word = "holds" if leave.holds else "does not hold"
        assert text.startswith(f"{names[leave.creator_id]} on {leave.leave.platform}: {word}")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_never_scrolls_sideways(rights: Page, width: int) -> None:
    rights.set_viewport_size({"width": width, "height": 844})
    assert rights.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", WIDTHS)
def test_whatever_is_wider_than_the_page_is_reached_by_scrolling_its_region(
    rights: Page, width: int
) -> None:
    rights.set_viewport_size({"width": width, "height": 844})
    outside: list[str] = rights.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(one => {
            const box = one.getBoundingClientRect();
            const is_out = box.left < -1 || box.right > innerWidth + 1;
            return is_out && !one.closest('.scroll[tabindex="0"][role="region"]');
        }).map(one => one.outerHTML.slice(0, 80))"""
    )
    assert outside == []


def test_a_wide_page_has_room_for_the_whole_calendar(rights: Page) -> None:
    rights.set_viewport_size({"width": 1280, "height": 844})
    wide: list[str] = rights.evaluate(
        """() => [...document.querySelectorAll('.scroll')]
            .filter(one => one.scrollWidth > one.clientWidth + 1)
            .map(one => one.getAttribute('aria-label'))"""
    )
    assert wide == []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_month_is_written_over_another(rights: Page, width: int) -> None:
    rights.set_viewport_size({"width": width, "height": 844})
    boxes: list[list[float]] = rights.evaluate(
        """() => [...document.querySelectorAll('.months span')]
            .map(one => one.getBoundingClientRect())
            .filter(box => box.width)
            .map(box => [box.left, box.right])"""
    )
    assert len(boxes) > 1
    assert all(before[1] <= after[0] for before, after in pairwise(sorted(boxes)))


@pytest.mark.parametrize("width", WIDTHS)
def test_no_word_leaves_its_cell(rights: Page, width: int) -> None:
    rights.set_viewport_size({"width": width, "height": 844})
    spilled: list[str] = rights.evaluate(
        """() => [...document.querySelectorAll('td:not(.when), th:not(.when)')]
            .filter(cell => cell.scrollWidth > cell.clientWidth + 1)
            .map(cell => cell.innerText)"""
    )
    assert spilled == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_console_stays_silent_and_no_request_leaves_the_page(
    page: Page, address: str, width: int
) -> None:
    heard: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(address, wait_until="networkidle")
    assert heard == []
    assert asked == [address]
