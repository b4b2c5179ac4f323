"""Performances for the laws: read from a tape, and steered to where rules go wrong.

Random amounts almost never land on half a unit, on a threshold, or on an order that came back
whole. So an amount is drawn at one of the rule's own thresholds, one unit beside it, where it makes
the sum reach it, or where one of the rule's shares makes exactly half a unit of it:

    a × p / q = n + 1/2    where  a ≡ (q / 2) × p⁻¹  (mod q),  q even
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction

from influence.deliverables import KINDS
from influence.metrics import METRICS
from influence.money import Money
from influence.orders import LineKind
from influence.payments import CreditedOrder, DatedCount, OrderLine, Performance
from influence.periods import Period
from influence.testing._law_tape import Tape
from influence.testing._law_terms import Hints

#: As many bytes as a performance is read from; what is not used changes nothing.
TAPE_BYTES = 96

_START = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
_MONTH = (_START, dt.datetime(2026, 4, 1, tzinfo=dt.UTC))
_QUARTER = (dt.datetime(2026, 2, 15, tzinfo=dt.UTC), dt.datetime(2026, 5, 20, tzinfo=dt.UTC))
_DAY = dt.timedelta(days=1)
_MOST_TO_REACH = 24
_SMALL, _WHOLE, _WIDE = 256, 100, 256**3
_ONE_BELOW_AT_ONE_ABOVE = (0, -1, 1)
_LINE_KINDS: tuple[LineKind, ...] = ("item", "item", "item", "item", "item", "gift_card")
_CREDITS = (*[Fraction(1)] * 6, Fraction(1, 2), Fraction(1, 3))
_TOLD_BY_ORDERS = ("orders", *(name for name, known in METRICS.items() if known.unit == "money"))
_METRICS = tuple(name for name in METRICS if name not in _TOLD_BY_ORDERS)
_FEW_METRICS = ("saves", "clicks", "signups")
_FEW_KINDS: tuple[str, ...] = KINDS[:3]


def is_told_in_full(tape: Tape) -> bool:
    """Whether orders tell all that they can: lines, tax, shipping and since when customers buy."""
    return tape.once_in(4)


def told_performance(tape: Tape, *, hints: Hints, currency: str, is_full: bool) -> Performance:
    """The performance that the tape tells."""
    period = _period(tape, hints)
    orders: list[CreditedOrder] = []
    sold = 0
    for number in range(_order_count(tape, hints)):
        order = told_order(
            tape,
            f"order-{number}",
            hints,
            currency=currency,
            sold=sold,
            period=period,
            is_full=is_full,
        )
        orders.append(order)
        sold += order.net.minor
    deliverables = _counts(tape, hints, _FEW_KINDS, KINDS)
    metrics = _counts(tape, hints, _FEW_METRICS, _METRICS)
    return Performance(
        currency=currency,
        period=period,
        orders=tuple(orders),
        deliverables=deliverables,
        metrics=metrics,
        deliveries=_dated(tape, deliverables, period),
        readings=_dated(tape, metrics, period),
    )


def told_order(
    tape: Tape,
    order_id: str,
    hints: Hints,
    *,
    currency: str,
    sold: int,
    period: Period,
    is_full: bool,
) -> CreditedOrder:
    """The order that the tape tells, where *sold* minor units were sold before it."""
    gross = told_amount(tape, hints, sold=sold)
    refunded = _refunded(tape, gross)
    lines = _lines(tape, hints, gross, refunded, currency) if is_full else ()
    return CreditedOrder(
        order_id=order_id,
        at=_moment(tape, hints, period),
        gross=Money.from_minor(gross, currency),
        refunded=Money.from_minor(refunded, currency),
        is_new_customer=tape.pick((True, False, None)),
        credit=tape.pick(_CREDITS),
        customer_id=tape.pick((None, "ann", "bob", "cem")),
        customer_since=_START - _DAY * tape.pick((0, 20, 400)) if is_full else None,
        lines=lines,
        tax=Money.from_minor(tape.below(_SMALL), currency) if is_full else None,
        shipping=Money.from_minor(tape.below(_SMALL), currency) if is_full else None,
        held_because="a dispute is open" if is_full and tape.once_in(8) else None,
    )


def told_amount(tape: Tape, hints: Hints, *, sold: int) -> int:
    """An amount in minor units, where *sold* were sold before it."""
    return tape.pick(_AMOUNTS)(tape, hints, sold)


def _small(tape: Tape, _hints: Hints, _sold: int) -> int:
    """A small amount."""
    return tape.below(_SMALL)


def _round(tape: Tape, _hints: Hints, _sold: int) -> int:
    """Whole hundreds."""
    return tape.below(_SMALL) * _WHOLE


def _wide(tape: Tape, _hints: Hints, _sold: int) -> int:
    """Any amount."""
    return tape.below(_WIDE)


def _tied(tape: Tape, hints: Hints, sold: int) -> int:
    """An amount of which a share of the terms is half a unit more than a whole number."""
    if not hints.shares:
        return _small(tape, hints, sold)
    share = tape.pick(hints.shares)
    part, whole = share.numerator, share.denominator
    if whole % 2:
        return whole * tape.below(_SMALL)
    return whole // 2 * pow(part, -1, whole) % whole + whole * tape.below(_SMALL)


def _at_threshold(tape: Tape, hints: Hints, sold: int) -> int:
    """An amount of the terms, or one unit beside it."""
    if not hints.amounts:
        return _round(tape, hints, sold)
    return max(0, tape.pick(hints.amounts) + tape.pick(_ONE_BELOW_AT_ONE_ABOVE))


def _up_to_threshold(tape: Tape, hints: Hints, sold: int) -> int:
    """What is missing to an amount of the terms, or one unit beside it."""
    return max(0, _at_threshold(tape, hints, sold) - sold)


_AMOUNTS = (_small, _small, _round, _wide, _tied, _at_threshold, _up_to_threshold, _up_to_threshold)


def _order_count(tape: Tape, hints: Hints) -> int:
    """How many orders; often just as many as a threshold counts."""
    few = tape.below(5)
    reachable = [count for count in hints.counts if count <= _MOST_TO_REACH]
    if not reachable or not tape.once_in(4):
        return few
    return max(0, tape.pick(reachable) + tape.pick(_ONE_BELOW_AT_ONE_ABOVE))


def _refunded(tape: Tape, gross: int) -> int:
    """What came back: mostly nothing, else all, all but one unit, one unit, or any part."""
    part = gross * tape.below(_SMALL) // _SMALL
    back = tape.pick((0, 0, 0, 0, gross, gross - 1, 1, part))
    return back if gross else 0


def _moment(tape: Tape, hints: Hints, period: Period) -> dt.datetime:
    """A moment in the period; often that of another order, or where a day of the terms begins."""
    if hints.days and tape.once_in(4):
        at = _midnight(tape.pick(hints.days)) - tape.pick((0, 1)) * dt.timedelta(microseconds=1)
        return at if period.contains(at) else period.start
    return period.start + (period.end - period.start) * tape.below(16) / 16


def _period(tape: Tape, hints: Hints) -> Period:
    """March 2026 or a quarter, and as much around it as it takes to hold the days of the terms."""
    start, end = tape.pick((_MONTH, _MONTH, _QUARTER))
    moments = [_midnight(day) for day in hints.days]
    starts = min((start, *(at - _DAY for at in moments)))
    return Period(starts, max((end, *(at + _DAY for at in moments))))


def _midnight(day: dt.date) -> dt.datetime:
    """A moment as it is; a day as its first moment."""
    return day if isinstance(day, dt.datetime) else dt.datetime.combine(day, dt.time(), dt.UTC)


def _counts(
    tape: Tape, hints: Hints, few: Sequence[str], known: Sequence[str]
) -> Mapping[str, int]:
    """Counts by name; of what the terms look at, often just as many as they ask for."""
    looked_at = [name for name in known if name in hints.texts]
    told: dict[str, int] = {}
    for name in (*looked_at[:3], *few[: tape.below(3)]):
        if hints.counts and tape.once_in(2):
            told[name] = max(0, tape.pick(hints.counts) + tape.pick(_ONE_BELOW_AT_ONE_ABOVE))
        else:
            told[name] = tape.below(6)
    return told


def _dated(tape: Tape, counts: Mapping[str, int], period: Period) -> tuple[DatedCount, ...]:
    """Dates of some of what was counted."""
    dated: list[DatedCount] = []
    for name, count in counts.items():
        if count and tape.once_in(3):
            at = period.start + (period.end - period.start) * tape.below(16) / 16
            dated.append(
                DatedCount(name=name, at=at, count=1 + tape.below(count), fact=f"post-{len(dated)}")
            )
    return tuple(dated)


def _lines(
    tape: Tape, hints: Hints, gross: int, refunded: int, currency: str
) -> tuple[OrderLine, ...]:
    """The lines of an order, refunded from the first one on; sometimes a fee is taken off."""
    fee = -tape.pick((0, 0, 0, 1 + gross // 10))
    back_of_fee = fee if refunded == gross else 0
    items, wanted = gross - fee, refunded - back_of_fee
    first = items * tape.pick((4, 2, 1)) // 4
    back = min(first, wanted)
    parts: list[tuple[int, int, LineKind]] = [
        (first, back, tape.pick(_LINE_KINDS)),
        (items - first, wanted - back, tape.pick(_LINE_KINDS)),
    ]
    if fee:
        parts.append((fee, back_of_fee, "fee"))
    products = (*hints.products, "shoes", "socks")
    return tuple(
        OrderLine(
            product=tape.pick(products),
            gross=Money.from_minor(price, currency),
            refunded=Money.from_minor(returned, currency),
            quantity=1 + tape.below(3),
            kind=kind,
        )
        for price, returned, kind in parts
    )
