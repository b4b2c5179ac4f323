from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from influence import progression
from influence.progression import (
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
        name: getattr(progression, name) for name in progression.__all__ if name.endswith("_LADDER")
    }


def test_what_the_sources_say_is_what_the_tables_hold() -> None:
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
