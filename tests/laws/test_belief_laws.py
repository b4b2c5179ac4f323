"""Laws of beliefs: what has to hold of every market, however little is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import assume, given, strategies as st

from influence.beliefs import learn
from influence.bookings import Booking
from influence.candidates import Candidate
from influence.ids import CreatorId
from influence.money import Money
from influence.outlooks import Outlook
from influence.ranking import Shrinkage, Standing
from influence.shares import Share
from influence.tier_benchmarks import PUBLISHED_TIERS

#: A figure that is a billionth better is rounding and no improvement.
_GRAIN = 1e-9


def cents(minor: int) -> Money:
    return Money.from_minor(minor, "USD")


def maybe(strategy: st.SearchStrategy[int]) -> st.SearchStrategy[int | None]:
    return st.one_of(strategy, strategy, st.none())


@st.composite
def bookings(draw: st.DrawFn, *, earns: bool = True) -> Booking:
    orders = draw(maybe(st.integers(0, 60)))
    each = draw(st.integers(500, 9_000))
    told = earns and draw(st.booleans())
    profit = None if not told and earns else cents((orders or 0) * each if earns else 0)
    return Booking(
        cycle=draw(st.integers(0, 5)),
        cost=cents(draw(st.integers(1_000, 200_000))),
        exposure=draw(maybe(st.integers(0, 100_000))),
        clicks=draw(maybe(st.integers(0, 3_000))),
        orders=orders,
        gross_profit=profit,
        matured=draw(st.sampled_from([Share(1), Share(1), Share("0.5"), Share(0)])),
    )


@st.composite
def candidates(draw: st.DrawFn, creator_id: CreatorId, *, earns: bool = True) -> Candidate:
    return Candidate(
        creator_id=creator_id,
        price=draw(st.one_of(st.integers(1_000, 200_000).map(cents), st.none())),
        followers=draw(maybe(st.integers(100, 3_000_000))),
        bookings=tuple(draw(st.lists(bookings(earns=earns), min_size=not earns, max_size=5))),
    )


@st.composite
def markets(draw: st.DrawFn) -> tuple[Candidate, ...]:
    count = draw(st.integers(1, 7))
    return tuple(draw(candidates(f"creator-{number}")) for number in range(count))


def figures(market: tuple[Candidate, ...]) -> Mapping[CreatorId, Outlook]:
    return learn(market, cycles_left=4).outlooks


def places(market: tuple[Candidate, ...]) -> Mapping[CreatorId, int]:
    standings = [
        Standing(creator_id=one.creator_id, metrics={}, spend=cents(0), candidate=one)
        for one in market
    ]
    return {placing.creator_id: placing.rank for placing in Shrinkage().rank(standings)}


def without_name(outlook: Outlook) -> Outlook:
    return attrs.evolve(outlook, creator_id="anybody")


def has_earned(candidate: Candidate) -> bool:
    """Whether there was gross profit, or an order that nobody told the profit of."""
    told = [one.gross_profit.minor for one in candidate.bookings if one.gross_profit is not None]
    untold = [one.orders for one in candidate.bookings if one.gross_profit is None]
    return sum(told) > 0 or any(untold)


class TestParts:
    """The parts of a score sum to it, to the last billionth."""

    @given(markets())
    def test_it_holds(self, market: tuple[Candidate, ...]) -> None:
        for outlook in figures(market).values():
            assert sum((part.amount for part in outlook.parts), Fraction(0)) == outlook.score


class TestDeterminism:
    """The same history gives the same belief."""

    @given(markets())
    def test_it_holds(self, market: tuple[Candidate, ...]) -> None:
        assert figures(market) == figures(market)


class TestOrder:
    """Neither the order of candidates nor that of bookings within a history changes a figure."""

    @given(markets(), st.randoms(use_true_random=False))
    def test_it_holds(self, market: tuple[Candidate, ...], dice: Random) -> None:
        turned = [attrs.evolve(one, bookings=one.bookings[::-1]) for one in market]
        dice.shuffle(turned)
        assert figures(tuple(turned)) == figures(market)


class TestNames:
    """Other names for the same creators give the same figures under the other names."""

    @given(markets())
    def test_it_holds(self, market: tuple[Candidate, ...]) -> None:
        names = {one.creator_id: f"x-{len(market) - place}" for place, one in enumerate(market)}
        other = figures(
            tuple(attrs.evolve(one, creator_id=names[one.creator_id]) for one in market)
        )
        for creator_id, outlook in figures(market).items():
            assert without_name(other[names[creator_id]]) == without_name(outlook)


class TestMoney:
    """All money times a whole number changes no figure, and so no rank."""

    @given(markets(), st.integers(2, 10_000))
    def test_it_holds(self, market: tuple[Candidate, ...], factor: int) -> None:
        scaled = tuple(
            attrs.evolve(
                one,
                price=None if one.price is None else one.price * factor,
                bookings=tuple(
                    attrs.evolve(
                        booking,
                        cost=booking.cost * factor,
                        gross_profit=None
                        if booking.gross_profit is None
                        else booking.gross_profit * factor,
                    )
                    for booking in one.bookings
                ),
            )
            for one in market
        )
        assert figures(scaled) == figures(market)


class TestNoEvidence:
    """Who is untried, as all others are, is expected to return the benchmark at a usual price."""

    @given(st.integers(0, 3_000_000), st.integers(100, 10**9), st.integers(1, 5))
    def test_it_holds(self, followers: int, price: int, count: int) -> None:
        market = tuple(
            Candidate(creator_id=f"c{number}", price=cents(price), followers=followers)
            for number in range(count)
        )
        for outlook in figures(market).values():
            benchmark = float(PUBLISHED_TIERS.multiple(followers).fraction)
            assert outlook.expected_multiple == pytest.approx(benchmark)
            assert outlook.effective_orders == 0


class TestLosers:
    """A new candidate who earned nothing never improves the figures of anybody who earned."""

    @given(markets(), candidates("loser", earns=False))
    def test_it_holds(self, market: tuple[Candidate, ...], loser: Candidate) -> None:
        before, after = figures(market), figures((*market, loser))
        for one in filter(has_earned, market):
            old, new = before[one.creator_id], after[one.creator_id]
            assert new.expected_multiple <= old.expected_multiple * (1 + _GRAIN)
            assert new.log_mean <= old.log_mean + _GRAIN
            if old.expected_multiple > 1:
                assert new.probability_profitable <= old.probability_profitable + _GRAIN


class TestGoodEvidence:
    """More of the same evidence that beats what is believed never lowers a figure or a place."""

    @given(markets(), st.integers(1, 4), st.integers(1, 40))
    def test_it_holds(self, market: tuple[Candidate, ...], more: int, orders: int) -> None:
        price = cents(50_000)
        untried = Candidate(creator_id="ours", price=price, followers=50_000)
        best = max(one.expected_multiple for one in figures((*market, untried)).values())
        profit = cents(round(price.minor * (2 * best + 1)))
        good = Booking(cycle=3, cost=price, clicks=400, orders=orders, gross_profit=profit)
        ours = attrs.evolve(untried, bookings=(good,))
        richer = attrs.evolve(untried, bookings=(good,) * (1 + more))
        before, after = (*market, ours), (*market, richer)
        old, new = figures(before)["ours"].expected_multiple, figures(after)["ours"]
        assume(old <= 2 * best + 1)
        assert new.expected_multiple >= old * (1 - _GRAIN)
        assert places(after)["ours"] <= places(before)["ours"]


class TestMissing:
    """What nobody counted is not zero: to leave out a count is not to set it to nothing."""

    @given(markets(), st.sampled_from(["exposure", "clicks", "orders", "gross_profit"]))
    def test_it_holds(self, market: tuple[Candidate, ...], field: str) -> None:
        booking = Booking(
            cycle=1,
            cost=cents(20_000),
            exposure=9_000,
            clicks=150,
            orders=7,
            gross_profit=cents(31_000),
        )
        none: Any = {field: None}
        nothing: Any = {field: cents(0) if field == "gross_profit" else 0}
        ours = Candidate(creator_id="ours", price=cents(20_000), bookings=(booking, booking))
        missing = attrs.evolve(ours, bookings=(attrs.evolve(booking, **none), booking))
        zero = attrs.evolve(ours, bookings=(attrs.evolve(booking, **nothing), booking))
        left_out = figures((*market, missing))["ours"]
        assert left_out != figures((*market, zero))["ours"]
        assert left_out != figures((*market, ours))["ours"]
