"""Tier lines: the fee of one window, a line for each tier and one for each flat that is due.

    line of a tier = rate × Σ base of what takes it        line of a flat = flat

A flat is due once a window, for each tier that was reached; where all orders are rated again, only
for the tier that they are rated at; where each order decides for itself, for each order. That of
the first tier, which starts at nothing, asks for a sale.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

import attrs

from influence.money import ExactMoney, Money, Rounding
from influence.payments._commissionable import CommissionableBase
from influence.payments._fee import FeeLine
from influence.payments._order_part import so_many_orders
from influence.payments._performance import Performance
from influence.payments._tier_counts import CountedOrder, TierCount
from influence.payments._tier_ladder import TierLadder
from influence.payments._tier_parts import TierMeaning, TierPart, reached, tier_parts

# What it is that reaches a boundary, in the line of a tier.
_BY_WHAT = {
    "retroactive": "",
    "next_only": " before each",
    "crossing_order": " with each",
    "single_order": " by each",
}


@attrs.frozen(kw_only=True)
class TierLines:
    """What the lines of every window have in common.

    Args:
        ladder: The tiers.
        meaning: What tiered means.
        count: How orders are counted.
        base: What of an order counts for a rate.
        flat_at_zero: Whether the first flat is due without a sale.
        rounding: How amounts become whole minor units.
        each_order: Whether they do so order by order.
    """

    ladder: TierLadder
    meaning: TierMeaning
    count: TierCount
    base: CommissionableBase
    flat_at_zero: bool
    rounding: Rounding
    each_order: bool

    def of(self, window: Performance) -> Iterator[FeeLine]:
        """The lines of one window, from the lowest tier."""
        counted = tuple(self.count.of(window.orders))
        by_place: defaultdict[int, list[TierPart]] = defaultdict(list)
        for part in tier_parts(counted, meaning=self.meaning, ladder=self.ladder, base=self.base):
            by_place[part.place].append(part)
        yield from self._uncounted(counted, window.currency)
        for place in sorted(by_place) or (0,):
            yield self._rated(place, by_place[place], window.currency)
        if self.meaning == "single_order":
            for place in sorted(by_place):
                yield from self._flats_of_orders(place, by_place[place], window.currency)
        else:
            yield from self._flats(counted)

    def _uncounted(self, counted: Iterable[CountedOrder], currency: str) -> Iterator[FeeLine]:
        """A line of zero that says which orders could not be counted, where some could not."""
        unknown = (one.order for one in counted if self.count.is_unknown(one.order))
        ids = tuple(sorted(order.order_id for order in unknown))
        if ids:
            text = f"not known who bought, left out of the count: {so_many_orders(len(ids))}"
            yield FeeLine(text, Money.zero(currency), ids)

    def _rated(self, place: int, parts: Sequence[TierPart], currency: str) -> FeeLine:
        """The line of what takes one tier."""
        rate = self.ladder.tiers[place].rate
        sold = ExactMoney.total((part.base for part in parts), currency=currency)
        facts = tuple(sorted({part.order.order_id for part in parts}))
        which = self._which(place, so_many_orders(len(facts)))
        days = "" if self.count.days is None else f", {_days(self.count.days)}"
        if self.each_order:
            amount, how = self._rounded((rate.of(part.base) for part in parts), currency)
        else:
            amount, how = rate.of(sold).rounded(self.rounding), ""
        return FeeLine(f"{rate} of {self.base.in_words(sold)}{which}{days}{how}", amount, facts)

    def _which(self, place: int, orders: str) -> str:
        """Which sales take a tier, in words."""
        if self.meaning == "marginal":
            return self._slice(place)
        if not self.ladder.last:
            return f" in {orders}"
        bound = self.ladder.bound_in_words(place or 1)
        how = f"{'' if place else 'not '}{self.ladder.counts}{_BY_WHAT[self.meaning]}"
        return f" in {orders}, {bound} {how}"

    def _slice(self, place: int) -> str:
        """The slice of the count that a tier is for, in words."""
        ladder = self.ladder
        if not ladder.last:
            return ""
        if place == ladder.last:
            return f" above {ladder.bound_in_words(place)}"
        high = ladder.bound_in_words(place + 1)
        return f" between {ladder.bound_as_number(place)} and {high}" if place else f" up to {high}"

    def _flats(self, counted: Sequence[CountedOrder]) -> Iterator[FeeLine]:
        """A line for the flat of each tier whose flat is due once."""
        highest = self.ladder.place_at(reached(counted))
        lowest = highest if self.meaning == "retroactive" else 0
        for place in range(lowest, highest + 1):
            flat = self.ladder.tiers[place].flat
            if flat is None or not (place or counted or self.flat_at_zero):
                continue
            facts = tuple(sorted(one.order.order_id for one in counted))
            bound = self.ladder.bound_in_words(place)
            for_what = f"for {bound} {self.ladder.counts}" if place else "for the first tier"
            yield FeeLine(f"{flat} {for_what}", flat, facts)

    def _flats_of_orders(
        self, place: int, parts: Sequence[TierPart], currency: str
    ) -> Iterator[FeeLine]:
        """A line for the flats of the orders that take one tier."""
        flat = self.ladder.tiers[place].flat
        if flat is None:
            return
        credits_ = [part.order.credit for part in parts]
        worth = sum(credits_, Fraction(0))
        shared = f", shared with others and together worth {worth} of an order"
        which = self._which(place, so_many_orders(len(parts))).removeprefix(" in ")
        amount, how = self._rounded((flat.exact * credit for credit in credits_), currency)
        text = f"{flat} for each of {which}{'' if worth == len(parts) else shared}{how}"
        yield FeeLine(text, amount, tuple(sorted(part.order.order_id for part in parts)))

    def _rounded(self, amounts: Iterable[ExactMoney], currency: str) -> tuple[Money, str]:
        """The amounts as one in whole minor units, and how they became that."""
        if not self.each_order:
            return ExactMoney.total(amounts, currency=currency).rounded(self.rounding), ""
        each = (amount.rounded(self.rounding) for amount in amounts)
        return Money.total(each, currency=currency), ", rounded order by order"


def _days(count: int) -> str:
    """Over how many days was counted, in words."""
    return f"counted over {'1 day' if count == 1 else f'{count} days'}"
