from __future__ import annotations

import attrs
import pytest

from influence.attribution import attribute
from influence.campaign_book import Book
from influence.creators import Creator
from influence.deals import Deal
from influence.disputes import Dispute, Outcome
from influence.evaluation import evaluate
from influence.payments import Commission
from influence.settlement import SettlementPolicy
from influence.shares import Share
from influence.testing import at, book, order, usd

MAYA = Deal(creator_id="maya", codes=("MAYA15",), terms=Commission(rate=Share("0.1")))


def made(
    *,
    email: str | None = None,
    customer: str | None = None,
    buyer: str | None = None,
    bought_as: str | None = None,
) -> Book:
    sale = attrs.evolve(
        order("7", when=at(1), codes=["MAYA15"], customer=bought_as), customer_email=buyer
    )
    creator = Creator(creator_id="maya", name="Maya", email=email, customer_id=customer)
    whole = book(MAYA, sale, settlement=SettlementPolicy(hold_days=0))
    return attrs.evolve(whole, creators=(creator,))


def reason(whole: Book) -> str | None:
    credit = attribute(
        whole.orders,
        touches=(),
        owners=whole.owners,
        policy=whole.attribution,
        currency="USD",
        creators=whole.creators,
    )
    return credit.stories[0].held.get("maya")


@pytest.mark.parametrize(
    ("email", "buyer", "told"),
    [
        (
            "maya@gmail.com",
            "Maya+shop@Gmail.com",
            "self-referral: the buyer has the e-mail address of maya",
        ),
        (
            "maya@trail.example",
            "helper@trail.example",
            "self-referral: the buyer has an address at trail.example, the domain of maya",
        ),
        ("maya@gmail.com", "leo@gmail.com", None),
        ("maya@trail.example", "leo@other.example", None),
        ("maya@trail.example", None, None),
        (None, "maya@trail.example", None),
    ],
)
def test_an_address_tells_whose_order_it_is(
    email: str | None, buyer: str | None, told: str | None
) -> None:
    assert reason(made(email=email, buyer=buyer)) == told


def test_the_customer_id_tells_whose_order_it_is() -> None:
    told = "self-referral: the buyer is maya as customer c7"
    assert reason(made(customer="c7", bought_as="c7")) == told
    assert reason(made(customer="c7", bought_as="c8")) is None


def test_a_held_order_stands_in_every_figure_and_is_not_paid() -> None:
    evaluation = evaluate(made(customer="c7", bought_as="c7"), as_of=at(40))
    line = evaluation.line("maya")
    assert line.economics.revenue == usd("100.00")
    assert line.statement is not None
    assert line.statement.accrued == usd("10.00")
    assert line.statement.payable == usd("0.00")
    assert [held.reason for held in line.statement.held_orders] == [
        "self-referral: the buyer is maya as customer c7"
    ]
    assert [str(one) for one in evaluation.findings if one.code == "INF312"] == [
        "orders: INF312 orders that seem to be their creator's own: 1 (7 of maya)"
    ]


@pytest.mark.parametrize(("outcome", "payable"), [("won", "10.00"), ("lost", "0.00")])
def test_a_dispute_decides_whether_it_is_paid(outcome: Outcome, payable: str) -> None:
    looked_at = Dispute(
        dispute_id="d1", order_id="7", opened_at=at(2), closed_at=at(3), outcome=outcome
    )
    whole = attrs.evolve(made(customer="c7", bought_as="c7"), disputes=(looked_at,))
    statement = evaluate(whole, as_of=at(40)).line("maya").statement
    assert statement is not None
    assert statement.payable == usd(payable)


def test_the_story_says_why_it_is_held() -> None:
    story = evaluate(made(customer="c7", bought_as="c7")).story("7")
    assert story.in_words()[-1] == (
        "The part of maya is not paid before somebody has looked at it: "
        "self-referral: the buyer is maya as customer c7."
    )
    assert "maya: not to be paid yet" in str(story.working())
