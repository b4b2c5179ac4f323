"""The rules that no other test of a contradiction meets."""

from __future__ import annotations

import attrs

from influence.deals import Deal
from influence.lint import LintSubject, OwnOrders
from influence.scorecards import scoreboard
from influence.testing import book, order


def test_own_orders_are_those_whose_credit_is_held() -> None:
    made = book(Deal(creator_id="maya", codes=("MAYA15",)), order("7", codes=["MAYA15"]))
    assert list(OwnOrders().check(LintSubject(board=scoreboard(made)))) == []
    maya = attrs.evolve(made.creators[0], customer_id="c-1")
    bought = attrs.evolve(made.orders[0], customer_id="c-1")
    own = attrs.evolve(made, creators=(maya,), orders=(bought,))
    (finding,) = OwnOrders().check(LintSubject(board=scoreboard(own)))
    assert (
        str(finding) == "orders: INF312 orders that seem to be their creator's own: 1 (7 of maya)"
    )
