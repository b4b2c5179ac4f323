from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from influence.errors import (
    CurrencyMismatchError,
    InvalidInputError,
    InvalidTermsError,
    UnknownNameError,
)
from influence.money import Money
from influence.progression import (
    SOURCE_LADDER,
    DealLadder,
    Shown,
    Stage,
    StageEvidence,
    Standing,
    Transition,
)
from influence.shares import Share
from influence.testing._books import usd

SHOWN = "posts 2, orders 5, profit 0.01 USD, place 2 of 10"
UP = Transition(start="flat", end="hybrid")
DOWN = Transition(start="hybrid", end="flat", outcome="loss")


def step(known: StageEvidence, stage: Stage, **changes: object) -> tuple[str, tuple[str, ...]]:
    changed = attrs.evolve(known, **changes)  # type: ignore[arg-type]  # by any name
    progress = SOURCE_LADDER.next_from(stage, evidence=changed)
    assert progress.stage == stage
    return progress.next_stage, progress.reasons


@pytest.mark.parametrize(
    ("stage", "reached"), [("product", "flat"), ("affiliate", "flat"), ("flat", "hybrid")]
)
def test_proven_creator_steps_up(proven: StageEvidence, stage: Stage, reached: Stage) -> None:
    assert step(proven, stage) == (reached, (f"{reached}: {SHOWN}",))
    progress = SOURCE_LADDER.next_from(stage, evidence=proven)
    assert progress.step in SOURCE_LADDER.transitions
    assert progress.after == Standing(stage=reached, came_from=stage)


@pytest.mark.parametrize(("stage", "reached"), [("flat", "affiliate"), ("hybrid", "flat")])
def test_large_loss_steps_down_at_once(proven: StageEvidence, stage: Stage, reached: Stage) -> None:
    shown = "posts 2, orders 5, profit -10.01 USD, place 2 of 10"
    assert step(proven, stage, profit=usd("-10.01")) == (reached, (f"{reached}: {shown}",))
    assert step(proven, stage, profit=usd("-10"))[0] == stage


@pytest.mark.parametrize(("stage", "reached"), [("flat", "affiliate"), ("hybrid", "flat")])
def test_second_small_loss_in_a_row_steps_down(
    proven: StageEvidence, stage: Stage, reached: Stage
) -> None:
    small = attrs.evolve(proven, profit=usd("-4"))
    stayed, fell = SOURCE_LADDER.replay([small, small], standing=Standing(stage=stage))
    assert (stayed.next_stage, stayed.step, fell.next_stage) == (stage, None, reached)
    (why,) = fell.reasons
    assert why == (
        f"{reached}: posts 4, orders 10, profit -8.00 USD in 2 cycles, "
        "last cycle -4.00 USD, 2 in a row, place 2 of 10"
    )


@pytest.mark.parametrize("stage", ["product", "affiliate"])
@pytest.mark.parametrize(
    ("changes", "need"),
    [
        ({"posts": 1}, "2 posts, has 1"),
        ({"orders": Fraction(9, 2)}, "5 orders, orders are 4.5"),
        ({"orders": None}, "5 orders, orders are unknown"),
        ({"profit": usd("0")}, "a profit, profit is 0.00 USD"),
        ({"profit": None}, "a profit, profit is unknown"),
        ({"posts": 0, "orders": Fraction(0)}, "2 posts, has 0; 5 orders, orders are 0"),
    ],
)
def test_refusal_names_every_need_that_is_not_met(
    proven: StageEvidence, stage: Stage, changes: dict[str, object], need: str
) -> None:
    assert step(proven, stage, **changes) == (stage, (f"not flat: needs {need}",))


def test_flat_fee_is_kept_below_the_top(proven: StageEvidence) -> None:
    assert step(proven, "flat", rank=3) == (
        "flat",
        (
            "not hybrid: needs a place in the top 20 %, is 3 of 10",
            "not affiliate: needs a loss, profit is 0.01 USD",
        ),
    )


def test_hybrid_stays_while_it_pays(proven: StageEvidence) -> None:
    assert step(proven, "hybrid") == (
        "hybrid",
        ("not flat: needs a loss, profit is 0.01 USD",),
    )


def test_one_step_a_cycle(proven: StageEvidence) -> None:
    assert step(proven, "product", rank=1)[0] == "flat"


def test_stage_without_a_way_out_says_so(proven: StageEvidence) -> None:
    ladder = DealLadder(transitions=())
    assert ladder.next_from("flat", evidence=proven).reasons == ("flat has no further step",)


def test_transition_without_needs_is_open_to_whom_nothing_is_known_of(
    proven: StageEvidence,
) -> None:
    ladder = DealLadder(transitions=(Transition(start="flat", end="product", outcome="loss"),))
    known = attrs.evolve(proven, orders=None, profit=usd("-1"))
    assert ladder.next_from("flat", evidence=known).reasons == (
        "product: posts 2, orders unknown, profit -1.00 USD, place 2 of 10",
    )


