"""Entitlement: what the facts owe by now, split over accrual periods.

    entitlement of period n = fee of everything until its end − fee of everything before it

Summed over the periods that is the fee of everything, whatever the rule: a rule with a ladder or a
cap for the whole campaign is not the sum of its months, but its steps from month to month are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs

from influence.money import Money
from influence.payments import Fee, PaymentRule, Performance, fee_of
from influence.periods import Period, anchored_period_at, microseconds

#: The name of the one period of a campaign that is not cut.
WHOLE = "whole campaign"


@attrs.frozen(kw_only=True)
class Entitlement:
    """What one accrual period has earned by now.

    Args:
        period: Its first day, or ``whole campaign``.
        end: The first moment after it; ``None`` for a campaign that is not cut.
        amount: What it has earned.
        facts: Ids of the facts that fall into it and that lines rest on.
    """

    period: str
    end: dt.datetime | None
    amount: Money
    facts: tuple[str, ...]


def entitlements(
    terms: PaymentRule, performance: Performance, *, months: int | None, fee: Fee
) -> tuple[Entitlement, ...]:
    """What each accrual period has earned, in the order of time; the last one is still open.

    Args:
        terms: The payment rule.
        performance: Everything that may be paid by now.
        months: How many months a period lasts; ``None`` when all is one period.
        fee: What the terms owe for all of *performance*.
    """
    if months is None:
        return (
            Entitlement(period=WHOLE, end=None, amount=fee.amount, facts=_facts(fee, performance)),
        )
    found: list[Entitlement] = []
    before = Money.zero(performance.currency)
    for span in _spans(performance.period, months=months):
        is_last = microseconds(span.end) >= microseconds(performance.period.end)
        until = Period(performance.period.start, span.end)
        known = fee if is_last else fee_of(terms, performance.within(until))
        part = performance.within(span)
        found.append(
            Entitlement(
                period=span.start.date().isoformat(),
                end=span.end,
                amount=known.amount - before,
                facts=_facts(known, part),
            )
        )
        before = known.amount
    return tuple(found)


def _spans(period: Period, *, months: int) -> Iterator[Period]:
    """The accrual periods, from the beginning of the performance."""
    at = period.start
    while microseconds(at) < microseconds(period.end):
        span = anchored_period_at(period.start, months=months, at=at)
        yield span
        at = span.end


def _facts(fee: Fee, part: Performance) -> tuple[str, ...]:
    """The facts that a fee cites and that lie in a part of the performance."""
    inside = {order.order_id for order in part.orders}
    inside |= {one.fact for one in (*part.deliveries, *part.readings)}
    inside |= {one.fact for one in part.called_off}
    cited = {fact for line in fee.working for fact in line.facts}
    return tuple(sorted(cited & inside))
