"""The laws of patterns: sums are sums, money has no size, and the bench holds nobody who is booked.

The sums are done again by an oracle that knows nothing but the bookings. How many patterns are met
is counted: a law that met none has tested nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from random import Random

import attrs
from hypothesis import event, given, strategies as st

from influence.bookings import Booking
from influence.candidates import Candidate
from influence.patterns import Pattern, bench_of, patterns_of
from influence.testing._books import usd

bookings = st.builds(
    lambda cycle, angle, cost, earned, orders: Booking(
        cycle=cycle,
        angle=angle,
        cost=usd(str(cost)),
        gross_profit=None if earned is None else usd(str(earned)),
        orders=orders,
    ),
    st.integers(0, 2),
    st.sampled_from(("a", "b", "")),
    st.sampled_from((100, 50, 0)),
    st.none() | st.integers(-20, 400),
    st.none() | st.integers(0, 40),
)


@st.composite
def markets(draw: st.DrawFn) -> tuple[Candidate, ...]:
    niches = st.sampled_from(("running", "running", "cooking", None))
    return tuple(
        Candidate(
            creator_id=f"c{place}",
            niche=draw(niches),
            bookings=tuple(draw(st.lists(bookings, max_size=3))),
        )
        for place in range(draw(st.integers(2, 7)))
    )


def _noted(people: Sequence[Candidate]) -> tuple[Pattern, ...]:
    found = patterns_of(people).found
    event(f"patterns: {len(found)}")
    return found


class TestSums:
    """A pattern is the bookings of its angle in its niche, each once, and of two at least."""

    @given(markets())
    def test_sums_are_those_of_the_bookings(self, people: tuple[Candidate, ...]) -> None:
        for pattern in _noted(people):
            mine = [
                (one.creator_id, booking.cost.minor, booking.gross_profit.exact.minor)
                for one in people
                for booking in one.bookings
                if one.niche == pattern.niche
                and booking.angle == pattern.angle
                and booking.gross_profit is not None
                and booking.cost.minor
            ]
            assert pattern.creators == tuple(sorted({who for who, _, _ in mine}))
            assert len(pattern.creators) >= 2
            cost = sum(part for _, part, _ in mine)
            assert pattern.multiple == Fraction(sum(part for _, _, part in mine)) / cost
            assert pattern.earners <= len(pattern.creators)

    @given(markets())
    def test_every_booking_is_in_a_pattern_or_counted(self, people: tuple[Candidate, ...]) -> None:
        found = patterns_of(people)
        told = sum(record.bookings for pattern in found.found for record in pattern.records)
        booked = sum(len(one.bookings) for one in people)
        assert told + found.left_out <= booked
        assert (told + found.left_out == booked) == (found.alone == 0)

    @given(markets(), st.randoms(use_true_random=False))
    def test_order_of_creators_plays_no_part(
        self, people: tuple[Candidate, ...], dice: Random
    ) -> None:
        shuffled = list(people)
        dice.shuffle(shuffled)
        assert patterns_of(shuffled) == patterns_of(people)
        patterns = patterns_of(people)
        assert bench_of(shuffled, patterns=patterns) == bench_of(people, patterns=patterns)


class TestChance:
    """A chance is one, money has no size in it, and more creators who earned as much are surer."""

    @given(markets(), st.sampled_from((2, 100)))
    def test_scaling_money_changes_no_chance(
        self, people: tuple[Candidate, ...], times: int
    ) -> None:
        big = tuple(_times(one, times) for one in people)
        small = _noted(people)
        assert [one.probability_winning for one in patterns_of(big).found] == [
            one.probability_winning for one in small
        ]
        for pattern in small:
            assert 0 <= pattern.probability_winning <= 1
            low, high = pattern.interval()
            assert low < pattern.expected_multiple < high
            between = sorted((float(pattern.multiple), float(pattern.level)))
            assert between[0] - 1e-9 <= pattern.expected_multiple <= between[1] + 1e-9

    @given(st.integers(101, 400), st.integers(2, 9), st.integers(1, 30))
    def test_more_creators_who_earned_as_much_are_surer(
        self, earned: int, more: int, orders: int
    ) -> None:
        def told(count: int) -> Pattern:
            booking = Booking(
                cycle=0, angle="a", cost=usd("100"), gross_profit=usd(str(earned)), orders=orders
            )
            people = [
                Candidate(creator_id=f"c{place}", niche="running", bookings=(booking,))
                for place in range(count)
            ]
            return patterns_of(people).found[0]

        assert told(2 + more).probability_winning >= told(2).probability_winning
        assert told(2 + more).spread < told(2).spread


class TestBench:
    """Whoever is on the bench was not booked in the last cycle, and there is a reason for them."""

    @given(markets())
    def test_nobody_on_the_bench_is_booked(self, people: tuple[Candidate, ...]) -> None:
        last = max((each.cycle for one in people for each in one.bookings), default=0)
        patterns = patterns_of(people)
        by_id = {one.creator_id: one for one in people}
        bench = bench_of(people, patterns=patterns)
        event(f"bench: {len(bench)}")
        for one in bench:
            candidate = by_id[one.creator_id]
            assert last not in {booking.cycle for booking in candidate.bookings}
            assert one.reasons
            assert all(pattern.niche == candidate.niche for pattern in one.fits)
            assert set(one.fits) <= set(patterns.winning)
            if one.is_proven:
                assert one.record is not None
                assert one.record.has_earned
        assert len({one.creator_id for one in bench}) == len(bench)
        proven = [one.is_proven for one in bench]
        assert proven == sorted(proven, reverse=True)


def _times(one: Candidate, times: int) -> Candidate:
    """The same with every amount so many times as large."""
    return attrs.evolve(
        one,
        bookings=tuple(
            attrs.evolve(
                booking,
                cost=booking.cost * times,
                gross_profit=None if booking.gross_profit is None else booking.gross_profit * times,
            )
            for booking in one.bookings
        ),
    )
