"""Bars: profit by creator, best first, gains to the right of zero and losses to the left.

A long list keeps its two ends and says how many it left out between them, because five hundred bars
are no picture. The figure stands at the end of its bar with its sign, so that colour is never the
only thing that tells a loss from a gain.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypedDict

import altair as alt
import attrs

from influence.report import _figures
from influence.report._drawing import INK, LOSS, MUTED, WIDTH, WIN, Drawing, drawn

END: Final = 15
"""How many bars are kept at each end of a long list."""

_NAMES = 150
_LETTERS = 20
_GAP = 12
_ROW = 21
_LABEL_SHARE = 0.22


class _Row(TypedDict):
    row: int
    name: str
    height: float
    gain: str
    loss: str
    colour: str


@attrs.frozen(kw_only=True)
class Bar:
    """One creator's bar.

    Args:
        name: Whose it is.
        height: The amount, as decimal text.
    """

    name: str
    height: str


def bars(ordered: Sequence[Bar], /, *, title: str, digits: int, signed: bool) -> Drawing:
    """Draw *ordered*, which come highest first; at least one."""
    rows = _rows(ordered, digits=digits, signed=signed)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0.3, paddingOuter=0.1)),
    )
    x = alt.X("height:Q", axis=None, scale=_scale([row["height"] for row in rows]))
    columns = base.mark_bar().encode(x=x, color=alt.Color("colour:N", scale=None, legend=None))
    names = base.mark_text(align="right", fontSize=12, color=INK).encode(
        x=alt.value(_NAMES), text="name:N"
    )
    gains = base.mark_text(align="left", dx=5, fontSize=12, color=INK).encode(x=x, text="gain:N")
    losses = base.mark_text(align="right", dx=-5, fontSize=12, color=INK).encode(x=x, text="loss:N")
    zero = alt.Chart(alt.InlineData(values=[{"height": 0.0}])).mark_rule(color=MUTED).encode(x=x)
    return drawn(
        [columns, zero, names, gains, losses],
        title=title,
        summary=_summary(rows, total=len(ordered)),
        height=_ROW * len(rows),
    )


def _rows(ordered: Sequence[Bar], /, *, digits: int, signed: bool) -> list[_Row]:
    drawn_rows = [_row(bar, digits=digits, signed=signed) for bar in ordered]
    if len(ordered) > 2 * END:
        between = f"… {len(ordered) - 2 * END} more between …"
        gap = _Row(row=0, name=between, height=0.0, gain="", loss="", colour=MUTED)
        drawn_rows = [*drawn_rows[:END], gap, *drawn_rows[-END:]]
    for place, row in enumerate(drawn_rows):
        row["row"] = place
    return drawn_rows


def _row(bar: Bar, /, *, digits: int, signed: bool) -> _Row:
    height = float(_figures.number(bar.height))
    written = _figures.signed_amount if signed else _figures.amount
    label = written(bar.height, digits=digits)
    gain, loss = (label, "") if height >= 0 else ("", label)
    colour = WIN if height >= 0 else LOSS
    name = _figures.shortened(_figures.in_order(bar.name), columns=_LETTERS)
    return _Row(row=0, name=name, height=height, gain=gain, loss=loss, colour=colour)


def _scale(heights: Sequence[float], /) -> alt.Scale:
    """Start right of the names, and leave room for the figures at the ends of the bars."""
    low, high = min(*heights, 0.0), max(*heights, 0.0)
    sides = (low < 0) + (high > 0) or 1
    margin = ((high - low) or 1.0) * _LABEL_SHARE / (1 - _LABEL_SHARE * sides)
    domain = [low - margin if low < 0 else 0.0, high + margin if high > 0 or low == 0 else 0.0]
    return alt.Scale(domain=domain, range=[_NAMES + _GAP, WIDTH], nice=False, zero=False)


def _summary(rows: Sequence[_Row], /, *, total: int) -> str:
    best, worst = rows[0], rows[-1]
    said = (
        f"Highest: {best['name']}, {best['gain']}{best['loss']}. "
        f"Lowest: {worst['name']}, {worst['gain']}{worst['loss']}."
    )
    if total <= 2 * END:
        return said
    return f"{said} Shown are the {END} highest and the {END} lowest of {total} creators."
