from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import attrs

from influence._candidacy import candidate_of
from influence._ripeness import Ripeness
from influence.bookings import Booking
from influence.campaign_book import Book
from influence.candidates import Candidate
from influence.costs import Cost
from influence.creators import Creator
from influence.deals import Deal
from influence.orders import Order
from influence.posts import Post
from influence.results import Result
from influence.scorecards import scoreboard
from influence.shares import Share
from influence.testing._books import Fact, at, book, campaign, order, touch, usd

MAYA = Deal(creator_id="maya", codes=("MAYA15",))
LINKED = attrs.evolve(MAYA, links=("maya",))
RIPE = Ripeness(parts=(Share("0.5"), Share(1)))


def post(name: str, *, day: int = 0, angle: str | None = "a", **figures: int | None) -> Post:
    plain = Post(post_id=name, creator_id="maya", published_at=at(day), angle=angle)
    fields: dict[str, Any] = figures
    return attrs.evolve(plain, **fields)


def sold(name: str, *, day: int = 1, items: str = "100.00") -> Order:
    return order(name, when=at(day), items=items, codes=["MAYA15"], who=f"v{name}")


def candidate(made: Book, *, spend: str = "60") -> Candidate:
    card = scoreboard(made).card("maya")
    return candidate_of(card, spend=usd(spend), book=made, ripeness=RIPE)


def bookings(*facts: Fact, spend: str = "60", days: int | None = None) -> tuple[Booking, ...]:
    cycles = attrs.evolve(campaign(), cycle_days=days)
    return candidate(book(*facts, campaign=cycles), spend=spend).bookings


def test_a_package_is_the_posts_of_one_angle_and_what_sold_until_the_next_post() -> None:
    told = [post("p1"), post("p2", day=4, angle="b"), post("p3", day=6, angle="b")]
    sales = [sold("1"), sold("2", day=3), sold("3", day=5, items="30.00")]
    first, second = bookings(MAYA, *told, *sales)
    assert (first.angle, first.cost, first.orders) == ("a", usd("20"), 2)
    assert (second.angle, second.cost, second.orders) == ("b", usd("40"), 1)
    assert (first.gross_profit, second.gross_profit) == (usd("100"), usd("15"))
    assert (first.exposure, first.clicks, first.matured) == (None, None, Share(1))


def test_what_sold_before_the_first_post_belongs_to_it() -> None:
    (only,) = bookings(MAYA, post("p1", day=9), sold("1"))
    assert only.orders == 1


def test_an_angle_told_in_two_cycles_is_two_packages() -> None:
    told = [post("p1"), post("p2", day=13), post("p3", day=14)]
    assert [one.cycle for one in bookings(MAYA, *told, days=14)] == [0, 1]
    assert [one.cycle for one in bookings(MAYA, *told)] == [0]


def test_packages_without_an_angle_have_none_and_line_breaks_are_spaces() -> None:
    named = attrs.evolve(post("p2", day=2), angle="a b")
    assert [one.angle for one in bookings(MAYA, post("p1", angle=None), named)] == ["", "a b"]


def test_exposure_is_the_best_figure_that_all_posts_of_the_package_tell() -> None:
    both = [post("p1", impressions=9, reach=5), post("p2", impressions=4, reach=3)]
    assert bookings(MAYA, *both)[0].exposure == 13
    one = [both[0], post("p2", reach=3)]
    assert bookings(MAYA, *one)[0].exposure == 8
    assert bookings(MAYA, both[0], post("p2", views=3))[0].exposure is None
    assert bookings(MAYA, post("p1", views=7))[0].exposure == 7


def test_clicks_of_a_single_package_are_the_creators() -> None:
    visits = [touch("1", value="maya"), touch("2", value="maya", who="v2")]
    assert bookings(LINKED, post("p1", clicks=90), *visits)[0].clicks == 2


