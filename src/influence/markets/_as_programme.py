"""As a programme: a ranking strategy that books, by what it believes if it says so."""

from __future__ import annotations

from influence.markets._calibration import believed_by
from influence.markets._following import Following
from influence.markets._next_cycle_programme import Allocating
from influence.markets._presets import PRESETS
from influence.markets._programme import Programme
from influence.markets._simulation import Course, drawn_market
from influence.ranking import RankingStrategy


def as_programme(strategy: RankingStrategy, *, pays_back: bool = False) -> Programme:
    """The programme that makes the most of a strategy.

    A strategy whose placings carry outlooks has its budget allocated by them, untried creators
    included. Any other is followed by its ranks, with second chances and the budget used in full.

    Args:
        strategy: Ranks the creators; it is asked once, about the usual market.
        pays_back: Renew whoever earned back what they cost, instead of the top; for ranks only.

    Example:
        >>> from influence.ranking import Roi, Shrinkage
        >>> type(as_programme(Shrinkage())).__name__, type(as_programme(Roi())).__name__
        ('Allocating', 'Following')
    """
    question = Course(drawn_market(PRESETS["usual"], 0)).question()
    if believed_by(strategy)(question):
        return Allocating(strategy=strategy)
    return Following(strategy=strategy, pays_back=pays_back)
