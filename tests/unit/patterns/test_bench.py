from __future__ import annotations

from collections.abc import Callable

import pytest

from influence.candidates import Candidate
from influence.patterns import PatternPolicy, Patterns, bench_of, patterns_of

Told = Callable[..., Candidate]

FITS = (
    "fits a in running, which returned 2.15 times its cost:"
    " 2 of 2 creators earned with it, 95 % likely to pay again"
)


@pytest.fixture
def winners(told: Told) -> list[Candidate]:
    return [
        told("maya", "240", orders=14, cycle=3),
        told("leo", "190", orders=11, cycle=3),
    ]


@pytest.fixture
def winning(winners: list[Candidate]) -> Patterns:
    return patterns_of(winners)


def test_untried_creator_of_a_winning_niche_is_on_the_bench(
    winners: list[Candidate], winning: Patterns
) -> None:
    noa = Candidate(creator_id="noa", niche="running")
    (found,) = bench_of([*winners, noa], patterns=winning)
    assert (found.creator_id, found.last_cycle, found.record) == ("noa", None, None)
    assert not found.is_proven
    assert found.fits == winning.winning
    assert found.reasons == (FITS,)


def test_working_of_somebody_on_the_bench_ends_in_why(
    winners: list[Candidate], winning: Patterns, told: Told
) -> None:
    people = [*winners, Candidate(creator_id="noa", niche="running"), told("eva", "180", cycle=2)]
    eva, noa = bench_of(people, patterns=winning)
    assert [(step.text, step.result) for step in eva.working().steps] == [
        ("cycle in which they were booked last", "2"),
        ("180.00 USD of gross profit for 100.00 USD", "1.8"),
        ("because", eva.reasons[0]),
        ("because", eva.reasons[1]),
        ("on the bench", "proven"),
    ]
    assert [(step.text, step.result) for step in noa.working().steps] == [
        ("cycle in which they were booked last", "never"),
        ("because", noa.reasons[0]),
        ("on the bench", "fits"),
    ]


def test_who_was_booked_in_the_last_cycle_is_not(
    winners: list[Candidate], winning: Patterns
) -> None:
    assert bench_of(winners, patterns=winning) == ()
    assert len(bench_of(winners, patterns=winning, last_cycle=4)) == 2


@pytest.mark.parametrize("niche", ["cooking", None])
def test_other_niches_do_not_fit(
    winners: list[Candidate], winning: Patterns, niche: str | None
) -> None:
    noa = Candidate(creator_id="noa", niche=niche)
    assert bench_of([*winners, noa], patterns=winning) == ()


def test_who_lost_money_with_the_angle_does_not_fit(
    winners: list[Candidate], winning: Patterns, told: Told
) -> None:
    lost, even = told("zoe", "99", orders=3), told("jin", "100", orders=3)
    other = told("ana", "0", orders=0, angle="b")
    found = bench_of([*winners, lost, even, other], patterns=winning)
    assert [one.creator_id for one in found] == ["ana", "jin"]


def test_proven_creators_stand_first_and_the_best_of_them_first(
    winners: list[Candidate], winning: Patterns, told: Told
) -> None:
    found = bench_of(
        [
            *winners,
            Candidate(creator_id="noa", niche="running"),
            told("ben", "150", niche="cooking", cycle=1),
            told("eva", "180", niche="cooking", cycle=2),
        ],
        patterns=winning,
    )
    assert [(one.creator_id, one.is_proven) for one in found] == [
        ("eva", True),
        ("ben", True),
        ("noa", False),
    ]
    assert found[0].reasons == (
        "proven: 180.00 USD of gross profit for 100.00 USD and 10 orders until cycle 3",
    )


@pytest.mark.parametrize(("earned", "orders"), [("180", 4), ("180", None), ("100", 10)])
def test_few_or_unknown_orders_or_no_profit_prove_nothing(
    winners: list[Candidate], winning: Patterns, told: Told, earned: str, orders: int | None
) -> None:
    eva = told("eva", earned, niche="cooking", orders=orders)
    assert bench_of([*winners, eva], patterns=winning) == ()


def test_how_many_orders_prove_somebody_is_data(told: Told) -> None:
    patterns = patterns_of([], policy=PatternPolicy(proven_orders=0))
    (found,) = bench_of([told("eva", "180", orders=0)], patterns=patterns, last_cycle=1)
    assert found.is_proven


def test_nobody_booked_leaves_everybody_on_an_empty_bench() -> None:
    assert bench_of([Candidate(creator_id="noa", niche="running")], patterns=patterns_of([])) == ()
