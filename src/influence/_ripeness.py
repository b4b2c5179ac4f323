"""Ripeness: how much of what a post brings has come after so many days.

    ripe after day d = Π over the later days s of the window: 1 − sold on day s ÷ sold by day s

Both are counted over the posts that were watched for s days at least, so a post of yesterday does
not look like a failure, and the posts of a campaign that has just ended do not look like all that
there will ever be. It is the chain of a run-off triangle, day by day from the end of the payback
window, where everything has come by convention.

A campaign that has sold little tells little. So a sales curve that halves every week counts as
twenty sales beside its own: a starting value of ours, outweighed by any campaign that sells.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

import attrs

from influence.periods import DAY_IN_MICROSECONDS, microseconds
from influence.posts import Post
from influence.scorecards import Scorecard
from influence.shares import Share

#: So many sales is the starting curve worth.
_STARTING_SALES = 20.0
#: After so many days the starting curve has fallen by half.
_HALF_LIFE = 7.0
#: A part is kept to a hundredth: nobody knows it better.
_GRAIN = 100


@attrs.frozen(kw_only=True)
class Ripeness:
    """The part of a post's sales that has come, day by day.

    Args:
        parts: After its first day, its second, and so on; the last is 1.
    """

    parts: tuple[Share, ...]

    @classmethod
    def of(cls, cards: Iterable[Scorecard], *, end: int, days: int) -> Ripeness:
        """What the sales of these creators say.

        Args:
            cards: The creators, with their posts and sales.
            end: The last instant that the book knows, in microseconds.
            days: How many days a payback window has.
        """
        sold, watched = [0.0] * days, [0.0] * (days + 1)
        for card in cards:
            for age, delay, weight in card.delays(end):
                if weight and delay < days:
                    sold[delay] += weight
                    watched[delay] += weight
                    watched[min(age + 1, days)] -= weight
        return cls(parts=_chained(sold, watched))

    def of_posts(self, posts: Sequence[Post], *, end: int) -> Share:
        """The part that has come at the instant *end* of what posts bring, on average."""
        ages = [(end - microseconds(post.published_at)) // DAY_IN_MICROSECONDS for post in posts]
        parts = [self.after(age).fraction for age in ages]
        return Share(sum(parts, Fraction(0)) / len(parts)) if parts else Share(1)

    def after(self, days: int) -> Share:
        """The part that has come of a post that is so many days old."""
        return self.parts[max(0, min(days, len(self.parts) - 1))]


def _chained(sold: list[float], watched: list[float]) -> tuple[Share, ...]:
    """The parts, from the last day back to the first."""
    starting = [0.5 ** (day / _HALF_LIFE) for day in range(len(sold))]
    by_day = _running(starting)
    watching = _running(watched)
    part, parts = 1.0, [1.0]
    for day in range(len(sold) - 1, 0, -1):
        came = sold[day] + _STARTING_SALES * starting[day] / by_day[day]
        part *= 1 - came / (watching[day] + _STARTING_SALES)
        parts.append(part)
    return tuple(Share(Fraction(max(1, round(one * _GRAIN)), _GRAIN)) for one in reversed(parts))


def _running(values: Iterable[float]) -> list[float]:
    """The running sums."""
    total, sums = 0.0, list[float]()
    for value in values:
        total += value
        sums.append(total)
    return sums
