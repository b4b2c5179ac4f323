from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest

from influence.decisions import DecisionPolicy, Evidence, decide
from influence.testing._books import usd

Known = Callable[..., Evidence]

RESTING = DecisionPolicy(rest_after=3)


@pytest.fixture(params=["outlook", "money"])
def scaled(request: pytest.FixtureRequest, known: Known) -> Evidence:
    """Somebody who would be scaled, with and without an outlook."""
    return known() if request.param == "outlook" else known(outlook=None)


def test_no_room_to_grow_is_renewed(scaled: Evidence) -> None:
    decision = decide(attrs.evolve(scaled, room=0), policy=DecisionPolicy())
    assert decision.label == "renew"
    assert decision.reasons[:2] == (
        "no room to grow: no package more than last time can be booked",
        "profit of 310.00 USD within the payback window of 45 days",
    )
    assert ("packages more that can be booked", "0") in [
        (step.text, step.result) for step in decision.working().steps
    ]


@pytest.mark.parametrize("room", [None, 1])
def test_room_that_is_there_or_unknown_is_scaled(scaled: Evidence, room: int | None) -> None:
    assert decide(attrs.evolve(scaled, room=room), policy=DecisionPolicy()).label == "scale"


def test_creator_rests_after_so_many_cycles_in_a_row(scaled: Evidence) -> None:
    tired = attrs.evolve(scaled, cycles_in_a_row=3)
    decision = decide(tired, policy=RESTING)
    assert decision.label == "hold"
    assert decision.reasons[:2] == (
        "booked in 3 cycles in a row: rest for one",
        "profit of 310.00 USD within the payback window of 45 days",
    )
    assert decide(tired, policy=DecisionPolicy()).label == "scale"
    assert decide(attrs.evolve(tired, cycles_in_a_row=2), policy=RESTING).label == "scale"
    assert ("cycles in a row", "3") in [
        (step.text, step.result) for step in decision.working().steps
    ]


def test_one_cycle_in_a_row_is_said_as_one(scaled: Evidence) -> None:
    rested = decide(attrs.evolve(scaled, cycles_in_a_row=1), policy=DecisionPolicy(rest_after=1))
    assert rested.reasons[0] == "booked in 1 cycle in a row: rest for one"


def test_who_promises_nothing_does_not_rest(losing: Known) -> None:
    tired = losing(missed=2, log_mean=-0.5, cycles_in_a_row=9, room=0)
    assert decide(tired, policy=RESTING).label == "drop"


def test_creator_who_would_be_tested_again_rests_as_well(losing: Known) -> None:
    tired = losing(missed=1, log_mean=-0.1, cycles_in_a_row=3)
    assert decide(tired, policy=DecisionPolicy()).label == "retest"
    assert decide(tired, policy=RESTING).label == "hold"


def test_renewed_creator_rests_as_well(known: Known) -> None:
    late = known(profit_in_window=usd("-1"), cycles_in_a_row=3)
    assert decide(late, policy=DecisionPolicy()).label == "renew"
    assert decide(late, policy=RESTING).label == "hold"