def test_posts_and_orders_are_gathered_over_cycles_that_are_too_thin_alone(
    proven: StageEvidence,
) -> None:
    thin = attrs.evolve(proven, posts=1, orders=Fraction(2), profit=usd("3"))
    first, second, third = SOURCE_LADDER.replay([thin] * 3, standing=Standing(stage="affiliate"))
    assert first.reasons == ("not flat: needs 2 posts, has 1; 5 orders, orders are 2",)
    assert second.reasons == ("not flat: needs 5 orders, orders are 4 in 2 cycles",)
    (taken,) = third.reasons
    assert taken == (
        "flat: posts 3, orders 6, profit 9.00 USD in 3 cycles, "
        "last cycle 3.00 USD, 3 in a row, place 2 of 10"
    )


def test_ladder_rests_for_its_cool_down_and_gathers_meanwhile(proven: StageEvidence) -> None:
    ladder = attrs.evolve(SOURCE_LADDER, cool_down=2)
    progresses = ladder.replay([proven] * 4, standing=ladder.newcomer("affiliate"))
    assert [one.next_stage for one in progresses] == ["flat", "flat", "flat", "hybrid"]
    assert [one.reasons for one in progresses[1:3]] == [
        ("rests after the step from affiliate: cycle 1 of 2",),
        ("rests after the step from affiliate: cycle 2 of 2",),
    ]
    assert progresses[2].after.shown.posts == 4


def test_evidence_from_before_a_step_counts_no_more(proven: StageEvidence) -> None:
    ladder = attrs.evolve(SOURCE_LADDER, cool_down=0)
    idle = attrs.evolve(proven, posts=0, orders=Fraction(0), rank=1)
    _, second = ladder.replay([proven, idle], standing=ladder.newcomer("product"))
    assert second.reasons[0] == "not hybrid: needs 2 posts, has 0; 5 orders, orders are 0"


def test_losses_of_the_rest_count_when_it_is_over(proven: StageEvidence) -> None:
    small = attrs.evolve(proven, profit=usd("-1"))
    history = [proven, small, small]
    stages = [
        one.next_stage for one in SOURCE_LADDER.replay(history, standing=Standing(stage="product"))
    ]
    assert stages == ["flat", "flat", "affiliate"]


def test_standing_tells_what_was_shown_so_far(proven: StageEvidence) -> None:
    (only,) = SOURCE_LADDER.replay([proven], standing=Standing(stage="hybrid"))
    assert only.before == Standing(stage="hybrid", came_from=None, shown=Shown())
    assert only.after == Standing(stage="hybrid", shown=Shown().with_cycle(proven))


def test_working_ends_in_the_next_stage(proven: StageEvidence) -> None:
    working = SOURCE_LADDER.next_from("flat", evidence=attrs.evolve(proven, rank=3)).working()
    assert [(line.text, line.result) for line in working.steps] == [
        ("stage", "flat"),
        ("because", "not hybrid: needs a place in the top 20 %, is 3 of 10"),
        ("because", "not affiliate: needs a loss, profit is 0.01 USD"),
        ("next stage", "flat"),
    ]


def test_somebody_new_begins_where_the_ladder_starts() -> None:
    assert SOURCE_LADDER.newcomer("product") == Standing(stage="product")
    with pytest.raises(UnknownNameError) as refused:
        SOURCE_LADDER.newcomer("hybrid")
    assert str(refused.value) == (
        "stage of a new creator must be one of affiliate, product, got 'hybrid'"
    )


def test_stages_of_a_ladder_are_those_of_its_steps_and_starts() -> None:
    assert DealLadder(transitions=(DOWN, UP), starts=("affiliate",)).stages == (
        "affiliate", "flat", "hybrid",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("transitions", "message"),
    [
        (
            (UP, attrs.evolve(DOWN, outcome="profit")),
            "on one and the same profit, got 'hybrid → flat → hybrid'",
        ),
        (
            (attrs.evolve(UP, outcome="loss", in_a_row=3), DOWN),
            "on one and the same loss, got 'hybrid → flat → hybrid'",
        ),
        (
            (
                UP,
                Transition(start="hybrid", end="product", least_orders=99, top=Share("0.01")),
                Transition(start="product", end="flat", in_a_row=9),
            ),
            "on one and the same profit, got 'product → flat → hybrid → product'",
        ),
    ],
)
def test_way_back_on_the_same_evidence_is_refused(
    transitions: tuple[Transition, ...], message: str
) -> None:
    with pytest.raises(InvalidTermsError) as refused:
        DealLadder(transitions=transitions)
    assert str(refused.value) == f"ladder must not lead back to a stage {message}"


