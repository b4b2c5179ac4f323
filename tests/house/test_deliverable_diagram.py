"""The picture and the tables of deliverables are made from the table that runs."""

from __future__ import annotations

import runpy
from pathlib import Path

_RUN = "run python tools/deliverable_diagram.py"


def test_the_picture_and_the_page_are_what_the_tool_writes(root: Path) -> None:
    tool = runpy.run_path(str(root / "tools" / "deliverable_diagram.py"))
    folder = root / "docs" / "reference"
    assert (folder / "deliverables.svg").read_text(encoding="utf-8") == tool["picture"](), _RUN
    page = (folder / "deliverables.md").read_text(encoding="utf-8")
    assert page == tool["page"](page), _RUN
