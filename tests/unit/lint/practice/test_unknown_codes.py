from __future__ import annotations

from tests.unit.lint.practice.conftest import Said

from influence.lint import UnknownCodes


def test_codes_of_no_deal_are_told_the_most_used_first(said: Said) -> None:
    orders = "order_id,codes\n" + "".join(
        f"S-{1001 + place},{code}\n"
        for place, code in enumerate(("B", "A", "C", "A", "D", "maya15"))
    )
    assert said(UnknownCodes(), orders=orders) == [
        "orders codes: INF829 orders with codes of no deal: 5 (A on 2, B on 1, C on 1 and 1 more)"
    ]


def test_orders_that_were_not_paid_are_left_out(said: Said) -> None:
    assert said(UnknownCodes(), orders="order_id,codes,status\nS-1001,A,cancelled") == []
    (told,) = said(UnknownCodes(), orders="order_id,codes,status\nS-1001,A,paid")
    assert told.endswith("1 (A on 1)")
