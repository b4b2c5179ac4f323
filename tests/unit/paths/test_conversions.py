from __future__ import annotations

import re
from typing import cast

import attrs
import pytest

from influence.campaign_book import Book
from influence.deals import Deal
from influence.errors import UnknownNameError
from influence.paths import ConversionKind, Grouping, Paths, Worth, conversions_of
from influence.scorecards import scoreboard
from influence.testing._books import at, book, order, touch, usd


def test_paid_orders_stand_by_time_with_what_is_left_of_them(paths: Paths) -> None:
    found = [(one.fact, one.value, one.players("creator")) for one in paths.orders.rows]
    assert found == [
        ("b", usd("60.00"), ("maya", "maya")),
        ("a", usd("100.00"), ("maya", "leo")),
        ("e", usd("15.00"), ("leo",)),
        ("c", usd("40.00"), ("leo", "zoe", "maya")),
        ("d", usd("30.00"), ()),
    ]
    assert [one.fact for one in paths.orders.unreached] == ["d"]


def test_a_code_on_the_order_is_a_touch_at_its_time(paths: Paths) -> None:
    one = next(one for one in paths.orders.rows if one.fact == "c")
    assert one.players("channel") == ("link", "link", "code")
    assert one.path.ages[-1] == 0
    assert one.earners("creator") == {"maya"}
    assert one.earners("channel") == {"code"}


def test_leads_and_signups_stand_apart_and_those_judged_unqualified_nowhere(paths: Paths) -> None:
    assert [one.fact for one in paths.leads.rows] == ["l1"]
    assert [one.fact for one in paths.signups.rows] == ["s1"]
    assert paths.leads.worth(paths.leads.rows) == Worth(conversions=1)
    assert paths.conversions("orders") is paths.orders
    assert paths.conversions("leads") is paths.leads
    assert paths.conversions("signups") is paths.signups


def test_cancelled_orders_are_no_conversions_but_tell_who_is_one_buyer() -> None:
    cancelled = attrs.evolve(order("x", who="v1", customer="c1"), status="cancelled")
    made = book(
        Deal(creator_id="maya", links=("maya",)),
        touch("t", value="maya", who="v1", when=at(0)),
        cancelled,
        order("y", who="v2", customer="c1", when=at(1)),
        order("z", who=None, when=at(2)),
    )
    rows = conversions_of(scoreboard(made)).rows
    assert [(one.fact, len(one.path)) for one in rows] == [("y", 1), ("z", 0)]


def test_groups_hold_each_conversion_once_for_everybody_on_its_path(paths: Paths) -> None:
    groups = paths.orders.by_player("creator")
    assert {who: [one.fact for one in some] for who, some in groups.items()} == {
        "leo": ["a", "e", "c"],
        "maya": ["b", "a", "c"],
        "zoe": ["c"],
    }
    assert list(groups) == ["leo", "maya", "zoe"]
    assert paths.orders.through("nobody", by="creator") == ()


def test_a_grouping_that_is_not_known_is_refused(paths: Paths) -> None:
    message = "grouping must be one of channel, creator, got 'creators'; did you mean 'creator'?"
    wrong = cast("Grouping", "creators")
    with pytest.raises(UnknownNameError, match=f"^{re.escape(message)}$"):
        paths.orders.by_player(wrong)
    with pytest.raises(UnknownNameError, match=f"^{re.escape(message)}$"):
        paths.orders.through(None, by=wrong)
    with pytest.raises(UnknownNameError, match=f"^{re.escape(message)}$"):
        paths.orders.rows[0].players(wrong)


def test_a_kind_that_is_not_known_is_refused(small: Book, paths: Paths) -> None:
    message = (
        "kind of conversion must be one of leads, orders, signups, got 'order'; "
        "did you mean 'orders'?"
    )
    with pytest.raises(UnknownNameError, match=f"^{re.escape(message)}$"):
        conversions_of(scoreboard(small), kind=cast("ConversionKind", "order"))
    with pytest.raises(UnknownNameError, match=f"^{re.escape(message)}$"):
        paths.conversions(cast("ConversionKind", "order"))


@pytest.mark.parametrize(("early", "touches"), [(0, 1), (1, 0)])
def test_both_ends_of_the_lookback_count(early: int, touches: int) -> None:
    made = book(
        Deal(creator_id="maya", links=("maya",)),
        touch("t", value="maya", when=at(0, microseconds=-early)),
        order("o", when=at(30)),
    )
    assert len(conversions_of(scoreboard(made)).rows[0].path) == touches
