"""Judging: the evidence of a ladder trial, with what is believed at the quoted fee.

What is learned is what a team would know: the tracked results of the cycles so far. So a ladder
that steps by chances is tried on the beliefs that a book would give it.
"""

from __future__ import annotations

from collections.abc import Sequence

from influence.beliefs import LearningPolicy, learn
from influence.markets._ladder_trial import StageCase
from influence.progression import FeeOutlook, StageEvidence, expected_places

_USUAL = LearningPolicy()


def judged_by_beliefs(
    cases: Sequence[StageCase], *, learning: LearningPolicy = _USUAL
) -> Sequence[StageEvidence]:
    """The evidence of a cycle with the chance of a profit and the place by expected profit.

    Args:
        cases: What there is to judge everybody by; who has no quote keeps an unknown chance.
        learning: What is assumed where the results say little.

    Example:
        >>> from influence.markets import simulate_ladder
        >>> from influence.progression import EVIDENCE_LADDER
        >>> outcome = simulate_ladder(
        ...     EVIDENCE_LADDER,
        ...     start="affiliate",
        ...     preset="usual",
        ...     seed=1,
        ...     judging=judged_by_beliefs,
        ... )
        >>> outcome.steps > 0, outcome.is_loss
        (True, False)
    """
    beliefs = learn([case.candidate for case in cases], policy=learning)
    quoted = {
        who: FeeOutlook(outlook=beliefs.outlook(who), price=price)
        for who, price in ((case.candidate.creator_id, case.candidate.price) for case in cases)
        if price is not None
    }
    places = expected_places(quoted.values())

    def judged(case: StageCase) -> StageEvidence:
        who = case.candidate.creator_id
        if who not in quoted:
            return case.shown
        return quoted[who].evidence(case.shown, expected_rank=places[who])

    return [judged(case) for case in cases]
