"""Rule strategies: every payment rule of ours as Hypothesis draws it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import get_args

from hypothesis import strategies as st

from influence.money import Money, Rounding
from influence.payments import (
    Bonus,
    BonusStep,
    Capped,
    Commission,
    CommissionLine,
    FlatFee,
    Guaranteed,
    Hybrid,
    InKind,
    PaymentRule,
    Retainer,
    Tier,
    TierCounts,
    Tiered,
    TierMeaning,
    TierMetric,
    Window,
)
from influence.testing._strategies import DELIVERABLES, POST_METRICS, PRODUCTS, monies, shares

_FIRST, _LAST = dt.date(2026, 3, 1), dt.date(2026, 4, 1)
_ROUNDINGS: tuple[Rounding, ...] = get_args(Rounding)
_BONUS_METRICS: Sequence[str] = ("orders", "revenue", *POST_METRICS)


def flat_fees(*, currency: str = "USD") -> st.SearchStrategy[FlatFee]:
    """Flat fees of either kind."""
    prices = st.dictionaries(
        st.sampled_from(DELIVERABLES), monies(currency=currency), min_size=1, max_size=4
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


def itemized_commissions(*, currency: str = "USD") -> st.SearchStrategy[Commission]:
    """Commissions with terms by product and customer, of which the first match wins."""
    products, customers = (st.sampled_from(PRODUCTS), st.sampled_from(("new", "repeat")))
    who = {"product": st.none() | products, "customer": st.none() | customers}
    prices = monies(currency=currency, most=100_000)
    lines = st.one_of(
        st.builds(CommissionLine, rate=shares(), **who),
        st.builds(CommissionLine, per_order=prices, **who),
        st.builds(CommissionLine, per_unit=prices, **who),
    )
    return st.builds(Commission, lines=st.lists(lines, min_size=1, max_size=3))


@st.composite
def bonuses(
    draw: st.DrawFn, *, currency: str = "USD", metrics: Sequence[str] = _BONUS_METRICS
) -> Bonus:
    """Bonuses, once or again and again, with a maximum or without.

    Args:
        draw: Given by Hypothesis.
        currency: The currency of its amounts.
        metrics: What may be counted.
    """
    metric = draw(st.sampled_from(metrics))
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


def graded_bonuses(*, currency: str = "USD") -> st.SearchStrategy[Bonus]:
    """Bonuses on revenue whose steps add up, with a maximum or without."""
    amounts = monies(currency=currency, least=1, most=100_000)
    thresholds = st.lists(amounts, min_size=1, max_size=3, unique=True).map(sorted)
    steps = thresholds.flatmap(
        lambda bounds: st.tuples(
            *(st.builds(BonusStep, at=st.just(at), pay=amounts) for at in bounds)
        )
    )
    return st.builds(Bonus, metric=st.just("revenue"), steps=steps)


@st.composite
def tiered(
    draw: st.DrawFn,
    *,
    meaning: TierMeaning,
    currency: str = "USD",
    metric: TierMetric = "revenue",
    flats: bool = False,
) -> Tiered:
    """Tiered rates that climb.

    Args:
        draw: Given by Hypothesis.
        meaning: Which of the five rules it is.
        currency: The currency of its amounts.
        metric: What climbs.
        flats: Whether tiers have flat amounts beside their rates.
    """
    amounts = monies(currency=currency, least=1, most=100_000)
    bounds: st.SearchStrategy[Money | int] = amounts if metric == "revenue" else st.integers(1, 6)
    above = draw(st.lists(bounds, min_size=1, max_size=2, unique=True).map(sorted))
    rates = sorted((draw(shares()) for _ in range(len(above) + 1)), key=lambda rate: rate.fraction)
    flat = [draw(amounts) if flats else None for _ in rates]
    tiers = [
        Tier(rate, starts_at=bound, flat=paid)
        for rate, bound, paid in zip(rates, (None, *above), flat, strict=True)
    ]
    ways: Sequence[TierCounts] = get_args(TierCounts)
    counts = draw(st.sampled_from(ways))
    return Tiered(tiers=tiers, meaning=meaning, metric=metric, counts=counts)


def windows() -> st.SearchStrategy[Window]:
    """Windows that close: of the calendar, and of a contract that begins in March 2026."""
    calendar = st.builds(Window, kind=st.just("calendar"), months=st.sampled_from((1, 3)))
    begins = st.dates(_FIRST, _LAST)
    contract = st.builds(Window, kind=st.just("contract"), months=st.integers(1, 3), starts=begins)
    return calendar | contract


def retainers(*, currency: str = "USD") -> st.SearchStrategy[Retainer]:
    """Retainers, counted from the beginning of a performance or from a day of March 2026."""
    begins = st.none() | st.dates(_FIRST, _LAST)
    amounts = monies(currency=currency)
    return st.builds(Retainer, per_period=amounts, months=st.integers(1, 3), starts=begins)


def guarantees(
    terms: st.SearchStrategy[PaymentRule], *, currency: str = "USD", recoverable: bool = False
) -> st.SearchStrategy[Guaranteed]:
    """Minimums of what *terms* pay."""
    minimums = monies(currency=currency, least=1, most=100_000)
    return st.builds(
        Guaranteed,
        terms=terms,
        minimum=minimums,
        window=windows(),
        recoverable=st.just(recoverable),
    )


def caps(
    terms: st.SearchStrategy[PaymentRule], *, cap: str, currency: str = "USD"
) -> st.SearchStrategy[Capped]:
    """Maximums of what *terms* pay; *cap* is ``per_order`` or another of the caps."""
    amounts = {cap: monies(currency=currency, least=1, most=100_000)}
    window = windows() if cap == "per_period" else st.none()
    return st.builds(Capped, terms=terms, window=window, **amounts)


def payment_rules(*, currency: str = "USD") -> st.SearchStrategy[PaymentRule]:
    """Any rule that comes with ``influence``, and hybrids of them."""
    simple: st.SearchStrategy[PaymentRule] = st.one_of(
        flat_fees(currency=currency),
        in_kinds(currency=currency),
        commissions(currency=currency),
        bonuses(currency=currency),
    )
    return simple | st.builds(Hybrid, parts=st.lists(simple, min_size=1, max_size=3))
