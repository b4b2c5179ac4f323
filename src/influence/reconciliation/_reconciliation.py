"""Reconciliation: their statement beside ours, line by line, with sums that add up.

Σ theirs − Σ ours = Σ differences, over the lines for which both are known
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping

import attrs

from influence.money import Money
from influence.reconciliation._reconciled_line import ReconciledLine, Status
from influence.reconciliation._scenario import Measure


@attrs.frozen(kw_only=True)
class ReasonTotal:
    """What one reason comes to.

    Args:
        name: Its kinds, such as ``refunds + rounding``; empty for what nothing explains.
        count: How many lines.
        difference: The sum of their differences.
    """

    name: str
    count: int
    difference: Money


@attrs.frozen(kw_only=True)
class Reconciliation:
    """Every line of theirs, and what we owe that they do not list.

    Args:
        currency: The currency of the book.
        as_of: The moment.
        against: The figure of ours that was compared.
        lines: Their lines in their order, then what they do not list.
    """

    currency: str
    as_of: dt.datetime
    against: Measure
    lines: tuple[ReconciledLine, ...]

    @property
    def compared(self) -> tuple[ReconciledLine, ...]:
        """The lines for which both figures are known, in one currency."""
        return tuple(line for line in self.lines if line.difference is not None)

    @property
    def not_compared(self) -> tuple[ReconciledLine, ...]:
        """The lines that no sum counts: ours is not known, or theirs is in another currency."""
        return tuple(line for line in self.lines if line.difference is None)

    @property
    def theirs(self) -> Money:
        """The sum of theirs, of what was compared."""
        return self._total(line.theirs for line in self.compared)

    @property
    def ours(self) -> Money:
        """The sum of ours, of what was compared."""
        return self._total(line.ours for line in self.compared)

    @property
    def difference(self) -> Money:
        """The sum of the differences."""
        return self._total(line.difference for line in self.compared)

    @property
    def counts(self) -> Mapping[Status, int]:
        """How many lines have each status."""
        found = Counter(line.status for line in self.lines)
        words: tuple[Status, ...] = ("agrees", "explained", "unexplained")
        return {word: found[word] for word in words}

    @property
    def by_reason(self) -> tuple[ReasonTotal, ...]:
        """What each reason comes to, the most frequent first; a line counts under its first."""
        grouped: dict[str, list[ReconciledLine]] = {}
        for line in self.lines:
            if line.status != "agrees":
                name = line.reasons[0].name if line.reasons else ""
                grouped.setdefault(name, []).append(line)
        return tuple(
            ReasonTotal(
                name=name, count=len(lines), difference=self._total(one.difference for one in lines)
            )
            for name, lines in sorted(grouped.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        )

    def _total(self, amounts: Iterable[Money | None]) -> Money:
        """The sum of the amounts that are known."""
        known = (amount for amount in amounts if amount is not None)
        return Money.total(known, currency=self.currency)
