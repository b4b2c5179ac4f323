"""The laws of comparing offers: nothing is estimated, and every volume is looked at."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from itertools import pairwise
from math import floor

import attrs
from hypothesis import given, strategies as st

from influence.money import Money
from influence.offers import CASES, Comparison, Expectation, Offer, compare
from influence.payments import (
    Bonus,
    Capped,
    Commission,
    FlatFee,
    Guaranteed,
    Hybrid,
    PaymentRule,
    Tier,
    Tiered,
    Window,
)
from influence.periods import Period
from influence.shares import Share

_PERIOD = Period(dt.datetime(2026, 3, 1, tzinfo=dt.UTC), dt.datetime(2026, 6, 1, tzinfo=dt.UTC))


@attrs.frozen(kw_only=True)
class Sum:
    """Terms as plain numbers, in cents: what the oracle knows of an offer."""

    flat: int
    rate: Fraction
    per_order: int
    bonus_at: int
    bonus: int
    cap: int

    def fee(self, kept: int, value: int) -> int:
        """The fee by hand: every part rounded for itself, half to even."""
        paid = self.flat + round(self.rate * kept * value) + self.per_order * kept
        paid += self.bonus if kept >= self.bonus_at else 0
        return min(paid, self.cap)

    def terms(self) -> PaymentRule:
        """The same as a payment rule."""
        parts = (
            FlatFee(per_campaign=_cents(self.flat)),
            Commission(rate=Share(self.rate)),
            Commission(per_order=_cents(self.per_order)),
            Bonus(metric="orders", reaches=self.bonus_at, pay=_cents(self.bonus)),
        )
        whole = Hybrid(parts=parts)
        return whole if self.cap == _NO_CAP else Capped(terms=whole, per_campaign=_cents(self.cap))


def _cents(cents: int) -> Money:
    return Money.from_minor(cents, "USD")


_NO_CAP = 10**9
# Round figures meet each other, and so ties and crossovers at a whole order come up.
_round = st.sampled_from((0, 1_000, 2_500, 5_000, 10_000))
sums = st.builds(
    Sum,
    flat=_round | st.integers(0, 40_000),
    rate=st.sampled_from((Fraction(0), Fraction(1, 10), Fraction(1, 7), Fraction(1, 4))),
    per_order=st.sampled_from((0, 0, 500)) | st.integers(0, 900),
    bonus_at=st.integers(1, 30),
    bonus=st.sampled_from((1, 5_000, 20_000)),
    cap=st.sampled_from((_NO_CAP, _NO_CAP, 15_000)) | st.integers(1, 60_000),
)


@st.composite
def expectations(draw: st.DrawFn) -> Expectation:
    """Expectations of few orders, so that every volume can be worked out by hand."""
    low, expected, high, most = sorted(draw(st.lists(st.integers(1, 45), min_size=4, max_size=4)))
    return Expectation(
        period=_PERIOD,
        order_value=_cents(draw(st.sampled_from((5_000, 4_999, 10_000)) | st.integers(1, 20_000))),
        low=low - 1,
        expected=expected,
        high=high,
        most=most,
        gross_margin=draw(st.sampled_from(("0.5", "1/3", "0", "1"))),
        returned=draw(st.sampled_from(("0", "0.1", "1/3", "0.5", "1"))),
        other_costs=draw(st.none() | st.integers(0, 9_000).map(_cents)),
        deliverables={"short_video": 1},
    )


def _compared(terms: list[Sum], told: Expectation) -> Comparison:
    offers = [Offer(name=f"offer {n}", terms=one.terms()) for n, one in enumerate(terms)]
    return compare(offers, expectation=told)


def _kept(told: Expectation, orders: int) -> int:
    """How many stay, counted order by order."""
    rate = told.returned.fraction
    back = [floor(n * rate) > floor((n - 1) * rate) for n in range(1, orders + 1)]
    return back.count(False)


def _cost(one: Sum, told: Expectation, orders: int) -> int:
    other = 0 if told.other_costs is None else told.other_costs.minor
    return one.fee(_kept(told, orders), told.order_value.minor) + other


def _profit(one: Sum, told: Expectation, orders: int) -> int:
    assert told.gross_margin is not None
    earned = told.gross_margin.fraction * _kept(told, orders) * told.order_value.minor
    return round(earned) - _cost(one, told, orders)


class TestEveryVolume:
    """Cost and profit at every number of orders are those of the sum by hand."""

    @given(sums, expectations())
    def test_costs_and_profits(self, one: Sum, told: Expectation) -> None:
        [outlook] = _compared([one], told).outlooks
        volumes = range(told.most + 1)
        assert [outlook.cost(n).minor for n in volumes] == [_cost(one, told, n) for n in volumes]
        assert [outlook.profit(n) for n in volumes] == [
            _cents(_profit(one, told, n)) for n in volumes
        ]

    @given(sums, expectations())
    def test_a_case_is_the_volume_of_its_orders(self, one: Sum, told: Expectation) -> None:
        [outlook] = _compared([one], told).outlooks
        for case in CASES:
            found = outlook.cases[case]
            assert found.cost == outlook.cost(told.orders(case))
            assert found.profit == outlook.profit(told.orders(case))
            assert found.why("profit").result == str(found.profit)


class TestBreakEven:
    """Break-even is the least volume without a loss, and the least from which there is none."""

    @given(sums, expectations())
    def test_both_are_found_by_looking_at_every_volume(self, one: Sum, told: Expectation) -> None:
        [outlook] = _compared([one], told).outlooks
        fine = [_profit(one, told, n) >= 0 for n in range(told.most + 1)]
        lasting = [n for n in range(told.most + 1) if all(fine[n:])]
        assert outlook.first_break_even == next(
            (n for n, is_fine in enumerate(fine) if is_fine), None
        )
        assert outlook.break_even == (lasting[0] if lasting else None)

    @given(sums, expectations())
    def test_the_case_has_paid_back_by_the_day_that_is_named(
        self, one: Sum, told: Expectation
    ) -> None:
        [outlook] = _compared([one], told).outlooks
        for case in CASES:
            day, orders = outlook.payback_days(case), told.orders(case)
            reached = outlook.break_even is not None and outlook.break_even <= orders
            assert (day is not None) == reached
            if day is not None and outlook.break_even:
                assert orders * day >= outlook.break_even * 92 > orders * (day - 1)


class TestCostsLeast:
    """The stretches part all volumes, and name the offers that cost least at each."""

    @given(st.lists(sums, min_size=1, max_size=4), expectations())
    def test_every_volume_names_the_offers_of_the_least_cost(
        self, terms: list[Sum], told: Expectation
    ) -> None:
        found = _compared(terms, told)
        for orders in range(told.most + 1):
            costs = [_cost(one, told, orders) for one in terms]
            least = tuple(f"offer {n}" for n, cost in enumerate(costs) if cost == min(costs))
            assert found.cheapest(orders) == least

    @given(st.lists(sums, min_size=1, max_size=4), expectations())
    def test_the_stretches_meet_and_neighbours_differ(
        self, terms: list[Sum], told: Expectation
    ) -> None:
        found = _compared(terms, told)
        firsts = [stretch.first for stretch in found.stretches]
        assert firsts == [0, *(stretch.last + 1 for stretch in found.stretches[:-1])]
        assert found.stretches[-1].last == told.most
        names = [stretch.offers for stretch in found.stretches]
        assert all(before != after for before, after in pairwise(names))
        assert len(found.clauses()) == len(names)


_MONTH = Window(kind="calendar", months=1)
_RATES = st.sampled_from(("0.1", "1/7", "0.25"))
_commissions = st.builds(Commission, rate=_RATES)
_amounts = st.integers(1, 30_000).map(_cents)
_asked_rules = st.one_of(
    _commissions,
    st.builds(Guaranteed, terms=_commissions, minimum=_amounts, window=st.just(_MONTH)),
    st.builds(
        Guaranteed,
        terms=_commissions,
        minimum=_amounts,
        window=st.just(_MONTH),
        recoverable=st.just(True),
    ),
    st.builds(Capped, terms=_commissions, per_period=_amounts, window=st.just(_MONTH)),
    st.builds(Capped, terms=_commissions, per_order=_amounts),
    st.builds(Bonus, metric=st.just("orders"), every=st.integers(1, 9), pay=_amounts),
    st.builds(
        Tiered,
        tiers=st.tuples(
            st.builds(Tier, _RATES),
            st.builds(Tier, _RATES, starts_at=_amounts, flat=st.none() | _amounts),
        ),
        meaning=st.sampled_from(("marginal", "retroactive", "next_only", "crossing_order")),
        window=st.just(_MONTH),
    ),
)


class TestFewQuestions:
    """Asking only where the ends of a stretch do not decide answers as asking everywhere does."""

    @given(st.lists(_asked_rules, min_size=1, max_size=3), expectations())
    def test_stretches_and_break_even(self, rules: list[PaymentRule], told: Expectation) -> None:
        offers = [Offer(name=f"offer {n}", terms=rule) for n, rule in enumerate(rules)]
        found = compare(offers, expectation=told)
        other = told.other_costs or _cents(0)
        placed = told.placed(told.most)
        asked = [told.performance_of(placed[:orders]) for orders in range(told.most + 1)]
        costs = [[rule.fee(one).cost + other for one in asked] for rule in rules]
        for orders, each in enumerate(zip(*costs, strict=True)):
            least = tuple(f"offer {n}" for n, cost in enumerate(each) if cost == min(each))
            assert found.cheapest(orders) == least
        for outlook, theirs in zip(found.outlooks, costs, strict=True):
            assert [outlook.cost(orders) for orders in range(told.most + 1)] == theirs
            profits = [outlook.profit(orders) for orders in range(told.most + 1)]
            fine = [profit is not None and not profit.is_negative for profit in profits]
            lasting = [n for n in range(told.most + 1) if all(fine[n:])]
            first = next((n for n, is_fine in enumerate(fine) if is_fine), None)
            assert outlook.first_break_even == first
            assert outlook.break_even == (lasting[0] if lasting else None)


class TestOneMoreOrder:
    """An expectation of one more order tells the others unmoved, in any gap of the period."""

    @given(expectations(), st.integers(1, 44))
    def test_the_others_stay(self, told: Expectation, orders: int) -> None:
        more = told.placed(orders + 1)
        assert more[:-1] == told.placed(orders)
        assert len({order.at for order in more}) == len(more)
        assert all(told.period.contains(order.at) for order in more)
