"""Posts: the same package brings the same, and only tracked orders are seen."""

from __future__ import annotations

from fractions import Fraction
from statistics import fmean

import attrs
import pytest

from influence.markets import PRESETS, Market
from influence.markets._post import angle_name

_USUAL = PRESETS["usual"]


def test_the_same_package_brings_the_same_whoever_books_it() -> None:
    first, again = (Market.drawn(_USUAL, seed=4) for _ in range(2))
    assert first.post("c03", cycle=2, package=1) == again.post("c03", cycle=2, package=1)
    assert first.post("c03", cycle=2) != first.post("c03", cycle=3)


def test_a_booking_tells_the_tracked_part_and_the_truth_is_more() -> None:
    market = Market.drawn(PRESETS["untracked"], seed=1)
    posts = [market.post(one.creator_id, cycle=k) for one in market.creators for k in range(8)]
    seen = sum(one.tracked.minor for one in posts)
    truth = sum(one.gross_profit.minor for one in posts)
    assert seen / truth == pytest.approx(2 / 3, abs=0.04)
    expected = sum(
        market.expected(one.creator_id, cycle=k) for one in market.creators for k in range(8)
    )
    assert truth / 100 == pytest.approx(expected, rel=0.08)
    for one in posts:
        assert one.booking.gross_profit == one.tracked
        assert one.gross_profit == one.tracked + one.untracked


def test_nothing_is_untracked_where_everything_is_tracked() -> None:
    market = Market.drawn(attrs.evolve(_USUAL, untracked=0.0), seed=1)
    posts = [market.post(one.creator_id, cycle=0) for one in market.creators]
    assert sum(one.untracked.minor for one in posts) == 0


def test_what_nobody_told_is_unknown_and_not_zero() -> None:
    market = Market.drawn(attrs.evolve(_USUAL, unreported=1.0), seed=1)
    post = market.post("c00", cycle=0)
    assert (post.booking.exposure, post.booking.clicks, post.saves) == (None, None, None)
    assert set(post.metrics) == {"orders", "gross_profit"}


def test_some_is_told_and_some_is_not() -> None:
    market = Market.drawn(attrs.evolve(_USUAL, unreported=0.25), seed=1)
    clicks = [market.post(one.creator_id, cycle=0).booking.clicks for one in market.creators]
    assert 0 < clicks.count(None) < len(clicks) / 2


def test_a_sheet_sees_the_figures_of_a_post() -> None:
    post = Market.drawn(_USUAL, seed=1).post("c00", cycle=0)
    booking = post.booking
    assert post.metrics == {
        "orders": Fraction(booking.orders or 0),
        "gross_profit": post.tracked.exact.amount,
        "clicks": Fraction(booking.clicks or 0),
        "saves": Fraction(post.saves or 0),
        "impressions": Fraction(booking.exposure or 0),
    }


def test_going_viral_changes_no_average() -> None:
    viral = attrs.evolve(_USUAL, viral_chance=0.2, viral_factor=5.0, cycles=3_000, creators=1)
    market = Market.drawn(viral, seed=1)
    seen = [market.post("c00", cycle=cycle).booking.exposure or 0 for cycle in range(3_000)]
    assert fmean(map(float, seen)) == pytest.approx(market.creators[0].exposure, rel=0.06)
    assert max(seen) > 5 * min(seen)


def test_an_angle_has_a_name_however_many_there_are() -> None:
    assert [angle_name(number) for number in (0, 2, 3)] == [
        "day in the life",
        "problem to solution",
        "angle 4",
    ]


def test_a_season_lifts_and_lowers_what_everybody_brings() -> None:
    market = Market.drawn(_USUAL, seed=1)
    good, bad = (attrs.evolve(market, seasons=(season,)) for season in (2.0, 0.5))
    earned = [
        sum(one.post(creator.creator_id, cycle=0).gross_profit.minor for creator in one.creators)
        for one in (good, bad)
    ]
    assert earned[0] / earned[1] == pytest.approx(4, rel=0.15)


def _of_one(market: Market, **changes: object) -> Market:
    """The market with one changed creator, and calm seasons."""
    one = attrs.evolve(market.creators[0], **changes)  # type: ignore[arg-type]  # fields by any name
    return attrs.evolve(market, creators=(one,), seasons=(1.0,) * 400)


def test_an_angle_that_suits_brings_more() -> None:
    market = _of_one(Market.drawn(_USUAL, seed=1), angles=(1.6, 0.4), angle_offset=0)
    orders = [int(market.post("c00", cycle=cycle).booking.orders or 0) for cycle in range(400)]
    assert sum(orders[0::2]) / sum(orders[1::2]) == pytest.approx(4, rel=0.25)
    booking = market.post("c00", cycle=1).booking
    assert booking.angle == "before and after"


def test_a_further_package_and_a_tired_audience_are_clicked_less() -> None:
    market = _of_one(Market.drawn(PRESETS["fatigue"], seed=1))

    def clicks(*, package: int, wear: float) -> float:
        posts = [market.post("c00", cycle=k, package=package, wear=wear) for k in range(400)]
        return fmean(float(one.booking.clicks or 0) for one in posts)

    first = clicks(package=0, wear=0.0)
    assert clicks(package=1, wear=0.0) == pytest.approx(0.55 * first, rel=0.08)
    assert clicks(package=0, wear=1.0) == pytest.approx(0.741 * first, rel=0.08)
