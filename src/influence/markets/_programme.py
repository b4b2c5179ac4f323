"""Programmes: whoever decides, cycle by cycle, whom to book.

    question → how many packages with whom

A question holds what a team would know in that cycle and nothing of the truth: candidates with
their quotes and what came of earlier packages, and the figures that a ranking sheet would have. A
programme is a pure function of it. Spending more than the budget is refused, never cut.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, cast, runtime_checkable

import attrs

from influence import _requirements as require
from influence.candidates import Candidate
from influence.errors import InvalidInputError, UnknownNameError
from influence.ids import CreatorId
from influence.money import Money
from influence.ranking import Standing


@attrs.frozen(kw_only=True)
class Question:
    """What is asked of a programme at the beginning of a cycle.

    Args:
        candidates: Everybody who can be booked, with what came of it so far.
        budget: What may be spent in this cycle.
        cycle: Which cycle it is, from 0.
        cycles: How many the programme has.
        standings: The figures of each candidate so far, in the same order.

    Raises:
        InvalidInputError: The cycle is not one of the cycles, or a field is not what it should be.
    """

    candidates: tuple[Candidate, ...] = attrs.field(
        validator=require.are(Candidate, called="candidates")
    )
    budget: Money = attrs.field(validator=require.is_positive_money)
    cycle: int = attrs.field(validator=require.is_count)
    cycles: int = attrs.field(validator=require.at_least(1))
    standings: tuple[Standing, ...] = attrs.field(
        default=(), validator=require.are(Standing, called="standings")
    )

    def __attrs_post_init__(self) -> None:
        if self.cycle >= self.cycles:
            raise InvalidInputError("Question.cycle", f"be below {self.cycles}", self.cycle)

    @property
    def cycles_left(self) -> int:
        """How many cycles there are from this one on, it included."""
        return self.cycles - self.cycle

    def price(self, creator_id: CreatorId) -> Money:
        """What a package with somebody costs.

        Raises:
            UnknownNameError: They are no candidate, or have told no price.
        """
        prices = {one.creator_id: one.price for one in self.candidates}
        price = prices.get(creator_id)
        if price is None:
            known = [name for name, one in prices.items() if one is not None]
            raise UnknownNameError("creator with a price", creator_id, known)
        return price


@runtime_checkable
class Programme(Protocol):
    """Decides whom to book, cycle by cycle."""

    @property
    def name(self) -> str:
        """The word for it in tables."""
        ...

    def book(self, question: Question, /) -> Mapping[CreatorId, int]:
        """How many packages to book with whom; whoever is left out gets none."""
        ...


def booked(programme: Programme, question: Question) -> Mapping[CreatorId, int]:
    """What a programme books, checked, without those it books nothing with.

    Raises:
        InvalidInputError: It books a part of a package, somebody unknown, or more than the budget
            pays for.
    """
    answer = cast("Mapping[str, object]", programme.book(question))
    where = f"programme {programme.name} in cycle {question.cycle}"
    counts: dict[CreatorId, int] = {}
    spent = Money.zero(question.budget.currency)
    for creator_id, count in answer.items():
        if not require.is_whole(count) or count < 0:
            rule = f"book a whole number of packages with {creator_id}, 0 or more"
            raise InvalidInputError(where, rule, count)
        if count:
            counts[creator_id] = count
            spent += question.price(creator_id) * count
    if spent > question.budget:
        raise InvalidInputError(where, f"spend at most {question.budget}", str(spent))
    return counts
