"""Intervals: what each creator's next package is believed to return, and how sure that is.

The mark is the expected return multiple, the bar holds the truth eight times in ten, and the rule
stands where a package earns just what it costs. The scale doubles, so that twice and half as much
are equally far from it. Marks with too little evidence behind them are hollow. A long list keeps
its two ends and says how many it left out between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypedDict

import altair as alt
import attrs

from influence.report import _figures
from influence.report._drawing import INK, LOSS, MUTED, PAPER, RULE, WIDTH, WIN, Drawing, drawn

END: Final = 15
"""How many creators are kept at each end of a long list."""

_NAMES = 150
_LETTERS = 20
_GAP = 12
_ROW = 21
_ROOM = 44
_LEAST, _MOST = 0.1, 20.0
_TICKS = (0.125, 0.25, 0.5, 1, 2, 4, 8, 16)


class _Row(TypedDict):
    row: int
    name: str
    low: float
    middle: float
    high: float
    label: str
    colour: str
    fill: str


@attrs.frozen(kw_only=True)
class Span:
    """One creator's interval.

    Args:
        name: Whose it is.
        low: Lower end, as decimal text.
        middle: The expected multiple.
        high: Upper end.
        is_told: Whether enough evidence stands behind it to tell.
    """

    name: str
    low: str
    middle: str
    high: str
    is_told: bool


def intervals(ordered: Sequence[Span], /, *, title: str) -> Drawing:
    """Draw *ordered*, which come best first; at least one."""
    rows = _rows(ordered)
    scale = _scale(rows)
    ticks = [tick for tick in _TICKS if scale["domain"][0] <= tick <= scale["domain"][1]]
    x = alt.X("low:Q", title=None, axis=_axis(ticks), scale=scale)
    y = alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0.3, paddingOuter=0.1))
    told = [row for row in rows if row["name"] and row["label"]]
    base = alt.Chart(alt.InlineData(values=told)).encode(y=y)
    colour = alt.Color("colour:N", scale=None, legend=None)
    bars = base.mark_rule(strokeWidth=3, opacity=0.45).encode(
        x=x, x2=alt.X2("high:Q"), color=colour
    )
    marks = base.mark_point(size=46, strokeWidth=1.6, opacity=1).encode(
        x=alt.X("middle:Q", scale=scale),
        stroke=alt.Stroke("colour:N", scale=None, legend=None),
        fill=alt.Fill("fill:N", scale=None, legend=None),
    )
    labels = base.mark_text(align="right", fontSize=12, color=INK).encode(
        x=alt.value(WIDTH), text="label:N"
    )
    names = (
        alt.Chart(alt.InlineData(values=list(rows)))
        .mark_text(align="right", fontSize=12, color=INK)
        .encode(y=y, x=alt.value(_NAMES), text="name:N")
    )
    even = alt.Chart(alt.InlineData(values=[{"low": 1.0}])).mark_rule(color=MUTED).encode(x=x)
    return drawn(
        [even, bars, marks, names, labels],
        title=title,
        summary=_summary(ordered),
        height=_ROW * len(rows),
    )


def _scale(rows: Sequence[_Row], /) -> alt.Scale:
    """A doubling scale right of the names that holds every interval and break-even."""
    low = max(_LEAST, min(1.0, *(row["low"] for row in rows)) * 0.9)
    high = min(_MOST, max(1.0, *(row["high"] for row in rows)) * 1.1)
    return alt.Scale(
        type="log",
        base=2,
        domain=[low, high],
        range=[_NAMES + _GAP, WIDTH - _ROOM],
        clamp=True,
        nice=False,
    )


def _axis(ticks: Sequence[float], /) -> alt.Axis:
    """Grid lines where a multiple is a power of two."""
    return alt.Axis(
        values=list(ticks),
        labelExpr="format(datum.value, '~r') + '×'",
        domain=False,
        gridColor=RULE,
        labelColor=MUTED,
        labelFontSize=12,
        ticks=False,
    )


def _rows(ordered: Sequence[Span], /) -> list[_Row]:
    rows = [_row(span) for span in ordered]
    if len(ordered) > 2 * END:
        between = f"… {len(ordered) - 2 * END} more between …"
        gap = _Row(
            row=0, name=between, low=1.0, middle=1.0, high=1.0, label="", colour=MUTED, fill=MUTED
        )
        rows = [*rows[:END], gap, *rows[-END:]]
    for place, row in enumerate(rows):
        row["row"] = place
    return rows


def _row(span: Span, /) -> _Row:
    low, middle, high = (
        float(_figures.number(text)) for text in (span.low, span.middle, span.high)
    )
    colour = MUTED if not span.is_told else WIN if middle >= 1 else LOSS
    return _Row(
        row=0,
        name=_figures.shortened(_figures.in_order(span.name), columns=_LETTERS),
        low=low,
        middle=middle,
        high=high,
        label=_figures.multiple(span.middle),
        colour=colour,
        fill=colour if span.is_told else PAPER,
    )


def _summary(ordered: Sequence[Span], /) -> str:
    """How many are above break-even for sure, and how many cannot be told."""
    told = [span for span in ordered if span.is_told]
    above = sum(_figures.number(span.low) > 1 for span in told)
    below = sum(_figures.number(span.high) < 1 for span in told)
    said = (
        f"The whole interval of {above} of {len(ordered)} creators lies above break-even, "
        f"that of {below} below it."
    )
    untold = len(ordered) - len(told)
    said += f" {untold} cannot be told yet." if untold else ""
    if len(ordered) <= 2 * END:
        return said
    return f"{said} Shown are the first {END} and the last {END} by rank."
