"""Follower choice: bookings that follow the number of followers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

import attrs

from influence import _requirements as require
from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject
from influence.shares import Share


@attrs.frozen(kw_only=True)
class FollowerChoice:
    """Compare who is booked with followers and with scores.

    Of every pair of one who is booked and one who is not, it counts how often the booked one has
    more followers, and how often the higher score; a tie counts half.

    Args:
        least: How many of each side there have to be.
        by_followers: From which share of pairs on bookings follow followers.
        by_score: Up to which share of pairs they do not follow the score.

    Raises:
        InvalidInputError: *least* is below 2, or a share is above 1.
    """

    name: ClassVar[str] = "follower_choice"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF893"],)

    least: int = attrs.field(default=3, validator=require.at_least(2))
    by_followers: Share = attrs.field(default=Share("0.9"), validator=require.is_part)
    by_score: Share = attrs.field(default=Share("0.6"), validator=require.is_part)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding, with both shares."""
        (kind,) = self.kinds
        book = subject.book
        booked = {deal.creator_id for deal in book.deals}
        scores = {card.creator_id: card.score for card in subject.vetted}
        told = [
            (one.creator_id in booked, Fraction(one.followers), scores[one.creator_id])
            for one in book.creators
            if one.followers is not None and scores[one.creator_id] is not None
        ]
        sides = Counter(is_booked for is_booked, _, _ in told)
        if min(sides[True], sides[False]) < self.least:
            return
        followers = _wins([(is_booked, many) for is_booked, many, _ in told])
        score = _wins([(is_booked, one or Fraction(0)) for is_booked, _, one in told])
        if followers >= self.by_followers.fraction and score <= self.by_score.fraction:
            message = (
                f"bookings follow followers in {round(100 * followers)} % of pairs and the score "
                f"in {round(100 * score)} %"
            )
            yield kind.finding(where=Place(table="campaign", key="deals"), message=message)


def _wins(told: list[tuple[bool, Fraction]]) -> Fraction:
    """In which share of pairs the booked one has more; a tie is half of one."""
    ins = [value for is_in, value in told if is_in]
    outs = sorted(value for is_in, value in told if not is_in)
    halves = sum(bisect_left(outs, one) + bisect_right(outs, one) for one in ins)
    return Fraction(halves, 2 * len(ins) * len(outs))
