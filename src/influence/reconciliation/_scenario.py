"""Scenario: everything that one figure of ours follows from, so that one thing can be changed.

    accrued    fee of all that is credited
    eligible   fee of what is past its hold and undisputed
    payable    the same, when it reaches the minimum payout
    paid_out   the same, as far as the rail can send it

A line about one order has the fee of that order alone: what the rule owes for it and nothing else,
less what it owes for nothing. A line about a period has what that period is entitled to by now.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal

import attrs

from influence.ids import CreatorId
from influence.money import Money
from influence.payments import CreditedOrder, PaymentRule, Performance
from influence.settlement import SettlementPolicy, Statement, settle

Measure = Literal["accrued", "eligible", "payable", "paid_out"]


@attrs.frozen(kw_only=True)
class Scenario:
    """Terms, facts and rules from which a figure follows.

    Args:
        creator_id: Whose.
        terms: What was agreed.
        performance: What they did, as far as it is known at the moment.
        policy: When what is owed may be paid.
        as_of: The moment.
        measure: Which figure.
        order_id: The one order that it is for, if it is for one.
        period: The first day of the one accrual period that it is for, if it is for one.
    """

    creator_id: CreatorId
    terms: PaymentRule
    performance: Performance
    policy: SettlementPolicy
    as_of: dt.datetime
    measure: Measure
    order_id: str | None = None
    period: str | None = None

    @property
    def amount(self) -> Money:
        """The figure, as the settlement of the library has it.

        Raises:
            InfluenceError: The terms cannot be applied to the facts.
        """
        if self.order_id is not None:
            return self._alone(self.order_id)
        if self.period is not None:
            held = self.released if self.measure == "accrued" else self
            return held.entitled(self.period)
        statement = self._statement(self.performance)
        if self.measure == "accrued":
            return statement.accrued
        if self.measure == "eligible":
            return statement.eligible_fee.amount
        return statement.payable if self.measure == "payable" else statement.paid_out

    @property
    def is_additive(self) -> bool:
        """Whether what the orders earn together is what each of them earns alone."""
        orders = self.performance.orders
        each = (self._fee_of_orders((order,)) for order in orders)
        total = Money.total(each, currency=self.performance.currency)
        return total == self._fee_of_orders(orders)

    def with_orders(self, orders: tuple[CreditedOrder, ...]) -> Scenario:
        """The same with other orders."""
        return attrs.evolve(self, performance=attrs.evolve(self.performance, orders=orders))

    @property
    def released(self) -> Scenario:
        """The same without a hold, and with nothing that stands against an order."""
        orders = tuple(attrs.evolve(one, held_because=None) for one in self.performance.orders)
        policy = attrs.evolve(self.policy, hold_days=0, refund_window_days=None)
        return attrs.evolve(self.with_orders(orders), policy=policy)

    @property
    def held_ids(self) -> frozenset[str]:
        """The orders that may not be paid yet."""
        return held_orders(self.performance, hold_days=self.policy.hold_days)

    @property
    def periods(self) -> tuple[str, ...]:
        """The first days of the accrual periods, in the order of time."""
        return tuple(line.period for line in self._statement(self.performance).lines)

    def entitled(self, period: str) -> Money:
        """What a period is entitled to of what is past its hold; nothing when it has not begun."""
        lines = self._statement(self.performance).lines
        amounts = (line.entitled for line in lines if line.period == period)
        return Money.total(amounts, currency=self.performance.currency)

    def _alone(self, order_id: str) -> Money:
        """What one order earns when it is the only one."""
        return self._fee_of_orders(
            one for one in self.performance.orders if one.order_id == order_id
        )

    def _fee_of_orders(self, orders: Iterable[CreditedOrder]) -> Money:
        """What some orders earn by themselves: their fee less the fee of nothing."""
        nothing = attrs.evolve(
            self.performance,
            orders=(),
            deliverables={},
            metrics={},
            deliveries=(),
            readings=(),
            called_off=(),
        )
        return self._fee(attrs.evolve(nothing, orders=tuple(orders))) - self._fee(nothing)

    def _fee(self, performance: Performance) -> Money:
        """The fee of a performance, of all or of what is past its hold."""
        statement = self._statement(performance)
        is_all = self.measure == "accrued"
        return statement.accrued if is_all else statement.eligible_fee.amount

    def _statement(self, performance: Performance) -> Statement:
        """The statement of a performance, as if nothing had ever been booked."""
        return settle(
            self.terms,
            performance,
            creator_id=self.creator_id,
            policy=self.policy,
            as_of=self.as_of,
        )


def held_orders(performance: Performance, *, hold_days: int) -> frozenset[str]:
    """The orders that may not be paid yet: within their hold, or with something against them.

    Moments are compared in UTC: within one zone Python compares what the clocks on the wall show.
    """
    hold, moment = dt.timedelta(days=hold_days), performance.period.end.astimezone(dt.UTC)
    return frozenset(
        order.order_id
        for order in performance.orders
        if order.held_because is not None or moment - order.at.astimezone(dt.UTC) < hold
    )
