"""Strategies: amounts, shares, performances and rules as Hypothesis draws them.

Random amounts almost never land on half a unit, exactly on a threshold, or on an order that came
back whole, and that is where rules go wrong. So those are drawn on purpose, and often.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from typing import get_args

from hypothesis import strategies as st

from influence.deliverables import KINDS
from influence.money import Money, Rounding
from influence.payments import (
    Bonus,
    Commission,
    CreditedOrder,
    FlatFee,
    Hybrid,
    InKind,
    PaymentRule,
    Performance,
)
from influence.periods import Period
from influence.shares import Share

_START = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
_END = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
_DELIVERABLES: Sequence[str] = KINDS
_MINUTES = 31 * 24 * 60 - 1
_ROUNDINGS: tuple[Rounding, ...] = get_args(Rounding)
# Every one of them makes half a minor unit out of some whole amount.
_SHARES_WITH_TIES = ("0.5", "0.05", "0.15", "0.125", "0.005", "0.025")
_POST_METRICS: Sequence[str] = ("saves", "clicks", "views", "leads", "signups")


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
def credited_orders(draw: st.DrawFn, *, order_id: str, currency: str = "USD") -> CreditedOrder:
    """One credited order: kept, refunded in part, or come back whole; alone or shared."""
    gross = draw(monies(currency=currency))
    part = draw(st.sampled_from([0, 0, gross.minor]) | st.integers(0, gross.minor))
    whole_or_shared = st.just(Fraction(1)) | st.fractions(Fraction(1, 12), 1, max_denominator=12)
    return CreditedOrder(
        order_id=order_id,
        at=_START + dt.timedelta(minutes=draw(st.integers(0, _MINUTES))),
        gross=gross,
        refunded=Money.from_minor(part, currency),
        is_new_customer=draw(st.sampled_from([None, True, False])),
        credit=draw(whole_or_shared),
    )


@st.composite
def performances(draw: st.DrawFn, *, currency: str = "USD", most_orders: int = 6) -> Performance:
    """What a creator did in March 2026, with counts that often stand exactly on a round number."""
    count = draw(st.integers(0, most_orders))
    orders = (draw(credited_orders(order_id=f"order-{n}", currency=currency)) for n in range(count))
    figures = st.integers(0, 30).map(lambda tens: tens * 10) | st.integers(0, 1000)
    return Performance(
        currency=currency,
        period=Period(_START, _END),
        orders=tuple(orders),
        deliverables=draw(
            st.dictionaries(st.sampled_from(_DELIVERABLES), st.integers(0, 5), max_size=4)
        ),
        metrics=draw(st.dictionaries(st.sampled_from(_POST_METRICS), figures, max_size=4)),
    )


def flat_fees(*, currency: str = "USD") -> st.SearchStrategy[FlatFee]:
    """Flat fees of either kind."""
    prices = st.dictionaries(
        st.sampled_from(_DELIVERABLES), monies(currency=currency), min_size=1, max_size=4
    )
    each = st.builds(FlatFee, per_deliverable=prices)
    return each | st.builds(FlatFee, per_campaign=monies(currency=currency))


def in_kinds(*, currency: str = "USD") -> st.SearchStrategy[InKind]:
    """Products given instead of money."""
    amounts = monies(currency=currency)
    return st.builds(InKind, cost=amounts, fair_market_value=amounts)


def commissions(*, currency: str = "USD") -> st.SearchStrategy[Commission]:
    """Commissions of either kind, with every rounding."""
    roundings, flags = st.sampled_from(_ROUNDINGS), st.booleans()
    by_rate = st.builds(Commission, rate=shares(), rounding=roundings, new_customers_only=flags)
    prices = monies(currency=currency, most=100_000)
    by_order = st.builds(Commission, per_order=prices, rounding=roundings, new_customers_only=flags)
    return by_rate | by_order


@st.composite
def bonuses(draw: st.DrawFn, *, currency: str = "USD") -> Bonus:
    """Bonuses on orders, revenue and the figures of posts, with a maximum or without."""
    metric = draw(st.sampled_from(("orders", "revenue", *_POST_METRICS)))
    amounts = monies(currency=currency, least=1, most=500_000)
    counts = st.integers(1, 5) | st.sampled_from([10, 20, 50, 100])
    threshold: int | Money = draw(amounts) if metric == "revenue" else draw(counts)
    pay = draw(amounts)
    again = draw(st.booleans())
    at_most = draw(st.none() | st.integers(1, 4).map(lambda times: pay * times))
    return Bonus(
        metric=metric,
        pay=pay,
        every=threshold if again else None,
        reaches=None if again else threshold,
        at_most=at_most,
    )


def payment_rules(*, currency: str = "USD") -> st.SearchStrategy[PaymentRule]:
    """Any rule that comes with ``influence``, and hybrids of them."""
    simple: st.SearchStrategy[PaymentRule] = st.one_of(
        flat_fees(currency=currency),
        in_kinds(currency=currency),
        commissions(currency=currency),
        bonuses(currency=currency),
    )
    return simple | st.builds(Hybrid, parts=st.lists(simple, min_size=1, max_size=3))
