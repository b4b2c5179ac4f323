from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import attrs
import pytest

from influence.attribution import AttributionPolicy, CodeLeak, code_leaks
from influence.contradictions import contradictions
from influence.deals import Deal
from influence.orders import Order
from influence.scorecards import scoreboard
from influence.shares import Share
from influence.testing import at, book, order, touch
from influence.testing._books import Fact

MAYA = Deal(creator_id="maya", codes=("MAYA15",), links=("maya",))
COUPON = "https://shop.retailmenot.com/view/trail?x=1"


def sold(place: int, *, referrer: str | None = None) -> Order:
    when = at(3) + dt.timedelta(hours=place)
    made = order(f"o{place}", when=when, who=f"v{place}", codes=["MAYA15"])
    return attrs.evolve(made, referrer=referrer)


def leaks(*facts: Fact, **options: Any) -> tuple[CodeLeak, ...]:  # noqa: ANN401  # as it takes
    made = book(MAYA, *facts)
    return code_leaks(
        made.orders,
        touches=made.touches,
        owners=made.owners,
        policy=AttributionPolicy(),
        **options,
    )


def test_a_code_whose_buyers_mostly_met_nobody_is_told_with_its_share() -> None:
    met = [touch(f"t{place}", value="maya", when=at(2), who=f"v{place}") for place in range(2)]
    (leak,) = leaks(*met, *map(sold, range(5)))
    assert leak == CodeLeak(
        code="MAYA15",
        creator_id="maya",
        orders=5,
        without_touch=3,
        from_coupon_pages=0,
        leaked=3,
    )
    assert leak.share == Fraction(3, 5)


def test_half_is_not_mostly() -> None:
    met = [touch(f"t{place}", value="maya", when=at(2), who=f"v{place}") for place in range(3)]
    assert leaks(*met, *map(sold, range(6))) == ()
    assert len(leaks(*met, *map(sold, range(6)), mostly=Share("0.4"))) == 1


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (COUPON, [5]),
        ("retailmenot.com/view", [5]),
        ("RETAILMENOT.COM", [5]),
        ("https://notretailmenot.com/", []),
        ("https://social.example/maya", []),
        ("http://[broken", []),
    ],
)
def test_a_coupon_page_is_known_by_its_host(page: str, found: list[int]) -> None:
    met = [touch(f"t{place}", value="maya", when=at(2), who=f"v{place}") for place in range(5)]
    told = leaks(*met, *(sold(place, referrer=page) for place in range(5)))
    assert [leak.from_coupon_pages for leak in told] == found


def test_a_touch_that_came_from_a_coupon_page_tells_as_well() -> None:
    met = [
        attrs.evolve(touch(f"t{place}", value="maya", when=at(2), who=f"v{place}"), referrer=COUPON)
        for place in range(5)
    ]
    (leak,) = leaks(*met, *map(sold, range(5)))
    assert (leak.without_touch, leak.from_coupon_pages, leak.leaked) == (0, 5, 5)


def test_a_touch_outside_the_lookback_or_of_nobodys_mark_is_no_touch() -> None:
    old = touch("old", value="maya", when=at(-40), who="v0")
    late = touch("late", value="maya", when=at(9), who="v1")
    nobodys = touch("odd", value="who", when=at(2), who="v2")
    (leak,) = leaks(old, late, nobodys, *map(sold, range(5)))
    assert leak.without_touch == 5


def test_few_orders_and_books_without_touches_tell_nothing() -> None:
    assert leaks(*map(sold, range(9))) == ()
    other = touch("t", value="maya", who="other")
    assert leaks(other, *map(sold, range(4))) == ()
    assert len(leaks(other, *map(sold, range(4)), least_orders=4)) == 1


def test_an_order_whose_visitor_is_unknown_tells_nothing() -> None:
    other = touch("t", value="maya", who="other")
    unknown = [attrs.evolve(sold(place), visitor_id=None) for place in range(9)]
    assert leaks(other, *unknown) == ()


def test_a_leak_is_a_finding_of_the_book() -> None:
    other = touch("t", value="maya", who="other")
    found = contradictions(scoreboard(book(MAYA, other, *map(sold, range(6)))))
    (leak,) = (one for one in found if one.code == "INF313")
    assert str(leak) == (
        "orders codes MAYA15: INF313 code MAYA15 of maya: 6 of 6 orders (100 %) leaked, "
        "6 without any touch and 0 from coupon pages"
    )
