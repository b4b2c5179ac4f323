"""The document says what the evaluation says, in the shape that its schema promises."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import cast

import attrs
import jsonschema
import pytest

import influence
from influence.evaluation import Evaluation
from influence.money import Money
from influence.report import Document, document_of, schema
from influence.report._written import amount_text, count_of, credit_text, rate_text

SPRING = Path(__file__).parents[3] / "examples" / "spring-launch"


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    """The shipped example, evaluated."""
    return influence.evaluate(influence.read_book(SPRING))


@pytest.fixture(scope="module")
def document(evaluation: Evaluation) -> Document:
    """Its document."""
    return document_of(evaluation)


def test_a_real_document_keeps_the_schema(document: Document) -> None:
    jsonschema.validate(json.loads(json.dumps(document)), schema())


def test_creators_come_in_the_order_of_their_rank(document: Document) -> None:
    ranks = [creator["rank"] for creator in document["creators"]]
    assert ranks == list(range(1, 41))


def test_every_shown_amount_is_the_evaluations_own(
    evaluation: Evaluation, document: Document
) -> None:
    for line, shown in zip(evaluation.ranking, document["creators"], strict=True):
        assert shown["creator_id"] == line.creator_id
        assert shown["spend"] == line.economics.spend.text
        assert shown["profit"] == amount_text(line.profit)
        assert shown["payable"] == line.payable.text
        assert shown["decision"] == line.decision.label


def test_statement_and_costs_add_up_to_the_spend(document: Document) -> None:
    for creator in document["creators"]:
        lines = [*creator["statement"], *creator["costs"]]
        assert sum(Decimal(line["amount"]) for line in lines) == Decimal(creator["spend"])


def test_statement_lines_add_up_to_what_is_accrued(document: Document) -> None:
    for creator in document["creators"]:
        total = sum((Decimal(line["amount"]) for line in creator["statement"]), Decimal(0))
        assert total == Decimal(creator["accrued"])


def test_shared_costs_are_borne_by_those_with_a_deal(document: Document) -> None:
    parts = [creator["shared_cost"] for creator in document["creators"]]
    assert parts.count(None) == 1
    total = sum((Decimal(part) for part in parts if part is not None), Decimal(0))
    assert total == Decimal(document["totals"]["shared_costs"])


def test_reasons_of_the_unattributed_add_up(document: Document) -> None:
    unattributed = document["unattributed"]
    orders = sum(int(reason["orders"]) for reason in unattributed["reasons"])
    revenue = sum(Decimal(reason["revenue"]) for reason in unattributed["reasons"])
    assert str(orders) == unattributed["orders"]
    assert revenue == Decimal(unattributed["revenue"])


def test_a_campaign_without_an_offer_says_so(evaluation: Evaluation) -> None:
    book = evaluation.book
    bare = attrs.evolve(book, campaign=attrs.evolve(book.campaign, offer=None))
    offer = cast("Mapping[str, object]", document_of(influence.evaluate(bare))["offer"])
    assert set(offer.values()) == {None}


def test_an_offer_without_a_deadline_says_so(evaluation: Evaluation) -> None:
    book = evaluation.book
    assert book.campaign.offer is not None
    offer = attrs.evolve(book.campaign.offer, deadline=None)
    bare = attrs.evolve(book, campaign=attrs.evolve(book.campaign, offer=offer))
    assert document_of(influence.evaluate(bare))["offer"]["deadline"] is None


@pytest.mark.parametrize("has_facts", [True, False])
def test_the_grain_is_named(evaluation: Evaluation, *, has_facts: bool) -> None:
    from influence.results import Result

    book = evaluation.book
    row = Result(creator_id="imani", date=book.campaign.starts, orders=2, revenue=Money("9", "USD"))
    mixed = attrs.evolve(book, results=(row,))
    if not has_facts:
        mixed = attrs.evolve(mixed, orders=(), touches=(), refunds=(), leads=())
    assert document_of(influence.evaluate(mixed))["grain"] == ("mixed" if has_facts else "results")


def test_figures_are_written_without_exponents_and_unknown_as_none() -> None:
    assert credit_text(Fraction(100_000_000)) == "100000000"
    assert credit_text(Fraction(1, 3)) == "0.333333"
    assert rate_text(Decimal("1E+2")) == "100"
    assert rate_text(7) == "7"
    assert count_of(Fraction(6, 2)) == 3
    assert count_of(Fraction(1, 2)) == "0.5"
    assert count_of(4) == 4
    assert [credit_text(None), rate_text(None), count_of(None), amount_text(None)] == [None] * 4


def test_paths_are_the_evaluations_own_and_sum(evaluation: Evaluation, document: Document) -> None:
    orders = document["paths"]["orders"]
    assists = evaluation.paths.assists
    assert [row["player"] for row in orders["creators"]] == [row.player for row in assists.rows]
    assert sum(row["last"] for row in orders["creators"]) == orders["reached"]
    assert sum(row["last"] for row in orders["channels"]) == orders["reached"]
    for row in orders["creators"]:
        assert row["conversions"] == row["last"] + row["assisted"]
    spreads = (
        orders["days_from_first"],
        orders["days_from_last"],
        orders["touches"],
        orders["creators_met"],
    )
    for spread in spreads:
        assert sum(row["conversions"] for row in spread["rows"]) == orders["reached"]
        values = (Decimal(str(row["value"])) for row in spread["rows"])
        assert sum(values) == Decimal(str(orders["reached_value"]))
    listed = sum(row["conversions"] for row in orders["top_paths"])
    assert listed + orders["other_conversions"] == orders["reached"]
    whole = Decimal(str(orders["reached_value"])) + Decimal(str(orders["unreached_value"]))
    assert whole == Decimal(str(document["totals"]["revenue"]))


def test_overlap_is_the_evaluations_own(evaluation: Evaluation, document: Document) -> None:
    shown = document["paths"]["overlap"]
    assert shown["people"] == evaluation.paths.overlap.people
    assert len(shown["largest"]) == 20
    assert len(shown["matrix"]["creators"]) == 12
    assert shown["matrix"]["left_out"] == len(shown["audiences"]) - 12
    diagonal = [row[place] for place, row in enumerate(shown["matrix"]["rows"])]
    assert diagonal == [one["people"] for one in shown["audiences"][:12]]
