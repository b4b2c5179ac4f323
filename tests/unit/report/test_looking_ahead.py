from __future__ import annotations

import io
import re
from typing import Any, cast

import attrs
import pytest
from rich.console import Console

from influence.campaign_book import CyclePlan
from influence.deals import Deal
from influence.decisions import Decision, Evidence
from influence.evaluation import evaluate
from influence.money import Money
from influence.report import Document, _figures, document_of, page, terminal_table
from influence.report._charts import outlook_chart
from influence.report._intervals import END, Span, intervals
from influence.report._outlook_document import NextPackage
from influence.report._spans import span
from influence.testing._books import book, campaign, order


def package(low: str, middle: str, high: str) -> NextPackage:
    told: dict[str, Any] = {"multiple_low": low, "expected_multiple": middle, "multiple_high": high}
    return cast("NextPackage", told)


def printed(document: Document) -> str:
    out = io.StringIO()
    terminal_table(document, console=Console(file=out, width=200))
    return out.getvalue()


def text_of(written: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", written))


def test_twice_and_half_as_much_are_equally_far_from_break_even() -> None:
    found = span(package("0.5", "1", "2"))
    assert found.even - found.low == found.high - found.even
    assert (found.middle, found.width) == (found.even, found.high - found.low)


def test_what_is_beyond_the_scale_stands_at_its_end_and_can_be_seen() -> None:
    assert attrs.astuple(span(package("0", "0.1", "9")))[:3] == (0, 0, 100)
    assert span(package("20", "30", "40")).width == 1


def test_the_chart_tells_who_is_above_and_below_for_sure(document: Document) -> None:
    drawing = outlook_chart(document)
    assert drawing is not None
    told = [creator["next_package"] for creator in document["creators"]]
    known = [one for one in told if one is not None and one["strength"] != "cannot_tell_yet"]
    above = sum(float(one["multiple_low"]) > 1 for one in known)
    below = sum(float(one["multiple_high"]) < 1 for one in known)
    untold = sum(one is not None for one in told) - len(known)
    assert drawing.summary == (
        f"The whole interval of {above} of 6 creators lies above break-even, that of {below} below "
        f"it. {untold} cannot be told yet."
    )


def test_a_long_list_keeps_its_ends() -> None:
    spans = [
        Span(name=f"c{place}", low="0.9", middle="1.5", high="2.5", is_told=True)
        for place in range(2 * END + 5)
    ]
    drawing = intervals(spans, title="ahead")
    assert "… 5 more between …" in drawing.marks
    assert drawing.summary.endswith(f"Shown are the first {END} and the last {END} by rank.")
    assert intervals(spans[:1], title="ahead").summary.endswith("that of 0 below it.")


def test_without_outlooks_nothing_is_drawn_and_no_column_is_shown(document: Document) -> None:
    for creator in document["creators"]:
        creator["next_package"] = None
    assert outlook_chart(document) is None
    written = page(document)
    assert "Next package returns" not in written
    assert "looks-ahead" not in written.split("</style>")[1]


def test_a_document_of_before_it_was_told_is_still_drawn(document: Document) -> None:
    old = cast("dict[str, Any]", document)
    for key in ("next_cycle", "patterns", "bench", "assumptions"):
        del old[key]
    for creator in old["creators"]:
        for key in ("packages", "next_package", "next_packages", "next_reason"):
            del creator[key]
    written = page(document)
    for section in ("cycle", "patterns", "sure"):
        assert f'id="{section}"' not in written
    assert "Next cycle" not in printed(document)


def test_the_next_cycle_is_shown_with_what_stays_in_hand(document: Document) -> None:
    text = text_of(page(document))
    cycle = document["next_cycle"]
    assert f"stays in hand: {cycle['unspent_reason']}." in text
    assert "No other choice of packages under this budget and these limits is worth more." in text
    assert "3 cycles are left, this one among them" in text


def test_what_was_not_told_of_the_next_cycle_is_said(document: Document) -> None:
    cycle = document["next_cycle"]
    cycle.update({"budget_is_told": False, "is_exact": False, "shortfall": "12.00"})
    cycle.update({"cycles_left": 1, "not_booked": 2, "unspent_reason": None})
    cycle["partners_reason"] = "3 partners were asked for"
    text = text_of(page(document))
    assert "as much as the last cycle cost because the book names no budget" in text
    assert "another choice could be worth up to USD 12.00 more" in text
    assert "It is planned as the last cycle" in text
    assert "2 more creators are in neither cycle" in text
    assert "3 partners were asked for." in text


def test_a_cycle_that_cannot_be_planned_says_why() -> None:
    deal = Deal(creator_id="maya", codes=("MAYA15",))
    made = book(deal, order("1", codes=["MAYA15"]), campaign=campaign(margin=None))
    document = document_of(evaluate(made))
    said = "gross profit is unknown, so nobody can say what a package returns"
    cycle = document["next_cycle"]
    assert (cycle["hindrance"], cycle["lines"], cycle["cycles_left"]) == (said, [], 1)
    assert document["assumptions"]["effective_orders"] is None
    assert document["assumptions"]["priors"] == []
    assert document["creators"][0]["next_packages"] is None
    text = text_of(page(document))
    assert f"It cannot be planned: {said}." in text
    assert f"Nothing is said about next packages: {said}." in text
    assert f"The next cycle cannot be planned: {said}." in printed(document)


def test_a_cycle_that_books_nobody_expects_nothing() -> None:
    made = attrs.evolve(book(creators=["maya"]), plan=CyclePlan(budget=Money("5", "USD")))
    document = document_of(evaluate(made))
    line = next(one for one in printed(document).splitlines() if one.startswith("Next cycle"))
    assert line == "Next cycle: of 5, 0 for 0 packages of 0 creators; 5 stay in hand."


def test_whoever_cannot_be_told_has_no_place(document: Document) -> None:
    creator = document["creators"][0]
    assert creator["next_package"] is not None
    creator["next_package"]["strength"] = "cannot_tell_yet"
    written = page(document)
    assert '<abbr title="Place 1, but the evidence cannot tell yet">–</abbr>' in written
    assert "cannot tell yet" in text_of(written)
    row = next(line for line in printed(document).splitlines() if "Maya" in line)
    assert row.split()[0] == "?"


def test_patterns_and_the_bench_are_shown(document: Document) -> None:
    text = text_of(page(document))
    assert "before-after winning" in text
    assert "never booked: fits before-after in running" in text
    document["bench"][0]["last_cycle"] = 2
    assert "last booked in cycle 2: fits" in text_of(page(document))
    document["bench"], document["patterns"] = [], []
    text = text_of(page(document))
    assert "so no pattern can be told yet" in text
    assert "Nobody who was left out of the last cycle has a reason" in text


@attrs.frozen
class Cautious:
    """Holds everybody, and does not say how sure it is."""

    payback_days: int = 45
    least_expected_orders: int = 3

    def judge(self, evidence: Evidence, /) -> Decision:
        return Decision(label="hold", reasons=("cautious",), evidence=evidence)


def test_a_rule_of_ones_own_has_no_strength_and_the_usual_least() -> None:
    made = attrs.evolve(book(creators=["maya"]), decisions=Cautious())
    document = document_of(evaluate(made))
    package = document["creators"][0]["next_package"]
    assert package is not None
    assert package["strength"] == "cannot_tell_yet"
    assumptions = document["assumptions"]
    assert (assumptions["judged"], assumptions["least_effective_orders"]) == (0, 5)


def test_parts_sum_to_the_expected_multiple() -> None:
    document = document_of(evaluate(book(creators=["maya"])))
    package = document["creators"][0]["next_package"]
    assert package is not None
    parts = sum(_figures.number(part["amount"]) for part in package["parts"])
    assert parts == _figures.number(package["expected_multiple"])


@pytest.mark.parametrize(
    ("figure", "shown"),
    [(None, "n/a"), (0.999, "over 99%"), (0.5, "50%"), (0.004, "under 1%"), (0.99, "99%")],
)
def test_a_chance_is_never_told_as_certain(figure: float | None, shown: str) -> None:
    assert _figures.likely(figure) == shown


def test_figures_that_look_ahead_are_short() -> None:
    assert [_figures.orders(text) for text in (None, "3.94", "15.81")] == ["n/a", "3.9", "16"]
    assert [_figures.change(text) for text in ("0.351", "-0.2", "0")] == ["+0.35", "−0.20", "0.00"]
    assert [_figures.sure(chance) for chance in (0.9999, 0.4, 0.001)] == [">99%", "40%", "<1%"]
    assert _figures.ranked("shrinkage") == "what the next package is expected to return"
    assert _figures.ranked("z_score") == "z score"
