"""Stopping: looking at a test as often as one likes, and ending it when it has told enough.

    it pays          when e(pays)  ≥ 1 ÷ error
    it does not pay  when e(loses) ≥ 1 ÷ error
    interval         every multiple r with L(r) > error × Σ w × L over a wide range of multiples

A test of fixed size may be looked at once; whoever peeks and stops at the first good day is fooled
far more often than the error says. These three hold at every look, so that a clear winner can be
booked again after the second post, and a clear loser need not get a third.

What is assumed: posts differ by chance and by no more than ``between_posts``, and nothing moves all
of them at once. A season does; compare creators within a cycle then.

Source: S263, S264, S265.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property
from typing import Literal, TypeAlias

import attrs

from influence.experiments._evidence import log_likelihood, log_mixture
from influence.experiments._experiment import counted
from influence.experiments._interval import interval_of
from influence.experiments._sighting import Seen, Sighting
from influence.experiments._stopping_rule import StoppingRule
from influence.ratios import decimal_of
from influence.shares import Share
from influence.workings import Working

Verdict: TypeAlias = Literal["pays", "does_not_pay", "go_on"]

_LARGEST = 1e12


@attrs.frozen(kw_only=True)
class Look:
    """What a test says so far; made by ``look``.

    Args:
        rule: When it may end.
        sightings: The posts that were looked at.
        untold: Posts that do not tell their orders, and say nothing here.
        evidence_of_gain: e for "it pays"; above 1 it speaks for it.
        evidence_of_loss: e for "it does not pay".
    """

    rule: StoppingRule
    sightings: tuple[Sighting, ...]
    untold: int
    evidence_of_gain: float
    evidence_of_loss: float

    @cached_property
    def interval(self) -> tuple[float, float]:
        """Return multiples that what was seen does not rule out, at any look, but for the error."""
        return interval_of(
            self.sightings,
            variance=float(self.rule.between_posts.fraction**2),
            error=float(self.rule.error.fraction),
        )

    @property
    def verdict(self) -> Verdict:
        """``pays``, ``does_not_pay``, or ``go_on`` while neither is told."""
        enough = float(self.rule.enough)
        if self.evidence_of_gain >= enough:
            return "pays"
        return "does_not_pay" if self.evidence_of_loss >= enough else "go_on"

    @property
    def orders(self) -> Fraction:
        """Orders seen in all."""
        return sum((Fraction(one.orders) for one in self.sightings), start=Fraction(0))

    @property
    def needed(self) -> Fraction:
        """Orders that would just have paid for them."""
        return sum((Fraction(one.needed) for one in self.sightings), start=Fraction(0))

    def in_words(self) -> str:
        """What to do, and why, in a sentence."""
        posts = counted(len(self.sightings), "post")
        brought = f"{posts} brought {decimal_of(self.orders)} orders"
        asked = f"{decimal_of(self.needed)} would have paid for them by now"
        sure = f"wrong in at most {self.rule.error} of such tests, however often one looks"
        says = {
            "pays": f"stop: it pays ({sure})",
            "does_not_pay": f"stop: it does not pay ({sure})",
            "go_on": f"go on: evidence of {max(self.evidence_of_gain, self.evidence_of_loss):.3g}"
            f" is short of {decimal_of(self.rule.enough)}",
        }[self.verdict]
        missing = counted(self.untold, "post")
        untold = f"; {missing} without a count of orders" if self.untold else ""
        return f"{brought}, {asked}{untold}; {says}"

    def working(self) -> Working:
        """What was seen and what follows, line by line."""
        low, high = self.interval
        return Working.of(
            ("posts that tell their orders", len(self.sightings)),
            ("posts that do not", self.untold),
            ("orders", decimal_of(self.orders)),
            ("orders that would have paid for them by now", decimal_of(self.needed)),
            ("spread between posts", self.rule.between_posts),
            ("evidence that it pays", f"{self.evidence_of_gain:.4g}"),
            ("evidence that it does not", f"{self.evidence_of_loss:.4g}"),
            ("evidence that is enough, 1 ÷ error", decimal_of(self.rule.enough)),
            ("return multiples not ruled out", f"{low:.2f} to {high:.2f}"),
            ("verdict", self.verdict.replace("_", " ")),
        )


def look(posts: Iterable[Sighting] | Seen, *, rule: StoppingRule | None = None) -> Look:
    """What the posts of one creator say so far, valid at this look and at every other.

    Args:
        posts: What each has brought and would have to bring; ``seen`` makes it of bookings.
        rule: When the test may end; the usual one unless given.

    Example:
        >>> found = look([Sighting(orders=31, needed=10), Sighting(orders=44, needed=10)])
        >>> found.verdict, round(found.evidence_of_gain), round(found.interval[0], 2)
        ('pays', 317, 1.21)

    Source: S263, S264, S265.
    """
    told = posts if isinstance(posts, Seen) else Seen(sightings=tuple(posts), untold=0)
    asked = StoppingRule() if rule is None else rule
    variance = float(asked.between_posts.fraction**2)
    sightings = told.sightings
    even = log_likelihood(sightings, multiple=1.0, variance=variance)
    gain, loss = (
        log_mixture(sightings, weights=_alike(side), variance=variance) - even
        for side in (asked.gains, asked.losses)
    )
    return Look(
        rule=asked,
        sightings=sightings,
        untold=told.untold,
        evidence_of_gain=_evidence(gain),
        evidence_of_loss=_evidence(loss),
    )


def _alike(multiples: tuple[Share, ...]) -> list[tuple[float, float]]:
    """The multiples with equal weights."""
    return [(float(one.fraction), 1 / len(multiples)) for one in multiples]


def _evidence(logarithm: float) -> float:
    """Evidence from its logarithm; what is beyond all doubt is not told any larger."""
    return math.exp(logarithm) if logarithm < math.log(_LARGEST) else _LARGEST