BONUS = Transition(start="flat", end="hybrid", outcome=None, least_probability=Share("0.9"))
NO_BONUS = Transition(start="hybrid", end="flat", outcome=None, below_probability=Share("0.5"))


@pytest.mark.parametrize(
    ("transitions", "message"),
    [
        (
            (BONUS, attrs.evolve(NO_BONUS, below_probability=Share("0.95"))),
            "on one and the same chance of 90 %, got 'hybrid → flat → hybrid'",
        ),
        (
            (attrs.evolve(BONUS, least_probability=Share("0.3")), NO_BONUS),
            "on one and the same chance of 30 %, got 'hybrid → flat → hybrid'",
        ),
        (
            (attrs.evolve(UP, outcome=None), NO_BONUS),
            "on one and the same chance of 0 %, got 'hybrid → flat → hybrid'",
        ),
        (
            (UP, attrs.evolve(NO_BONUS, outcome="profit")),
            "on one and the same profit and chance of 0 %, got 'hybrid → flat → hybrid'",
        ),
        (
            (attrs.evolve(UP, outcome=None), DOWN),
            "on one and the same loss, got 'hybrid → flat → hybrid'",
        ),
        (
            (attrs.evolve(UP, outcome=None, least_posts=9), attrs.evolve(DOWN, outcome=None)),
            "on one and the same evidence, got 'hybrid → flat → hybrid'",
        ),
    ],
)
def test_way_back_on_the_same_chance_is_refused(
    transitions: tuple[Transition, ...], message: str
) -> None:
    with pytest.raises(InvalidTermsError) as refused:
        DealLadder(transitions=transitions)
    assert str(refused.value) == f"ladder must not lead back to a stage {message}"


def test_bands_of_chances_may_touch() -> None:
    touching = attrs.evolve(NO_BONUS, below_probability=Share("0.9"))
    assert DealLadder(transitions=(BONUS, touching)).transitions == (BONUS, touching)


def test_chance_down_and_profit_up_go_together_where_the_chance_is_asked_for_as_well() -> None:
    up = attrs.evolve(UP, least_probability=Share("0.6"))
    assert DealLadder(transitions=(up, NO_BONUS)).transitions == (up, NO_BONUS)


def test_way_back_that_nothing_opens_is_none() -> None:
    back = attrs.evolve(DOWN, outcome="profit")
    nobody = Share("0")
    for closed in (attrs.evolve(back, top=nobody), attrs.evolve(back, expected_top=nobody)):
        assert DealLadder(transitions=(UP, closed)).transitions == (UP, closed)


def test_two_ways_to_one_stage_are_no_circle() -> None:
    ways = (
        Transition(start="product", end="affiliate"),
        Transition(start="product", end="flat"),
        Transition(start="affiliate", end="flat"),
        UP,
    )
    assert DealLadder(transitions=ways).stages == ("product", "affiliate", "flat", "hybrid")


def test_fields_of_a_ladder_keep_their_rules() -> None:
    with pytest.raises(InvalidInputError) as refused:
        DealLadder(transitions=(), cool_down=-1)
    assert str(refused.value) == "DealLadder.cool_down must be a whole number of at least 0, got -1"
    with pytest.raises(InvalidInputError) as refused:
        DealLadder(transitions=(), starts=())
    assert str(refused.value) == "DealLadder.starts must name at least one stage, got ()"
    with pytest.raises(InvalidInputError) as refused:
        DealLadder(transitions=("up",))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # no transition
    assert str(refused.value) == "DealLadder.transitions must hold only transitions, got 'up'"
    with pytest.raises(UnknownNameError) as unknown:
        DealLadder(transitions=(), starts=("flt",))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # a slip
    assert str(unknown.value) == (
        "DealLadder.starts must be one of affiliate, flat, hybrid, product, "
        "got 'flt'; did you mean 'flat'?"
    )


def test_unknown_stage_is_refused_and_the_close_one_named(proven: StageEvidence) -> None:
    known = "must be one of affiliate, flat, hybrid, product"
    with pytest.raises(UnknownNameError) as refused:
        SOURCE_LADDER.next_from("hybird", evidence=proven)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # a slip
    assert str(refused.value) == f"payment stage {known}, got 'hybird'; did you mean 'hybrid'?"
    with pytest.raises(UnknownNameError) as refused:
        Standing(stage="flat", came_from="hybird")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # a slip
    assert str(refused.value) == (
        f"Standing.came_from {known}, got 'hybird'; did you mean 'hybrid'?"
    )


def test_cycles_in_two_currencies_are_refused(proven: StageEvidence) -> None:
    other = attrs.evolve(proven, profit=Money("1", "EUR"), spend=None, rank=9)
    with pytest.raises(CurrencyMismatchError):
        SOURCE_LADDER.replay([attrs.evolve(proven, rank=9), other], standing=Standing(stage="flat"))
