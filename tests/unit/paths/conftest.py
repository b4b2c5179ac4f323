"""Five orders, of which four were led to: worked by hand in ``tests/worked/paths.md``."""

from __future__ import annotations

import pytest

from influence.campaign_book import Book
from influence.deals import Deal
from influence.leads import Lead
from influence.orders import Refund
from influence.paths import Paths
from influence.scorecards import scoreboard
from influence.testing._books import at, book, order, touch, usd

MAYA = Deal(creator_id="maya", codes=("MAYA15",), links=("maya",))
LEO = Deal(creator_id="leo", links=("leo",))
ZOE = Deal(creator_id="zoe", links=("zoe",))


@pytest.fixture
def small() -> Book:
    """The book."""
    return book(
        MAYA,
        LEO,
        ZOE,
        touch("t1", value="maya", who="v1", when=at(0)),
        touch("t2", value="leo", who="v1", when=at(3)),
        touch("t3", value="maya", who="v2", when=at(1)),
        touch("t4", value="maya", who="v2", when=at(2)),
        touch("t5", value="leo", who="v3", when=at(2)),
        touch("t6", value="zoe", who="v3", when=at(4)),
        touch("t7", value="zoe", who="v4", when=at(1)),
        touch("t8", value="leo", who="v5", when=at(6)),
        touch("t9", value="stranger", who="v6", when=at(6)),
        order("a", items="100.00", who="v1", when=at(5)),
        order("b", items="60.00", who="v2", when=at(2, hours=12)),
        order("c", items="40.00", who="v3", when=at(20), codes=["maya15"]),
        order("d", items="30.00", who="v4", when=at(40)),
        order("e", items="20.00", who="v5", when=at(6, hours=6)),
        Refund(refund_id="r", order_id="e", at=at(9), amount=usd("5.00")),
        Lead(lead_id="l1", at=at(2), visitor_id="v4", kind="booking"),
        Lead(lead_id="l2", at=at(2), visitor_id="v4", kind="lead", qualified=False),
        Lead(lead_id="s1", at=at(2), visitor_id="v2", kind="signup"),
    )


@pytest.fixture
def paths(small: Book) -> Paths:
    """Its paths."""
    return Paths(board=scoreboard(small))
