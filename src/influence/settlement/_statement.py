"""Statement: what a creator has earned, what of it is held, and what can be paid now.

    carried in + earned + adjustments = payable + carried out
    payable ≥ 0, and nothing is carried while something is paid

It is an answer and never changes: what comes to be known later is an adjustment line of a later
statement.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.ids import CreatorId, validated_id
from influence.money import Money
from influence.payments import Fee
from influence.settlement._account import Account
from influence.settlement._policy import SettlementPolicy
from influence.workings import Working

LineKind = Literal["earned", "adjustment"]


@attrs.frozen(kw_only=True)
class StatementLine:
    """One line of a statement: what changed in one accrual period.

    Args:
        kind: ``adjustment`` when it takes back, or when the hold of the period was over before;
            else ``earned``.
        period: The first day of the period, or ``whole campaign``.
        entitled: What the period has earned by now.
        booked: What earlier statements booked for it.
        facts: Ids of the facts that it rests on.
    """

    kind: LineKind
    period: str = attrs.field(validator=require.is_line)
    entitled: Money = attrs.field(validator=require.is_any_money)
    booked: Money = attrs.field(validator=require.is_any_money)
    facts: tuple[str, ...] = attrs.field(default=(), validator=require.are_texts)

    @property
    def amount(self) -> Money:
        """What the line adds to the statement: what is entitled less what was booked."""
        return self.entitled - self.booked

    @property
    def text(self) -> str:
        """The line in words."""
        period = self.period if self.period[0].isalpha() else f"period from {self.period}"
        if self.kind == "adjustment":
            return f"adjustment to {period}: {self.entitled} by now, {self.booked} booked before"
        if self.booked.is_zero:
            return f"earned in {period}"
        return f"earned in {period}: {self.entitled} by now, {self.booked} booked before"


@attrs.frozen(kw_only=True)
class HeldOrder:
    """An order that is not paid yet.

    Args:
        order_id: Which.
        reason: Why, in words.
    """

    order_id: str
    reason: str


@attrs.frozen(kw_only=True)
class Statement:
    """What a creator is owed at a moment.

    Args:
        creator_id: Who.
        as_of: The moment.
        account: What earlier statements booked.
        accrued_fee: The fee of everything credited so far.
        eligible_fee: The fee of what is past its hold.
        lines: What changed in each accrual period since the statement before.
        payable: What is owed now; never below zero.
        carried_out: What is eligible and not paid: below the minimum, or a debt.
        held_orders: What is not eligible yet, each with its reason.
        policy: The rules it was made by.

    Raises:
        InvalidInputError: *payable* and *carried_out* do not sum to what is carried in, earned and
            adjusted, *payable* is below zero, or something is paid while something is carried.
    """

    creator_id: CreatorId = attrs.field(validator=validated_id)
    as_of: dt.datetime = attrs.field(validator=require.has_offset)
    account: Account
    accrued_fee: Fee
    eligible_fee: Fee
    lines: tuple[StatementLine, ...] = attrs.field(
        validator=require.are(StatementLine, called="statement lines")
    )
    payable: Money
    carried_out: Money
    held_orders: tuple[HeldOrder, ...] = ()
    policy: SettlementPolicy

    def __attrs_post_init__(self) -> None:
        if self.payable.is_negative:
            raise InvalidInputError("payable", "be at least 0", self.payable)
        if not self.payable.is_zero and not self.carried_out.is_zero:
            rule = f"be 0 while {self.carried_out} is carried"
            raise InvalidInputError("payable", rule, self.payable)
        due = self.eligible_fee.amount - self.account.paid
        if self.carried_in + self.earned + self.adjustments != due:
            rule = f"come to {due}, what is past its hold and not yet paid"
            total = self.carried_in + self.earned + self.adjustments
            raise InvalidInputError("what is carried in, earned and adjusted", rule, total)
        if self.payable + self.carried_out != due:
            rule = f"come to {due}, what is past its hold and not yet paid"
            total = self.payable + self.carried_out
            raise InvalidInputError("payable and what is carried", rule, total)

    @property
    def statement_id(self) -> str:
        """Creator, currency and number, such as ``maya/USD/3``."""
        return f"{self.account.account_id}/{self.account.statements + 1}"

    @property
    def currency(self) -> str:
        """The currency of every amount in it."""
        return self.account.currency

    @property
    def accrued(self) -> Money:
        """What everything credited so far has earned."""
        return self.accrued_fee.amount

    @property
    def held(self) -> Money:
        """What is earned and not yet past its hold."""
        return self.accrued - self.eligible_fee.amount

    @property
    def carried_in(self) -> Money:
        """What the statement before left: a small amount, a rest of the rail, or a debt."""
        return self.account.carried

    @property
    def earned(self) -> Money:
        """What periods that still earn have come to since they were last booked."""
        return self._sum_of("earned")

    @property
    def adjustments(self) -> Money:
        """What was taken back, and what changed in periods that were final."""
        return self._sum_of("adjustment")

    @property
    def paid_out(self) -> Money:
        """What of *payable* the rail can send."""
        return self.policy.sent(self.payable)

    @property
    def residual(self) -> Money:
        """What of *payable* is finer than the rail's step, and waits."""
        return self.payable - self.paid_out

    @property
    def changes_nothing(self) -> bool:
        """Whether closing it would book nothing and pay nothing."""
        return all(line.amount.is_zero for line in self.lines) and self.paid_out.is_zero

    def _sum_of(self, kind: LineKind) -> Money:
        """The sum of the lines of a kind."""
        amounts = (line.amount for line in self.lines if line.kind == kind)
        return Money.total(amounts, currency=self.currency)

    def accrued_working(self) -> Working:
        """The lines of the fee and their sum."""
        lines = [(line.text, line.amount) for line in self.accrued_fee.working]
        return Working.of(*lines, ("accrued", self.accrued))

    def held_working(self) -> Working:
        """What is accrued, what of it is past its hold, and the rest."""
        past = f"earned by what is past its hold of {self.policy.hold_days} days"
        working = self.accrued_working().then(past, self.eligible_fee.amount)
        for order in self.held_orders:
            working = working.then(f"order {order.order_id} waits", order.reason)
        return working.then("held", self.held)

    def payable_working(self) -> Working:
        """The lines of what is past its hold, what was booked before, and what is paid now."""
        lines = [(line.text, line.amount) for line in self.eligible_fee.working]
        past = f"past its hold of {self.policy.hold_days} days at {self.as_of.isoformat()}"
        working = Working.of(*lines, (past, self.eligible_fee.amount))
        if self.account.statements:
            working = self._with_account(working)
        if not self.carried_out.is_zero:
            minimum = self.policy.minimum_in(self.currency)
            why = f"below the minimum payout of {minimum}"
            reason = "a debt" if self.carried_out.is_negative else why
            working = working.then(f"carried forward, {reason}", self.carried_out)
        working = working.then("payable", self.payable)
        if self.residual.is_zero:
            return working
        waits = "finer than the step of the pay-out rail, waits"
        return working.then(waits, self.residual).then("paid out", self.paid_out)

    def _with_account(self, working: Working) -> Working:
        """The working with what earlier statements left, and what changed since."""
        working = working.then(
            f"paid by {_statements(self.account.statements)} before", self.account.paid
        ).then("carried in", self.carried_in)
        for line in self.lines:
            working = working.then(line.text, line.amount)
        return working


def _statements(count: int) -> str:
    """So many statements, in words."""
    return "1 statement" if count == 1 else f"{count} statements"
