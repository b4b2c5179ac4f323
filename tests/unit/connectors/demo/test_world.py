"""The world: the same for each seed, awkward on purpose, and true at every moment."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest

from influence.connectors.demo import Change, ListedOrder, WorldPost
from influence.connectors.demo._world._post import Figure
from influence.errors import UnknownNameError
from influence.money import Money
from influence.orders import Order
from influence.posts import Post
from influence.testing import World, world

_DAY = dt.timedelta(days=1)
_AT = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def spring() -> World:
    return world("spring")


class TestWorld:
    """Equal seeds and sizes give equal worlds."""

    def test_the_same_seed_gives_the_same_world_and_another_gives_another(
        self, spring: World
    ) -> None:
        assert spring == world("spring")
        assert spring != world("autumn")

    def test_a_draw_is_the_same_in_every_version_of_python(self, spring: World) -> None:
        first = spring.orders[0].placed
        assert (first.order_id, first.items.text, first.at.isoformat()) == (
            "000000",
            "99.98",
            "2026-03-02T16:45:01+02:00",
        )

    def test_it_has_the_sizes_that_were_asked_for(self) -> None:
        small = world("s", creators=9, posts_each=2, touches=3, orders=4, refunds=1)
        assert [len(rows) for rows in (small.creators, small.accounts, small.posts)] == [9, 9, 18]
        assert [len(rows) for rows in (small.touches, small.orders)] == [3, 4]
        assert len({creator.creator_id for creator in small.creators}) == 9
        assert [refund.row.refund_id for refund in small.refunds] == ["R-0000", "R-unknown"]

    def test_it_may_be_empty(self) -> None:
        empty = world("s", creators=1, posts_each=0, touches=0, orders=0, refunds=0)
        assert (empty.posts, empty.touches, empty.orders, empty.refunds) == ((), (), (), ())

    def test_it_is_met_a_week_after_its_last_day_unless_somebody_says_otherwise(self) -> None:
        assert world("s", days=10).now == _AT + 17 * _DAY
        assert world("s", now=_AT + _DAY).now == _AT + _DAY

    def test_ids_are_unique(self, spring: World) -> None:
        for ids in (
            [order.placed.order_id for order in spring.orders],
            [touch.row.touch_id for touch in spring.touches],
            [refund.row.refund_id for refund in spring.refunds],
            [post.post.post_id for post in spring.posts],
            [account.account_id for account in spring.accounts],
        ):
            assert len(set(ids)) == len(ids)

    def test_a_currency_that_is_none_is_refused(self) -> None:
        with pytest.raises(UnknownNameError) as refused:
            world("s", currency="EURO")
        assert str(refused.value) == (
            "currency must be one of 165 known names such as AED, AFN, ALL, AMD, AOA,"
            " got 'EURO'; did you mean 'EUR'?"
        )


class TestAwkward:
    """Everything that breaks programs is in it."""

    def test_ids_have_zeros_before_them_or_other_scripts(self, spring: World) -> None:
        ids = [order.placed.order_id for order in spring.orders]
        assert any(one.startswith("0") for one in ids)
        assert any(not one.isascii() for one in ids)
        assert any(not account.account_id.isascii() for account in spring.accounts)
        assert any(not post.post.post_id.isascii() for post in spring.posts)

    def test_a_figure_is_past_what_a_float_can_hold(self, spring: World) -> None:
        figures = [value for post in spring.posts for value in post.figures.values()]
        assert any(isinstance(value, int) and value > 2**53 for value in figures)
        tame = [post.figures["views"] for post in world("s", is_awkward=False).posts]
        assert 2**53 + 1 not in tame

    def test_moments_are_equal(self, spring: World) -> None:
        moments = [touch.row.at for touch in spring.touches]
        assert len(set(moments)) < len(moments)
        assert any(
            touch.row.at.replace(microsecond=0) == order.placed.at
            for touch in spring.touches
            for order in spring.orders
        )

    def test_texts_have_emoji_letters_from_right_to_left_and_two_ways_of_one_letter(
        self, spring: World
    ) -> None:
        text = "".join(post.post.caption or "" for post in spring.posts)
        kinds = {unicodedata.bidirectional(character) for character in text}
        assert "R" in kinds
        assert "\N{EMOJI MODIFIER FITZPATRICK TYPE-5}" in text
        assert unicodedata.normalize("NFC", text) != text
        assert any(post.post.caption is None for post in spring.posts)

    def test_accounts_are_renamed_hidden_small_and_not_connected(self, spring: World) -> None:
        assert any(account.earlier_handles for account in spring.accounts)
        assert any(account.profile.followers is None for account in spring.accounts)
        assert any(not account.audience for account in spring.accounts)
        assert any(not account.is_connected for account in spring.accounts)

    def test_posts_are_deleted_orders_cancelled_and_rows_listed_late(self, spring: World) -> None:
        assert any(post.is_deleted(spring.now) for post in spring.posts)
        assert any(order.changes for order in spring.orders)
        assert {order.placed.status for order in spring.orders} == {"paid", "test"}
        late = [order.listed_at - order.placed.at for order in spring.orders]
        assert dt.timedelta(0) in late
        assert dt.timedelta(0) < max(late) <= dt.timedelta(hours=40)

    def test_a_refund_is_of_an_order_that_nobody_knows(self, spring: World) -> None:
        known = {order.placed.order_id for order in spring.orders}
        assert [one.row.refund_id for one in spring.refunds if one.row.order_id not in known] == [
            "R-unknown"
        ]


class TestMoments:
    """A world tells at a moment what was true then."""

    def test_an_account_is_found_by_its_id_its_handle_and_its_earlier_one(
        self, spring: World
    ) -> None:
        zoe = spring.accounts[1]
        assert spring.account(account_id=zoe.account_id) == zoe
        assert spring.account(handle=zoe.handle) == zoe
        assert spring.account(handle="zoe.before") == zoe
        assert spring.account(handle="nobody") is None

    def test_what_lies_ahead_is_not_told(self, spring: World) -> None:
        for told in (
            spring.orders_at(_AT),
            spring.refunds_at(_AT),
            spring.touches_at(_AT),
            spring.posts_at(_AT - _DAY),
        ):
            assert told == ()

    def test_an_order_changes_from_when_the_change_is_listed(self) -> None:
        order = Order(order_id="1", at=_AT, items=Money(5, "EUR"))
        change = Change(at=_AT + _DAY, listed_at=_AT + 2 * _DAY, status="cancelled")
        listed = ListedOrder(placed=order, listed_at=_AT, changes=(change,))
        assert listed.order(_AT + _DAY).status == "paid"
        assert listed.updated_at(_AT + _DAY) == _AT
        assert listed.order(_AT + 2 * _DAY).status == "cancelled"
        assert listed.updated_at(_AT + 2 * _DAY) == _AT + _DAY
        assert listed.moments(_AT + 2 * _DAY) == (_AT, _AT + _DAY)

    def test_half_of_a_figure_is_there_after_its_half_life(self) -> None:
        post = _post(views=101, promotion_spend=Money("3.01", "EUR"), watch_time=240)
        at = _AT + dt.timedelta(hours=36)
        assert post.figure("views", at=at) == 50
        assert post.figure("promotion_spend", at=at) == Money("1.50", "EUR")
        assert post.figure("watch_time", at=at) == 120
        assert post.figure("watch_time", at=at - dt.timedelta(seconds=1)) == 60
        assert post.figure("views", at=_AT - _DAY) == 0

    def test_a_figure_without_a_half_life_is_there_at_once(self) -> None:
        post = _post(half_life=dt.timedelta(0), views=7)
        assert post.figure("views", at=_AT) == 7

    def test_what_is_not_told_stays_so(self) -> None:
        post = _post(saves="not_permitted")
        assert post.figure("saves", at=_AT) == "not_permitted"
        assert post.figure("likes", at=_AT) == "not_told"
        assert (post.told(_AT).saves, post.told(_AT).likes) == (None, None)

    def test_the_posts_of_one_account_are_told_without_the_deleted_ones(
        self, spring: World
    ) -> None:
        told = [
            post
            for account in spring.accounts
            for post in spring.posts_at(spring.now, account_id=account.account_id)
        ]
        assert sorted(told, key=_by_id) == sorted(spring.posts_at(spring.now), key=_by_id)
        gone = [post for post in spring.posts if post.is_deleted(spring.now)]
        assert len(told) == len(spring.posts) - len(gone)


def _by_id(post: Post) -> str:
    return post.post_id


def _post(*, half_life: dt.timedelta = dt.timedelta(hours=36), **figures: Figure) -> WorldPost:
    return WorldPost(
        post=Post(post_id="p", creator_id="maya", published_at=_AT),
        account_id="1",
        figures=figures,
        half_life=half_life,
    )
