"""Settling: from terms and facts to a statement.

    accrued = fee of everything credited so far
    held    = accrued − fee of what is past its hold and undisputed
    lines   = what each accrual period is entitled to by now − what was booked for it
    payable = carried in + lines, when that reaches the minimum payout; a debt is carried

The fee is computed anew from the facts each time, so it does not matter in which order, in which
batches or how often they arrived.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import cast

from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.ids import CreatorId
from influence.money import Money
from influence.payments import CreditedOrder, PaymentRule, Performance, fee_of
from influence.periods import DAY_IN_MICROSECONDS, microseconds
from influence.settlement._account import Account
from influence.settlement._entitlement import Entitlement, entitlements
from influence.settlement._policy import SettlementPolicy
from influence.settlement._statement import HeldOrder, LineKind, Statement, StatementLine


def settle(
    terms: PaymentRule,
    performance: Performance,
    *,
    creator_id: CreatorId,
    policy: SettlementPolicy,
    as_of: dt.datetime,
    account: Account | None = None,
) -> Statement:
    """What the *terms* owe for a *performance* at the moment *as_of*.

    Args:
        terms: The payment rule of the deal.
        performance: Everything credited so far.
        creator_id: Who is owed.
        policy: Hold, minimum payout, accrual periods and pay-out rail.
        as_of: The moment, with its offset; orders placed after it are not looked at.
        account: What earlier statements booked; ``None`` when this is the first.

    Raises:
        InvalidInputError: *as_of* has no offset, or the account is another creator's.
        CurrencyMismatchError: An amount of the terms, the account or the minimum payout is in
            another currency.
        PluginError: The terms answer what is not a fee.
    """
    if not isinstance(cast("object", as_of), dt.datetime) or as_of.utcoffset() is None:
        raise InvalidInputError("as_of", "be a time with an offset", as_of)
    currency = performance.currency
    before = Account(creator_id=creator_id, currency=currency) if account is None else account
    _refuse_other(before, creator_id=creator_id, currency=currency)
    accrued = fee_of(terms, performance.with_orders(_placed(as_of, days=0)))
    known = performance.with_orders(_eligible(as_of, days=policy.hold_days))
    eligible = fee_of(terms, known)
    parts = entitlements(terms, known, months=policy.period_months, fee=eligible)
    due = eligible.amount - before.paid
    payable, carried_out = _paid_and_carried(due, minimum=policy.minimum_in(currency))
    return Statement(
        creator_id=creator_id,
        as_of=as_of,
        account=before,
        accrued_fee=accrued,
        eligible_fee=eligible,
        lines=_lines(parts, account=before, hold_days=policy.hold_days),
        payable=payable,
        carried_out=carried_out,
        held_orders=tuple(_held(performance.orders, as_of=as_of)),
        policy=policy,
    )


def _refuse_other(account: Account, *, creator_id: CreatorId, currency: str) -> None:
    """Refuse an account that is not the one to be settled."""
    if account.creator_id != creator_id:
        raise InvalidInputError("account", f"be that of {creator_id}", account.creator_id)
    if account.currency != currency:
        rule = f"be in {currency}, the currency of the performance"
        raise CurrencyMismatchError("account", rule, account.currency)


def _placed(as_of: dt.datetime, *, days: int) -> Callable[[CreditedOrder], bool]:
    """Whether an order was placed at least so many days before the moment.

    Moments are compared in UTC: within one zone Python compares what the clocks on the wall show,
    and those are put back in autumn.
    """
    moment, least = as_of.astimezone(dt.UTC), dt.timedelta(days=days)
    return lambda order: moment - order.at.astimezone(dt.UTC) >= least


def _eligible(as_of: dt.datetime, *, days: int) -> Callable[[CreditedOrder], bool]:
    """Whether an order may be paid: past its hold, and nothing stands against it."""
    is_past = _placed(as_of, days=days)
    return lambda order: order.held_because is None and is_past(order)


def _held(orders: Iterable[CreditedOrder], *, as_of: dt.datetime) -> list[HeldOrder]:
    """The orders that are placed and may not be paid, with the reasons that stand against them."""
    is_placed = _placed(as_of, days=0)
    return [
        HeldOrder(order_id=order.order_id, reason=order.held_because)
        for order in sorted(orders, key=lambda one: (microseconds(one.at), one.order_id))
        if order.held_because is not None and is_placed(order)
    ]


def _lines(
    parts: Iterable[Entitlement], *, account: Account, hold_days: int
) -> tuple[StatementLine, ...]:
    """What changed in each period, and what was booked under periods that are no longer cut so."""
    zero = Money.zero(account.currency)
    lines = [
        StatementLine(
            kind=_kind(part, account=account, hold_days=hold_days),
            period=part.period,
            entitled=part.amount,
            booked=account.booked.get(part.period, zero),
            facts=part.facts,
        )
        for part in parts
    ]
    known = {line.period for line in lines}
    lines += [
        StatementLine(kind="adjustment", period=period, entitled=zero, booked=booked)
        for period, booked in sorted(account.booked.items())
        if period not in known
    ]
    return tuple(line for line in lines if line.kind == "earned" or not line.amount.is_zero)


def _kind(part: Entitlement, *, account: Account, hold_days: int) -> LineKind:
    """Whether a period still earns, or was final when it was booked and is only adjusted.

    It is final once the hold of its last order is over. What takes back is an adjustment always.
    """
    booked = account.booked.get(part.period)
    if booked is None:
        return "earned"
    if part.amount < booked:
        return "adjustment"
    if part.end is None or account.as_of is None:
        return "earned"
    final = microseconds(part.end) + hold_days * DAY_IN_MICROSECONDS
    return "adjustment" if final <= microseconds(account.as_of) else "earned"


def _paid_and_carried(due: Money, *, minimum: Money) -> tuple[Money, Money]:
    """What is paid of an amount that is due, and what is carried forward."""
    zero = Money.zero(due.currency)
    if due.is_negative or due < minimum:
        return zero, due
    return due, zero
