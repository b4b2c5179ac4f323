"""The laws of settlement: what is owed is paid, held or carried, and a debt is never paid.

Our own rules are never below zero, so the debts come from a rule made for them, and how often they
are met is counted: a run that was never in debt has not tested debt.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar
from zoneinfo import ZoneInfo

import attrs
from hypothesis import event, given, strategies as st

from influence.money import Money
from influence.payments import Commission, Fee, FeeLine, PaymentRule, Performance
from influence.settlement import SettlementPolicy, Statement, settle
from influence.shares import Share
from influence.testing import monies, payment_rules, performance, performances

_START = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
_ZONES = ("America/New_York", "Asia/Kathmandu", "Europe/Berlin", "UTC")

policies = st.builds(
    SettlementPolicy,
    hold_days=st.integers(0, 40),
    minimum_payout=st.none() | monies(most=200_000),
)
moments = st.integers(-10, 90 * 24 * 60).map(lambda minutes: _START + dt.timedelta(minutes=minutes))


@attrs.frozen
class Clawback:
    """Takes back an advance: a rule that can owe less than nothing."""

    name: ClassVar[str] = "clawback"
    advance: Money

    def fee(self, performance: Performance, /) -> Fee:
        lines = [
            FeeLine("half of the net sales", Share("0.5").of(performance.net_sales).rounded()),
            FeeLine("advance", self.advance.negated()),
        ]
        return Fee.of_lines(lines, currency=performance.currency)


_clawbacks = st.builds(Clawback, advance=monies(most=3_000_000))

# Every other rule can end in debt; as one of many alternatives it would hardly ever be drawn.
all_rules = st.booleans().flatmap(lambda owes: _clawbacks if owes else payment_rules())


def _settled(
    rule: PaymentRule, did: Performance, policy: SettlementPolicy, as_of: dt.datetime
) -> Statement:
    return settle(rule, did, creator_id="maya", policy=policy, as_of=as_of)


def _past_hold(did: Performance, policy: SettlementPolicy, as_of: dt.datetime) -> Performance:
    """What is past its hold with nothing against it, not told by our own arithmetic."""
    least = policy.hold_days * 24 * 60 * 60
    clear = did.with_orders(lambda order: order.held_because is None)
    return clear.with_orders(lambda order: as_of.timestamp() - order.at.timestamp() >= least)


class TestBalance:
    """What is owed is paid or carried; nobody is paid in debt; payable is never below zero."""

    @given(all_rules, performances(), policies, moments)
    def test_payable_and_carried_are_what_is_past_its_hold(
        self, rule: PaymentRule, did: Performance, policy: SettlementPolicy, as_of: dt.datetime
    ) -> None:
        one = _settled(rule, did, policy, as_of)
        owed = rule.fee(_past_hold(did, policy, as_of)).amount
        event(f"in debt: {owed.is_negative}")
        assert one.payable + one.carried_out == owed
        assert not one.payable.is_negative
        assert one.payable.minor * one.carried_out.minor == 0
        assert one.payable == (owed if owed >= _least(policy) else Money.zero("USD"))

    def test_debts_are_met_often_enough(self) -> None:
        seen: list[bool] = []

        @given(all_rules, performances(), policies, moments)
        def count(
            rule: PaymentRule, did: Performance, policy: SettlementPolicy, as_of: dt.datetime
        ) -> None:
            seen.append(_settled(rule, did, policy, as_of).carried_out.is_negative)

        count()
        assert sum(seen) >= 0.05 * len(seen)

    @given(all_rules, performances(), policies, moments)
    def test_held_and_past_the_hold_are_what_is_accrued(
        self, rule: PaymentRule, did: Performance, policy: SettlementPolicy, as_of: dt.datetime
    ) -> None:
        one = _settled(rule, did, policy, as_of)
        placed = did.with_orders(lambda order: order.at <= as_of)
        assert one.accrued == rule.fee(placed).amount
        assert one.held + one.eligible_fee.amount == one.accrued
        assert not one.held.is_negative

    @given(all_rules, performances(), policies, moments)
    def test_every_working_ends_with_its_figure(
        self, rule: PaymentRule, did: Performance, policy: SettlementPolicy, as_of: dt.datetime
    ) -> None:
        one = _settled(rule, did, policy, as_of)
        assert one.accrued_working().result == str(one.accrued)
        assert one.held_working().result == str(one.held)
        assert one.payable_working().result == str(one.payable)


def _least(policy: SettlementPolicy) -> Money:
    return policy.minimum_payout or Money.zero("USD")


class TestTime:
    """As time goes on what is past its hold only grows, and at the hold's end nothing is held."""

    @given(payment_rules(), performances(), policies, moments, moments)
    def test_what_is_past_its_hold_stays_so(
        self,
        rule: PaymentRule,
        did: Performance,
        policy: SettlementPolicy,
        one: dt.datetime,
        other: dt.datetime,
    ) -> None:
        before, after = (
            _settled(rule, did, policy, moment).eligible_fee.amount
            for moment in sorted((one, other))
        )
        assert before <= after

    @given(payment_rules(), performances(), moments)
    def test_without_a_hold_only_that_is_held_which_something_stands_against(
        self, rule: PaymentRule, did: Performance, as_of: dt.datetime
    ) -> None:
        policy = SettlementPolicy(hold_days=0)
        clear = did.with_orders(lambda order: order.held_because is None)
        assert _settled(rule, clear, policy, as_of).held.is_zero
        waiting = {order.order_id for order in did.orders if order.held_because is not None}
        held = {order.order_id for order in _settled(rule, did, policy, as_of).held_orders}
        assert held == {order.order_id for order in did.orders if order.at <= as_of} & waiting

    @given(monies(least=100), st.integers(0, 60), st.sampled_from([-1, 0, 1]))
    def test_the_hold_ends_with_its_last_second(self, sale: Money, days: int, seconds: int) -> None:
        did = performance([sale.text], currency="USD")
        as_of = did.orders[0].at + dt.timedelta(days=days, seconds=seconds)
        rule = Commission(rate=Share(1))
        one = _settled(rule, did, SettlementPolicy(hold_days=days), as_of)
        assert one.payable == (sale if seconds >= 0 else Money.zero("USD"))

    @given(payment_rules(), performances(), policies, moments, st.data())
    def test_the_zone_in_which_a_moment_is_told_and_the_order_of_facts_change_nothing(
        self,
        rule: PaymentRule,
        did: Performance,
        policy: SettlementPolicy,
        as_of: dt.datetime,
        data: st.DataObject,
    ) -> None:
        there = ZoneInfo(data.draw(st.sampled_from(_ZONES)))
        orders = [attrs.evolve(one, at=one.at.astimezone(there)) for one in did.orders]
        told = attrs.evolve(did, orders=tuple(data.draw(st.permutations(orders))))
        here, moved = (
            _settled(rule, did, policy, as_of),
            _settled(rule, told, policy, as_of.astimezone(there)),
        )
        assert attrs.evolve(moved, as_of=as_of) == here
