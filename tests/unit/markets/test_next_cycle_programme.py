"""What next_cycle advises and what strategies believe, as programmes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import attrs
import pytest

from influence.allocation import AllocationPolicy
from influence.markets import (
    PRESETS,
    Allocating,
    Following,
    NextCycleProgramme,
    Question,
    as_programme,
)
from influence.markets._simulation import Course, drawn_market
from influence.next_cycle import next_cycle
from influence.ranking import Placing, Profit, Shrinkage, Standing
from influence.shares import Share
from influence.tier_benchmarks import STUDIED_TIERS


@pytest.fixture
def question() -> Question:
    """What is asked in the second cycle of a market."""
    course = Course(drawn_market(PRESETS["usual"], 5))
    course.booked({"c01": 1, "c02": 1, "c07": 2})
    return course.question()


def test_the_programme_books_what_next_cycle_advises(question: Question) -> None:
    advised = next_cycle(question.candidates, budget=question.budget, cycle=1, cycles_left=7)
    programme = NextCycleProgramme()
    assert programme.book(question) == advised.allocation.packages
    assert programme.outlooks(question) == advised.beliefs.outlooks


def test_its_policies_can_be_set(question: Question) -> None:
    careful = NextCycleProgramme(allocation=AllocationPolicy(most_share=Share("0.1")))
    limit = question.budget.minor / 10
    packages = careful.book(question)
    assert packages
    assert all(question.price(name).minor * count <= limit for name, count in packages.items())


def test_its_beliefs_begin_where_they_are_told_to(question: Question) -> None:
    advised = next_cycle(
        question.candidates, budget=question.budget, cycle=1, cycles_left=7, prior=STUDIED_TIERS
    )
    programme = NextCycleProgramme(prior=STUDIED_TIERS)
    assert programme.outlooks(question) == advised.beliefs.outlooks
    assert programme.outlooks(question) != NextCycleProgramme().outlooks(question)


def test_it_knows_which_cycle_it_is() -> None:
    course, plain = Course(drawn_market(PRESETS["usual"], 5)), NextCycleProgramme()
    first = plain.book(course.question())
    course.booked(first)
    second = course.question()
    assert set(first) & set(plain.book(second))
    resting = NextCycleProgramme(allocation=AllocationPolicy(rest_after=1))
    assert resting.book(second)
    assert not set(first) & set(resting.book(second))


def test_a_strategy_that_believes_has_its_budget_allocated(question: Question) -> None:
    believing = Allocating(strategy=Shrinkage(cycles_left=7))
    advised = next_cycle(question.candidates, budget=question.budget, cycle=1, cycles_left=7)
    assert believing.book(question) == advised.allocation.packages
    assert (believing.name, Allocating(strategy=Shrinkage(), name="mine").name) == (
        "shrinkage",
        "mine",
    )


class Reserved:
    """Believes something of the first creator only."""

    name: ClassVar[str] = "reserved"

    def rank(self, standings: Sequence[Standing], /) -> Sequence[Placing]:
        first, *others = Shrinkage().rank(standings)
        return [first, *(attrs.evolve(one, outlook=None) for one in others)]


def test_whoever_a_strategy_has_no_outlook_for_is_not_booked(question: Question) -> None:
    assert len(Allocating(strategy=Reserved()).book(question)) <= 1


def test_a_strategy_is_followed_by_its_ranks_unless_it_believes() -> None:
    assert as_programme(Shrinkage()) == Allocating(strategy=Shrinkage())
    following = as_programme(Profit(), pays_back=True)
    assert following == Following(strategy=Profit(), pays_back=True)
