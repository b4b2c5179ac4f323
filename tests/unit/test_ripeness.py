from __future__ import annotations

from fractions import Fraction

import pytest

from influence._ripeness import Ripeness
from influence.deals import Deal
from influence.orders import Order
from influence.periods import microseconds
from influence.posts import Post
from influence.results import Result
from influence.scorecards import scoreboard
from influence.shares import Share
from influence.testing._books import Fact, at, book, order, usd

MAYA = Deal(creator_id="maya", codes=("MAYA15",))
POST = Post(post_id="p1", creator_id="maya", published_at=at())


def sold(count: int, *, day: int) -> list[Order]:
    codes = ["MAYA15"]
    return [order(f"{day}-{n}", when=at(day), codes=codes, who=f"v{n}") for n in range(count)]


def ripeness(*facts: Fact, end: int = 60, days: int = 3) -> Ripeness:
    cards = scoreboard(book(MAYA, *facts)).cards
    return Ripeness.of(cards, end=microseconds(at(end)), days=days)


def parts(found: Ripeness) -> list[float]:
    return [float(part.fraction) for part in found.parts]


def test_without_sales_a_curve_that_halves_every_week_holds() -> None:
    whole = sum(0.5 ** (day / 7) for day in range(45))
    found = ripeness(days=45)
    for day in (0, 6, 20, 44):
        came = sum(0.5 ** (past / 7) for past in range(day + 1))
        assert float(found.after(day).fraction) == pytest.approx(came / whole, abs=0.006)


def test_what_the_campaign_sold_outweighs_the_starting_curve() -> None:
    # Of 1,000 sales 900 came on the first day, 100 on the second, none on the third.
    found = ripeness(POST, *sold(900, day=0), *sold(100, day=1))
    assert parts(found) == pytest.approx([0.9, 1.0, 1.0], abs=0.015)


def test_sales_that_could_not_be_seen_yet_are_not_missing() -> None:
    # One post was watched whole; another of two days has only sold what comes on its first two.
    late = Post(post_id="p2", creator_id="maya", published_at=at(58))
    whole = [*sold(500, day=0), *sold(250, day=1), *sold(250, day=2)]
    young = [*sold(500, day=58), *sold(250, day=59)]
    alone = parts(ripeness(POST, *whole, end=59))
    both = parts(ripeness(POST, late, *whole, *young, end=59))
    assert alone == pytest.approx([0.5, 0.75, 1.0], abs=0.01)
    assert both == pytest.approx([0.5, 0.75, 1.0], abs=0.01)


def test_parts_never_fall_and_end_at_the_whole() -> None:
    found = parts(ripeness(POST, *sold(3, day=2), days=9))
    assert found == sorted(found)
    assert found[-1] == 1


def test_sales_after_the_window_and_rows_that_sold_nothing_say_nothing() -> None:
    nothing = Result(creator_id="leo", date=at(1).date(), orders=0, revenue=usd("0"))
    told = Post(post_id="p9", creator_id="leo", published_at=at())
    assert ripeness(POST, told, nothing, *sold(9, day=50)) == ripeness()


def test_a_sale_whose_orders_are_unknown_counts_as_one() -> None:
    told = Post(post_id="p9", creator_id="leo", published_at=at())
    untold = Result(creator_id="leo", date=at(1).date(), revenue=usd("9"))
    one = Result(creator_id="leo", date=at(1).date(), orders=1, revenue=usd("9"))
    assert ripeness(told, untold) == ripeness(told, one) != ripeness()


def test_what_was_not_watched_a_day_has_come_as_far_as_the_first_day() -> None:
    found = Ripeness(parts=(Share("0.25"), Share(1)))
    assert [found.after(days).fraction for days in (-1, 0, 1, 99)] == [
        Fraction(1, 4),
        Fraction(1, 4),
        1,
        1,
    ]


def test_a_window_of_one_day_has_come_at_once() -> None:
    assert parts(ripeness(POST, *sold(2, day=0), days=1)) == [1.0]
