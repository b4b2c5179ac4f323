from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from influence import progression
from influence.progression import (
    EVIDENCE_LADDER,
    FLAT_PILOT_LADDER,
    LADDERS,
    SOURCE_LADDER,
    DealLadder,
    StageEvidence,
)
from influence.testing._books import usd


def stages(ladder: DealLadder, start: str, *history: StageEvidence) -> list[str]:
    standing = ladder.newcomer(start)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # text of a parametrized test
    return [one.next_stage for one in ladder.replay(history, standing=standing)]


def test_ladders_have_the_names_of_their_constants() -> None:
    assert {f"{name.upper()}_LADDER": ladder for name, ladder in LADDERS.items()} == {
        name: getattr(progression, name)
        for name in progression.__all__
        if name.endswith("_LADDER") and name != "DEFAULT_LADDER"
    }
    assert progression.DEFAULT_LADDER in LADDERS.values()


def test_what_the_sources_say_is_what_the_tables_hold() -> None:
    assert EVIDENCE_LADDER.starts == SOURCE_LADDER.starts
    assert (SOURCE_LADDER.starts, FLAT_PILOT_LADDER.starts) == (("product", "affiliate"), ("flat",))
    assert FLAT_PILOT_LADDER.stages == ("affiliate", "flat", "hybrid")
    assert {ladder.cool_down for ladder in LADDERS.values()} == {1}


@pytest.mark.parametrize("start", ["product", "affiliate"])
def test_new_creator_comes_to_a_hybrid_in_three_cycles(proven: StageEvidence, start: str) -> None:
    assert stages(SOURCE_LADDER, start, *[proven] * 4) == ["flat", "flat", "hybrid", "hybrid"]


def test_pilot_that_wins_gets_a_bonus(proven: StageEvidence) -> None:
    assert stages(FLAT_PILOT_LADDER, "flat", proven, proven) == ["hybrid", "hybrid"]


def test_pilot_has_two_cycles_however_large_the_first_loss(proven: StageEvidence) -> None:
    lost = attrs.evolve(proven, profit=usd("-90"))
    won = attrs.evolve(proven, profit=usd("500"))
    assert stages(FLAT_PILOT_LADDER, "flat", lost, lost, won, won) == [
        "flat", "affiliate", "affiliate", "flat",
    ]  # fmt: skip
    assert stages(FLAT_PILOT_LADDER, "flat", lost, won) == ["flat", "hybrid"]


def test_small_ups_and_downs_move_nobody(proven: StageEvidence) -> None:
    up = attrs.evolve(proven, profit=usd("8"), rank=5)
    down = attrs.evolve(proven, profit=usd("-8"), orders=Fraction(3), rank=6)
    for ladder in LADDERS.values():
        standing = progression.Standing(stage="flat")
        wobble = ladder.replay([up, down] * 6, standing=standing)
        assert {one.next_stage for one in wobble} == {"flat"}


def test_likely_creator_comes_to_a_hybrid_by_the_chance_alone(proven: StageEvidence) -> None:
    likely = attrs.evolve(
        proven, orders=None, profit=None, probability_profitable=0.93, expected_rank=2
    )
    assert stages(EVIDENCE_LADDER, "product", *[likely] * 4) == ["flat", "flat", "hybrid", "hybrid"]
    (first, *_) = EVIDENCE_LADDER.replay([likely], standing=EVIDENCE_LADDER.newcomer("product"))
    assert first.reasons == (
        "flat: chance of profit 93 %, posts 2, orders unknown, profit unknown",
    )
    third = EVIDENCE_LADDER.next_from("flat", evidence=likely)
    (why,) = third.reasons
    assert why == (
        "hybrid: chance of profit 93 %, posts 2, orders unknown, profit unknown, "
        "place 2 of 10 by expected profit"
    )


def test_unlikely_creator_comes_down_one_stage_a_step(proven: StageEvidence) -> None:
    unlikely = attrs.evolve(proven, probability_profitable=0.49, expected_rank=1)
    standing = progression.Standing(stage="hybrid")
    down = EVIDENCE_LADDER.replay([unlikely] * 4, standing=standing)
    assert [one.next_stage for one in down] == ["flat", "flat", "affiliate", "affiliate"]
    assert down[2].reasons == (
        "affiliate: chance of profit 49 %, posts 4, orders 10, profit 0.02 USD in 2 cycles",
    )


def test_one_post_is_not_enough_for_a_fee_and_two_are(proven: StageEvidence) -> None:
    thin = attrs.evolve(proven, posts=1, probability_profitable=0.99)
    assert stages(EVIDENCE_LADDER, "affiliate", thin, thin) == ["affiliate", "flat"]


def test_without_an_outlook_nobody_steps_and_the_reasons_say_so(proven: StageEvidence) -> None:
    reasons = {
        stage: EVIDENCE_LADDER.next_from(stage, evidence=proven).reasons
        for stage in progression.STAGES
    }
    up = "not flat: needs a chance of profit of at least 80 %, it is unknown"
    down = "needs a chance of profit below 50 %, it is unknown"
    bonus = (
        "not hybrid: needs a chance of profit of at least 90 %, it is unknown; "
        "a place in the top 20 % by expected profit, is unknown"
    )
    assert reasons == {
        "product": (up,),
        "affiliate": (up,),
        "flat": (bonus, f"not affiliate: {down}"),
        "hybrid": (f"not flat: {down}",),
    }
