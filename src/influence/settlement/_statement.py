"""Statement: what a creator has earned, what of it is held, and what can be paid now.

    accrued = fee of everything credited so far
    held    = accrued − fee of what is past its hold
    payable = fee of what is past its hold, when it reaches the minimum payout; a debt is carried

The fee is computed anew from the facts each time, so it does not matter in which order or how often
they arrived.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import cast

import attrs

from influence import _requirements as require
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.ids import CreatorId, validated_id
from influence.money import Money
from influence.payments import CreditedOrder, Fee, PaymentRule, Performance, fee_of
from influence.settlement._policy import SettlementPolicy
from influence.workings import Working


@attrs.frozen(kw_only=True)
class Statement:
    """What a creator is owed at a moment.

    Args:
        creator_id: Who.
        as_of: The moment.
        accrued_fee: The fee of everything credited so far.
        eligible_fee: The fee of what is past its hold.
        payable: What can be paid now; never below zero.
        carried_out: What is eligible and not paid: below the minimum, or a debt.
        policy: The rules it was made by.

    Raises:
        InvalidInputError: *payable* and *carried_out* do not sum to what is eligible, *payable* is
            below zero, or something is paid while something is carried.
    """

    creator_id: CreatorId = attrs.field(validator=validated_id)
    as_of: dt.datetime = attrs.field(validator=require.has_offset)
    accrued_fee: Fee
    eligible_fee: Fee
    payable: Money
    carried_out: Money
    policy: SettlementPolicy

    def __attrs_post_init__(self) -> None:
        if self.payable.is_negative:
            raise InvalidInputError("payable", "be at least 0", self.payable)
        if not self.payable.is_zero and not self.carried_out.is_zero:
            rule = f"be 0 while {self.carried_out} is carried"
            raise InvalidInputError("payable", rule, self.payable)
        total = self.payable + self.carried_out
        if total != self.eligible_fee.amount:
            rule = f"come to {self.eligible_fee.amount}, what is past its hold"
            raise InvalidInputError("payable and what is carried", rule, total)

    @property
    def accrued(self) -> Money:
        """What everything credited so far has earned."""
        return self.accrued_fee.amount

    @property
    def held(self) -> Money:
        """What is earned and not yet past its hold."""
        return self.accrued - self.eligible_fee.amount

    def accrued_working(self) -> Working:
        """The lines of the fee and their sum."""
        lines = [(line.text, line.amount) for line in self.accrued_fee.working]
        return Working.of(*lines, ("accrued", self.accrued))

    def held_working(self) -> Working:
        """What is accrued, what of it is past its hold, and the rest."""
        past = f"earned by what is past its hold of {self.policy.hold_days} days"
        return self.accrued_working().then(past, self.eligible_fee.amount).then("held", self.held)

    def payable_working(self) -> Working:
        """The lines of what is past its hold, and what of it is paid."""
        lines = [(line.text, line.amount) for line in self.eligible_fee.working]
        as_of = self.as_of.isoformat()
        past = f"past its hold of {self.policy.hold_days} days at {as_of}"
        working = Working.of(*lines, (past, self.eligible_fee.amount))
        if not self.carried_out.is_zero:
            why = f"below the minimum payout of {self.policy.minimum_payout}"
            reason = "a debt" if self.carried_out.is_negative else why
            working = working.then(f"carried forward, {reason}", self.carried_out)
        return working.then("payable", self.payable)


def settle(
    terms: PaymentRule,
    performance: Performance,
    *,
    creator_id: CreatorId,
    policy: SettlementPolicy,
    as_of: dt.datetime,
) -> Statement:
    """What the *terms* owe for a *performance* at the moment *as_of*.

    Args:
        terms: The payment rule of the deal.
        performance: Everything credited so far.
        creator_id: Who is owed.
        policy: Hold and minimum payout.
        as_of: The moment, with its offset; orders placed after it are not looked at.

    Raises:
        InvalidInputError: *as_of* has no offset.
        CurrencyMismatchError: An amount of the terms or the minimum payout is in another currency.
        PluginError: The terms answer what is not a fee.
    """
    if not isinstance(cast("object", as_of), dt.datetime) or as_of.utcoffset() is None:
        raise InvalidInputError("as_of", "be a time with an offset", as_of)
    accrued = fee_of(terms, performance.with_orders(_placed(as_of, days=0)))
    eligible = fee_of(terms, performance.with_orders(_placed(as_of, days=policy.hold_days)))
    payable, carried_out = _paid_and_carried(eligible.amount, policy)
    return Statement(
        creator_id=creator_id,
        as_of=as_of,
        accrued_fee=accrued,
        eligible_fee=eligible,
        payable=payable,
        carried_out=carried_out,
        policy=policy,
    )


def _placed(as_of: dt.datetime, *, days: int) -> Callable[[CreditedOrder], bool]:
    """Whether an order was placed at least so many days before the moment.

    Moments are compared in UTC: within one zone Python compares what the clocks on the wall show,
    and those are put back in autumn.
    """
    moment, least = as_of.astimezone(dt.UTC), dt.timedelta(days=days)
    return lambda order: moment - order.at.astimezone(dt.UTC) >= least


def _paid_and_carried(eligible: Money, policy: SettlementPolicy) -> tuple[Money, Money]:
    """What is paid of an eligible amount, and what is carried forward."""
    zero = Money.zero(eligible.currency)
    minimum = zero if policy.minimum_payout is None else policy.minimum_payout
    if minimum.currency != eligible.currency:
        rule = f"be in {eligible.currency}, the currency of what is owed"
        raise CurrencyMismatchError("minimum payout", rule, minimum)
    if eligible.is_negative or eligible < minimum:
        return zero, eligible
    return eligible, zero
