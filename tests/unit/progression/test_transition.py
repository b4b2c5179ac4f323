from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from influence.errors import InvalidInputError, InvalidTermsError, UnknownNameError
from influence.progression import Shown, StageEvidence, Transition
from influence.shares import Share
from influence.testing._books import usd

CLIMB = Transition(start="flat", end="hybrid", least_posts=2, least_orders=5, top=Share("0.2"))
FALL = Transition(start="flat", end="affiliate", outcome="loss", in_a_row=2, at_once=Share("0.1"))


def test_needs_are_told_in_words() -> None:
    assert CLIMB.needs == ("a profit", "2 posts", "5 orders", "a place in the top 20 %")
    assert FALL.needs == ("a loss beyond 10 % of the spend or 2 in a row",)
    assert attrs.evolve(FALL, at_once=None).needs == ("a loss in 2 cycles in a row",)
    assert Transition(start="flat", end="hybrid").needs == ("a profit",)


def test_one_cycle_is_all_there_is_unless_more_was_shown(proven: StageEvidence) -> None:
    assert CLIMB.unmet(proven) == ()
    assert CLIMB.unmet(proven, shown=Shown(cycles=1, profit=usd("1"), in_a_row=1)) == (
        "2 posts, has 0",
        "5 orders, orders are unknown",
    )


def test_few_creators_have_a_top_of_one_place(proven: StageEvidence) -> None:
    assert CLIMB.unmet(attrs.evolve(proven, rank=1, creators=3)) == ()
    assert CLIMB.unmet(attrs.evolve(proven, rank=2, creators=3)) == (
        "a place in the top 20 %, is 2 of 3",
    )


def test_nobody_is_in_a_top_of_nothing(proven: StageEvidence) -> None:
    nobody = attrs.evolve(CLIMB, top=Share("0"))
    assert (CLIMB.can_open, nobody.can_open) == (True, False)
    assert nobody.unmet(attrs.evolve(proven, rank=1)) == ("a place in the top 0 %, is 1 of 10",)


@pytest.mark.parametrize(
    ("profit", "unmet"),
    [
        ("0.01", ("a loss, profit is 0.01 USD",)),
        (None, ("a loss, profit is unknown",)),
        (
            "-10",
            (f"{FALL.needs[0]}, profit is -10.00 USD, spend is 100.00 USD, 1 in a row",),
        ),
        ("-10.01", ()),
    ],
)
def test_small_loss_needs_a_second_one_and_a_large_one_does_not(
    proven: StageEvidence, profit: str | None, unmet: tuple[str, ...]
) -> None:
    known = attrs.evolve(proven, profit=None if profit is None else usd(profit))
    assert FALL.unmet(known) == unmet


def test_second_loss_in_a_row_is_enough(proven: StageEvidence) -> None:
    small = attrs.evolve(proven, profit=usd("-1"), spend=None)
    once = Shown().with_cycle(small)
    (refusal,) = FALL.unmet(small, shown=once)
    assert refusal.endswith("profit is -1.00 USD, spend is unknown, 1 in a row")
    assert FALL.unmet(small, shown=once.with_cycle(small)) == ()
    alone = attrs.evolve(FALL, at_once=None)
    assert alone.unmet(attrs.evolve(small, profit=usd("-99"))) == (
        "a loss in 2 cycles in a row, profit is -99.00 USD, 1 in a row",
    )


def test_profit_of_a_cycle_does_not_make_up_for_the_losses_since_the_step(
    proven: StageEvidence,
) -> None:
    since = Shown().with_cycle(attrs.evolve(proven, profit=usd("-90"))).with_cycle(proven)
    assert CLIMB.unmet(proven, shown=since) == (
        "a profit since the last step, it is -89.99 USD in 2 cycles",
    )
    even = Shown().with_cycle(attrs.evolve(proven, profit=usd("-0.01"))).with_cycle(proven)
    assert CLIMB.unmet(proven, shown=even) == (
        "a profit since the last step, it is 0.00 USD in 2 cycles",
    )
    assert CLIMB.unmet(proven, shown=Shown(cycles=1, posts=2, orders=Fraction(5), in_a_row=1)) == (
        "a profit since the last step, it is unknown",
    )


def test_unknown_stage_or_outcome_is_refused_and_the_close_one_named() -> None:
    with pytest.raises(UnknownNameError) as refused:
        Transition(start="produkt", end="flat")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # a slip
    assert str(refused.value) == (
        "Transition.start must be one of affiliate, flat, hybrid, product, "
        "got 'produkt'; did you mean 'product'?"
    )
    with pytest.raises(UnknownNameError) as refused:
        Transition(start="product", end="flat", outcome="los")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # a slip
    assert str(refused.value) == (
        "Transition.outcome must be one of loss, profit, got 'los'; did you mean 'loss'?"
    )


def test_transition_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(InvalidTermsError) as refused:
        Transition(start="flat", end="flat")
    assert str(refused.value) == "transition must lead to another stage, got 'flat'"


