"""Draws the payment ladders for the docs, from the same tables that run.

    python tools/ladder_diagram.py

Run it after a change to ``influence.progression``; a test says when it was forgotten. Each ladder
becomes a picture beside the page, and a table on it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from html import escape
from pathlib import Path

from influence.progression import LADDERS, DealLadder, Stage, Transition

FOLDER = Path(__file__).parents[1] / "docs" / "explanation"
PAGE = FOLDER / "payment-ladder.md"

# Where each stage stands: the further up and to the right, the more is promised beforehand.
_PLACES: dict[Stage, tuple[int, int]] = {
    "product": (124, 268),
    "affiliate": (124, 442),
    "flat": (476, 268),
    "hybrid": (836, 108),
}
_PAID_BY: dict[Stage, str] = {
    "product": "product for content",
    "affiliate": "a share of the sales",
    "flat": "a fee for the work",
    "hybrid": "a fee and a bonus",
}
_TITLES = {
    "evidence": "Chances decide who earns a fee",
    "source": "New creators earn their fee",
    "flat_pilot": "Flat-fee pilots first",
}
_FILLS: dict[Stage, str] = {
    "product": "#f0fdfa",
    "affiliate": "#e6faf6",
    "flat": "#ccf3ec",
    "hybrid": "#a7e8dc",
}
_HALF_WIDTH, _HALF_HEIGHT = 84, 34
_PORT = 14
_LINE = 17
_LETTERS = 25

_FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 530" role="img" font-family="system-ui, \
-apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', Arial, sans-serif" font-size="13">
<title>{title}</title>
<desc>{summary}</desc>
<defs>
<marker id="up" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" \
orient="auto"><path d="M0 0 10 5 0 10z" fill="#0f766e"/></marker>
<marker id="down" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" \
orient="auto"><path d="M0 0 10 5 0 10z" fill="#b45309"/></marker>
<marker id="new" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" \
orient="auto"><path d="M0 0 10 5 0 10z" fill="#334155"/></marker>
</defs>
<rect x="1" y="1" width="958" height="528" rx="14" fill="#ffffff" stroke="#d6dde5"/>
<text x="40" y="52" font-size="21" font-weight="600" fill="#0f172a">{title}</text>
<text x="40" y="76" fill="#475569">{rest}</text>
{marks}
{legend}
</svg>
"""

_LEGEND = """\
<path d="M650 492h44" stroke="#0f766e" stroke-width="2" marker-end="url(#up)"/>
<text x="704" y="496.5" fill="#334155">way up</text>
<path d="M788 492h44" stroke="#b45309" stroke-width="2" stroke-dasharray="6 4" \
marker-end="url(#down)"/>
<text x="842" y="496.5" fill="#334155">way down</text>"""


def drawing(name: str) -> str:
    """The picture of a ladder, as SVG."""
    ladder = LADDERS[name]
    steps = ladder.transitions
    marks = [
        *(_path(step) for step in steps),
        *(mark for stage in ladder.starts for mark in _start(stage)),
        *(mark for stage in ladder.stages for mark in _box(stage)),
        *(mark for step in steps for mark in _label(step)),
    ]
    summary = "; ".join(f"{step.start} to {step.end}: {', '.join(step.needs)}" for step in steps)
    return _FRAME.format(
        title=_TITLES[name],
        summary=escape(f"{summary}. {_rest(ladder)}"),
        rest=_rest(ladder),
        marks="\n".join(marks),
        legend=_LEGEND,
    )


def page(text: str) -> str:
    """The page with the table of each ladder between its two marks."""
    for name, ladder in LADDERS.items():
        before, mark, after = text.partition(f"<!-- ladder: {name} -->\n")
        _, end, rest = after.partition("<!-- end of ladder -->\n")
        text = "".join((before, mark, f"\n{_table(ladder)}\n", end, rest))
    return text


def drawings() -> dict[Path, str]:
    """Each picture by the file that holds it."""
    return {
        FOLDER / f"payment-ladder-{name.replace('_', '-')}.svg": drawing(name) for name in LADDERS
    }


def _table(ladder: DealLadder) -> str:
    """The transitions, one a row, in the order in which they are looked at."""
    head = "| From | To | Way | Needs |\n|---|---|---|---|\n"
    rows = (
        f"| `{step.start}` | `{step.end}` | {_way(step)} | {', '.join(step.needs)} |\n"
        for step in ladder.transitions
    )
    starts = " or ".join(f"`{stage}`" for stage in ladder.starts)
    return f"{head}{''.join(rows)}\nSomebody new begins on {starts}. {_rest(ladder)}\n"


def _rest(ladder: DealLadder) -> str:
    """The cool-down in words."""
    cycles = f"{ladder.cool_down} cycle{'s' * (ladder.cool_down != 1)}"
    return f"After a step the ladder rests for {cycles}."


def _way(step: Transition) -> str:
    return "up" if step.is_up else "down"


