"""Tier parts: what of each order takes which tier, under each meaning of the word tiered.

    marginal        each slice of the count at the tier it lies on
    retroactive     everything at the tier that the whole count reaches
    next_only       an order at the tier reached before it
    crossing_order  an order at the tier reached with it
    single_order    an order at the tier that it reaches alone

An order that adds nothing to the count, because its customer was counted before or is not known, is
on no slice; it takes the tier reached before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Literal

import attrs

from influence.money import ExactMoney
from influence.payments._commissionable import CommissionableBase
from influence.payments._credited_order import CreditedOrder
from influence.payments._tier_counts import CountedOrder
from influence.payments._tier_ladder import TierLadder

TierMeaning = Literal["marginal", "retroactive", "next_only", "crossing_order", "single_order"]

_WHOLE = Fraction(1)


@attrs.frozen(kw_only=True)
class TierPart:
    """An order, or the slice of one, that takes a tier.

    Args:
        order: The order.
        place: The place of the tier.
        base: What of it counts for the rate.
    """

    order: CreditedOrder
    place: int
    base: ExactMoney


def tier_parts(
    counted: Sequence[CountedOrder],
    *,
    meaning: TierMeaning,
    ladder: TierLadder,
    base: CommissionableBase,
) -> Iterator[TierPart]:
    """What of each order takes which tier; nothing of one that came back whole."""
    total = reached(counted)
    for one in counted:
        if one.order.is_kept:
            whole = base.of_order(one.order)
            if meaning == "marginal":
                parts = _slices(one, ladder=ladder)
            else:
                count = _deciding(one, meaning=meaning, total=total)
                parts = iter([(ladder.place_at(count), _WHOLE)])
            for place, part in parts:
                yield TierPart(
                    order=one.order, place=place, base=whole if part is _WHOLE else whole * part
                )


def reached(counted: Sequence[CountedOrder]) -> Fraction:
    """The count with the last order, which in a window that stands still is that of all."""
    return counted[-1].after if counted else Fraction(0)


def _deciding(one: CountedOrder, *, meaning: TierMeaning, total: Fraction) -> Fraction:
    """The count that decides on which tier an order stands, where it stands on one."""
    if meaning == "retroactive":
        return total
    if meaning == "single_order":
        return one.adds
    return one.before if meaning == "next_only" else one.after


def _slices(one: CountedOrder, *, ladder: TierLadder) -> Iterator[tuple[int, Fraction]]:
    """The tiers that an order lies on, each with its part of the order."""
    if not one.adds:
        yield ladder.place_at(one.before), _WHOLE
        return
    lowest = ladder.steps.at(one.before)
    if lowest == ladder.last or one.after <= ladder.bounds[lowest + 1]:
        yield lowest, _WHOLE
        return
    for place, low in enumerate(ladder.bounds):
        high = one.after if place == ladder.last else min(one.after, ladder.bounds[place + 1])
        width = high - max(one.before, low)
        if width > 0:
            yield place, width / one.adds
