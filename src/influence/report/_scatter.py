"""Scatter: what each creator cost against what came back, and the line where the two are equal.

Above the line a creator brought back more than was spent; the filled circles are those, the hollow
diamonds are the others. The best few and the worst few carry their names; every creator with known
figures has a mark, however many there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import altair as alt
import attrs

from influence.report import _figures
from influence.report._drawing import INK, LOSS, MUTED, PAPER, RULE, WIN, Drawing, drawn

_HEIGHT = 400
_NAMED_BEST = 3
_NAMED_WORST = 2
_LETTERS = 20
_LABEL_SIZE = 12
_LINE_SHARE = 0.05
_CROWD = 100


class _Row(TypedDict):
    name: str
    spend: float
    back: float
    colour: str
    fill: str
    shape: str


@attrs.frozen(kw_only=True)
class Point:
    """One creator's mark.

    Args:
        name: Whose it is.
        spend: What was spent, as decimal text.
        back: What came back, as decimal text.
    """

    name: str
    spend: str
    back: str


def scatter(ordered: Sequence[Point], /, *, title: str, spend: str, back: str) -> Drawing:
    """Draw *ordered*, best first; at least one. *spend* and *back* are the titles of the axes."""
    rows = [_row(point) for point in ordered]
    x = alt.X("spend:Q", title=spend, axis=_axis())
    y = alt.Y("back:Q", title=back, axis=_axis())
    farthest = max(row["spend"] for row in rows)
    even = min(farthest, max(row["back"] for row in rows))
    named = _apart([*rows[:_NAMED_BEST], *rows[: _NAMED_BEST - 1 : -1][:_NAMED_WORST]])
    marks: list[alt.Chart] = [
        _line(even, x=x, y=y),
        _points(rows, x=x, y=y),
        _line_name(even, x=x, y=y),
        _names([row for row in named if row["spend"] <= farthest / 2], x=x, y=y, to_right=True),
        _names([row for row in named if row["spend"] > farthest / 2], x=x, y=y, to_right=False),
    ]
    above = sum(row["back"] >= row["spend"] for row in rows)
    summary = f"{above} of {len(rows)} creators are on or above the line."
    return drawn(marks, title=title, summary=summary, height=_HEIGHT)


def _row(point: Point, /) -> _Row:
    spend, back = _figures.number(point.spend), _figures.number(point.back)
    is_even = back >= spend
    return _Row(
        name=_figures.shortened(_figures.in_order(point.name), columns=_LETTERS),
        spend=float(spend),
        back=float(back),
        colour=WIN if is_even else LOSS,
        fill=WIN if is_even else PAPER,
        shape="circle" if is_even else "diamond",
    )


def _axis() -> alt.Axis:
    return alt.Axis(
        domainColor=MUTED,
        labelExpr="format(datum.value, '~s')",
        gridColor=RULE,
        labelColor=MUTED,
        labelFontSize=_LABEL_SIZE,
        tickColor=MUTED,
        tickCount=5,
        titleColor=MUTED,
        titleFontSize=_LABEL_SIZE,
        titleFontWeight="normal",
        titlePadding=10,
    )


def _apart(candidates: Sequence[_Row], /) -> list[_Row]:
    """Leave out a name that would be written over one already there."""
    tallest = max(abs(row["back"]) for row in candidates)
    kept: list[_Row] = []
    for row in candidates:
        if all(abs(row["back"] - other["back"]) > _LINE_SHARE * tallest for other in kept):
            kept.append(row)
    return kept


def _line(end: float, /, *, x: alt.X, y: alt.Y) -> alt.Chart:
    ends = [{"spend": 0.0, "back": 0.0}, {"spend": end, "back": end}]
    base = alt.Chart(alt.InlineData(values=ends)).encode(x=x, y=y)
    marks: alt.Chart = base.mark_line(color=MUTED, strokeDash=[5, 4], strokeWidth=1.5)
    return marks


def _line_name(end: float, /, *, x: alt.X, y: alt.Y) -> alt.Chart:
    place = [{"spend": end, "back": end, "name": "break-even"}]
    base = alt.Chart(alt.InlineData(values=place)).encode(x=x, y=y, text="name:N")
    marks: alt.Chart = base.mark_text(
        align="right", dx=-6, dy=-8, color=MUTED, fontSize=_LABEL_SIZE
    )
    return marks


def _points(rows: Sequence[_Row], /, *, x: alt.X, y: alt.Y) -> alt.Chart:
    base = alt.Chart(alt.InlineData(values=list(rows))).encode(x=x, y=y)
    is_crowd = len(rows) > _CROWD
    size, opacity = (24, 0.7) if is_crowd else (56, 0.9)
    marks: alt.Chart = base.mark_point(size=size, strokeWidth=1.2, opacity=opacity).encode(
        stroke=alt.Stroke("colour:N", scale=None, legend=None),
        fill=alt.Fill("fill:N", scale=None, legend=None),
        shape=alt.Shape("shape:N", scale=None, legend=None),
    )
    return marks


def _names(rows: Sequence[_Row], /, *, x: alt.X, y: alt.Y, to_right: bool) -> alt.Chart:
    base = alt.Chart(alt.InlineData(values=list(rows))).encode(x=x, y=y, text="name:N")
    marks: alt.Chart = base.mark_text(
        align="left" if to_right else "right",
        dx=9 if to_right else -9,
        color=INK,
        fontSize=_LABEL_SIZE,
    )
    return marks
