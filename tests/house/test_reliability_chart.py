"""The reliability chart of the docs and its tables are what the benchmark measured."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from influence.markets import DRAWN, PRESETS

_RUN = "run python tools/reliability_chart.py"


@pytest.fixture(scope="module")
def tool(root: Path) -> dict[str, Any]:
    return runpy.run_path(str(root / "tools" / "reliability_chart.py"))


def test_the_picture_is_what_its_tool_draws(tool: dict[str, Any]) -> None:
    picture = tool["drawing"](tool["measured"]())
    assert tool["PICTURE"].read_text(encoding="utf-8") == picture, _RUN


def test_the_tables_are_what_their_tool_writes(tool: dict[str, Any]) -> None:
    page = tool["PAGE"].read_text(encoding="utf-8")
    assert page == tool["page"](page, tool["measured"]()), _RUN
    assert page.count("\n| `drawn` |") == 2


def test_every_preset_was_measured_in_two_hundred_markets(tool: dict[str, Any]) -> None:
    measured = tool["measured"]()
    assert list(measured) == [*PRESETS, DRAWN]
    assert {one["markets"] for one in measured.values()} == {200}


def test_the_picture_has_a_dot_for_each_band(tool: dict[str, Any]) -> None:
    measured = tool["measured"]()
    drawing = ET.fromstring(tool["drawing"](measured))  # noqa: S314  # it is our own drawing
    circles = list(drawing.iter("{http://www.w3.org/2000/svg}circle"))
    known = [one for one in tool["pooled"](measured) if one["true"] is not None]
    large = [one for one in circles if one.attrib["r"] == "8"]
    assert len(large) == len(known) + 1  # one is the legend's


def test_bands_of_presets_are_pooled_by_their_forecasts(tool: dict[str, Any]) -> None:
    def preset(forecasts: int, said: float, true: float | None) -> dict[str, Any]:
        band = {"low": 0.0, "high": 0.2, "forecasts": forecasts, "said": said, "true": true}
        return {"booked": {"bands": [band]}}

    (both,) = tool["pooled"]({"a": preset(3, 0.1, 0.0), "b": preset(1, 0.18, 1.0)})
    assert both["said"] == pytest.approx(0.12)
    assert (both["forecasts"], both["true"]) == (4, 0.25)
    (none,) = tool["pooled"]({"a": preset(0, 0.1, None)})
    assert (none["said"], none["true"]) == (0.1, None)
