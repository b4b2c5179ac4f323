"""A brief, printed: one page of A4 and one of Letter, whatever a page is allowed to hold."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest

from influence.books import read_book
from influence.briefs import MOST_LETTERS, MOST_POINTS, Brief, BriefPiece, brief_of
from influence.report import brief_page
from influence.testing import RuleExample

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from influence.report import Paper

pytestmark = pytest.mark.browser

PAPERS: tuple[Paper, ...] = ("a4", "letter")
_PAGE = re.compile(rb"/Type\s*/Page[^s]")


@pytest.fixture
def brief(tmp_path: Path) -> Brief:
    RuleExample(title="Good", codes=(), fragments={}).write(tmp_path)
    return brief_of(read_book(tmp_path), "maya")


def full(brief: Brief, letters: str, *, each: int) -> Brief:
    """The same with as much as a page is allowed to hold, in lines of so many letters."""
    line = (letters * each)[:each]
    best = brief
    for count in range(1, MOST_POINTS + 1):
        lines = (line,) * count
        told = attrs.evolve(
            brief,
            creator_name=line[:40],
            goal=line,
            audience=line,
            talking_points=lines,
            usage_guidelines=lines,
            guardrails=lines,
            pieces=tuple(BriefPiece(what=line) for _ in lines),
            rights=lines,
            contact=line[:40],
        )
        best = best if told.overlong else told
    return best


@pytest.mark.parametrize("each", [40, 90, MOST_LETTERS])
@pytest.mark.parametrize("letters", ["", "words and more ", "W", "走る朝", "كلمات طويلة "])
def test_it_prints_on_one_page(
    page: Page, tmp_path: Path, brief: Brief, letters: str, each: int
) -> None:
    told = full(brief, letters, each=each) if letters else brief
    assert not told.overlong
    file = tmp_path / "brief.html"
    for paper in PAPERS:
        file.write_text(brief_page(told, paper=paper), encoding="utf-8")
        page.goto(file.as_uri())
        printed = page.pdf(prefer_css_page_size=True)
        assert len(_PAGE.findall(printed)) == 1, paper
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
