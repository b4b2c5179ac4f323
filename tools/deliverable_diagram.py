"""Draws the states of a deliverable for the docs, from the same table that runs.

    python tools/deliverable_diagram.py

Run it after a change to ``influence.deliverables``; a test says when it was forgotten. The table
becomes a picture beside the page, and two tables on it.
"""

from __future__ import annotations

import math
from html import escape
from pathlib import Path

from influence.deliverables import DELIVERED, ENDS, OWES, STATES, STEPS, TRANSITIONS, State, Step

FOLDER = Path(__file__).parents[1] / "docs" / "reference"
PAGE = FOLDER / "deliverables.md"
PICTURE = FOLDER / "deliverables.svg"

# The way of a piece goes along the middle; what ends it stands above, what holds it up below.
_PLACES: dict[State, tuple[int, int]] = {
    "proposed": (90, 230),
    "agreed": (250, 230),
    "shipped": (250, 390),
    "draft_submitted": (440, 230),
    "changes_requested": (440, 390),
    "approved": (630, 230),
    "scheduled": (630, 390),
    "published": (800, 230),
    "verified": (960, 230),
    "completed": (1110, 230),
    "overdue": (345, 530),
    "expired": (90, 70),
    "rejected": (250, 70),
    "cancelled": (535, 70),
    "taken_down": (960, 70),
}
_HALF_WIDTH, _HALF_HEIGHT = 66, 24
_COLOURS = {"brand": "#0f766e", "creator": "#1d4ed8", "clock": "#b45309"}
_MARKERS = "".join(
    f'<marker id="{by}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" '
    f'orient="auto"><path d="M0 0 10 5 0 10z" fill="{colour}"/></marker>'
    for by, colour in _COLOURS.items()
)
_FRAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 600" role="img" '
    "font-family=\"system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', Arial, sans-serif\" "
    'font-size="13">\n<title>The states of a deliverable</title>\n<desc>{summary}</desc>\n'
    '<rect width="1200" height="600" fill="#ffffff"/>\n<defs>{markers}</defs>\n{body}\n</svg>\n'
)
_FLAT = 1e-9
_BEGIN, _END = "<!-- states: begin -->\n", "<!-- states: end -->\n"


def picture() -> str:
    """The picture as SVG."""
    lines = "\n".join(_arrow(step) for step in STEPS)
    boxes = "\n".join(_box(state) for state in STATES)
    legend = "\n".join(
        f'<text x="{700 + 140 * place}" y="560" fill="{colour}">→ by the {by}</text>'
        for place, (by, colour) in enumerate(_COLOURS.items())
    )
    summary = "; ".join(f"{state}: {', '.join(TRANSITIONS[state]) or 'an end'}" for state in STATES)
    body = f"{lines}\n{boxes}\n{legend}"
    return _FRAME.format(summary=escape(summary), markers=_MARKERS, body=body)


def _arrow(step: Step) -> str:
    """A step as an arrow from edge to edge; one that goes both ways is bent aside."""
    (x1, y1), (x2, y2) = _PLACES[step.before], _PLACES[step.after]
    is_both = any((one.before, one.after) == (step.after, step.before) for one in STEPS)
    aside = 12 if is_both else 0
    angle = math.atan2(y2 - y1, x2 - x1)
    dx, dy = -aside * math.sin(angle), aside * math.cos(angle)
    ax, ay = _edge(x1, y1, angle)
    bx, by = _edge(x2, y2, angle + math.pi)
    dash = ' stroke-dasharray="5 4"' if step.by == "clock" else ""
    path = f"M{ax + dx:.0f} {ay + dy:.0f} L{bx + dx:.0f} {by + dy:.0f}"
    line = (
        f'<path d="{path}" fill="none" stroke="{_COLOURS[step.by]}" stroke-width="1.4"{dash} '
        f'marker-end="url(#{step.by})"/>'
    )
    if step.gate is None:
        return line
    x, y = (ax + bx) / 2 + dx, (ay + by) / 2 + dy
    return line + (
        f'<text x="{x:.0f}" y="{y - 30:.0f}" text-anchor="middle" fill="#334155" '
        f'font-size="11">{step.gate} gate</text>'
    )


def _edge(x: float, y: float, angle: float) -> tuple[float, float]:
    """Where a line from the middle of a box leaves it."""
    cos, sin = math.cos(angle), math.sin(angle)
    wide = _HALF_WIDTH / abs(cos) if abs(cos) > _FLAT else math.inf
    high = _HALF_HEIGHT / abs(sin) if abs(sin) > _FLAT else math.inf
    way = min(wide, high)
    return x + way * cos, y + way * sin


def _box(state: State) -> str:
    """A state as a box: filled where the whole fee is owed, pale where it is over."""
    x, y = _PLACES[state]
    fill = "#a7e8dc" if state in DELIVERED else "#f1f5f9" if state in ENDS else "#ffffff"
    return (
        f'<rect x="{x - _HALF_WIDTH}" y="{y - _HALF_HEIGHT}" width="{2 * _HALF_WIDTH}" '
        f'height="{2 * _HALF_HEIGHT}" rx="8" fill="{fill}" stroke="#334155"/>'
        f'<text x="{x}" y="{y + 4}" text-anchor="middle" fill="#0f172a">'
        f"{state.replace('_', ' ')}</text>"
    )


def tables() -> str:
    """The tables of states and of steps as Markdown."""
    states = "".join(
        f"| `{state}` | {OWES[state].replace('_', ' ')} | "
        f"{', '.join(f'`{after}`' for after in TRANSITIONS[state]) or 'an end'} |\n"
        for state in STATES
    )
    gates = "".join(
        f"| {step.gate} | `{step.before}` → `{step.after}` | "
        f"{step.by}{', or the clock where that is agreed' if step.or_by_clock else ''} |\n"
        for step in STEPS
        if step.gate
    )
    return (
        f"| State | Owes | Goes on to |\n|---|---|---|\n{states}\n"
        f"| Gate | Step | By |\n|---|---|---|\n{gates}"
    )


def page(text: str) -> str:
    """The page with its tables drawn anew."""
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}{tables()}{_END}{after}"


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
