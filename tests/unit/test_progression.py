from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from influence.errors import InvalidTermsError, UnknownNameError
from influence.progression import SOURCE_LADDER, DealLadder, Stage, StageEvidence, Transition
from influence.shares import Share
from influence.testing._books import usd

PROVEN = StageEvidence(posts=2, orders=Fraction(5), profit=usd("0.01"), rank=2, creators=10)
SHOWN = "posts 2, orders 5, profit 0.01 USD, place 2 of 10"


def step(stage: Stage, **changes: object) -> tuple[str, tuple[str, ...]]:
    known = attrs.evolve(PROVEN, **changes)  # type: ignore[arg-type]
    progress = SOURCE_LADDER.next_from(stage, evidence=known)
    assert progress.stage == stage
    return progress.next_stage, progress.reasons


@pytest.mark.parametrize(
    ("stage", "reached"), [("product", "flat"), ("affiliate", "flat"), ("flat", "hybrid")]
)
def test_proven_creator_steps_up(stage: Stage, reached: str) -> None:
    assert step(stage) == (reached, (f"{reached}: {SHOWN}",))


@pytest.mark.parametrize(("stage", "reached"), [("flat", "affiliate"), ("hybrid", "flat")])
def test_loss_steps_down(stage: Stage, reached: str) -> None:
    shown = "posts 2, orders 5, profit -1.00 USD, place 2 of 10"
    assert step(stage, profit=usd("-1")) == (reached, (f"{reached}: {shown}",))


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
    stage: Stage, changes: dict[str, object], need: str
) -> None:
    assert step(stage, **changes) == (stage, (f"not flat: needs {need}",))


def test_flat_fee_is_kept_below_the_top() -> None:
    assert step("flat", rank=3) == (
        "flat",
        (
            "not hybrid: needs a place in the top 20 %, is 3 of 10",
            "not affiliate: needs a loss, profit is 0.01 USD",
        ),
    )


def test_few_creators_have_a_top_of_one_place() -> None:
    assert step("flat", rank=1, creators=3)[0] == "hybrid"
    assert step("flat", rank=2, creators=3)[0] == "flat"
    nobody = DealLadder(transitions=(Transition(start="flat", end="hybrid", top=Share("0")),))
    assert nobody.next_from("flat", evidence=PROVEN).next_stage == "flat"


def test_hybrid_stays_while_it_pays() -> None:
    assert step("hybrid") == ("hybrid", ("not flat: needs a loss, profit is 0.01 USD",))


def test_one_step_a_round() -> None:
    assert step("product", rank=1)[0] == "flat"


def test_stage_without_a_way_out_says_so() -> None:
    ladder = DealLadder(transitions=())
    assert ladder.next_from("flat", evidence=PROVEN).reasons == ("flat has no further step",)


def test_transition_without_needs_is_open_to_whom_nothing_is_known_of() -> None:
    ladder = DealLadder(transitions=(Transition(start="flat", end="product", outcome="loss"),))
    known = attrs.evolve(PROVEN, orders=None, profit=usd("-1"))
    assert ladder.next_from("flat", evidence=known).reasons == (
        "product: posts 2, orders unknown, profit -1.00 USD, place 2 of 10",
    )


def test_unknown_stage_is_refused_and_the_close_one_named() -> None:
    known = "must be one of affiliate, flat, hybrid, product"
    with pytest.raises(UnknownNameError) as refused:
        SOURCE_LADDER.next_from("hybird", evidence=PROVEN)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert str(refused.value) == f"payment stage {known}, got 'hybird'; did you mean 'hybrid'?"
    with pytest.raises(UnknownNameError) as refused:
        Transition(start="produkt", end="flat")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert str(refused.value) == f"Transition.start {known}, got 'produkt'; did you mean 'product'?"


def test_transition_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(InvalidTermsError) as caught:
        Transition(start="flat", end="flat")
    assert str(caught.value) == "transition must lead to another stage, got 'flat'"
