"""Summed rules: payment rules that follow from sums of orders, of every kind that there is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, get_args

import attrs
from hypothesis import strategies as st

from influence.errors import InvalidTermsError
from influence.money import Money, Rounding
from influence.payments import (
    Amended,
    Amendment,
    Bonus,
    BonusStep,
    Capped,
    Commission,
    CommissionableBase,
    CommissionLine,
    FlatFee,
    Guaranteed,
    Hybrid,
    InKind,
    PaymentRule,
    Retainer,
    Tier,
    Tiered,
    TierMeaning,
    TierMetric,
    Window,
)

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "UTC")
ROUNDINGS: tuple[Rounding, ...] = get_args(Rounding)

rates = st.sampled_from(("0", "0.1", "0.125", "0.333", "1"))
monies = st.builds(Money.from_minor, st.integers(1, 60_000), st.just("USD"))
big_monies = monies | st.just(Money.from_minor(10**15, "USD"))
roundings = st.sampled_from(ROUNDINGS)
bases = st.sampled_from(
    (
        CommissionableBase(),
        CommissionableBase(vat="0.19"),
        CommissionableBase(includes=("gift_cards",)),
    )
)
days = st.sampled_from(
    (
        dt.date(2024, 1, 31),
        dt.date(2024, 2, 29),
        dt.date(2024, 3, 1),
        dt.date(2023, 11, 15),
        dt.date(2024, 3, 31),
    )
)
closing = st.one_of(
    st.builds(
        Window,
        kind=st.just("calendar"),
        months=st.sampled_from((1, 2, 3)),
        zone=st.sampled_from(ZONES),
    ),
    st.builds(
        Window,
        kind=st.just("contract"),
        months=st.sampled_from((1, 2)),
        starts=days,
        zone=st.sampled_from(ZONES),
    ),
)
windows = st.just(Window()) | closing


@st.composite
def tiered(
    draw: st.DrawFn,
    *,
    metrics: Sequence[TierMetric] = ("revenue", "orders"),
    meanings: Sequence[TierMeaning] = ("retroactive",),
    unreach: Sequence[bool] = (True, False),
) -> Tiered:
    metric, meaning = draw(st.sampled_from(metrics)), draw(st.sampled_from(meanings))
    if metric != "revenue":
        starts: list[Any] = sorted(draw(st.sets(st.integers(1, 5), max_size=3)))
    else:
        minors = st.integers(1, 40_000) | st.just(10**15)
        starts = [
            Money.from_minor(minor, "USD") for minor in sorted(draw(st.sets(minors, max_size=3)))
        ]
    flats = st.none() | monies
    return Tiered(
        tiers=[
            Tier(draw(rates), flat=draw(flats)),
            *(Tier(draw(rates), starts_at=start, flat=draw(flats)) for start in starts),
        ],
        meaning=meaning,
        metric=metric,
        window=draw(windows),
        counts=draw(st.sampled_from(("reached", "exceeded"))),
        flat_at_zero=draw(st.booleans()),
        refunds_unreach=draw(st.sampled_from(unreach)),
        base=draw(bases),
        rounding=draw(roundings),
    )


@st.composite
def bonuses(draw: st.DrawFn) -> Bonus:
    metric, pay = draw(st.sampled_from(("orders", "revenue", "saves"))), draw(monies)
    threshold: int | Money = draw(monies) if metric == "revenue" else draw(st.integers(1, 4))
    how = draw(st.sampled_from(("every", "reaches", "steps")))
    if how == "steps":
        return Bonus(metric=metric, steps=[BonusStep(at=threshold, pay=pay)])
    if how == "reaches":
        return Bonus(metric=metric, pay=pay, reaches=threshold)
    many = Money.from_minor(10**15, "USD") if metric == "revenue" else threshold
    return Bonus(metric=metric, pay=pay, every=many)


#: Rates orders by their place, which is the hardest to do by sums.
sliced = st.one_of(
    tiered(metrics=("orders",), meanings=("marginal",)),
    tiered(metrics=("revenue",), meanings=("marginal",), unreach=(False,)),
    tiered(meanings=("next_only", "crossing_order")),
)
commissions = st.one_of(
    st.builds(Commission, rate=rates, rounding=roundings, base=bases),
    st.builds(Commission, per_order=monies, rounding=roundings),
    st.builds(
        lambda rate: Commission(
            lines=[CommissionLine(rate=rate), CommissionLine(per_order=Money("1", "USD"))]
        ),
        rates,
    ),
)
simple = st.one_of(
    commissions,
    tiered(),
    tiered(metrics=("revenue",), meanings=("marginal",), unreach=(True,)),
    sliced,
    bonuses(),
    st.builds(FlatFee, per_deliverable=st.just({"short_video": Money("70", "USD")})),
    st.builds(FlatFee, per_campaign=monies),
    st.builds(InKind, cost=monies, fair_market_value=monies),
    st.builds(
        Retainer,
        per_period=monies,
        months=st.sampled_from((1, 3)),
        starts=st.none() | days,
        zone=st.none() | st.sampled_from(ZONES),
    ),
)


def _slices(rule: PaymentRule) -> bool:
    if not isinstance(rule, Tiered) or rule.meaning == "retroactive":
        return False
    is_summed = rule.meaning == "marginal" and rule.metric == "revenue" and rule.refunds_unreach
    return not is_summed


@st.composite
def capped(draw: st.DrawFn, inner: st.SearchStrategy[PaymentRule]) -> Capped:
    window = draw(st.none() | closing)
    return Capped(
        terms=draw(inner),
        per_campaign=draw(big_monies) if window is None else draw(st.none() | big_monies),
        per_period=None if window is None else draw(big_monies),
        window=window,
    )


def _hybrid(first: PaymentRule, second: PaymentRule) -> PaymentRule:
    return first if _slices(first) and _slices(second) else Hybrid(parts=(first, second))


def _amended(first: PaymentRule, then: PaymentRule, day: dt.date, name: str) -> PaymentRule:
    if _slices(first) and _slices(then):
        return first
    return Amended(first=first, amendments=(Amendment(effective_from=day, terms=then),), zone=name)


def _just_guaranteed(terms: Capped, window: Window) -> PaymentRule:
    """The least guarantee of terms with a cap, where the cap leaves room for it."""
    try:
        return Guaranteed(terms=terms, minimum=Money("0.01", "USD"), window=window)
    except InvalidTermsError:
        return terms


inner = simple | sliced
rules = st.one_of(
    inner,
    capped(inner),
    st.builds(_hybrid, inner, simple),
    st.builds(_amended, inner, inner, days, st.sampled_from(ZONES)),
    st.builds(
        Guaranteed,
        terms=inner,
        minimum=monies,
        window=closing,
        recoverable=st.booleans(),
        rounding=roundings,
    ),
    st.builds(_just_guaranteed, capped(sliced), closing),
)


@st.composite
def _each_rated(draw: st.DrawFn) -> Tiered:
    """Tiers that rate or round each order by itself, or look back from it."""
    rule = draw(tiered(metrics=("revenue",), meanings=("marginal", "retroactive", "next_only")))
    way = draw(st.sampled_from(("single_order", "rolling", "rounds")))
    if way == "single_order":
        return attrs.evolve(rule, meaning="single_order", flat_at_zero=False)
    if way == "rounds":
        return attrs.evolve(rule, rounds="order")
    return attrs.evolve(
        rule,
        meaning=draw(st.sampled_from(("next_only", "crossing_order"))),
        window=Window(kind="rolling", days=draw(st.sampled_from((1, 30)))),
        tiers=[attrs.evolve(tier, flat=None) for tier in rule.tiers],
    )


#: Tiers that climb by customers, and commissions that tell them apart.
_by_customer = st.one_of(
    tiered(metrics=("customers",), meanings=("marginal", "retroactive", "next_only")),
    st.builds(Commission, rate=rates, rounding=roundings, new_customers_only=st.just(value=True)),
    st.builds(
        Commission,
        rate=rates,
        per_order=st.none(),
        first_months=st.sampled_from((1, 2)),
        zone=st.sampled_from(ZONES),
    ),
    st.builds(
        lambda new, other: Commission(
            lines=[CommissionLine(rate=new, customer="new"), CommissionLine(rate=other)]
        ),
        rates,
        rates,
    ),
)
_by_order = st.one_of(
    _by_customer,
    st.builds(Capped, terms=_by_customer, per_customer=monies, per_order=st.none() | monies),
    st.builds(Commission, rate=rates, rounding=roundings, base=bases, rounds=st.just("order")),
    _each_rated(),
    st.builds(Capped, terms=inner, per_order=monies),
)
#: Rules that look at each order, alone and among rules that follow from sums.
rules_by_order = st.one_of(
    _by_order,
    st.builds(lambda one, other: Hybrid(parts=(one, other)), _by_order, inner),
    st.builds(
        lambda one, then, day, name: Amended(
            first=one, amendments=(Amendment(effective_from=day, terms=then),), zone=name
        ),
        _by_order,
        inner,
        days,
        st.sampled_from(ZONES),
    ),
    capped(_by_order),
)
