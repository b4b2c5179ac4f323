from __future__ import annotations

from hypothesis import given, strategies as st

from influence.ladders import Ladder
from influence.money import Money

bounds = st.lists(st.integers(-50, 50), min_size=1, max_size=8, unique=True).map(sorted)
places = st.integers(-50, 60)


def _ladder(bounds: list[int]) -> Ladder[int, int]:
    return Ladder((bound, number) for number, bound in enumerate(bounds))


class TestLadders:
    """Every value from the lowest boundary up is on exactly one step, and higher is never lower."""

    @given(bounds, places)
    def test_a_value_is_on_the_last_step_that_it_reached(
        self, bounds: list[int], place: int
    ) -> None:
        place = max(place, bounds[0])
        reached = [number for number, bound in enumerate(bounds) if bound <= place]
        assert _ladder(bounds).at(place) == reached[-1]

    @given(bounds, places)
    def test_a_value_is_on_the_last_step_that_it_exceeded_or_on_the_lowest(
        self, bounds: list[int], place: int
    ) -> None:
        place = max(place, bounds[0])
        exceeded = [number for number, bound in enumerate(bounds) if bound < place]
        assert _ladder(bounds).at(place, exceeded=True) == (exceeded[-1] if exceeded else 0)

    @given(bounds, places, places, st.booleans())
    def test_who_climbs_never_comes_to_a_lower_step(
        self, bounds: list[int], one: int, other: int, exceeded: bool
    ) -> None:
        low, high = (max(place, bounds[0]) for place in sorted((one, other)))
        ladder = _ladder(bounds)
        assert ladder.index_at(low, exceeded=exceeded) <= ladder.index_at(high, exceeded=exceeded)

    @given(bounds, places)
    def test_reaching_and_exceeding_differ_on_boundaries_only(
        self, bounds: list[int], place: int
    ) -> None:
        place = max(place, bounds[0])
        ladder = _ladder(bounds)
        differ = ladder.at(place) != ladder.at(place, exceeded=True)
        assert differ == (place in bounds[1:])

    @given(bounds, places)
    def test_a_ladder_of_money_is_the_ladder_of_its_minor_units(
        self, bounds: list[int], place: int
    ) -> None:
        place = max(place, bounds[0])
        of_money = Ladder(
            (Money.from_minor(bound, "EUR"), number) for number, bound in enumerate(bounds)
        )
        assert of_money.at(Money.from_minor(place, "EUR")) == _ladder(bounds).at(place)
