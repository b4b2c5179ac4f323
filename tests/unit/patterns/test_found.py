from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import attrs
import pytest

from influence.candidates import Candidate
from influence.errors import UnknownNameError
from influence.patterns import PatternPolicy, patterns_of
from influence.testing._books import usd

Told = Callable[..., Candidate]


def test_angle_of_one_creator_is_no_pattern(told: Told) -> None:
    found = patterns_of([told("maya", "240", "260"), told("leo", "190", niche="cooking")])
    assert (found.found, found.alone) == ((), 2)
    assert found.level == Fraction(240 + 260 + 190, 300)


def test_bookings_of_one_creator_are_one_record(told: Told) -> None:
    (pattern,) = patterns_of([told("maya", "240", "260"), told("leo", "190")]).found
    assert [(one.creator_id, one.bookings) for one in pattern.records] == [("leo", 1), ("maya", 2)]
    assert pattern.records[1].multiple == Fraction(5, 2)
    assert pattern.records[1].orders == 20


def test_orders_are_unknown_when_one_booking_does_not_tell_them(told: Told) -> None:
    maya, quiet = told("maya", "240"), told("maya", "260", orders=None)
    both = attrs.evolve(maya, bookings=(*maya.bookings, *quiet.bookings))
    (pattern,) = patterns_of([both, told("leo", "190")]).found
    assert [record.orders for record in pattern.records] == [10, None]


def test_least_creators_is_data(told: Told) -> None:
    people = [told("maya", "240"), told("leo", "190")]
    policy = PatternPolicy(least_creators=3)
    assert patterns_of(people, policy=policy).found == ()


def test_what_belongs_to_no_pattern_is_counted(told: Told) -> None:
    found = patterns_of(
        [
            told("a", "240", niche=None),
            told("b", "240", angle=" "),
            told("c", gross_profit=None, orders=3),
            told("d", cost="0", gross_profit=usd("9")),
            Candidate(creator_id="e", niche="running"),
        ]
    )
    assert (found.left_out, found.found, found.alone) == (4, (), 0)
    assert found.level == Fraction(24, 10)  # what has no niche or angle still tells the level


def test_nothing_booked_has_no_level() -> None:
    found = patterns_of([Candidate(creator_id="e", niche="running")])
    assert (found.level, found.left_out, found.winning) == (None, 0, ())


def test_likeliest_stands_first_and_equals_by_name(told: Told) -> None:
    people = [
        *(told(f"{angle}{who}", earned, angle=angle)
          for angle, earned in (("c", "240"), ("b", "90"), ("a", "90")) for who in "xy"),
    ]  # fmt: skip
    found = patterns_of(people)
    assert [pattern.angle for pattern in found.found] == ["c", "a", "b"]
    assert [pattern.angle for pattern in found.winning] == ["c"]


def test_working_says_what_won_and_what_belongs_to_no_pattern(told: Told) -> None:
    people = [told("maya", "240"), told("leo", "190"), told("zoe", "0", niche=None)]
    assert [(step.text, step.result) for step in patterns_of(people).working().steps] == [
        ("a in running, 2 creators, 93 % likely to pay, returned", "2.15"),
        ("return multiple of the campaign", "1.433333"),
        ("angles told by fewer than 2 of a niche", "0"),
        ("bookings that belong to no pattern", "1"),
        ("winning patterns", "1"),
    ]
    assert patterns_of([]).working().steps[0].result == "unknown"


def test_patterns_of_an_angle_are_found_by_its_name(told: Told) -> None:
    people = [
        told(f"{niche}{who}", "240", niche=niche) for niche in ("food", "run") for who in "xy"
    ]
    found = patterns_of(people)
    assert [pattern.niche for pattern in found.told("a")] == ["food", "run"]
    with pytest.raises(UnknownNameError) as caught:
        found.told("b")
    assert str(caught.value) == "angle of a pattern must be one of a, got 'b'"
