from __future__ import annotations

import attrs
import pytest

from influence.errors import InvalidInputError, InvalidTermsError
from influence.progression import (
    EVIDENCE_LADDER,
    FLAT_PILOT_LADDER,
    SOURCE_LADDER,
    ChanceThresholds,
    DealLadder,
    Transition,
)
from influence.shares import Share

OTHERS = ChanceThresholds(flat="0.85", hybrid="0.95", down="0.4", top="0.1", least_posts=3)


def test_the_shipped_ladder_has_the_values_that_are_the_defaults() -> None:
    assert ChanceThresholds().ladder() == EVIDENCE_LADDER
    assert [(step.start, step.end, step.needs) for step in OTHERS.ladder().transitions] == [
        ("product", "flat", ("a chance of profit of at least 85 %", "3 posts")),
        ("affiliate", "flat", ("a chance of profit of at least 85 %", "3 posts")),
        (
            "flat",
            "hybrid",
            ("a chance of profit of at least 95 %", "a place in the top 10 % by expected profit"),
        ),
        ("flat", "affiliate", ("a chance of profit below 40 %",)),
        ("hybrid", "flat", ("a chance of profit below 40 %",)),
    ]


def test_a_ladder_tells_the_values_that_it_was_made_of() -> None:
    assert ChanceThresholds.of(OTHERS.ladder(cool_down=4)) == OTHERS
    assert ChanceThresholds.of(EVIDENCE_LADDER) == ChanceThresholds()


def test_without_a_way_down_nobody_falls() -> None:
    ladder = ChanceThresholds(down="0").ladder()
    assert [step.end for step in ladder.transitions] == ["flat", "flat", "hybrid"]
    assert ChanceThresholds.of(ladder) == ChanceThresholds(down="0")


@pytest.mark.parametrize(
    "ladder",
    [
        SOURCE_LADDER,
        FLAT_PILOT_LADDER,
        DealLadder(transitions=()),
        DealLadder(transitions=EVIDENCE_LADDER.transitions[:2]),
        attrs.evolve(EVIDENCE_LADDER, transitions=EVIDENCE_LADDER.transitions[:4]),
        attrs.evolve(EVIDENCE_LADDER, starts=("flat",)),
        # The way down begins above the way up, which nobody can take: a ladder, but none of these.
        DealLadder(
            transitions=(
                Transition(
                    start="product", end="flat", outcome=None, least_probability=Share("0.9")
                ),
                Transition(
                    start="flat",
                    end="hybrid",
                    outcome=None,
                    least_probability=Share("0.5"),
                    expected_top=Share("0"),
                ),
                Transition(
                    start="hybrid", end="flat", outcome=None, below_probability=Share("0.8")
                ),
            )
        ),
    ],
)
def test_other_ladders_have_no_such_values(ladder: DealLadder) -> None:
    assert ChanceThresholds.of(ladder) is None


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"down": "0.81"}, "be at most flat, which is 80 %, got Share('0.81')"),
        ({"hybrid": "0.4"}, "be at most hybrid, which is 40 %, got Share('0.5')"),
    ],
)
def test_a_way_down_above_a_way_up_is_refused(changes: dict[str, str], message: str) -> None:
    with pytest.raises(InvalidTermsError) as refused:
        ChanceThresholds(**changes)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # by any name
    assert str(refused.value) == f"down of chance thresholds must {message}"
    assert ChanceThresholds(down="0.8", flat="0.8").down == Share("0.8")


def test_shares_and_counts_keep_their_rules() -> None:
    with pytest.raises(InvalidInputError) as refused:
        ChanceThresholds(hybrid="1.2")
    assert str(refused.value) == (
        "ChanceThresholds.hybrid must be a share of at most 1, got Share('1.2')"
    )
    with pytest.raises(InvalidInputError) as refused:
        ChanceThresholds(least_posts=-1)
    assert str(refused.value) == (
        "ChanceThresholds.least_posts must be a whole number of at least 0, got -1"
    )
    with pytest.raises(InvalidInputError) as refused:
        ChanceThresholds().ladder(cool_down=-1)
    assert str(refused.value) == "DealLadder.cool_down must be a whole number of at least 0, got -1"
