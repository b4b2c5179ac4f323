"""Settle ladders: tiers that rate each order by its place among the orders before it.

    marginal        2 × tier before the order, and 1 more for the one order that reaches beyond it
    next_only       the tier reached before the order
    crossing_order  the tier reached with it

That number is the turn of an order. Orders of one turn can be added up, and the rule gives their
sum the same rates as each of them, because it counts up to the same place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Literal

import attrs

from influence.errors import InvalidInputError
from influence.frames._settling._cuts import own_cuts
from influence.frames._settling._rules import EACH_ORDER, climbs_by_order
from influence.ids import CreatorId
from influence.money import Money
from influence.payments import (
    Amended,
    Capped,
    Guaranteed,
    Hybrid,
    PaymentRule,
    Tiered,
    rules_within,
)
from influence.periods import Period

#: What is counted: parts of orders, what is left of their sales, or what was sold.
Counted = Literal["units", "net", "sold"]
#: By how the turn follows from the tiers before an order and with it.
_WAYS = ("marginal", "next_only", "crossing_order")


@attrs.frozen(kw_only=True)
class ClimbingLadder:
    """A ladder that rates orders one after the other, as part of a creator's terms.

    Args:
        rule: The tiers.
        restarts: The moments at which its count begins anew.
    """

    rule: Tiered
    restarts: frozenset[int]

    @property
    def way(self) -> int:
        """The place of its meaning among those that climb by order."""
        return _WAYS.index(self.rule.meaning)

    @property
    def counted(self) -> Counted:
        """What climbs."""
        if self.rule.metric == "orders":
            return "units"
        return "net" if self.rule.refunds_unreach else "sold"

    def bounds(self, whole: int) -> list[tuple[int, int]]:
        """The least counts before an order, and with it, from which each tier but the first holds.

        Args:
            whole: How many units are an order, where orders are counted.
        """
        vat = self.rule.base.vat
        rate = 1 + (Fraction(0) if vat is None else vat.fraction)
        scale = Fraction(whole) if self.rule.metric == "orders" else rate
        found: list[tuple[int, int]] = []
        for tier in self.rule.tiers[1:]:
            start = tier.starts_at or 0
            bound = (start.minor if isinstance(start, Money) else start) * scale
            reached, exceeded = ceil(bound), floor(bound) + 1
            if self.rule.meaning == "marginal":
                found.append((reached, exceeded))
            else:
                least = reached if self.rule.counts == "reached" else exceeded
                found.append((least, least))
        return found


def ladders_of(
    terms: Mapping[CreatorId, PaymentRule], *, period: Period
) -> dict[CreatorId, ClimbingLadder]:
    """The ladder of each creator whose terms have one.

    Raises:
        InvalidInputError: Terms have several, or one inside a rule of somebody else's.
    """
    found: dict[CreatorId, ClimbingLadder] = {}
    plain = set[int]()
    for creator_id, rule in terms.items():
        # Many creators may have the very same terms.
        if id(rule) in plain:
            continue
        count = sum(map(climbs_by_order, rules_within(rule)))
        known = list(_ladders(rule, period=period, restarts=frozenset()))
        if count > 1 or len(known) != count:
            what = f"{rule.name} in the deal with {creator_id}"
            wanted = "rate orders in turn by one ladder of ours to be settled on an engine"
            way = f" ({EACH_ORDER})" if count > 1 else ""
            raise InvalidInputError(what, f"{wanted}{way}", count)
        if known:
            found[creator_id] = known[0]
        else:
            plain.add(id(rule))
    return found


def _ladders(
    rule: PaymentRule, *, period: Period, restarts: frozenset[int]
) -> Iterator[ClimbingLadder]:
    """The ladders in a rule of ours, with what cuts the time around them."""
    cuts = restarts | frozenset(own_cuts(rule, period=period))
    if climbs_by_order(rule):
        yield ClimbingLadder(rule=rule, restarts=cuts)
    for part in _parts(rule):
        yield from _ladders(part, period=period, restarts=cuts)


def _parts(rule: PaymentRule) -> tuple[PaymentRule, ...]:
    """The rules that a rule of ours is made of."""
    if isinstance(rule, Hybrid):
        return rule.parts
    if isinstance(rule, Amended):
        return (rule.first, *(one.terms for one in rule.amendments))
    return (rule.terms,) if isinstance(rule, Capped | Guaranteed) else ()
