"""The page of findings is the table of codes, written out."""

from __future__ import annotations

import runpy
from pathlib import Path

from influence.findings import FINDING_KINDS


def test_the_page_of_findings_is_what_its_tool_writes(root: Path) -> None:
    tool = runpy.run_path(str(root / "tools" / "findings_page.py"))
    page = (root / "docs" / "reference" / "findings.md").read_text(encoding="utf-8")
    assert page == tool["page"](), "run python tools/findings_page.py"


def test_every_code_has_its_row(root: Path) -> None:
    page = (root / "docs" / "reference" / "findings.md").read_text(encoding="utf-8")
    missing = [
        code
        for code, kind in FINDING_KINDS.items()
        if f"\n| `{code}` | {kind.severity} | {kind.title} | {kind.meaning} |\n" not in page
    ]
    assert missing == []