def _ends(step: Transition) -> tuple[int, int, int, int]:
    """Where the line leaves its stage and where it reaches the other."""
    (x, y), (to_x, to_y) = _PLACES[step.start], _PLACES[step.end]
    if _way(step) == "up":
        port = _PORT if y > to_y + 2 * _HALF_HEIGHT else -_PORT
        return x + _HALF_WIDTH, y - _PORT, to_x - _HALF_WIDTH, to_y + port
    return x, y + _HALF_HEIGHT, to_x + _HALF_WIDTH, to_y + _PORT


def _bends(step: Transition) -> tuple[int, int, int, int]:
    """The two points that pull the line: level at the sides of a stage, upright below it."""
    x, y, to_x, to_y = _ends(step)
    if _way(step) == "up":
        half = (to_x - x) // 2
        return x + half, y, to_x - half, to_y
    return x, to_y, x, to_y


def _path(step: Transition) -> str:
    """The line of a transition."""
    x, y, to_x, to_y = _ends(step)
    bend = "{} {} {} {}".format(*_bends(step))
    colour, dashes = (
        ("#0f766e", "") if _way(step) == "up" else ("#b45309", ' stroke-dasharray="6 4"')
    )
    return (
        f'<path d="M{x} {y}C{bend} {to_x} {to_y}" fill="none" stroke="{colour}" '
        f'stroke-width="2"{dashes} marker-end="url(#{_way(step)})"/>'
    )


def _middle(step: Transition) -> tuple[float, float]:
    """The middle of the line, where its label stands."""
    x, y, to_x, to_y = _ends(step)
    bend_x, bend_y, to_bend_x, to_bend_y = _bends(step)
    return (x + 3 * bend_x + 3 * to_bend_x + to_x) / 8, (y + 3 * bend_y + 3 * to_bend_y + to_y) / 8


def _label(step: Transition) -> Iterator[str]:
    """What a transition needs, on a plate over the middle of its line."""
    lines = [line for need in _short(step) for line in _balanced(need)]
    x, y = _middle(step)
    width, height = max(map(len, lines)) * 7 + 18, len(lines) * _LINE + 10
    ink, rim = ("#0b5d56", "#99d5cc") if _way(step) == "up" else ("#8a3f06", "#f0c48a")
    yield (
        f'<rect x="{x - width / 2:.1f}" y="{y - height / 2:.1f}" width="{width}" '
        f'height="{height}" rx="8" fill="#ffffff" stroke="{rim}"/>'
    )
    for number, line in enumerate(lines):
        at = y - height / 2 + 5 + _LINE * (number + 0.75)
        where = f'x="{x:.1f}" y="{at:.1f}" text-anchor="middle"'
        yield f'<text {where} fill="{ink}">{escape(line)}</text>'


def _balanced(need: str) -> list[str]:
    """The words on as few lines as they need, each about as long as the others."""
    together = need.replace(" %", "\N{NO-BREAK SPACE}%")
    lines = textwrap.wrap(together, _LETTERS)
    for letters in range(_LETTERS - 1, max(map(len, together.split(" "))), -1):
        shorter = textwrap.wrap(together, letters)
        if len(shorter) > len(lines):
            break
        lines = shorter
    return lines


def _short(step: Transition) -> Iterator[str]:
    """The needs, counts on one line."""
    first, *others = step.needs
    counts = [need for need in others if need[0].isdigit()]
    yield first
    if counts:
        yield ", ".join(counts)
    yield from (need for need in others if need not in counts)


def _box(stage: Stage) -> Iterator[str]:
    """A stage and how it pays."""
    x, y = _PLACES[stage]
    yield (
        f'<rect x="{x - _HALF_WIDTH}" y="{y - _HALF_HEIGHT}" width="{2 * _HALF_WIDTH}" '
        f'height="{2 * _HALF_HEIGHT}" rx="12" fill="{_FILLS[stage]}" stroke="#0f766e"/>'
    )
    yield (
        f'<text x="{x}" y="{y - 3}" text-anchor="middle" font-size="17" font-weight="600" '
        f'fill="#0f172a">{stage}</text>'
    )
    yield f'<text x="{x}" y="{y + 17}" text-anchor="middle" fill="#475569">{_PAID_BY[stage]}</text>'


def _start(stage: Stage) -> Iterator[str]:
    """The dot from which somebody new comes to a stage."""
    x, y = _PLACES[stage]
    top = y - _HALF_HEIGHT
    yield f'<circle cx="{x}" cy="{top - 40}" r="6" fill="#334155"/>'
    yield (
        f'<path d="M{x} {top - 34}V{top - 1}" stroke="#334155" stroke-width="2" '
        'marker-end="url(#new)"/>'
    )
    yield f'<text x="{x + 14}" y="{top - 35.5}" fill="#334155">new</text>'


if __name__ == "__main__":
    for file, picture in drawings().items():
        file.write_text(picture, encoding="utf-8", newline="\n")
    written = page(PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(written, encoding="utf-8", newline="\n")
