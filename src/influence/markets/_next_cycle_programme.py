"""Next cycle: the programme that does what ``influence.next_cycle`` advises, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from influence.allocation import AllocationPolicy, Choice, allocate, beside_each_other
from influence.beliefs import LearningPolicy
from influence.ids import CreatorId
from influence.markets._programme import Question
from influence.next_cycle import NextCycle, next_cycle
from influence.outlooks import Outlook
from influence.ranking import RankingStrategy, placed
from influence.tier_benchmarks import PUBLISHED_TIERS, TierPrior


@attrs.frozen(kw_only=True)
class NextCycleProgramme:
    """Learns from what was booked, and books what the allocation says.

    Args:
        learning: The assumptions of the beliefs.
        allocation: The limits and assumptions of the allocation.
        prior: Where a belief begins, by the size of the audience.
        response_weight: How many pairs of packages weigh as much as the assumed response; ``None``
            to keep to it.
        name: The word for it in tables.
    """

    learning: LearningPolicy = LearningPolicy()
    allocation: AllocationPolicy = AllocationPolicy()
    prior: TierPrior = PUBLISHED_TIERS
    response_weight: int | None = 8
    name: str = "next_cycle"

    def advice(self, question: Question, /) -> NextCycle:
        """Beliefs and allocation for a cycle."""
        return next_cycle(
            question.candidates,
            budget=question.budget,
            cycle=question.cycle,
            cycles_left=question.cycles_left,
            learning=self.learning,
            allocation=self.allocation,
            prior=self.prior,
            response_weight=self.response_weight,
        )

    def book(self, question: Question, /) -> Mapping[CreatorId, int]:
        """The packages of a cycle."""
        return self.advice(question).allocation.packages

    def outlooks(self, question: Question, /) -> Mapping[CreatorId, Outlook]:
        """What is believed of each candidate."""
        return self.advice(question).beliefs.outlooks


@attrs.frozen(kw_only=True)
class Allocating:
    """A ranking strategy that says what it believes, with the budget allocated by that.

    Whoever the strategy has no outlook for is not booked.

    Args:
        strategy: Ranks the creators, and gives placings with outlooks.
        allocation: The limits and assumptions of the allocation.
        name: The word for it in tables; empty takes that of the strategy.
    """

    strategy: RankingStrategy
    allocation: AllocationPolicy = AllocationPolicy()
    name: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.name:
            object.__setattr__(self, "name", self.strategy.name)

    def book(self, question: Question, /) -> Mapping[CreatorId, int]:
        """The packages of a cycle."""
        placings = placed(question.standings, strategy=self.strategy)
        outlooks = {name: one.outlook for name, one in placings.items()}
        choices = [
            Choice(candidate=one, outlook=outlook)
            for one in question.candidates
            if (outlook := outlooks[one.creator_id]) is not None
        ]
        budget, policy = question.budget, self.allocation
        weighed = beside_each_other(choices, budget=budget, policy=policy)
        return allocate(weighed, budget=budget, policy=policy).packages
