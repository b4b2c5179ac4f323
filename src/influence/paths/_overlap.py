"""Overlap: whom two creators both reach.

    Jaccard = people whom both reached ÷ people whom either reached

It is 1 when they reach the same people, and 0 when they have nobody in common.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from influence.ids import CreatorId
from influence.ratios import figure_text, ratio
from influence.workings import Working


@attrs.frozen(kw_only=True)
class Audience:
    """Whom one creator reached.

    Args:
        creator_id: Who.
        people: People with a touch of theirs, or a paid order with their code.
        only: Those of them whom no other creator reached.
        buyers: Those of them who bought something, from whomever.
    """

    creator_id: CreatorId
    people: int
    only: int
    buyers: int


@attrs.frozen(kw_only=True)
class Overlap:
    """Whom two creators both reached.

    Args:
        first: One creator's audience.
        second: The other's.
        both: People in both.
        buyers: Those of them who bought something, from whomever.

    Example:
        >>> maya = Audience(creator_id="maya", people=4, only=1, buyers=2)
        >>> leo = Audience(creator_id="leo", people=6, only=3, buyers=2)
        >>> shared = Overlap(first=maya, second=leo, both=3, buyers=1)
        >>> shared.of_first, shared.of_second, shared.jaccard
        (Fraction(3, 4), Fraction(1, 2), Fraction(3, 7))

    Source: S185, S186.
    """

    first: Audience
    second: Audience
    both: int
    buyers: int

    @property
    def either(self) -> int:
        """People whom at least one of the two reached."""
        return self.first.people + self.second.people - self.both

    @property
    def of_first(self) -> Fraction | None:
        """The part of the first audience that is in both; ``None`` when it is empty."""
        return ratio(Fraction(self.both), Fraction(self.first.people))

    @property
    def of_second(self) -> Fraction | None:
        """The part of the second audience that is in both; ``None`` when it is empty."""
        return ratio(Fraction(self.both), Fraction(self.second.people))

    @property
    def jaccard(self) -> Fraction | None:
        """The part of everybody in either audience that is in both; ``None`` of nobody."""
        return ratio(Fraction(self.both), Fraction(self.either))

    def working(self) -> Working:
        """The people of each, of both, and the Jaccard index that follows."""
        one, two = self.first.creator_id, self.second.creator_id
        return Working.of(
            (f"people whom {one} reached", self.first.people),
            (f"people whom {two} reached", self.second.people),
            ("people whom both reached", self.both),
            ("of them bought", self.buyers),
            (f"both ÷ people of {one}", figure_text(self.of_first)),
            (f"both ÷ people of {two}", figure_text(self.of_second)),
            ("people whom either reached", self.either),
            ("Jaccard: both ÷ either", figure_text(self.jaccard)),
        )
