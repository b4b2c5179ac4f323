"""The page of the payment rule laws is what the tests declare, written out."""

from __future__ import annotations

import runpy
from pathlib import Path


def test_the_page_of_laws_is_what_its_tool_writes(root: Path) -> None:
    tool = runpy.run_path(str(root / "tools" / "law_table.py"))
    page = (root / "docs" / "reference" / "payment-rule-laws.md").read_text(encoding="utf-8")
    assert page == tool["page"](), "run python tools/law_table.py"


def test_every_public_rule_stands_in_the_table(root: Path) -> None:
    tool = runpy.run_path(str(root / "tools" / "law_table.py"))
    page: str = tool["page"]()
    rules = (
        "Flat fee",
        "In kind",
        "Commission",
        "Bonus on revenue",
        "Retainer",
        "Hybrid",
        "Guaranteed",
        "Capped per order",
        "Tiered marginal",
        "Amended",
    )
    assert [rule for rule in rules if f"\n| {rule} | " not in page] == []
