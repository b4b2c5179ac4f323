from __future__ import annotations

import math

from influence.allocation import (
    TURNS,
    Allocation,
    AllocationPolicy,
    Choice,
    Past,
    allocate,
    last_cycle,
)
from influence.bookings import Booking
from influence.candidates import Candidate
from influence.money import Money
from influence.outlooks import Outlook
from influence.shares import Share
from influence.testing._books import usd


def booking(cycle: int, *, earned: Money | None = None) -> Booking:
    return Booking(cycle=cycle, cost=usd("100"), gross_profit=earned)


def choice(who: str, multiple: float, *bookings: Booking) -> Choice:
    outlook = Outlook(
        creator_id=who,
        log_mean=math.log(multiple),
        log_sd=0.0,
        outcome_log_sd=0.0,
        effective_orders=1.0,
    )
    candidate = Candidate(creator_id=who, price=usd("100"), bookings=bookings)
    return Choice(candidate=candidate, outlook=outlook)


def allocation(*choices: Choice) -> Allocation:
    policy = AllocationPolicy(response=Share("0.7"), most_share=Share(1), at_most=2)
    return allocate(choices, budget=usd("2000"), policy=policy)


# With a response of 0.7 whoever returns 2 is worth two packages, whoever returns 1.2 one.
PEOPLE = (
    choice("back", 1.2, booking(0)),
    choice("bench", 0.5),
    choice("left", 0.5, booking(1, earned=usd("40"))),
    choice("less", 1.2, booking(1, earned=usd("100")), booking(1, earned=usd("20"))),
    choice("more", 2.0, booking(0), booking(1, earned=usd("300"))),
    choice("new", 1.2),
    choice("same", 2.0, booking(1), booking(1, earned=usd("1"))),
)


def test_each_turn_is_told_beside_the_last_cycle() -> None:
    changes = allocation(*PEOPLE).compared_with()
    assert {one.creator_id: one.turn for one in changes} == {who: who for who in sorted(TURNS)}
    assert {one.creator_id: one.in_words() for one in changes} == {
        "back": "back: 1 for 100.00 USD",
        "left": "left: 0 for 0.00 USD, after 1 for 100.00 USD that earned 40.00 USD",
        "less": "less: 1 for 100.00 USD, after 2 for 200.00 USD that earned 120.00 USD",
        "more": "more: 2 for 200.00 USD, after 1 for 100.00 USD that earned 300.00 USD",
        "new": "new: 1 for 100.00 USD",
        "same": "same: 2 for 200.00 USD, after 2 for 200.00 USD",
    }


def test_the_last_cycle_can_be_told_by_packages_or_in_full() -> None:
    found = allocation(choice("maya", 2.0, booking(0)))
    gone = Past(packages=1, cost=usd("50"))
    changes = found.compared_with({"maya": 2, "gone": gone, "never": 0})
    assert [(one.creator_id, one.turn, one.now) for one in changes] == [
        ("gone", "left", 0),
        ("maya", "same", 2),
    ]
    assert changes[0].before == gone
    assert changes[1].before == Past(packages=2)


def test_before_anything_was_booked_there_is_no_last_cycle() -> None:
    assert last_cycle([Candidate(creator_id="maya")]) == {}


def test_what_is_unknown_of_one_booking_is_unknown_of_all() -> None:
    both = Candidate(creator_id="maya", bookings=(booking(3), booking(3, earned=usd("5"))))
    assert last_cycle([both]) == {"maya": Past(packages=2, cost=usd("200"), gross_profit=None)}
