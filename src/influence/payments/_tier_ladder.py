"""Tier ladder: the tiers in their order, and on which of them a count stands.

    0 ── 4 % ──┤ 200 ── 6 % ──┤ 400 ── 8 % ──→

Each tier has one number, where it starts; so no gap and no overlap can be written down. A count
that is exactly there has reached the tier, and has not exceeded its boundary.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError, InvalidTermsError
from influence.ladders import Ladder
from influence.money import Money
from influence.payments._agreed import refuse_foreign, refuse_two_currencies
from influence.payments._performance import Performance
from influence.payments._tier import Tier

TierMetric = Literal["revenue", "orders", "customers"]
TierCounts = Literal["reached", "exceeded"]


@attrs.frozen(kw_only=True)
class TierLadder:
    """The tiers of one rule, checked.

    Args:
        tiers: From the lowest.
        steps: Their places by the counts at which they start.
        metric: What is counted: ``revenue`` in minor units, ``orders`` or ``customers``.
        counts: Whether a tier holds once its boundary is ``reached``, or only once ``exceeded``.
    """

    tiers: tuple[Tier, ...]
    steps: Ladder[Fraction, int]
    metric: TierMetric
    counts: TierCounts

    @classmethod
    def of(cls, tiers: tuple[Tier, ...], *, metric: TierMetric, counts: TierCounts) -> TierLadder:
        """The ladder of *tiers*.

        Raises:
            InvalidTermsError: There is no tier, the first does not start at nothing, another does
                not start above the one before it, a boundary does not fit the metric, or amounts
                differ in currency.
        """
        _refuse_misfits(tiers, metric=metric)
        refuse_two_currencies(_amounts(tiers))
        _refuse_unless_rising(tiers)
        steps = Ladder((_count(tier), place) for place, tier in enumerate(tiers))
        return cls(tiers=tiers, steps=steps, metric=metric, counts=counts)

    @property
    def last(self) -> int:
        """The place of the highest tier."""
        return len(self.tiers) - 1

    @property
    def bounds(self) -> tuple[Fraction, ...]:
        """The counts at which the tiers start."""
        return self.steps.bounds

    def place_at(self, count: Fraction) -> int:
        """The place of the tier on which *count* stands; the lowest is 0."""
        return self.steps.at(count, exceeded=self.counts == "exceeded")

    def bound_in_words(self, place: int) -> str:
        """Where a tier starts, such as ``200.00 USD`` or ``10 orders``."""
        bound = self.tiers[place].starts_at
        if isinstance(bound, Money):
            return str(bound)
        return f"{bound} {self.metric.removesuffix('s') if bound == 1 else self.metric}"

    def bound_as_number(self, place: int) -> str:
        """Where a tier starts, without its unit."""
        bound = self.tiers[place].starts_at
        return bound.text if isinstance(bound, Money) else str(bound)

    def refuse_foreign(self, performance: Performance) -> None:
        """Refuse to apply amounts of the tiers to a performance in another currency."""
        for what, amount in _amounts(self.tiers):
            refuse_foreign(what, amount, performance=performance)


def _count(tier: Tier) -> Fraction:
    """Where a tier starts, as a count: of minor units, of orders or of customers."""
    bound = tier.starts_at or 0
    return Fraction(bound.minor if isinstance(bound, Money) else bound)


def _amounts(tiers: tuple[Tier, ...]) -> Iterator[tuple[str, Money]]:
    """The amounts of the tiers, as errors name them."""
    for place, tier in enumerate(tiers):
        for term, amount in (("starts_at", tier.starts_at), ("flat", tier.flat)):
            if isinstance(amount, Money):
                yield f"tiered tiers[{place}] {term}", amount


def _refuse_misfits(tiers: tuple[Tier, ...], *, metric: TierMetric) -> None:
    """Refuse a boundary that does not fit the metric, and a ladder that begins above nothing."""
    for place, tier in enumerate(tiers):
        what, bound = f"tiered tiers[{place}] starts_at", tier.starts_at
        if not place:
            if bound is not None and _count(tier):
                raise InvalidTermsError(what, "be left out, the first tier starts at 0", bound)
        elif metric == "revenue" and not isinstance(bound, Money):
            raise InvalidTermsError(f"{what} on revenue", "be an amount of money", bound)
        elif metric != "revenue" and not require.is_whole(bound):
            raise InvalidTermsError(f"{what} on {metric}", "be a whole number", bound)


def _refuse_unless_rising(tiers: tuple[Tier, ...]) -> None:
    """Refuse boundaries that leave it open which tier a count is on."""
    bounds = [tier.starts_at or 0 for tier in tiers]
    amounts = [bound for bound in bounds if isinstance(bound, Money)]
    nothing = Money.zero(amounts[0].currency) if amounts else 0
    try:
        # Boundaries are of one kind by now: the first, which may be left out, is of theirs.
        Ladder([(nothing, None), *((bound, None) for bound in bounds[1:])] if bounds else [])
    except InvalidInputError as error:
        raise InvalidTermsError(f"tiered tiers: {error.what}", error.rule, error.value) from error
