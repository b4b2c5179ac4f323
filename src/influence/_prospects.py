"""Prospects: what a book says of everybody's next package, and how to spend the next budget.

    packages of the book → candidates → beliefs → allocation

Beliefs are learned once and judged by everywhere: the ranking, the decisions, the payment ladder
and the allocation look at the same outlooks. Without a gross profit nobody can say what a package
returns; then there are candidates, and nothing is believed of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import attrs

from influence._candidacy import candidate_of
from influence._ripeness import Ripeness
from influence.allocation import Allocation, Choice, allocate, beside_each_other, last_cycle
from influence.appraisals import Appraisal
from influence.beliefs import Beliefs, LearningPolicy, learn
from influence.campaign_book import Book
from influence.candidates import Candidate
from influence.ids import CreatorId
from influence.money import Money
from influence.next_cycle import cycles_in_a_row
from influence.outlooks import Outlook
from influence.periods import microseconds
from influence.ranking import Shrinkage
from influence.scorecards import Scoreboard

_NO_PROFIT = "gross profit is unknown, so nobody can say what a package returns"
_NO_BUDGET = "the book names no budget for the next cycle, and the last one cost nothing"
_NO_CREATORS = "the book names no creators"


@attrs.frozen(kw_only=True)
class Prospects:
    """What is believed of everybody's next package.

    Args:
        book: The book.
        candidates: Everybody in it, with what was booked and what came of it.
        ripeness: How much of what a post brings has come after so many days.
        beliefs: What was learned; ``None`` when nothing can be.
        assumptions: What was assumed, as the strategy that ranks by it.
    """

    book: Book
    candidates: Mapping[CreatorId, Candidate]
    ripeness: Ripeness
    beliefs: Beliefs | None
    assumptions: Shrinkage

    def outlook(self, creator_id: CreatorId) -> Outlook | None:
        """What is believed of a creator; ``None`` when nothing is."""
        return None if self.beliefs is None else self.beliefs.outlook(creator_id)

    def cycles_in_a_row(self, creator_id: CreatorId) -> int:
        """In how many cycles a creator was booked without a pause, up to the last of the book."""
        return cycles_in_a_row(self.candidates[creator_id], last=self._latest)

    @cached_property
    def _latest(self) -> int:
        """The last cycle in which anybody was booked."""
        every = (booking.cycle for one in self.candidates.values() for booking in one.bookings)
        return max(every, default=0)

    @property
    def budget(self) -> Money:
        """What may be spent in the next cycle: what the book says, else what the last one cost."""
        if self.book.plan.budget is not None:
            return self.book.plan.budget
        past = last_cycle(self.candidates.values()).values()
        costs = (one.cost for one in past if one.cost is not None)
        return Money.total(costs, currency=self.book.campaign.currency)

    @property
    def hindrance(self) -> str:
        """Why no next cycle can be planned; empty when one can."""
        if not self.candidates:
            return _NO_CREATORS
        if self.beliefs is None:
            return _NO_PROFIT
        return "" if self.budget.is_positive or self.book.plan.budget is not None else _NO_BUDGET

    def next_cycle(self, barred: Mapping[CreatorId, str]) -> Allocation | None:
        """The next cycle's budget over everybody; ``None`` when it cannot be planned.

        Args:
            barred: Who is not to be booked, and why.
        """
        if self.hindrance or self.beliefs is None:
            return None
        kept = {**self._resting, **barred}
        choices = [
            Choice(
                candidate=candidate,
                outlook=self.beliefs.outlook(who),
                at_most=0 if who in kept else None,
                because=kept.get(who),
            )
            for who, candidate in self.candidates.items()
        ]
        budget, policy = self.budget, self.book.plan.policy
        weighed = beside_each_other(choices, budget=budget, policy=policy)
        return allocate(weighed, budget=budget, policy=policy)

    @property
    def _resting(self) -> Mapping[CreatorId, str]:
        """Who rests by the limits of the allocation, and why."""
        most = self.book.plan.policy.rest_after
        rows = {} if most is None else {who: self.cycles_in_a_row(who) for who in self.candidates}
        return {
            who: f"rests after {row} cycles in a row"
            for who, row in rows.items()
            if most is not None and row >= most
        }


def prospects_of(board: Scoreboard, appraisals: Sequence[Appraisal]) -> Prospects:
    """What the book of a scoreboard says of everybody's next package."""
    book = board.book
    end, days = microseconds(book.last_moment), book.decisions.payback_days
    ripeness = Ripeness.of(board.cards, end=end, days=days)
    candidates = {
        one.card.creator.creator_id: candidate_of(
            one.card, spend=one.spend.total, book=book, ripeness=ripeness
        )
        for one in appraisals
    }
    assumptions = _assumptions(book)
    beliefs = None
    if tells_profit(appraisals):
        beliefs = learn(
            tuple(candidates.values()),
            policy=assumptions.learning,
            prior=assumptions.prior,
            cycles_left=assumptions.cycles_left,
        )
    return Prospects(
        book=book,
        candidates=candidates,
        ripeness=ripeness,
        beliefs=beliefs,
        assumptions=assumptions,
    )


def tells_profit(appraisals: Sequence[Appraisal]) -> bool:
    """Whether gross profit is known of anybody who sold, or of all where nobody did."""
    known = [one.economics.profit is not None for one in appraisals]
    sold = [_has_sold(one) for one in appraisals]
    if any(sold):
        return any(has and has_sold for has, has_sold in zip(known, sold, strict=True))
    return bool(known) and all(known)


def _has_sold(one: Appraisal) -> bool:
    """Whether orders or revenue of a creator are known to be above zero."""
    revenue = one.economics.revenue
    return bool(one.economics.orders) or (revenue is not None and revenue.is_positive)


def _assumptions(book: Book) -> Shrinkage:
    """What the strategy of the book assumes, if it is one that does; else what the book says."""
    own = book.ranking if isinstance(book.ranking, Shrinkage) else Shrinkage()
    usual = Shrinkage()
    return attrs.evolve(
        own,
        learning=book.learning if own.learning == LearningPolicy() else own.learning,
        cycles_left=(
            book.plan.cycles_left if own.cycles_left == usual.cycles_left else own.cycles_left
        ),
    )
