"""Score: what a creator's place follows from, and the places that follow from scores.

    score = the sum of its parts
    rank  = 1 + how many creators have a higher score

A score that is unknown has no parts and is no number: whoever has none stands after everybody who
has one. What a score is made of is for the strategies.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

import attrs

from influence.outlooks import Outlook, ScorePart
from influence.ranking._standing import Placing, Standing, ranks_of
from influence.ratios import total
from influence.workings import Working


@attrs.frozen(kw_only=True)
class Score:
    """What one creator's place follows from.

    Args:
        parts: What it is made of, higher is better; none when it is unknown.
        lines: The lines of the working that lead to it, each a text and what came of it.
        outlook: What the strategy believes of the creator's next package, where it has a belief.

    Example:
        >>> earned = ScorePart("gross profit", Fraction(300))
        >>> spent = ScorePart("less spend", Fraction(-250))
        >>> Score(parts=(earned, spent), lines=(("profit", "50.00 USD"),)).amount
        Fraction(50, 1)
    """

    parts: tuple[ScorePart, ...] = ()
    lines: tuple[tuple[str, object], ...] = ()
    outlook: Outlook | None = None

    @property
    def amount(self) -> Fraction | None:
        """The sum of the parts; ``None`` when the score is unknown."""
        return total(part.amount for part in self.parts) if self.parts else None


def by_score(
    standings: Sequence[Standing], *, score: Callable[[Standing], Score], called: str
) -> list[Placing]:
    """Every creator's place by a score, best first, with its working.

    Equal scores share a rank, and creators of one rank stand in the order of their names. Whoever
    has no score shares the rank after everybody who has one.

    Args:
        standings: The creators.
        score: The score of one of them.
        called: What they are ranked by, as the last line of each working says it.

    Example:
        >>> from influence.money import Money
        >>> maya, leo = (
        ...     Standing(creator_id=who, metrics={"orders": Fraction(count)}, spend=Money(9, "USD"))
        ...     for who, count in (("maya", 3), ("leo", 5))
        ... )
        >>> def orders(one):
        ...     count = one.metrics["orders"]
        ...     return Score(parts=(ScorePart("orders", count),), lines=(("orders", count),))
        >>> placings = by_score([maya, leo], score=orders, called="orders")
        >>> [(one.creator_id, one.rank, one.score) for one in placings]
        [('leo', 1, Fraction(5, 1)), ('maya', 2, Fraction(3, 1))]
        >>> print(placings[0].working)
        orders                  5
        rank among 2 by orders  1
    """
    scored = [(one.creator_id, score(one)) for one in standings]
    ranks = ranks_of({creator: found.amount for creator, found in scored})
    placings = [
        Placing(
            creator_id=creator,
            rank=ranks[creator],
            working=Working.of(
                *found.lines, (f"rank among {len(scored)} by {called}", ranks[creator])
            ),
            score=found.amount,
            parts=found.parts,
            outlook=found.outlook,
        )
        for creator, found in scored
    ]
    return sorted(placings, key=lambda placing: (placing.rank, placing.creator_id))
