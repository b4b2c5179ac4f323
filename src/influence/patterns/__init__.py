"""Patterns: which angle pays in which niche, and who on the bench fits.

    pattern    angle × niche, told by at least two creators
    multiple   gross profit ÷ cost, over all of them
    bench      who can be booked and was not in the last cycle: proven, or of a winning niche

After a winning pattern appears, add creators of the same niche (S2); keep a rolling bench of proven
creators (S1, S3). Counts and sums are exact. How sure a pattern is follows from how much its
creators differ, and every pattern is drawn to the level of the campaign, because the best of many
looks better than it is. How many packages of whom fit the budget is for ``influence.allocation``.
"""

from __future__ import annotations

from influence.patterns._bench import Benched, bench_of
from influence.patterns._found import Patterns, patterns_of
from influence.patterns._pattern import Pattern
from influence.patterns._policy import PatternPolicy
from influence.patterns._record import Record

__all__ = ["Benched", "Pattern", "PatternPolicy", "Patterns", "Record", "bench_of", "patterns_of"]
