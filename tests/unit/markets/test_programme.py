"""Programmes: what is asked, and which answers are refused."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import pytest

from influence.candidates import Candidate
from influence.errors import InvalidInputError, UnknownNameError
from influence.markets import Programme, Question, booked, simulate
from influence.testing._books import usd

QUESTION = Question(
    candidates=(
        Candidate(creator_id="ann", price=usd("200")),
        Candidate(creator_id="bob", price=usd("350")),
        Candidate(creator_id="cleo"),
    ),
    budget=usd("600"),
    cycle=2,
    cycles=8,
)


@attrs.frozen
class Stubborn:
    """Answers the same whatever is asked."""

    packages: Mapping[str, int]
    name: str = "stubborn"

    def book(self, _question: Question, /) -> Mapping[str, int]:
        return self.packages


def _refusal(packages: Mapping[str, int]) -> str:
    with pytest.raises(InvalidInputError) as caught:
        booked(Stubborn(packages), QUESTION)
    return str(caught.value)


def test_an_answer_is_taken_without_those_who_get_nothing() -> None:
    assert booked(Stubborn({"ann": 1, "bob": 0}), QUESTION) == {"ann": 1}


def test_the_whole_budget_may_be_spent() -> None:
    assert booked(Stubborn({"ann": 3}), QUESTION) == {"ann": 3}


def test_spending_more_than_the_budget_is_refused() -> None:
    rule = "must spend at most 600.00 USD, got '750.00 USD'"
    assert _refusal({"ann": 2, "bob": 1}) == f"programme stubborn in cycle 2 {rule}"


@pytest.mark.parametrize("count", [-1, 0.5, True])
def test_a_part_of_a_package_is_refused(count: int) -> None:
    rule = f"must book a whole number of packages with ann, 0 or more, got {count!r}"
    assert _refusal({"ann": count}) == f"programme stubborn in cycle 2 {rule}"


@pytest.mark.parametrize("name", ["dora", "cleo"])
def test_whoever_is_no_candidate_or_has_no_price_is_refused(name: str) -> None:
    assert _refusal({name: 1}) == f"creator with a price must be one of ann, bob, got {name!r}"


def test_a_refusal_reaches_whoever_simulates() -> None:
    with pytest.raises(UnknownNameError, match="got 'nobody'"):
        simulate(Stubborn({"nobody": 1}), preset="usual", seed=0)


def test_a_cycle_that_is_not_there_is_refused() -> None:
    with pytest.raises(InvalidInputError) as caught:
        attrs.evolve(QUESTION, cycle=8)
    assert str(caught.value) == "Question.cycle must be below 8, got 8"


def test_this_cycle_counts_among_those_that_are_left() -> None:
    assert QUESTION.cycles_left == 6


def test_whatever_has_a_name_and_books_is_a_programme() -> None:
    assert isinstance(Stubborn({}), Programme)
    assert not isinstance(QUESTION, Programme)
