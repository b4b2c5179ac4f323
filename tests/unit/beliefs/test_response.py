"""Response: what further packages of a cycle bring is learned from those that there were."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, strategies as st

from influence.allocation import AllocationPolicy
from influence.beliefs import LearningPolicy, learned_response
from influence.bookings import Booking
from influence.candidates import Candidate
from influence.errors import InvalidInputError
from influence.money import Money
from influence.next_cycle import next_cycle
from influence.shares import Share

PRICE = Money("250", "USD")
ASSUMED = Share("0.6")


def candidate(*cycles: Sequence[int | Fraction | None], name: str = "maya") -> Candidate:
    """Somebody with packages in some cycles, and what each brought."""
    bookings = tuple(
        Booking(cycle=cycle, cost=PRICE, orders=orders)
        for cycle, packages in enumerate(cycles)
        for orders in packages
    )
    return Candidate(creator_id=name, price=PRICE, followers=20_000, bookings=bookings)


def exactly(candidates: Sequence[Candidate], *, weight: int = 8) -> Fraction:
    """The same, written out in fractions, for packages that have come to everything they bring."""
    spread = LearningPolicy().post_to_post.fraction ** 2
    before, after = Fraction(weight), weight * ASSUMED.fraction
    for one in candidates:
        for cycle in {booking.cycle for booking in one.bookings}:
            told = [x.orders for x in one.bookings if x.cycle == cycle and x.orders is not None]
            usual = Fraction(sum(told, Fraction(0)), len(told)) if told else Fraction(0)
            if len(told) > 1 and usual:
                sure = spread * usual / (1 + spread * usual)
                before += sure * sum(told[:-1], Fraction(0)) / usual
                after += sure * sum(told[1:], Fraction(0)) / usual
    return min(after / before, Fraction(1))


crowds = st.lists(
    st.lists(st.lists(st.none() | st.integers(0, 60), max_size=4), max_size=3), max_size=5
)


class TestByHand:
    def test_one_pair(self) -> None:
        """18 orders on average: sure by 0.36 × 18 ÷ 7.48; (4.8 + 0.2888) ÷ (8 + 1.4439)."""
        assert learned_response([candidate([30, 6])], assumed=ASSUMED).text == "0.538845"

    def test_nobody_was_booked_twice_in_a_cycle(self) -> None:
        assert learned_response([candidate([30], [6])], assumed=ASSUMED) == ASSUMED
        assert learned_response([], assumed=ASSUMED) == ASSUMED

    def test_what_is_unknown_or_brought_nothing_says_nothing(self) -> None:
        told = [candidate([30, None]), candidate([0, 0], name="ben")]
        assert learned_response(told, assumed=ASSUMED) == ASSUMED

    def test_a_further_package_brings_no_more_than_the_one_before(self) -> None:
        many = [candidate([1, 90], name=f"c{place}") for place in range(50)]
        assert learned_response(many, assumed=ASSUMED) == Share(1)

    def test_what_has_not_come_yet_is_reckoned_with(self) -> None:
        """Half of the second has come: 6 now are 12."""
        late = Candidate(
            creator_id="maya",
            bookings=(
                Booking(cycle=0, cost=PRICE, orders=30),
                Booking(cycle=0, cost=PRICE, orders=6, matured="1/2"),
                Booking(cycle=0, cost=PRICE, orders=0, matured=0),
            ),
        )
        found = learned_response([late], assumed=ASSUMED)
        assert found == learned_response([candidate([30, 12])], assumed=ASSUMED)

    def test_a_weight_that_is_none(self) -> None:
        with pytest.raises(InvalidInputError, match="weight must be a whole number of at least 1"):
            learned_response([], assumed=ASSUMED, weight=0)


class TestLaws:
    @given(crowds)
    def test_it_is_what_fractions_say(self, crowd: list[list[list[int | None]]]) -> None:
        people = [candidate(*cycles, name=f"c{place}") for place, cycles in enumerate(crowd)]
        found = learned_response(people, assumed=ASSUMED)
        assert abs(found.fraction - exactly(people)) <= Fraction(1, 10**6)
        assert learned_response(people[::-1], assumed=ASSUMED) == found

    @given(st.integers(1, 60), st.integers(0, 60), st.integers(1, 60))
    def test_more_of_the_later_never_lowers_it(self, first: int, later: int, more: int) -> None:
        few, many = (
            learned_response([candidate([first, count])], assumed=ASSUMED)
            for count in (later, later + more)
        )
        assert few.fraction <= many.fraction

    @pytest.mark.parametrize("true", [0.2, 0.5, 0.9])
    def test_many_pairs_tell_the_truth(self, true: float) -> None:
        dice = Random(7)  # noqa: S311  # the same on every machine
        people: list[Candidate] = []
        for place in range(2_000):
            usual = dice.uniform(20, 60)
            packages = [
                round(usual * true**number * dice.lognormvariate(-0.08, 0.4)) for number in range(3)
            ]
            people.append(candidate(packages, name=f"c{place}"))
        assert abs(float(learned_response(people, assumed=ASSUMED).fraction) - true) < 0.05


class TestNextCycle:
    """The next cycle is allocated by what was learned."""

    people = (
        *(candidate([40, 4], name=f"c{place}") for place in range(6)),
        candidate([40], name="ann"),
    )

    def test_it_is_learned(self) -> None:
        made = next_cycle(self.people, budget=Money("5000", "USD"))
        learned = learned_response(self.people, assumed=AllocationPolicy().response)
        assert made.allocation.policy.response == learned
        assert learned.fraction < AllocationPolicy().response.fraction

    def test_it_can_be_kept(self) -> None:
        made = next_cycle(self.people, budget=Money("5000", "USD"), response_weight=None)
        assert made.allocation.policy == AllocationPolicy()

    def test_more_weight_stays_closer_to_what_is_assumed(self) -> None:
        near, far = (
            next_cycle(self.people, budget=Money("5000", "USD"), response_weight=weight)
            for weight in (1000, 1)
        )
        assert near.allocation.policy.response.fraction > far.allocation.policy.response.fraction
