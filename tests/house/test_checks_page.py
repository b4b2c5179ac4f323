"""The pages of the checks are the checks, written out, and an id is for ever."""

from __future__ import annotations

import re
import runpy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from influence.testing import KINDS


@pytest.fixture
def tool(root: Path) -> Mapping[str, Any]:
    return runpy.run_path(str(root / "tools" / "checks_page.py"))


def test_the_pages_of_the_checks_are_what_their_tool_writes(
    root: Path, tool: Mapping[str, Any]
) -> None:
    folder = root / "docs" / "reference" / "checks"
    pages = {page.name: page.read_text(encoding="utf-8") for page in folder.glob("*.md")}
    assert pages == dict(tool["pages"]()), "run python tools/checks_page.py"


def test_an_id_that_was_given_is_never_taken_back(root: Path, tool: Mapping[str, Any]) -> None:
    given = (root / "tests" / "data" / "check_ids.txt").read_text(encoding="utf-8").split()
    now = tool["ids"]().split()
    assert sorted(set(given) - set(now)) == [], "an id is permanent"
    assert given == now, "run python tools/checks_page.py"


def test_every_check_has_an_anchor_of_its_own(root: Path) -> None:
    folder = root / "docs" / "reference" / "checks"
    text = "".join(page.read_text(encoding="utf-8") for page in folder.glob("*.md"))
    anchors = re.findall(r"^### \S+ \{ #(\S+) \}$", text, flags=re.MULTILINE)
    wanted = [one.id.lower() for kind in KINDS.values() for one in kind.kit.checks]
    assert sorted(anchors) == sorted(wanted)
