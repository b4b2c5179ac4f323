"""The payment ladders in the docs are the tables that run, drawn and written out."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from influence.progression import LADDERS

_RUN = "run python tools/ladder_diagram.py"


@pytest.fixture(scope="module")
def tool(root: Path) -> dict[str, Any]:
    return runpy.run_path(str(root / "tools" / "ladder_diagram.py"))


def test_each_picture_is_what_its_tool_draws(tool: dict[str, Any]) -> None:
    pictures: dict[Path, str] = tool["drawings"]()
    assert len(pictures) == len(LADDERS)
    for file, picture in pictures.items():
        assert file.read_text(encoding="utf-8") == picture, _RUN


def test_each_picture_is_on_the_page_and_none_is_left_over(
    tool: dict[str, Any], root: Path
) -> None:
    folder = root / "docs" / "explanation"
    page = (folder / "payment-ladder.md").read_text(encoding="utf-8")
    drawn = {file.name for file in tool["drawings"]()}
    assert drawn == set(re.findall(r"\]\((payment-ladder-[\w-]+\.svg)\)", page))
    assert drawn == {file.name for file in folder.glob("payment-ladder-*.svg")}


def test_the_tables_are_what_their_tool_writes(tool: dict[str, Any], root: Path) -> None:
    page = (root / "docs" / "explanation" / "payment-ladder.md").read_text(encoding="utf-8")
    assert page == tool["page"](page), _RUN
    for name, ladder in LADDERS.items():
        table = page.split(f"<!-- ladder: {name} -->")[1].split("<!-- end of ladder -->")[0]
        assert re.findall(r"^\| `(\w+)` \| `(\w+)` \|", table, flags=re.MULTILINE) == [
            (step.start, step.end) for step in ladder.transitions
        ]


@pytest.mark.parametrize("name", LADDERS)
def test_a_picture_has_each_stage_and_a_line_for_each_step(tool: dict[str, Any], name: str) -> None:
    drawing = ET.fromstring(tool["drawing"](name))  # noqa: S314  # it is our own drawing
    space = "{http://www.w3.org/2000/svg}"
    words = [text.text for text in drawing.iter(f"{space}text")]
    lines = [
        one
        for one in drawing.iter(f"{space}path")
        if "C" in one.attrib["d"]  # the lines of steps are curves, those of the legend are not
    ]
    assert [stage for stage in LADDERS[name].stages if words.count(stage) != 1] == []
    assert len(lines) == len(LADDERS[name].transitions)
    assert words.count("new") == len(LADDERS[name].starts)
