from __future__ import annotations

from influence.allocation._allocate import _earliest_first
from influence.allocation._partners import cheapest_partners
from influence.allocation._puzzle import Lot, Puzzle
from influence.allocation._search import best_plan


def lot(price: int, *gains: int, is_new: bool = False) -> Lot:
    return Lot(price=price, gains=gains, is_new=is_new)


def test_of_splits_with_as_many_partners_the_cheapest_is_taken() -> None:
    lots = (lot(5, 9), lot(1, 9, is_new=True), lot(3, 9, is_new=True))
    puzzle = Puzzle(lots=lots, budget=9, room_for_new=9)
    assert cheapest_partners(puzzle, 0) == ()
    assert cheapest_partners(puzzle, 1) == (1,)
    assert cheapest_partners(puzzle, 2) == (1, 2)
    assert cheapest_partners(puzzle, 9) == (0, 1, 2)


def test_partners_keep_within_the_room_for_the_untried() -> None:
    lots = (lot(5, 9), lot(1, 9, is_new=True), lot(3, 9, is_new=True))
    assert cheapest_partners(Puzzle(lots=lots, budget=9, room_for_new=2), 9) == (0, 1)
    assert cheapest_partners(Puzzle(lots=lots, budget=5, room_for_new=0), 9) == (0,)


def test_who_is_worth_nothing_is_no_partner() -> None:
    assert cheapest_partners(Puzzle(lots=(lot(1), lot(2, 1)), budget=9, room_for_new=9), 9) == (1,)


def test_packages_of_lots_that_are_alike_go_to_the_first() -> None:
    alike = lot(2, 5, 4)
    puzzle = Puzzle(lots=(alike, lot(2, 5, 3), alike, alike), budget=9, room_for_new=9)
    assert _earliest_first(puzzle, (0, 1, 2, 1)) == (2, 1, 1, 0)


def test_two_that_fit_beat_the_one_with_the_best_yield() -> None:
    # Yields 1.5, 1.4 and 1.4: by yield 6 packages of price 6, and 4 are left over.
    puzzle = Puzzle(lots=(lot(6, 9), lot(5, 7), lot(5, 7)), budget=10, room_for_new=10)
    plan = best_plan(puzzle, most_states=100)
    assert (plan.counts, plan.bound, plan.is_exact) == ((0, 1, 1), 14, True)


def test_a_search_without_any_work_is_the_filling_and_its_ceiling() -> None:
    # With a toll of 7 // 5 = 1 the ceiling is 10 + (9 − 6) + (7 − 5) + (7 − 5).
    puzzle = Puzzle(lots=(lot(6, 9), lot(5, 7), lot(5, 7)), budget=10, room_for_new=10)
    plan = best_plan(puzzle, most_states=0)
    assert (plan.counts, plan.bound, plan.is_exact) == ((1, 0, 0), 17, False)
