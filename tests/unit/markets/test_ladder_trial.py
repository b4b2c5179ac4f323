"""Ladder trials: what each stage pays, who leaves, and that only the payment differs."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs
import pytest

from influence.errors import UnknownNameError
from influence.markets import PRESETS, Market, StageCase, StagePay, simulate_ladder, worn
from influence.progression import SOURCE_LADDER, DealLadder, Stage, StageEvidence
from influence.testing._books import usd

PAY = StagePay()
PATIENT = StagePay(patience=99)
STAGES: tuple[Stage, ...] = ("product", "affiliate", "flat", "hybrid")


def _fixed(stage: Stage) -> DealLadder:
    return DealLadder(transitions=(), starts=(stage,))


@pytest.mark.parametrize(
    ("stage", "income"),
    [
        ("product", "0"),
        ("affiliate", "60"),  # 15 % of the sales of 400 that a gross profit of 200 stands for
        ("flat", "150"),
        ("hybrid", "122"),  # 60 % of 150, and 8 % of 400
    ],
)
def test_each_stage_pays_in_its_own_way(stage: Stage, income: str) -> None:
    assert PAY.income(stage, fee=usd("150"), gross_profit=usd("200")) == usd(income)


def test_what_we_earn_is_what_is_left() -> None:
    outcome = simulate_ladder(_fixed("flat"), start="flat", preset="usual", seed=1, partners=4)
    market = Market.drawn(PRESETS["usual"], seed=1)
    cast = sorted(market.creators, key=lambda one: (one.price.minor, one.creator_id))[:4]
    prices = sum(one.price.minor for one in cast) * 8
    assert outcome.profit.minor == outcome.gross_profit.minor - prices
    assert outcome.income.minor == prices - sum(one.product.minor for one in cast) * 8
    assert (outcome.packages, outcome.steps, outcome.left) == ({"flat": 32}, 0, 0)
    assert outcome.is_loss == (outcome.profit.minor < 0)


def test_another_payment_meets_the_same_luck() -> None:
    told = [
        simulate_ladder(_fixed(stage), start=stage, preset="usual", seed=2, pay=PATIENT)
        for stage in STAGES
    ]
    assert len({one.gross_profit for one in told}) == 1
    assert len({one.profit + one.income for one in told}) == 1
    assert len({one.income for one in told}) == 4


def test_whoever_gets_too_little_for_too_long_leaves() -> None:
    outcome = simulate_ladder(_fixed("product"), start="product", preset="usual", seed=2)
    assert outcome.packages == {"product": 20 * 3}
    assert (outcome.left, outcome.income) == (20, usd("0"))


def test_who_leaves_and_what_comes_in_can_be_worked_out_by_hand() -> None:
    outcome = simulate_ladder(_fixed("affiliate"), start="affiliate", preset="fatigue", seed=2)
    market = Market.drawn(PRESETS["fatigue"], seed=2)
    gross, left, good_again = 0, 0, 0
    for one in sorted(market.creators, key=lambda one: (one.price.minor, one.creator_id))[:20]:
        hungry, wear = 0, 0.0
        for cycle in range(8):
            post = market.post(one.creator_id, cycle=cycle, wear=wear)
            wear = worn(wear, 1, preset=market.preset)
            gross += post.gross_profit.minor
            fee = one.price.minor - one.product.minor
            # 15 % of sales that are twice the gross profit; content with 30 % of the fee.
            income = PAY.income("affiliate", fee=usd("1"), gross_profit=post.tracked).minor
            content = income >= fee * 0.3
            good_again += content and hungry > 0
            hungry = 0 if content else hungry + 1
            if hungry == 3:
                left += 1
                break
    assert (outcome.gross_profit.minor, outcome.left) == (gross, left)
    assert good_again > 3
    assert 0 < left < 20


def test_a_ladder_moves_creators_between_cycles() -> None:
    outcome = simulate_ladder(SOURCE_LADDER, start="product", preset="usual", seed=2)
    assert set(outcome.packages) >= {"product", "flat"}
    assert outcome.steps > 0


def test_the_evidence_of_a_cycle_can_be_added_to() -> None:
    seen: list[Sequence[StageCase]] = []

    def judging(cases: Sequence[StageCase]) -> Sequence[StageEvidence]:
        seen.append(cases)
        return [attrs.evolve(case.shown, orders=Fraction(0)) for case in cases]

    judged = simulate_ladder(
        SOURCE_LADDER, start="product", preset="usual", seed=2, judging=judging
    )
    assert judged.packages == {"product": 60}
    first = seen[0]
    by_rank = sorted(first, key=lambda case: case.shown.rank)
    profits = [case.shown.profit.minor for case in by_rank if case.shown.profit is not None]
    assert [case.shown.rank for case in by_rank] == list(range(1, 21))
    assert profits == sorted(profits, reverse=True)
    assert {case.shown.creators for case in first} == {20}
    market = Market.drawn(PRESETS["usual"], seed=2)
    for case in first:
        creator = market.creator(case.candidate.creator_id)
        post = market.post(creator.creator_id, cycle=0)
        assert case.stage == "product"
        assert case.shown.spend == creator.product
        assert case.shown.profit == post.tracked - creator.product
        assert case.candidate.price == creator.price
        assert case.candidate.bookings == (post.booking,)
    assert [len(case.candidate.bookings) for case in seen[2]] == [3] * 20


def test_nobody_begins_where_a_ladder_has_no_start() -> None:
    with pytest.raises(UnknownNameError) as caught:
        simulate_ladder(_fixed("flat"), start="hybrid", preset="usual", seed=2)
    assert str(caught.value) == "stage of a new creator must be one of flat, got 'hybrid'"
