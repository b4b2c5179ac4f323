"""Charts: which pictures a document gets.

Profit by creator, and spend against gross profit; and what next packages are believed to return.
Where nobody's profit is known, because the book has neither a margin nor a gross profit, the first
two fall back to revenue, and the page says so. A creator whose figure is not known is left out of a
picture and counted, never drawn at zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

import attrs

from influence.report import _figures
from influence.report._bars import Bar, bars
from influence.report._document import CreatorResult, Document
from influence.report._drawing import Drawing
from influence.report._intervals import Span, intervals
from influence.report._scatter import Point, scatter

Measure = Literal["profit", "revenue"]

_WHOLE_FROM = 100


@attrs.frozen
class _Standing:
    name: str
    spend: str
    back: str
    height: str

    @property
    def order(self) -> Decimal:
        return _figures.number(self.height)


def measure_of(document: Document, /) -> Measure:
    """Profit where it is known for anybody, else revenue."""
    for creator in document["creators"]:
        if creator["profit"] is not None and creator["gross_profit"] is not None:
            return "profit"
    return "revenue"


def charts(document: Document, /) -> tuple[Drawing, ...]:
    """The pictures of *document*; none where there is nothing known to draw."""
    measure = measure_of(document)
    known = _standings(document["creators"], measure=measure)
    if not known:
        return ()
    left_out = len(document["creators"]) - len(known)
    drawings = (
        _bars(known, document=document, measure=measure),
        _scatter(known, document=document, measure=measure),
    )
    return tuple(_counted(drawing, left_out=left_out, measure=measure) for drawing in drawings)


def outlook_chart(document: Document, /) -> Drawing | None:
    """What next packages are believed to return; ``None`` where nothing is."""
    spans = [
        Span(
            name=creator["name"],
            low=package["multiple_low"],
            middle=package["expected_multiple"],
            high=package["multiple_high"],
            is_told=package["strength"] != "cannot_tell_yet",
        )
        for creator in document["creators"]
        if (package := creator.get("next_package")) is not None
    ]
    title = "What each 1 spent on the next package returns"
    return intervals(spans, title=title) if spans else None


def _standings(creators: Sequence[CreatorResult], /, *, measure: Measure) -> list[_Standing]:
    """Those whose figures are known, highest first; of equals the better ranked first."""
    standings: list[_Standing] = []
    for creator in creators:
        height = creator[measure]
        back = creator["gross_profit"] if measure == "profit" else creator["revenue"]
        if height is not None and back is not None:
            standings.append(_Standing(creator["name"], creator["spend"], back, height))
    standings.sort(key=lambda standing: standing.order, reverse=True)
    return standings


def _bars(known: Sequence[_Standing], /, *, document: Document, measure: Measure) -> Drawing:
    tallest = max(abs(standing.order) for standing in known)
    digits = 0 if tallest >= _WHOLE_FROM else _figures.digits_of(document["totals"]["spend"])
    return bars(
        [Bar(name=standing.name, height=standing.height) for standing in known],
        title=f"{measure.capitalize()} by creator, {document['currency']}",
        digits=digits,
        signed=measure == "profit",
    )


def _scatter(known: Sequence[_Standing], /, *, document: Document, measure: Measure) -> Drawing:
    back = "gross profit" if measure == "profit" else "revenue"
    currency = document["currency"]
    return scatter(
        [Point(name=each.name, spend=each.spend, back=each.back) for each in known],
        title=f"Spend against {back}, {currency}",
        spend=f"Spend, {currency}",
        back=f"{back.capitalize()}, {currency}",
    )


def _counted(drawing: Drawing, /, *, left_out: int, measure: Measure) -> Drawing:
    """Say how many creators are not in the picture."""
    if left_out == 0:
        return drawing
    who = "1 creator is" if left_out == 1 else f"{left_out} creators are"
    note = f"{who} left out because the {measure} is not known."
    return attrs.evolve(drawing, summary=f"{drawing.summary} {note}")