def test_share_that_never_matters_is_refused() -> None:
    with pytest.raises(InvalidTermsError) as refused:
        Transition(start="flat", end="affiliate", outcome="loss", at_once=Share("0.1"))
    assert str(refused.value) == (
        "at_once of a transition must come with at least 2 cycles in a row, got Share('0.1')"
    )


LIKELY = Transition(
    start="flat",
    end="hybrid",
    outcome=None,
    least_probability=Share("0.9"),
    expected_top=Share("0.2"),
)
UNLIKELY = Transition(start="flat", end="affiliate", outcome=None, below_probability=Share("0.5"))


def test_needs_of_a_chance_are_told_in_words() -> None:
    assert LIKELY.needs == (
        "a chance of profit of at least 90 %",
        "a place in the top 20 % by expected profit",
    )
    assert UNLIKELY.needs == ("a chance of profit below 50 %",)
    band = attrs.evolve(LIKELY, below_probability=Share("0.95"), expected_top=None)
    assert band.needs == ("a chance of profit of at least 90 % and below 95 %",)
    both = attrs.evolve(UNLIKELY, outcome="loss", least_posts=3)
    assert both.needs == ("a loss", "a chance of profit below 50 %", "3 posts")
    assert Transition(start="flat", end="hybrid", outcome=None).needs == ()


@pytest.mark.parametrize(
    ("chance", "likely", "unlikely"),
    [
        (0.9, (), ("a chance of profit below 50 %, it is 90 %",)),
        (
            0.8999,
            ("a chance of profit of at least 90 %, it is 89.9 %",),
            ("a chance of profit below 50 %, it is 89.9 %",),
        ),
        (
            0.5,
            ("a chance of profit of at least 90 %, it is 50 %",),
            ("a chance of profit below 50 %, it is 50 %",),
        ),
        (0.4999, ("a chance of profit of at least 90 %, it is 49.9 %",), ()),
        (
            None,
            ("a chance of profit of at least 90 %, it is unknown",),
            ("a chance of profit below 50 %, it is unknown",),
        ),
    ],
)
def test_a_chance_opens_from_its_threshold_on_and_an_unknown_one_nothing(
    proven: StageEvidence,
    chance: float | None,
    likely: tuple[str, ...],
    unlikely: tuple[str, ...],
) -> None:
    known = attrs.evolve(proven, probability_profitable=chance, expected_rank=1)
    assert LIKELY.unmet(known) == likely
    assert UNLIKELY.unmet(known) == unlikely


def test_a_step_may_ask_for_a_band_of_chances(proven: StageEvidence) -> None:
    band = attrs.evolve(LIKELY, below_probability=Share("0.95"), expected_top=None)
    reached = [
        band.unmet(attrs.evolve(proven, probability_profitable=chance)) == ()
        for chance in (0.89, 0.9, 0.94, 0.95)
    ]
    assert reached == [False, True, True, False]


def test_a_place_by_expected_profit_is_another_than_one_by_profit(proven: StageEvidence) -> None:
    likely = attrs.evolve(proven, rank=1, probability_profitable=0.95)
    need = "a place in the top 20 % by expected profit"
    assert LIKELY.unmet(attrs.evolve(likely, expected_rank=3)) == (f"{need}, is 3 of 10",)
    assert LIKELY.unmet(likely) == (f"{need}, is unknown",)
    assert LIKELY.unmet(attrs.evolve(likely, rank=9, expected_rank=2)) == ()
    nobody = attrs.evolve(LIKELY, expected_top=Share("0"))
    assert not nobody.can_open
    assert nobody.unmet(attrs.evolve(likely, expected_rank=1)) == (
        "a place in the top 0 % by expected profit, is 1 of 10",
    )


def test_a_step_is_up_when_more_is_promised_beforehand() -> None:
    assert (CLIMB.is_up, FALL.is_up, LIKELY.is_up, UNLIKELY.is_up) == (True, False, True, False)


def test_fields_that_do_not_go_together_are_refused() -> None:
    with pytest.raises(InvalidTermsError) as refused:
        attrs.evolve(FALL, outcome=None, at_once=None)
    assert str(refused.value) == "in_a_row of a transition must come with an outcome, got 2"
    with pytest.raises(InvalidTermsError) as refused:
        attrs.evolve(LIKELY, below_probability=Share("0.9"))
    assert str(refused.value) == (
        "below_probability of a transition must be above its least probability, 90 %, "
        "got Share('0.9')"
    )
    with pytest.raises(InvalidTermsError) as refused:
        attrs.evolve(UNLIKELY, below_probability=Share("0"))
    assert str(refused.value) == (
        "below_probability of a transition must be above its least probability, 0 %, got Share('0')"
    )
    with pytest.raises(InvalidInputError) as over:
        attrs.evolve(LIKELY, least_probability=Share("1.1"))
    assert str(over.value) == (
        "Transition.least_probability must be a share of at most 1, got Share('1.1')"
    )
