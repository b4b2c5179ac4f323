"""Drawings: one chart as static SVG that takes its colours from the page.

Altair builds the specification and vl-convert draws it, without a browser and without a network.
Colours stay ``var(--win)`` and the like in the SVG, so one drawing serves the light, the dark and
the printed page. The binary fractions in a chart only place ink; no figure is read back from them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Final

import altair as alt
import attrs

WIDTH: Final = 480
WIN: Final = "var(--win)"
LOSS: Final = "var(--loss)"
INK: Final = "var(--ink)"
MUTED: Final = "var(--muted)"
RULE: Final = "var(--rule)"
PAPER: Final = "var(--paper)"

_FRAME = re.compile(r'<svg [^>]*viewBox="([-0-9. ]+)"[^>]*>(.*)</svg>\s*', re.DOTALL)


@attrs.frozen(kw_only=True)
class Drawing:
    """One chart, ready for the page.

    Args:
        title: What the chart shows, in a line.
        summary: The same for those who cannot see it: the extremes, and what was left out.
        view_box: The SVG's own coordinates.
        marks: Everything inside the ``svg`` element, escaped by the renderer.
    """

    title: str
    summary: str
    view_box: str
    marks: str


def drawn(layers: Sequence[alt.Chart], /, *, title: str, summary: str, height: int) -> Drawing:
    """Render *layers*, the first at the bottom; the page supplies the ``svg`` element."""
    chart = alt.LayerChart(
        layer=list(layers),
        width=WIDTH,
        height=height,
        background="transparent",
        padding=4,
        config=alt.Config(aria=False, font="sans-serif", view=alt.ViewConfig(stroke=None)),
    )
    written = io.StringIO()
    chart.save(written, format="svg")
    view_box, marks = _FRAME.findall(written.getvalue())[0]
    return Drawing(title=title, summary=summary, view_box=view_box, marks=marks)
