from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from influence.report import Document
from influence.report._charts import charts, measure_of
from influence.report._drawing import Drawing


def _texts(drawing: Drawing) -> list[str]:
    whole = ET.fromstring(f"<svg>{drawing.marks}</svg>")  # noqa: S314 -- drawn a moment ago
    return [text.text or "" for text in whole.iter("text")]


def test_profit_is_drawn_from_best_to_worst(document: Document) -> None:
    bars, _ = charts(document)
    assert bars.title == "Profit by creator, USD"
    figures = [text for text in _texts(bars) if re.fullmatch(r"[+−]?[\d,]+", text)]
    assert figures == ["+1,778", "+1,427", "+425", "+291", "−73", "−642"]


def test_the_summary_tells_the_extremes_and_who_is_left_out(document: Document) -> None:
    bars, scatter = charts(document)
    left_out = "1 creator is left out because the profit is not known."
    assert bars.summary == (
        f"Highest: Maya Okafor, +1,778. Lowest: Bartholomew Feather…, −642. {left_out}"
    )
    assert scatter.summary == f"4 of 6 creators are on or above the line. {left_out}"


def test_two_unknown_creators_are_two(document: Document) -> None:
    document["creators"][0]["profit"] = None
    bars, _ = charts(document)
    assert bars.summary.endswith(" 2 creators are left out because the profit is not known.")


def test_a_long_list_keeps_its_ends_and_counts_the_middle(crowd: Document) -> None:
    bars, scatter = charts(crowd)
    assert "Shown are the 15 highest and the 15 lowest of 99 creators." in bars.summary
    assert "… 69 more between …" in _texts(bars)
    assert len([text for text in _texts(bars) if re.fullmatch(r"[+−][\d,]+", text)]) == 30
    assert scatter.marks.count('fill="var(--paper)"') == 21


def test_more_than_a_crowd_gets_smaller_marks(crowd: Document) -> None:
    known = crowd["creators"][0]
    few = charts(crowd)[1].marks
    crowd["creators"] += [known, known]
    assert 'opacity="0.9"' in few
    assert 'opacity="0.7"' in charts(crowd)[1].marks


def test_without_a_margin_revenue_is_drawn_and_named(without_margin: Document) -> None:
    bars, scatter = charts(without_margin)
    assert measure_of(without_margin) == "revenue"
    assert bars.title == "Revenue by creator, USD"
    assert scatter.title == "Spend against revenue, USD"
    assert "+" not in bars.marks
    assert "4,490" in _texts(bars)


def test_a_profit_without_its_gross_profit_is_not_drawn(document: Document) -> None:
    document["creators"] = document["creators"][:2]
    document["creators"][0]["gross_profit"] = None
    bars, _ = charts(document)
    assert "Maya Okafor" not in _texts(bars)


def test_a_book_without_creators_has_no_charts(document: Document) -> None:
    document["creators"] = []
    assert charts(document) == ()


def test_without_any_known_revenue_there_are_no_charts(without_margin: Document) -> None:
    for creator in without_margin["creators"]:
        creator["revenue"] = None
    assert charts(without_margin) == ()


def test_small_amounts_keep_their_digits(document: Document) -> None:
    document["creators"] = document["creators"][:1]
    document["creators"][0].update({"profit": "9.25", "gross_profit": "10.00", "spend": "0.75"})
    assert "+9.25" in _texts(charts(document)[0])


@pytest.mark.parametrize("profit", ["0.00", "-5.00"])
def test_a_chart_of_one_is_drawn_whatever_its_sign(document: Document, profit: str) -> None:
    document["creators"] = document["creators"][:1]
    document["creators"][0].update({"profit": profit, "gross_profit": "0.00", "spend": "0.00"})
    bars, scatter = charts(document)
    assert "NaN" not in bars.marks + scatter.marks


def test_hostile_names_stay_text_in_the_drawing(document: Document) -> None:
    bars, scatter = charts(document)
    for drawing in (bars, scatter):
        assert "<img" not in drawing.marks
        assert "\u202e" not in drawing.marks
    assert "<img src=x onerror=…" in _texts(bars)
    assert "[red]Priya[/red] <U…" in _texts(bars)


def test_colours_are_left_to_the_page(document: Document) -> None:
    for drawing in charts(document):
        colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawing.marks))
        assert {colour for colour in colours if not colour.startswith("var(")} <= {"none"}
