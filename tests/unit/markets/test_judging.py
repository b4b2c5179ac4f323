from __future__ import annotations

from collections.abc import Sequence

import attrs
import pytest

from influence.beliefs import LearningPolicy, learn
from influence.markets import (
    LadderOutcome,
    StageCase,
    StagePay,
    judged_by_beliefs,
    simulate_ladder,
)
from influence.progression import EVIDENCE_LADDER, SOURCE_LADDER, DealLadder, StageEvidence
from influence.shares import Share


@pytest.fixture(scope="module")
def cases() -> Sequence[StageCase]:
    """What there is to judge by after a cycle."""
    seen: list[Sequence[StageCase]] = []

    def judging(given: Sequence[StageCase]) -> Sequence[StageEvidence]:
        seen.append(given)
        return [case.shown for case in given]

    ladder = DealLadder(transitions=(), starts=("flat",))
    simulate_ladder(ladder, start="flat", preset="usual", seed=3, judging=judging)
    return seen[2]


def test_the_chance_is_the_one_that_is_believed_at_the_quote(cases: Sequence[StageCase]) -> None:
    beliefs = learn([case.candidate for case in cases])
    for case, judged in zip(cases, judged_by_beliefs(cases), strict=True):
        outlook = beliefs.outlook(case.candidate.creator_id)
        assert judged.probability_profitable is not None
        assert float(judged.probability_profitable) == pytest.approx(
            outlook.probability_profitable, abs=1e-9
        )
        plain = attrs.evolve(judged, probability_profitable=None, expected_rank=None)
        assert plain == case.shown


def test_places_are_by_expected_profit(cases: Sequence[StageCase]) -> None:
    beliefs = learn([case.candidate for case in cases])
    expected = [
        beliefs.outlook(case.candidate.creator_id).expected_profit(case.candidate.price)
        for case in cases
        if case.candidate.price is not None
    ]
    places = [judged.expected_rank for judged in judged_by_beliefs(cases)]
    best = max(expected)
    assert places[expected.index(best)] == 1
    assert sorted(place for place in places if place is not None) == list(range(1, 21))


def test_who_has_no_quote_has_no_chance(cases: Sequence[StageCase]) -> None:
    first, *others = cases
    unquoted = attrs.evolve(first, candidate=attrs.evolve(first.candidate, price=None))
    judged = judged_by_beliefs([unquoted, *others])
    assert judged[0] == first.shown
    assert all(one.probability_profitable is not None for one in judged[1:])


def test_what_is_assumed_is_for_the_caller_to_say(cases: Sequence[StageCase]) -> None:
    usual = judged_by_beliefs(cases)
    untracked = judged_by_beliefs(cases, learning=LearningPolicy(untracked=Share("0.5")))
    assert usual != untracked


def test_chances_earn_more_than_counts_and_lose_less_often() -> None:
    # A slice of benchmarks/ladders.py: a share of the sales pays what a flat fee does.
    pay = StagePay(commission="0.36", hybrid_commission="0.14")
    chances, counts = (
        [
            simulate_ladder(
                ladder,
                start="affiliate",
                preset=preset,
                seed=seed,
                pay=pay,
                judging=judged_by_beliefs,
            )
            for preset in ("usual", "thin")
            for seed in range(6)
        ]
        for ladder in (EVIDENCE_LADDER, SOURCE_LADDER)
    )
    assert _profit(chances) > _profit(counts)
    assert sum(one.is_loss for one in chances) <= sum(one.is_loss for one in counts)
    assert sum(one.steps for one in chances) < sum(one.steps for one in counts)


def _profit(outcomes: Sequence[LadderOutcome]) -> int:
    return sum(one.profit.minor for one in outcomes)
