"""The report page, written to a file and opened."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from influence.report import Document, page as written_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

_SAMPLE = Path(__file__).parents[1] / "data" / "report.json"


@pytest.fixture(scope="session")
def document() -> Document:
    """Seven creators, two of them with hostile names."""
    return cast("Document", json.loads(_SAMPLE.read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def address(document: Document, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the page of the document is."""
    file = tmp_path_factory.mktemp("report") / "spring-launch.html"
    file.write_text(written_page(document), encoding="utf-8")
    return file.as_uri()


@pytest.fixture
def report(page: Page, address: str) -> Page:
    """The page, opened; a question it asks the reader, or an error, would be on record."""
    page.goto(address)
    return page
