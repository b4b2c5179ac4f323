"""Draws how reliable our probabilities are for the docs, from what a benchmark measured.

    python benchmarks/decisions/calibration.py --write
    python tools/reliability_chart.py

The first measures, for some minutes; the second draws the picture and writes the tables of the page
``docs/explanation/how-sure-are-we.md``. A test says when it was forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
MEASURED = ROOT / "benchmarks" / "decisions" / "calibration.json"
PAGE = ROOT / "docs" / "explanation" / "how-sure-are-we.md"
PICTURE = PAGE.with_suffix(".svg")

#: What was promised: what is said with a probability comes true within five points of it.
_POINTS = 0.05
_LEFT, _TOP, _SIDE = 96, 96, 400
_TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)

_FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 590" role="img" font-family="system-ui, \
-apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', Arial, sans-serif" font-size="13">
<title>Said and come true</title>
<desc>{summary}</desc>
<rect x="1" y="1" width="758" height="588" rx="14" fill="#ffffff" stroke="#d6dde5"/>
<text x="40" y="46" font-size="21" font-weight="600" fill="#0f172a">Said and come true</text>
<text x="40" y="70" fill="#475569">Creators who were booked, by the probability that they are \
profitable</text>
{marks}
</svg>
"""


def measured() -> dict[str, Any]:
    """What the benchmark measured."""
    found: dict[str, Any] = json.loads(MEASURED.read_text(encoding="utf-8"))
    return found


def pooled(presets: Mapping[str, Any], *, who: str = "booked") -> list[dict[str, Any]]:
    """The bands of all presets together."""
    groups = [one[who]["bands"] for one in presets.values()]
    return [_together([group[number] for group in groups]) for number in range(len(groups[0]))]


def drawing(presets: Mapping[str, Any]) -> str:
    """The picture, as SVG."""
    bands = pooled(presets)
    summary = "; ".join(f"said {one['said']:.2f}, came true {_true(one)}" for one in bands)
    marks = [*_axes(), *_faint(presets), *_dots(bands), *_legend(presets, bands)]
    return _FRAME.format(summary=escape(f"{summary}."), marks="\n".join(marks))


def page(text: str, presets: Mapping[str, Any]) -> str:
    """The page with its tables between their marks."""
    for name, table in (("bands", _bands_table(presets)), ("coverage", _coverage_table(presets))):
        before, mark, after = text.partition(f"<!-- measured: {name} -->\n")
        _, end, rest = after.partition("<!-- end of measured -->\n")
        text = "".join((before, mark, f"\n{table}\n", end, rest))
    return text


def _together(bands: list[dict[str, Any]]) -> dict[str, Any]:
    """One band out of that of each preset."""
    some = [one for one in bands if one["forecasts"]]
    count = sum(one["forecasts"] for one in some)
    low, high = bands[0]["low"], bands[0]["high"]
    if not count:
        middle = (low + high) / 2
        return {"low": low, "high": high, "forecasts": 0, "said": middle, "true": None}
    said, true = (
        sum(one[what] * one["forecasts"] for one in some) / count for what in ("said", "true")
    )
    return {"low": low, "high": high, "forecasts": count, "said": said, "true": true}


def _true(band: Mapping[str, Any]) -> str:
    return "unknown" if band["true"] is None else f"{band['true']:.2f}"


def _x(part: float) -> float:
    return _LEFT + part * _SIDE


def _y(part: float) -> float:
    return _TOP + (1 - part) * _SIDE


def _axes() -> Iterator[str]:
    """The frame, the promise of five points around the diagonal, and the ticks."""
    yield (
        f'<rect x="{_LEFT}" y="{_TOP}" width="{_SIDE}" height="{_SIDE}" fill="#f8fafc" '
        'stroke="#cbd5e1"/>'
    )
    corners = [(0, 0), (0, _POINTS), (1 - _POINTS, 1), (1, 1), (1, 1 - _POINTS), (_POINTS, 0)]
    points = " ".join(f"{_x(x):.1f},{_y(y):.1f}" for x, y in corners)
    yield f'<polygon points="{points}" fill="#ccf3ec"/>'
    yield f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#0f766e" stroke-dasharray="5 4"/>'
    for part in _TICKS:
        told = f"{part * 100:.0f} %"
        yield (
            f'<text x="{_x(part):.1f}" y="{_y(0) + 20}" text-anchor="middle" '
            f'fill="#475569">{told}</text>'
        )
        yield (
            f'<text x="{_LEFT - 8}" y="{_y(part) + 4.5:.1f}" text-anchor="end" '
            f'fill="#475569">{told}</text>'
        )
    yield (
        f'<text x="{_x(0.5)}" y="{_y(0) + 46}" text-anchor="middle" fill="#0f172a">what was '
        "said</text>"
    )
    yield (
        f'<text x="40" y="{_y(0.5)}" text-anchor="middle" fill="#0f172a" '
        f'transform="rotate(-90 40 {_y(0.5)})">what came true</text>'
    )


