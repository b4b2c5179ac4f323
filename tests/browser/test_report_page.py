"""What a reader sees: the figures of the document, nothing from elsewhere, on screen and paper."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from influence.report import Document, page as written_page

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Locator, Page

pytestmark = pytest.mark.browser

_HOSTILE = "<img src=x onerror=alert(1)>"
_COLUMNS = ("profit", "gross_profit", "spend", "revenue_roi", "orders", "payable")
_PER_CENT = {"revenue_roi", "profit_roi"}


def _seen(text: str, *, field: str) -> Decimal:
    """The number a reader would take from *text*."""
    plain = re.sub(r"[,+%]| days?", "", text.strip()).replace("−", "-")
    return Decimal(plain).scaleb(-2) if field in _PER_CENT else Decimal(plain)


def _check(cell: Locator, facts: Mapping[str, object], *, field: str) -> None:
    fact = facts[field]
    text = cell.inner_text()
    if fact is None:
        assert text.strip() == "n/a"
        assert cell.get_attribute("data-value") is None
        return
    assert cell.get_attribute("data-value") == str(fact)
    step = Decimal("0.0005") if field in _PER_CENT else Decimal("0.005")
    assert abs(_seen(text, field=field) - Decimal(str(fact))) <= step


def test_the_ranking_shows_the_figures_of_the_document(report: Page, document: Document) -> None:
    rows = report.locator("#ranking tbody tr")
    assert rows.count() == len(document["creators"])
    for place, creator in enumerate(document["creators"]):
        row = rows.nth(place)
        assert row.get_attribute("data-creator") == creator["creator_id"]
        assert row.locator(".badge").inner_text().split()[-1] == creator["decision"]
        assert row.locator(".why li").all_inner_texts() == creator["reasons"]
        for field in _COLUMNS:
            _check(row.locator(f'[data-field="{field}"]'), creator, field=field)


def test_the_key_figures_are_those_of_the_document(report: Page, document: Document) -> None:
    keys = report.locator("#figures .keys [data-field]")
    assert keys.count() == 8
    for cell in keys.all():
        field = cell.get_attribute("data-field") or ""
        _check(cell, document["totals"], field=field)


def test_the_money_owed_is_that_of_the_document(report: Page, document: Document) -> None:
    owed = {creator["creator_id"]: creator for creator in document["creators"]}
    rows = report.locator("#owed tbody tr").all()
    assert len(rows) == sum(
        any(Decimal(str(creator[field])) for field in ("payable", "held", "accrued"))
        for creator in document["creators"]
    )
    for row in rows:
        creator = owed[row.get_attribute("data-creator") or ""]
        for field in ("payable", "held", "accrued"):
            _check(row.locator(f'[data-field="{field}"]'), creator, field=field)
    for field in ("payable", "held", "accrued"):
        cell = report.locator(f'#owed tfoot [data-field="{field}"]')
        _check(cell, document["totals"], field=field)


def test_unattributed_orders_and_findings_are_shown(report: Page, document: Document) -> None:
    _check(
        report.locator('#unattributed .lead [data-field="revenue"]'),
        document["unattributed"],
        field="revenue",
    )
    findings = report.locator("#findings tbody tr").all_inner_texts()
    assert [line.split("\t") for line in findings] == [
        [finding["code"], finding["where"], finding["message"]] for finding in document["findings"]
    ]


def test_a_name_leads_to_the_working_of_its_figures(report: Page, document: Document) -> None:
    detail = report.locator('[data-detail="maya"]')
    assert not detail.is_visible()
    report.locator("#ranking").get_by_role("link", name="Maya Okafor").click()
    report.wait_for_function("document.querySelector('[data-detail=maya]').checkVisibility()")
    assert detail.locator(".working li").all_inner_texts() == document["creators"][0]["working"]


def test_no_request_leaves_the_page(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, wait_until="networkidle")
    assert asked == [address]


def test_a_hostile_name_stays_text(page: Page, address: str) -> None:
    heard: list[str] = []

    def hear(dialog: Dialog) -> None:
        heard.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", hear)
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.goto(address, wait_until="networkidle")
    assert page.locator("#ranking").get_by_role("link", name=_HOSTILE).inner_text() == _HOSTILE
    assert page.locator("img, script").count() == 0
    assert heard == []


def test_text_from_the_book_cannot_turn_the_text_around_it(report: Page) -> None:
    row = report.locator('#ranking tr[data-creator="priya"]')
    assert row.locator("th bdi").first.evaluate("one => getComputedStyle(one).unicodeBidi") == (
        "isolate"
    )
    assert "<U+001B>" in row.inner_text()


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_the_page_never_scrolls_sideways(report: Page, width: int) -> None:
    report.set_viewport_size({"width": width, "height": 844})
    assert report.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [390, 1280])
def test_words_without_an_end_and_enormous_sums_stay_on_the_page(
    page: Page, document: Document, tmp_path: Path, width: int
) -> None:
    long, sum_ = "W" * 300, "-123456789012345.67"
    endless = copy.deepcopy(document)
    endless["name"] = endless["offer"]["product"] = long
    endless["totals"].update({"profit": sum_, "spend": sum_})
    creator = endless["creators"][0]
    creator.update({"name": long, "handle": long, "reasons": [long], "working": [long]})
    creator.update({"profit": sum_, "revenue": sum_, "metrics": {long: 3}})
    creator["statement"] = [{"text": long, "amount": sum_}]
    creator["codes"][0].update({"code": long, "revenue": sum_})
    endless["findings"][0].update({"where": long, "message": long})
    file = tmp_path / "endless.html"
    file.write_text(written_page(endless), encoding="utf-8")
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_names_in_the_chart_fit_into_it(report: Page) -> None:
    outside = report.evaluate(
        """() => [...document.querySelectorAll('figure svg')].flatMap(svg => {
            const frame = svg.getBoundingClientRect();
            return [...svg.querySelectorAll('text')].filter(text => {
                const box = text.getBoundingClientRect();
                return box.left < frame.left - 1 || box.right > frame.right + 1;
            }).map(text => text.textContent);
        })"""
    )
    assert outside == []


def _ground_and_ink(report: Page) -> tuple[str, str, str]:
    return (
        report.evaluate("getComputedStyle(document.body).backgroundColor"),
        report.evaluate("getComputedStyle(document.body).color"),
        report.evaluate(
            "getComputedStyle(document.querySelector('figure svg path[fill^=\"var(--win\"]')).fill"
        ),
    )


def test_dark_mode_changes_the_page_and_its_drawings(report: Page) -> None:
    light = _ground_and_ink(report)
    picture = report.screenshot()
    report.emulate_media(color_scheme="dark")
    assert all(one != other for one, other in zip(light, _ground_and_ink(report), strict=True))
    assert report.screenshot() != picture


def test_paper_is_light_and_shows_what_was_folded(report: Page) -> None:
    report.emulate_media(media="print", color_scheme="dark")
    assert _ground_and_ink(report)[0] == "rgb(255, 255, 255)"
    assert not report.locator("nav").is_visible()
    hidden = report.evaluate(
        """() => [...document.querySelectorAll('details .body')]
            .filter(body => !body.checkVisibility() || body.offsetHeight === 0).length"""
    )
    assert hidden == 0


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_page_prints(report: Page, paper: str) -> None:
    printed = report.pdf(format=paper)
    assert printed.startswith(b"%PDF")
    assert len(printed) > 50_000


def test_the_tables_and_drawings_are_named_for_those_who_cannot_see_them(report: Page) -> None:
    for title in ("Ranking and decisions", "Money owed"):
        region = report.get_by_role("region", name=title)
        assert region.get_by_role("group", name=title).get_by_role("table").count() == 1
    names = [chart.get_attribute("aria-labelledby") for chart in report.get_by_role("img").all()]
    charts = ("1", "outlook", "2")
    assert names == [f"chart-{name}-title chart-{name}-summary" for name in charts]
    assert report.locator("table:not(:has(th[scope=col]))").count() == 0


def test_how_the_sales_came_about_is_that_of_the_document(report: Page, document: Document) -> None:
    orders = document["paths"]["orders"]
    rows = report.locator("#paths .parts").first.locator("tbody tr")
    assert rows.count() == len(orders["creators"])
    for place, part in enumerate(orders["creators"]):
        row = rows.nth(place)
        assert row.get_attribute("data-player") == part["player"]
        for field in ("conversions", "first", "last", "assisted", "assisted_value"):
            _check(row.locator(f'[data-field="{field}"]'), part, field=field)
    ways = report.locator("#paths .ways tbody tr")
    assert ways.count() == len(orders["top_paths"]) + 1
    assert not report.locator("#paths .matrix").is_visible()
    report.get_by_text("More pairs, and every audience").click()
    matrix = document["paths"]["overlap"]["matrix"]["rows"]
    shown = report.locator("#paths .matrix tbody tr")
    assert [
        [int(cell) for cell in row.locator("td").all_inner_texts()] for row in shown.all()
    ] == matrix