def test_clicks_are_split_as_the_posts_tell_and_their_whole_is_from_the_best_source() -> None:
    visits = [touch(str(n), value="maya", who=f"v{n}") for n in range(4)]
    told = [post("p1", clicks=30), post("p2", day=2, angle="b", clicks=10)]
    assert [one.clicks for one in bookings(LINKED, *told, *visits)] == [3, 1]
    assert [one.clicks for one in bookings(MAYA, *told)] == [30, 10]


def test_clicks_that_cannot_be_split_are_unknown() -> None:
    visits = [touch("1", value="maya")]
    untold = [post("p1", clicks=30), post("p2", day=2, angle="b")]
    assert [one.clicks for one in bookings(LINKED, *untold, *visits)] == [None, None]
    none = [post("p1", clicks=0), post("p2", day=2, angle="b", clicks=0)]
    assert [one.clicks for one in bookings(LINKED, *none, *visits)] == [None, None]
    assert [one.clicks for one in bookings(MAYA, *none)] == [0, 0]


def test_a_package_has_ripened_as_far_as_its_posts_have_on_average() -> None:
    told = [post("p1", day=29), post("p2", day=31)]
    (only,) = bookings(MAYA, *told)
    assert only.matured == Share("0.75")


def test_gross_profit_that_is_unknown_stays_unknown() -> None:
    made = book(MAYA, post("p1"), sold("1"), campaign=campaign(margin=None))
    (only,) = candidate(made).bookings
    assert (only.orders, only.gross_profit) == (1, None)


def test_what_nothing_tells_is_unknown() -> None:
    made = attrs.evolve(book(MAYA, post("p1")), tells_sales=False)
    (only,) = candidate(made).bookings
    assert (only.orders, only.gross_profit) == (None, None)


def test_whoever_sold_without_a_post_had_one_package() -> None:
    (only,) = bookings(LINKED, sold("1"), touch("1", value="maya"))
    assert (only.cycle, only.cost, only.orders, only.clicks) == (0, usd("60"), 1, 1)
    counted = Result(creator_id="maya", date=dt.date(2026, 3, 5), orders=4, revenue=usd("80"))
    (rows,) = bookings(counted)
    assert (rows.orders, rows.gross_profit, rows.matured) == (4, usd("40"), Share(1))


def test_whoever_neither_published_nor_sold_is_untried() -> None:
    cost = Cost(cost_id="k1", creator_id="maya", kind="product", at=at(), amount=usd("60"))
    others = Post(post_id="p9", creator_id="leo", published_at=at())
    found = candidate(book(MAYA, cost, others))
    assert found.is_untried
    assert found.price is None


def test_without_any_post_in_the_book_whoever_was_paid_had_one_package() -> None:
    (only,) = bookings(MAYA)
    assert (only.orders, only.gross_profit) == (0, usd("0"))
    assert bookings(MAYA, spend="0") == ()


def test_the_price_is_the_mean_cost_of_the_packages_so_far() -> None:
    told = [post("p1"), post("p2", day=20), post("p3", day=21)]
    cycles = attrs.evolve(campaign(), cycle_days=14)
    made = book(MAYA, *told, campaign=cycles)
    assert candidate(made, spend="90").price == usd("45")
    assert candidate(book(MAYA, post("p1")), spend="0").price is None


def test_the_price_is_what_was_quoted_where_it_was() -> None:
    quoted = attrs.evolve(MAYA, quote=usd("250"))
    assert candidate(book(quoted, post("p1"))).price == usd("250")


def test_followers_and_niche_are_the_creators() -> None:
    creator = Creator(creator_id="maya", name="Maya", followers=48_200, niche="running")
    found = candidate(attrs.evolve(book(MAYA), creators=(creator,)))
    assert (found.followers, found.niche) == (48_200, "running")


def test_every_sale_and_every_cent_is_in_one_package() -> None:
    told = [post(f"p{n}", day=n, angle="abc"[n % 3]) for n in range(7)]
    sales = [sold(str(n), day=n) for n in range(12)]
    found = bookings(MAYA, *told, *sales, spend="100.01", days=3)
    assert sum((Fraction(one.orders or 0) for one in found), Fraction(0)) == 12
    assert sum((one.cost.minor for one in found), 0) == 10_001
