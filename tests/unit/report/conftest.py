"""A small report with everything in it that can go wrong, and a long one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import pytest

from influence.report import Document

_SAMPLE = Path(__file__).parents[2] / "data" / "report.json"


@pytest.fixture
def document() -> Document:
    """Seven creators: two hostile names, a loss, and one whose profit is not known."""
    return cast("Document", json.loads(_SAMPLE.read_text(encoding="utf-8")))


@pytest.fixture
def crowd(document: Document) -> Document:
    """The same creators over and over, until there are a hundred of them."""
    for place in range(len(document["creators"]), 100):
        creator = document["creators"][place % 5]
        document["creators"].append(
            {**creator, "creator_id": f"c{place}", "name": f"Creator {place}", "rank": place + 1}
        )
    return document


@pytest.fixture
def without_margin(document: Document) -> Document:
    """The same book without a margin: nobody's profit is known."""
    document["totals"].update({"gross_profit": None, "profit": None, "profit_roi": None})
    for creator in document["creators"]:
        creator.update({"gross_profit": None, "profit": None, "profit_roi": None})
    return document
