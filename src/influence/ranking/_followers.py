"""Followers: rank by audience size, which is a warning and not advice.

    score = followers

Campaigns are often filled this way, so a book can show what it would have chosen, beside what pays.
Followers do not tell what a creator sells: in the figures of the sources, 59 % of campaigns with
the largest lost money. Whoever's followers are unknown stands after everybody whose are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar, Final

import attrs

from influence.outlooks import ScorePart
from influence.ranking._score import Score, by_score
from influence.ranking._standing import Placing, Standing
from influence.ratios import figure_text

_NO_REASON: Final = "no reason to book: 59 % of campaigns with the largest lost money (S1, S3)"


@attrs.frozen
class Followers:
    """Rank by the size of the main audience, the largest first: a warning, and not advice.

    Example:
        >>> from influence.candidates import Candidate
        >>> from influence.money import Money
        >>> star, maya = (
        ...     Standing(
        ...         creator_id=who,
        ...         metrics={},
        ...         spend=Money(spend, "USD"),
        ...         profit=Money(profit, "USD"),
        ...         candidate=Candidate(creator_id=who, followers=followers),
        ...     )
        ...     for who, spend, profit, followers in (
        ...         ("star", "25000", "-22000", 2_000_000),
        ...         ("maya", "1200", "600", 48_200),
        ...     )
        ... )
        >>> placing = Followers().rank([star, maya])[0]
        >>> [(step.text[:17], step.result) for step in placing.working.steps]
        [('followers', '2000000'), ('no reason to book', 'warning'), ('rank among 2 by f', '1')]

    Source: S1, S3.
    """

    name: ClassVar[str] = "followers"

    def rank(self, standings: Sequence[Standing], /) -> Sequence[Placing]:
        """Every creator by the size of their audience."""
        return by_score(standings, score=_score, called="followers")


def _score(standing: Standing) -> Score:
    """How many follow."""
    count = None if standing.candidate is None else standing.candidate.followers
    parts = () if count is None else (ScorePart("followers", Fraction(count)),)
    return Score(parts=parts, lines=(("followers", figure_text(count)), (_NO_REASON, "warning")))
