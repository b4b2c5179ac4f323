"""Packing: known answers; that it is exact is a law."""

from __future__ import annotations

from influence.markets._packing import packed


def test_the_best_packages_are_not_the_greedy_ones() -> None:
    # 60 for 6 is the best ratio, and two of 50 for 5 are worth more under a budget of 10.
    assert packed([(60.0,), (50.0,), (50.0,)], prices=[6, 5, 5], budget=10) == (0, 1, 1)


def test_a_second_package_may_be_worth_more_than_another_creator() -> None:
    assert packed([(30.0, 50.0), (15.0,)], prices=[4, 4], budget=8) == (2, 0)


def test_what_is_worth_nothing_is_not_bought() -> None:
    assert packed([(-5.0,), (), (0.0,)], prices=[1, 1, 1], budget=3) == (0, 0, 0)


def test_what_cannot_be_paid_is_not_bought() -> None:
    assert packed([(100.0,), (1.0,)], prices=[11, 10], budget=10) == (0, 1)


def test_the_cheaper_of_two_equal_answers_is_taken() -> None:
    assert packed([(10.0,), (10.0,)], prices=[5, 4], budget=8) == (0, 1)


def test_of_nothing_comes_nothing() -> None:
    assert packed([], prices=[], budget=10) == ()
