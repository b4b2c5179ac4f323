"""Strategies: amounts, shares and performances as Hypothesis draws them.

Random amounts almost never land on half a unit, exactly on a threshold, or on an order that came
back whole, and that is where rules go wrong. So those are drawn on purpose, and often.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction

from hypothesis import strategies as st

from influence.deliverables import KINDS
from influence.money import Money
from influence.orders import LineKind
from influence.payments import (
    CreditedOrder,
    DatedCount,
    OrderLine,
    PaymentRule,
    Performance,
)
from influence.periods import Period
from influence.shares import Share
from influence.testing._law_performances import TAPE_BYTES, is_told_in_full, told_performance
from influence.testing._law_tape import Tape
from influence.testing._law_terms import hints_of

_START = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
_END = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
DELIVERABLES: Sequence[str] = KINDS
_MINUTES = 31 * 24 * 60 - 1
# Every one of them makes half a minor unit out of some whole amount.
_SHARES_WITH_TIES = ("0.5", "0.05", "0.15", "0.125", "0.005", "0.025")
POST_METRICS: Sequence[str] = ("saves", "clicks", "views", "leads", "signups")
_LINE_KINDS: Sequence[LineKind] = ("item", "item", "item", "gift_card")
PRODUCTS: Sequence[str] = ("shoes", "socks", "laces")


def monies(
    *, currency: str = "USD", least: int = 0, most: int = 10_000_000
) -> st.SearchStrategy[Money]:
    """Amounts, in minor units from *least* to *most*; small and round ones are frequent."""
    small = st.integers(least, min(most, least + 200))
    rounds = st.integers(-(-least // 1000), most // 1000).map(lambda whole: whole * 1000)
    minors = st.one_of(small, rounds, st.integers(least, most))
    return minors.map(lambda minor: Money.from_minor(minor, currency))


def shares() -> st.SearchStrategy[Share]:
    """Shares from 0 to 1; those that make ties are frequent."""
    ties = st.sampled_from(_SHARES_WITH_TIES).map(Share)
    others = st.fractions(0, 1, max_denominator=1000).map(Share)
    return st.one_of(ties, others, st.sampled_from([Share(0), Share(1), Share("1/3")]))


@st.composite
def order_lines(draw: st.DrawFn, *, gross: Money, refunded: Money) -> tuple[OrderLine, ...]:
    """Lines that sum to an order: items and gift cards, and sometimes a fee that is taken off."""
    currency, fee = gross.currency, draw(st.sampled_from([0, 0, 1 + gross.minor // 10]))
    whole = gross.minor + fee
    back = refunded.minor + (fee if refunded == gross else 0)
    first = draw(st.sampled_from([whole, whole // 2, 0]) | st.integers(0, whole))
    parts = [(first, min(first, back)), (whole - first, back - min(first, back))]
    kinds = st.sampled_from(_LINE_KINDS)
    items: list[tuple[int, int, LineKind]] = [
        (price, given_back, draw(kinds)) for price, given_back in parts
    ]
    fees: list[tuple[int, int, LineKind]] = [(-fee, refunded.minor - back, "fee")] if fee else []
    return tuple(
        OrderLine(
            product=draw(st.sampled_from(PRODUCTS)),
            gross=Money.from_minor(price, currency),
            refunded=Money.from_minor(given_back, currency),
            quantity=draw(st.integers(1, 3)),
            kind=kind,
        )
        for price, given_back, kind in (*items, *fees)
    )


@st.composite
def credited_orders(
    draw: st.DrawFn, *, order_id: str, currency: str = "USD", itemized: bool = False
) -> CreditedOrder:
    """One credited order: kept, refunded in part, or come back whole; alone or shared.

    Args:
        draw: Given by Hypothesis.
        order_id: Identifies the order.
        currency: The currency of its amounts.
        itemized: Whether it tells its lines.
    """
    gross = draw(monies(currency=currency))
    part = draw(st.sampled_from([0, 0, gross.minor]) | st.integers(0, gross.minor))
    refunded = Money.from_minor(part, currency)
    whole_or_shared = st.just(Fraction(1)) | st.fractions(Fraction(1, 12), 1, max_denominator=12)
    beside = st.none() | monies(currency=currency, most=2_000)
    since = st.sampled_from((None, _START, _START - dt.timedelta(days=40)))
    return CreditedOrder(
        order_id=order_id,
        at=_START + dt.timedelta(minutes=draw(st.integers(0, _MINUTES))),
        gross=gross,
        refunded=refunded,
        is_new_customer=draw(st.sampled_from([None, True, False])),
        credit=draw(whole_or_shared),
        customer_id=draw(st.sampled_from((None, "ann", "bob"))),
        customer_since=draw(since),
        lines=draw(order_lines(gross=gross, refunded=refunded)) if itemized else (),
        tax=draw(beside),
        shipping=draw(beside),
        held_because=draw(st.sampled_from((None, None, None, "a dispute is open"))),
    )


@st.composite
def performances(
    draw: st.DrawFn, *, currency: str = "USD", most_orders: int = 6, itemized: bool = False
) -> Performance:
    """What a creator did in March 2026, with counts that often stand exactly on a round number.

    Args:
        draw: Given by Hypothesis.
        currency: The currency of all amounts.
        most_orders: How many orders there are at most.
        itemized: Whether orders tell their lines.
    """
    count = draw(st.integers(0, most_orders))
    orders = (
        draw(credited_orders(order_id=f"order-{n}", currency=currency, itemized=itemized))
        for n in range(count)
    )
    figures = st.integers(0, 30).map(lambda tens: tens * 10) | st.integers(0, 1000)
    kinds, names = st.sampled_from(DELIVERABLES), st.sampled_from(POST_METRICS)
    deliverables = draw(st.dictionaries(kinds, st.integers(0, 5), max_size=4))
    metrics = draw(st.dictionaries(names, figures, max_size=4))
    return Performance(
        currency=currency,
        period=Period(_START, _END),
        orders=tuple(orders),
        deliverables=deliverables,
        metrics=metrics,
        deliveries=draw(_dated(deliverables)),
        readings=draw(_dated(metrics)),
    )


@st.composite
def _dated(draw: st.DrawFn, counts: Mapping[str, int]) -> tuple[DatedCount, ...]:
    """Dates of a part of what was counted."""
    dated: list[DatedCount] = []
    for name, count in counts.items():
        at = _START + dt.timedelta(minutes=draw(st.integers(0, _MINUTES)))
        known = draw(st.sampled_from((0, count // 2, count)))
        dated.append(DatedCount(name=name, at=at, count=known, fact=f"post of {name}"))
    return tuple(dated)


def performances_for(rule: PaymentRule, *, currency: str = "USD") -> st.SearchStrategy[Performance]:
    """Performances that are steered to where *rule* may go wrong, cheap to draw in great number.

    Amounts land on the thresholds in its terms, one unit beside them, and where one of its shares
    makes half a unit; counts reach what it counts; orders come back in part and whole.

    Args:
        rule: A payment rule.
        currency: The currency of the sales, for terms without an amount.

    Example:
        >>> from influence.payments import Bonus
        >>> at_fifty = Bonus(metric="revenue", reaches=Money("50", "USD"), pay=Money("5", "USD"))
        >>> performances_for(at_fifty).example().currency  # doctest: +SKIP
        'USD'
    """
    hints = hints_of(rule)
    paid_in = hints.currency or currency

    def told(code: bytes) -> Performance:
        tape = Tape(code)
        is_full = is_told_in_full(tape)
        return told_performance(tape, hints=hints, currency=paid_in, is_full=is_full)

    return st.binary(min_size=TAPE_BYTES, max_size=TAPE_BYTES).map(told)
