from __future__ import annotations

import pytest

from influence.allocation import AllocationPolicy
from influence.beliefs import LearningPolicy, learn
from influence.bookings import Booking
from influence.candidates import Candidate
from influence.errors import InvalidInputError, UnknownNameError
from influence.money import Money
from influence.next_cycle import NextCycle, next_cycle
from influence.outlooks import Outlook
from influence.shares import Share
from influence.testing._books import usd
from influence.tier_benchmarks import PUBLISHED_TIERS, STUDIED_TIERS


def booking(cycle: int, *, orders: int = 20, earned: str = "600") -> Booking:
    return Booking(cycle=cycle, cost=usd("200"), orders=orders, gross_profit=usd(earned))


def candidate(who: str, *cycles: int, price: Money | None = None) -> Candidate:
    return Candidate(
        creator_id=who,
        price=usd("200") if price is None else price,
        followers=30_000,
        bookings=tuple(booking(cycle) for cycle in cycles),
    )


def reason(found: NextCycle, who: str) -> str:
    return found.allocation.line(who).reason


def test_it_learns_and_then_allocates() -> None:
    people = [candidate("maya", 0, 1), candidate("ben", 1), candidate("new")]
    learning = LearningPolicy(untracked=Share("0.3"))
    found = next_cycle(people, budget=usd("900"), cycles_left=4, learning=learning)
    assert found.beliefs == learn(people, policy=learning, cycles_left=4)
    for line in found.allocation.lines:
        believed, weighed = found.beliefs.outlook(line.creator_id), line.choice.outlook
        assert weighed.expected_multiple == believed.expected_multiple
        assert weighed == believed.beside(_elsewhere(weighed))
    assert found.allocation.packages["maya"] >= 1
    assert found.allocation.spent <= usd("900")


def test_a_test_is_weighed_against_what_the_budget_earns_elsewhere() -> None:
    people = [candidate("maya", 0, 1), candidate("ben", 1), candidate("new")]
    scarce = next_cycle(people, budget=usd("400"), cycles_left=4)
    plenty = next_cycle(people, budget=usd("90000"), cycles_left=4)
    assert scarce.beliefs == plenty.beliefs
    assert _elsewhere(plenty.allocation.line("new").choice.outlook) == 1.0
    weighed = scarce.allocation.line("new").choice.outlook
    # Money is left for nobody after the new one, so whether they are booked hangs on their test.
    assert _elsewhere(weighed) == pytest.approx(weighed.expected_multiple)
    assert weighed.value_of_test > plenty.allocation.line("new").choice.outlook.value_of_test
    assert "the budget earns elsewhere" in str(scarce.allocation.line("new").working())


def _elsewhere(outlook: Outlook) -> float:
    assert outlook.test is not None
    return outlook.test.elsewhere


def test_who_has_no_price_is_told_to_be_asked_for_one() -> None:
    unpriced = Candidate(creator_id="maya", bookings=(booking(0),))
    found = next_cycle([unpriced, candidate("ben", 0)], budget=usd("900"))
    assert "maya" not in found.allocation.packages
    assert reason(found, "maya") == "no price is known: ask for a quote before booking"


def test_who_is_rested_is_not_booked() -> None:
    found = next_cycle([candidate("maya", 0)], budget=usd("900"), rested=["maya"])
    assert found.allocation.packages == {}
    assert reason(found, "maya") == "rests because it was asked for"


def test_only_candidates_can_rest() -> None:
    with pytest.raises(UnknownNameError) as caught:
        next_cycle([candidate("maya", 0)], budget=usd("900"), rested=["mayo"])
    assert str(caught.value) == (
        "creator who is rested must be one of maya, got 'mayo'; did you mean 'maya'?"
    )


def test_after_cycles_in_a_row_a_creator_rests_for_one() -> None:
    policy = AllocationPolicy(rest_after=2)
    people = [candidate("tired", 1, 2), candidate("rested", 0, 2), candidate("calm", 0, 1)]
    found = next_cycle(people, budget=usd("900"), allocation=policy)
    assert reason(found, "tired") == "rests for a cycle after 2 in a row"
    assert set(found.allocation.packages) == {"rested", "calm"}
    everybody = next_cycle(people, budget=usd("900"))
    assert set(everybody.allocation.packages) == {"rested", "calm", "tired"}


def test_a_cycle_in_which_nobody_was_booked_was_a_rest() -> None:
    policy = AllocationPolicy(rest_after=2)
    found = next_cycle([candidate("maya", 1, 2)], budget=usd("900"), cycle=4, allocation=policy)
    assert set(found.allocation.packages) == {"maya"}


def test_beliefs_begin_where_they_are_told_to() -> None:
    untried = [candidate("maya")]
    usual = next_cycle(untried, budget=usd("900")).beliefs.outlook("maya")
    told = next_cycle(untried, budget=usd("900"), prior=STUDIED_TIERS).beliefs.outlook("maya")
    ratio = STUDIED_TIERS.multiple(30_000).fraction / PUBLISHED_TIERS.multiple(30_000).fraction
    assert told.expected_multiple == pytest.approx(usual.expected_multiple * float(ratio))


def test_without_candidates_nothing_is_booked() -> None:
    found = next_cycle([], budget=usd("900"))
    assert (found.beliefs.outlooks, found.allocation.unspent) == ({}, usd("900"))


def test_a_candidate_is_there_once() -> None:
    with pytest.raises(
        InvalidInputError, match=r"^candidates must be different creators, got 'maya'$"
    ):
        next_cycle([candidate("maya"), candidate("maya")], budget=usd("900"))
