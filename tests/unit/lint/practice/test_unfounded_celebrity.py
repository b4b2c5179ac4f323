from __future__ import annotations

from tests.unit.lint.practice.conftest import Said

from influence.campaigns import CELEBRITY_GROUNDS
from influence.lint import UnfoundedCelebrity
from influence.planning import CELEBRITY_CONDITIONS

LARGE = "creator_id,followers\nmaya,2400000"


def test_a_very_large_audience_needs_all_five(said: Said) -> None:
    text = '[campaign]\ncelebrity_conditions = ["capacity", "broad_appeal", "long_term_brand"]'
    assert said(UnfoundedCelebrity(), creators=LARGE, campaign=text) == [
        (
            "creators maya followers: INF814 Maya has 2400000 followers; all five conditions must "
            "hold for that to pay, and these are not stated: wide_distribution, repeated_exposure"
        )
    ]


def test_with_all_five_nothing_is_told(said: Said) -> None:
    grounds = ", ".join(f'"{ground}"' for ground in CELEBRITY_GROUNDS)
    text = f"[campaign]\ncelebrity_conditions = [{grounds}]"
    assert said(UnfoundedCelebrity(), creators=LARGE, campaign=text) == []


def test_smaller_audiences_and_unknown_ones_are_none(said: Said) -> None:
    assert said(UnfoundedCelebrity(), creators="creator_id,followers\nmaya,") == []


def test_the_grounds_are_the_conditions_that_planning_asks() -> None:
    assert tuple(one.key for one in CELEBRITY_CONDITIONS) == CELEBRITY_GROUNDS
