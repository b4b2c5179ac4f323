"""Curve: what a rule costs at any number of orders, from none to the most looked at.

Every point is what the rule itself answers, or follows from its answers exactly:

    hybrid                      the sum of the curves of its parts
    commission without lines    so many orders that count × the exact amount of one, rounded once

An answer is kept, and nothing is asked before it is needed: a curve that never falls lies between
its two ends all along a stretch. That the rules named here never fall when an order is added is a
law that they are tested under. Any other rule, everybody's included, is asked at every volume.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Protocol

import attrs

from influence.money import ExactMoney, Money
from influence.offers._expectation import Expectation
from influence.payments import (
    Bonus,
    Capped,
    Commission,
    CreditedOrder,
    FlatFee,
    Guaranteed,
    Hybrid,
    InKind,
    PaymentRule,
    Retainer,
    Tiered,
    fee_of,
)


class Curve(Protocol):
    """What a rule costs, volume by volume."""

    @property
    def never_falls(self) -> bool:
        """Whether one more order never lowers it; only a proven yes is one."""
        ...

    def cost(self, orders: int) -> Money:
        """What the terms cost at so many orders: the fee, and what comes beside it."""
        ...


@attrs.frozen(kw_only=True)
class Volumes:
    """Every number of orders that is looked at, with the orders told once.

    Args:
        expectation: What is thought to happen.
        placed: The orders of the largest volume; each smaller one has the first of them.
    """

    expectation: Expectation
    placed: tuple[CreditedOrder, ...]

    @classmethod
    def of(cls, expectation: Expectation) -> Volumes:
        """The volumes of an expectation."""
        return cls(expectation=expectation, placed=expectation.placed(expectation.most))

    def curve(self, rule: PaymentRule) -> Curve:
        """What *rule* costs."""
        if type(rule) is Hybrid:
            currency = self.expectation.currency
            return _Sum(parts=tuple(map(self.curve, rule.parts)), currency=currency)
        if type(rule) is Commission and not rule.lines and rule.first_months is None:
            return _Multiple.of(rule, self.placed)
        return _Asked(rule=rule, volumes=self, never_falls=_never_falls(rule))


@attrs.frozen(kw_only=True)
class _Sum:
    """The curve of a sum."""

    parts: tuple[Curve, ...]
    currency: str

    @property
    def never_falls(self) -> bool:
        return all(part.never_falls for part in self.parts)

    def cost(self, orders: int) -> Money:
        return Money.total((part.cost(orders) for part in self.parts), currency=self.currency)


@attrs.frozen(kw_only=True)
class _Multiple:
    """The curve of a commission: all orders are alike, so each that counts earns the same."""

    rule: Commission
    each: ExactMoney
    counted: Sequence[int]
    never_falls: bool = True

    @classmethod
    def of(cls, rule: Commission, placed: Sequence[CreditedOrder]) -> _Multiple:
        """The curve over *placed*, of which there is at least one."""
        counts = [
            order.is_kept and (order.is_new_customer is True or not rule.new_customers_only)
            for order in placed
        ]
        first = next((order for order in placed if order.is_kept), placed[0])
        each = _of_one(rule, first)
        return cls(rule=rule, each=each, counted=tuple(accumulate(counts, initial=0)))

    def cost(self, orders: int) -> Money:
        counted = self.counted[orders]
        if self.rule.rounds == "order":
            return self.each.rounded(self.rule.rounding) * counted
        return (self.each * counted).rounded(self.rule.rounding)


@attrs.frozen(kw_only=True)
class _Asked:
    """The curve of any rule: its own answers."""

    rule: PaymentRule
    volumes: Volumes
    never_falls: bool
    answers: dict[int, Money] = attrs.field(factory=dict[int, Money], init=False)

    def cost(self, orders: int) -> Money:
        if orders not in self.answers:
            placed = self.volumes.placed[:orders]
            performance = self.volumes.expectation.performance_of(placed)
            self.answers[orders] = fee_of(self.rule, performance).cost
        return self.answers[orders]


def _of_one(rule: Commission, order: CreditedOrder) -> ExactMoney:
    """What one order that counts earns, exactly."""
    if rule.rate is not None:
        return rule.rate.of(rule.base.of_order(order))
    if rule.per_order is not None:
        return rule.per_order.exact
    each = rule.per_unit or Money.zero(order.gross.currency)
    return each.exact * sum(line.quantity for line in order.lines)


def _never_falls(rule: PaymentRule) -> bool:
    """Whether one more order never lowers the fee; no answer but yes is trusted."""
    if type(rule) in {FlatFee, InKind, Retainer, Bonus, Commission}:
        return True
    if type(rule) is Hybrid:
        return all(map(_never_falls, rule.parts))
    if type(rule) is Guaranteed:
        return _never_falls(rule.terms)
    if type(rule) is Tiered:
        return _climbs(rule)
    if type(rule) is Capped:
        is_rounded_apart = rule.per_order is not None or rule.per_customer is not None
        return not is_rounded_apart and _never_falls(rule.terms)
    return False


def _climbs(rule: Tiered) -> bool:
    """Whether tiers look at nothing but the sum of a window, and pay no less of a larger one."""
    if rule.metric != "revenue" or rule.rounds != "statement" or not rule.refunds_unreach:
        return False
    rates = [tier.rate for tier in rule.tiers]
    has_flats = any(tier.flat is not None for tier in rule.tiers)
    re_rates_upwards = rule.meaning == "retroactive" and rates == sorted(rates) and not has_flats
    return rule.meaning == "marginal" or re_rates_upwards
