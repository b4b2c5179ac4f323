from __future__ import annotations

import datetime as dt

import pytest

from influence.attribution import AttributionPolicy, attribute
from influence.deals import Deal
from influence.orders import Refund
from influence.testing import at, book, order, touch, usd
from influence.testing._book_strategies import Even
from influence.testing._books import Fact

MAYA = Deal(creator_id="maya", codes=("MAYA15",), links=("maya",), dm_keywords=("DEAL",))
LEO = Deal(creator_id="leo", codes=("LEO10",), links=("leo",))


def words(*facts: Fact, policy: AttributionPolicy | None = None) -> list[str]:
    made = book(MAYA, LEO, *facts, attribution=policy)
    credit = attribute(
        made.orders,
        touches=made.touches,
        refunds=made.refunds,
        owners=made.owners,
        policy=made.attribution,
        currency="USD",
    )
    return [*credit.stories[-1].in_words()]


def test_a_story_tells_the_order_the_winner_and_the_losers() -> None:
    assert words(
        touch("1", value="leo", when=at(1)),
        touch("2", value="maya", when=at(9)),
        order("7", when=at(3), codes=["MAYA15", "WELCOME"]),
        Refund(refund_id="r", order_id="7", at=at(4), amount=usd("30.00")),
    ) == [
        "Order 7 was placed at 2026-03-04T00:00:00+00:00 for 100.00 USD.",
        "30.00 USD of it came back, so 70.00 USD counts.",
        "maya earned all of it, 70.00 USD: the code MAYA15 was on the order.",
        "The code WELCOME earned nothing: nobody owns it.",
        "maya earned nothing for the link maya: it came after the sale.",
        "leo earned nothing for the link leo: the code MAYA15 on the order goes before it.",
    ]


def test_a_shared_order_tells_each_part_and_the_model_that_divides_it() -> None:
    assert words(
        touch("1", value="Hi,\nDEAL!", kind="dm", when=at(1)),
        touch("2", value="leo", kind="landing", when=at(2)),
        order("7", when=at(2, hours=5)),
        policy=AttributionPolicy(model=Even()),
    )[1:] == [
        (
            "maya earned 1/2 of it, 50.00 USD, as even divides it: "
            "the buyer wrote 'Hi, DEAL!' 1 day before."
        ),
        (
            "leo earned 1/2 of it, 50.00 USD, as even divides it: "
            "the buyer came to the landing page of leo 5 hours before."
        ),
    ]


@pytest.mark.parametrize(
    ("when", "told"),
    [
        (at(3), "at that moment"),
        (at(2, hours=23), "1 hour before"),
        (at(1), "2 days before"),
        (at(3, microseconds=-90_000_000), "1 minute before"),
        (at(3, microseconds=-1), "less than a minute before"),
    ],
)
def test_a_touch_is_told_by_how_long_before_the_sale_it_was(when: dt.datetime, told: str) -> None:
    sentence = words(touch("1", value="leo", when=when), order("7", when=at(3)))[1]
    assert sentence == f"leo earned all of it, 100.00 USD: the buyer followed the link leo {told}."


def test_a_code_that_was_used_before_the_order_is_told_so() -> None:
    assert words(touch("1", value="LEO10", kind="code", when=at(1)), order("7", when=at(3)))[
        1:
    ] == ["leo earned all of it, 100.00 USD: the code LEO10 was used 2 days before."]


def test_touches_that_are_only_counted_are_told_as_counted() -> None:
    late = [touch(str(place), value="leo", when=at(5)) for place in range(5)]
    assert words(*late, order("7", when=at(3)))[1] == (
        "Nobody earned it: every touch of the buyer came after the sale. "
        "It stays in every total as unattributed."
    )
    assert words(*late, order("7", when=at(3)))[-1] == (
        "2 more touches earned nothing: each came after the sale."
    )


def test_a_creator_who_is_paid_beside_the_winner_is_told() -> None:
    policy = AttributionPolicy(several_codes="each_is_paid")
    assert words(order("7", codes=["MAYA15", "LEO10"]), policy=policy)[2] == (
        "maya is paid on the whole order as well, because this campaign pays every code."
    )
