from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib import resources
from itertools import product
from typing import cast

import pytest

from influence.errors import InvalidInputError
from influence.findings import FINDING_KINDS
from influence.report import Document, page

_VOID = {"meta", "link"}


class _Reader(HTMLParser):
    """Collects the elements and the text, and sees that every element is closed."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(written)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def _read(document: Document) -> _Reader:
    return _Reader(page(document))


def test_every_element_is_closed_and_every_id_is_its_own(document: Document) -> None:
    reader = _read(document)
    assert reader.open == []
    ids = [attrs["id"] for _, attrs in reader.elements if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_every_link_leads_to_a_place_on_the_page(document: Document) -> None:
    reader = _read(document)
    ids = {f"#{attrs['id']}" for _, attrs in reader.elements if "id" in attrs}
    links = {attrs["href"] for tag, attrs in reader.elements if tag == "a"}
    assert links <= ids


def test_nothing_on_the_page_runs_or_asks_for_anything(document: Document) -> None:
    reader = _read(document)
    assert {tag for tag, _ in reader.elements} & {"script", "img", "iframe", "object"} == set()
    names = {name for _, attrs in reader.elements for name in attrs}
    assert {name for name in names if name.startswith("on") or name in {"src", "style"}} == set()
    assert "url(" not in page(document)
    assert "@import" not in page(document)


def test_the_page_forbids_itself_everything_but_its_own_style(document: Document) -> None:
    policies = [
        attrs["content"]
        for _, attrs in _read(document).elements
        if attrs.get("http-equiv") == "Content-Security-Policy"
    ]
    (policy,) = policies
    assert policy == (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def test_a_hostile_name_is_shown_as_it_was_written(document: Document) -> None:
    assert "<img src=x onerror=alert(1)>" in _read(document).text
    assert "<img" not in page(document)


def test_every_text_of_the_book_is_escaped(document: Document) -> None:
    hostile = "</style></title></svg><script>alert(1)</script>\" '{{ 7 * 7 }}"
    creator = document["creators"][0]
    creator.update(
        {
            "name": hostile,
            "creator_id": hostile,
            "handle": hostile,
            "platform": hostile,
            "tier": hostile,
            "stage": hostile,
            "next_stage": hostile,
            "reasons": [hostile],
            "stage_reasons": [hostile],
            "working": [hostile],
            "statement": [{"text": hostile, "amount": "1.00"}],
            "costs": [{"text": hostile, "amount": "1.00"}],
            "metrics": {hostile: 3},
        }
    )
    creator["codes"][0]["code"] = hostile
    creator["angles"][0]["angle"] = hostile
    document.update(
        {"name": hostile, "campaign": hostile, "time_zone": hostile, "success_metrics": [hostile]}
    )
    document["offer"] = {
        "product": hostile,
        "primary_action": hostile,
        "urgency": hostile,
        "deadline": hostile,
        "landing_page": "javascript:alert(1)",
    }
    document["attribution"].update({"model": hostile, "precedence": hostile})
    document["unattributed"]["reasons"][0]["reason"] = hostile
    document["findings"][0].update({"code": hostile, "where": hostile, "message": hostile})
    reader = _read(document)
    assert "script" not in {tag for tag, _ in reader.elements}
    assert "javascript:alert(1)" not in {attrs.get("href") for _, attrs in reader.elements}
    assert reader.open == []
    assert "49" not in re.findall(r"\{\{.*?\}\}", reader.text)
    assert reader.text.count("<script>alert(1)</script>") >= 25


def test_half_a_character_can_still_be_written_to_a_file(document: Document) -> None:
    document["creators"][0]["name"] = "a\ud800\x00"
    assert "a&lt;U+D800&gt;&lt;U+0000&gt;" in page(document).encode().decode()


def test_every_figure_keeps_the_text_of_the_document(document: Document) -> None:
    reader = _read(document)
    kept = {(attrs.get("data-field"), attrs["data-value"]) for _, attrs in reader.elements
            if "data-value" in attrs}  # fmt: skip
    for field, value in document["totals"].items():
        if value is not None and field not in {"orders", "revenue", "shared_costs"}:
            assert (field, str(value)) in kept


def test_what_is_not_known_says_so_and_has_no_value(document: Document) -> None:
    document["totals"]["profit"] = None
    reader = _read(document)
    profits = [
        attrs
        for tag, attrs in reader.elements
        if attrs.get("data-field") == "profit" and tag == "dd"
    ]
    assert "data-value" not in profits[0]
    assert 'data-field="profit"><span class="unknown">n/a</span>' in page(document)


def test_a_page_without_a_margin_says_that_it_shows_revenue(without_margin: Document) -> None:
    text = _read(without_margin).text
    assert "The charts show revenue instead; revenue is not profit." in text
    assert "What the creators brought" in text


def test_a_page_without_creators_findings_or_lost_orders_is_still_a_page(
    document: Document,
) -> None:
    document["creators"] = []
    document["findings"] = []
    document["unattributed"] = {"orders": "0", "revenue": "0.00", "reasons": []}
    reader = _read(document)
    assert reader.open == []
    assert "svg" not in {tag for tag, _ in reader.elements}
    assert "Nothing to report: every row was read and every check passed." in reader.text


@pytest.mark.parametrize(
    ("grain", "sentence"),
    [
        ("touches_and_orders", "The book holds single touches and orders."),
        ("results", "The book holds counts by creator and day, not single orders."),
        ("mixed", "Some creators come with single orders, others with counts by day."),
    ],
)
def test_the_page_says_what_kind_of_facts_the_book_holds(
    document: Document, grain: str, sentence: str
) -> None:
    document["grain"] = grain  # type: ignore[typeddict-item]  # pyright: ignore[reportGeneralTypeIssues]
    assert sentence in _read(document).text


def test_those_who_are_owed_nothing_are_counted(document: Document) -> None:
    assert "1 creator has nothing payable, held or accrued and is not listed." in page(document)


def _shown_findings(document: Document, *, code: str, count: int) -> str:
    document["findings"] = [
        {"code": code, "severity": "warning", "where": f"costs {place}", "message": "paid more"}
        for place in range(count)
    ]
    return page(document)


def test_findings_that_fill_a_screen_are_folded_by_their_code(document: Document) -> None:
    text = _shown_findings(document, code="INF306", count=11)
    title = FINDING_KINDS["INF306"].title
    assert f'<bdi>INF306</bdi></span> {title} <span class="tally">11</span>' in text
    assert text.count("<bdi>paid more</bdi>") == 11
    assert 'class="alike"' not in _shown_findings(document, code="INF306", count=10)


def test_many_findings_of_a_code_that_is_not_known_are_folded_too(document: Document) -> None:
    text = _shown_findings(document, code="<b>", count=11)
    assert "<bdi>&lt;b&gt;</bdi></span> other findings" in text


def test_where_nothing_is_payable_nobody_is_asked_to_pay(document: Document) -> None:
    assert '<span class="badge plain">pay</span>' in page(document)
    document["totals"]["payable"] = "0.00"
    assert '<span class="badge plain">pay</span>' not in page(document)


def test_without_a_margin_the_next_step_is_to_add_it(without_margin: Document) -> None:
    step = '<span class="badge plain">add</span> the gross margin'
    assert step in page(without_margin)
    first = without_margin["creators"][0]
    first["profit"] = first["gross_profit"] = "1.00"
    assert step not in page(without_margin)


def test_a_profit_of_nothing_is_neither_gain_nor_loss(document: Document) -> None:
    document["creators"][0]["profit"] = "0.00"
    assert '<td class="figure" data-label="Profit" data-field="profit" data-value="0.00">' in page(
        document
    )


def test_another_schema_is_refused(document: Document) -> None:
    document["schema"] = 2  # type: ignore[typeddict-item]  # pyright: ignore[reportGeneralTypeIssues]
    with pytest.raises(InvalidInputError) as caught:
        page(document)
    assert str(caught.value) == "schema of the document must be 1, got 2"


def _luminance(colour: str) -> float:
    wide = colour[1:] if len(colour) == 7 else "".join(letter * 2 for letter in colour[1:])
    parts = [int(wide[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _schemes() -> list[dict[str, str]]:
    sheet = resources.files("influence.report").joinpath("templates", "page.css").read_text("utf-8")
    blocks = re.findall(r":root \{(.*?)\}", sheet, flags=re.DOTALL)
    return [dict(re.findall(r"--(\w+): (#\w+);", block)) for block in blocks]


@pytest.mark.parametrize(
    ("scheme", "ink", "paper"),
    [
        (scheme, ink, paper)
        for scheme, ink, paper in product(
            (0, 1), ("ink", "muted", "link", "win", "loss"), ("paper", "shade")
        )
    ],
)
def test_text_stands_out_from_its_ground(scheme: int, ink: str, paper: str) -> None:
    colours = _schemes()[scheme]
    light, dark = sorted((_luminance(colours[ink]), _luminance(colours[paper])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_the_page_says_how_the_sales_came_about(document: Document) -> None:
    reader = _read(document)
    assert "How the sales came about" in reader.text
    players = [attrs["data-player"] for _, attrs in reader.elements if "data-player" in attrs]
    orders = document["paths"]["orders"]
    leads = document["paths"]["leads"]
    assert players == [
        row["player"] for row in (*orders["creators"], *orders["channels"], *leads["creators"])
    ]
    assert "58 with a creator's touch, 2 without" in reader.text
    assert "Sign-ups: " not in reader.text


def test_many_creators_on_the_paths_are_folded(document: Document) -> None:
    orders = document["paths"]["orders"]
    orders["creators"] = [{**orders["creators"][0], "player": f"c{place}"} for place in range(12)]
    document["paths"]["overlap"]["matrix"]["left_out"] = 3
    orders["other_paths"] = 1
    text = " ".join(_read(document).text.split())
    assert "2 more creators" in text
    assert "3 more are in the table above" in text
    assert "1 other way81" in text


def test_a_book_in_which_nobody_was_met_says_so(document: Document) -> None:
    document["paths"]["orders"]["reached"] = 0
    document["paths"]["overlap"]["largest"] = []
    text = _read(document).text
    assert "there is nothing to show on how orders came about" in text
    assert "Creators who reach the same people" not in text


def test_a_document_from_before_there_were_paths_is_still_a_page(document: Document) -> None:
    before = cast("Document", {key: part for key, part in document.items() if key != "paths"})
    reader = _read(before)
    assert reader.open == []
    assert "#paths" not in {attrs.get("href") for _, attrs in reader.elements}


def test_text_of_the_book_on_the_paths_is_escaped(document: Document) -> None:
    hostile = "<script>alert(1)</script>"
    orders = document["paths"]["orders"]
    orders["creators"][0]["player"] = hostile
    orders["top_paths"][0]["players"] = [hostile]
    document["paths"]["overlap"]["largest"][0]["first"] = hostile
    document["paths"]["overlap"]["audiences"][0]["creator_id"] = hostile
    document["paths"]["overlap"]["matrix"]["creators"][0] = hostile
    reader = _read(document)
    assert "script" not in {tag for tag, _ in reader.elements}
    assert reader.text.count(hostile) >= 6


def test_what_was_incremental_stands_with_its_interval(document: Document) -> None:
    reader = _read(document)
    assert document["incrementality"]["sentence"] in reader.text
    fields = {attrs.get("data-field"): attrs.get("data-value") for _, attrs in reader.elements}
    for field in ("incremental_revenue", "baseline", "incremental_roas", "incremental_low"):
        assert fields[field] == document["incrementality"][field]
    assert document["incrementality"]["working"][-1] in reader.text
    assert "#incremental" in [attrs.get("href") for _, attrs in reader.elements]


@pytest.mark.parametrize("change", [{"verdict": "cannot_tell"}, {"incremental_low": None}])
def test_a_figure_that_chance_may_have_made_is_called_so(
    document: Document, change: dict[str, str | None]
) -> None:
    said = "by the figures alone; cannot be told from chance"
    assert said not in _read(document).text
    cast("dict[str, object]", document["incrementality"]).update(change)
    assert said in _read(document).text


def test_only_conversions_are_shown_where_revenue_is_not_told(document: Document) -> None:
    document["incrementality"].update(
        {
            "incremental_revenue": None,
            "incremental_conversions": "12.5",
            "incremental_conversions_low": "3",
            "incremental_conversions_high": "22",
            "p_value": 0.00000001,
        }
    )
    text = _read(document).text
    assert "Incremental conversions" in text
    assert "Incremental ROAS" not in text.replace(document["incrementality"]["sentence"], "")
    assert "< 0.0001" in text


def test_without_a_control_the_page_says_that_nothing_is_known_to_be_incremental(
    document: Document,
) -> None:
    sentence = "The attributed figures are not incremental: the book has no control."
    told: dict[str, object] = {
        **dict.fromkeys(document["incrementality"]),
        "sentence": sentence,
        "working": [],
    }
    cast("dict[str, object]", document["incrementality"]).update(told)
    reader = _read(document)
    assert sentence in reader.text
    assert "Incremental revenue" not in reader.text


def test_a_document_of_before_it_was_told_still_has_a_page(document: Document) -> None:
    del cast("dict[str, object]", document)["incrementality"]
    reader = _read(document)
    assert "#incremental" not in [attrs.get("href") for _, attrs in reader.elements]
