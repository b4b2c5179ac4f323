from __future__ import annotations

import re
from typing import Any, ClassVar

import attrs
import pytest

from influence.deals import Deal
from influence.deliverables import Deliverable
from influence.errors import InvalidInputError, UnknownNameError
from influence.money import Money
from influence.payments import Commission, Fee, PaymentRule, Performance
from influence.shares import Share
from influence.tracking import Mark


@attrs.frozen
class Barter:
    name: ClassVar[str] = "barter"

    def fee(self, performance: Performance, /) -> Fee:
        return Fee.of_lines((), currency=performance.currency)


def test_the_marks_of_a_deal_lead_to_its_creator() -> None:
    deal = Deal(
        creator_id="maya", codes=("MAYA15", "MAYA20"), links=("maya",), dm_keywords=("DEAL",)
    )
    assert deal.marks == (
        Mark(kind="code", value="MAYA15", creator_id="maya"),
        Mark(kind="code", value="MAYA20", creator_id="maya"),
        Mark(kind="link", value="maya", creator_id="maya"),
        Mark(kind="dm", value="DEAL", creator_id="maya"),
    )


def test_a_deal_needs_no_more_than_a_creator() -> None:
    assert Deal(creator_id="maya").marks == ()


@pytest.mark.parametrize("terms", [Commission(rate=Share("0.1")), Barter()])
def test_terms_are_anything_with_a_name_and_a_fee(terms: PaymentRule) -> None:
    assert Deal(creator_id="maya", terms=terms).terms is terms


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        (
            "terms",
            "10 %",
            "terms of the deal with maya must be a payment rule with a name and a fee, got '10 %'",
        ),
        (
            "terms",
            Barter,
            (
                "terms of the deal with maya must be a payment rule with a name and a fee, "
                f"got {Barter!r}"
            ),
        ),
        ("angles", ("",), "Deal.angles must be text that is not blank, got ''"),
        ("deliverables", ("post",), "Deal.deliverables must hold only deliverables, got 'post'"),
        (
            "quote",
            Money("0", "USD"),
            "Deal.quote must be an amount above 0, got Money('0.00', 'USD')",
        ),
        ("usage_rights", True, "Deal.usage_rights must be usage rights, got True"),
        (
            "stage",
            "flatt",
            (
                "Deal.stage must be one of affiliate, flat, hybrid, product, got 'flatt'; "
                "did you mean 'flat'?"
            ),
        ),
    ],
)
def test_a_field_that_breaks_its_rule_is_named(field: str, value: object, message: str) -> None:
    fields: dict[str, Any] = {"creator_id": "maya", field: value}
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Deal(**fields)


def test_deals_are_values() -> None:
    made = [Deal(creator_id="maya", deliverables=(Deliverable(kind="post"),)) for _ in range(2)]
    assert made[0] == made[1]
    assert hash(made[0]) == hash(made[1])


def test_deliverables_of_a_deal_have_ids_of_their_own() -> None:
    piece = Deliverable(kind="post", deliverable_id="video")
    message = r"^Deal\.deliverables must have different ids, got 'video'$"
    with pytest.raises(InvalidInputError, match=message):
        Deal(creator_id="maya", deliverables=(piece, piece))


def test_what_follows_a_deliverable_follows_one_of_the_deal() -> None:
    video = Deliverable(kind="short_video", deliverable_id="video")
    late = Deliverable(kind="reminder_story", follows="vido", within_days=7)
    with pytest.raises(UnknownNameError, match=r"; did you mean 'video'\?$"):
        Deal(creator_id="maya", deliverables=(video, late))