def _faint(presets: Mapping[str, Any]) -> Iterator[str]:
    """A small dot for each band of each preset."""
    for one in presets.values():
        for band in one["booked"]["bands"]:
            if band["true"] is not None:
                yield (
                    f'<circle cx="{_x(band["said"]):.1f}" cy="{_y(band["true"]):.1f}" r="4" '
                    'fill="#94a3b8" fill-opacity="0.7"/>'
                )


def _dots(bands: list[dict[str, Any]]) -> Iterator[str]:
    """A dot for each band of all presets together."""
    for one in bands:
        if one["true"] is not None:
            yield (
                f'<circle cx="{_x(one["said"]):.1f}" cy="{_y(one["true"]):.1f}" r="8" '
                'fill="#0f766e" stroke="#ffffff" stroke-width="2"/>'
            )


def _legend(presets: Mapping[str, Any], bands: list[dict[str, Any]]) -> Iterator[str]:
    """What the marks are, and how many decisions stand behind them."""
    count = sum(one["forecasts"] for one in bands)
    lines = (
        ('<circle cx="528" cy="{y}" r="8" fill="#0f766e"/>', "all presets together"),
        (
            '<circle cx="528" cy="{y}" r="4" fill="#94a3b8"/>',
            f"each of {len(presets)} presets",
        ),
        (
            '<rect x="518" y="{top}" width="20" height="14" fill="#ccf3ec"/>',
            "within five points",
        ),
        ("", f"{count:,} decisions"),
    )
    for number, (mark, words) in enumerate(lines):
        y = _TOP + 20 + number * 28
        if mark:
            yield mark.format(y=y, top=y - 7)
        yield f'<text x="548" y="{y + 4.5}" fill="#334155">{words}</text>'


def _bands_table(presets: Mapping[str, Any]) -> str:
    """What was said and what came true, preset by preset."""
    every = {**presets, "all": {"booked": {"bands": pooled(presets)}}}
    bands = every["all"]["booked"]["bands"]
    titles = " | ".join(f"{one['low'] * 100:.0f}–{one['high'] * 100:.0f} %" for one in bands)
    rows = [f"| Preset | {titles} |", f"|---|{'---|' * len(bands)}"]
    for name, one in every.items():
        cells = " | ".join(_cell(band) for band in one["booked"]["bands"])
        rows.append(f"| `{name}` | {cells} |" if name != "all" else f"| all | {cells} |")
    return "\n".join(rows) + "\n"


def _cell(band: Mapping[str, Any]) -> str:
    """What was said in a band, what came true, and of how many."""
    if band["true"] is None:
        return "–"
    return f"{band['said'] * 100:.0f} → {band['true'] * 100:.0f} ({band['forecasts']:,})"


def _coverage_table(presets: Mapping[str, Any]) -> str:
    """What intervals covered, preset by preset."""
    levels = list(next(iter(presets.values()))["booked"]["coverage"])
    titles = " | ".join(f"{float(level) * 100:.0f} %" for level in levels)
    rows = [
        f"| Preset | booked: {titles} | everybody: {titles} |",
        f"|---|{'---|' * len(levels) * 2}",
    ]
    for name, one in presets.items():
        cells = [
            f"{one[who]['coverage'][level] * 100:.0f}"
            for who in ("booked", "everybody")
            for level in levels
        ]
        rows.append(f"| `{name}` | {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    PICTURE.write_text(drawing(measured()), encoding="utf-8", newline="\n")
    written = page(PAGE.read_text(encoding="utf-8"), measured())
    PAGE.write_text(written, encoding="utf-8", newline="\n")
