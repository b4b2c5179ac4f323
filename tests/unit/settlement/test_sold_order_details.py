"""What every part of a shared order takes along."""

from __future__ import annotations

import re
from fractions import Fraction

import attrs
import pytest

from influence.disputes import Dispute
from influence.errors import InvalidInputError
from influence.orders import Refund
from influence.payments import OrderLine
from influence.settlement import SoldOrder
from influence.testing import at, usd

_ALONE = {"maya": Fraction(1)}
_HALVES = {"maya": Fraction(1, 2), "noor": Fraction(1, 2)}
_SOLD = SoldOrder(
    order_id="1042",
    at=at(),
    items=usd("100"),
    credits=_ALONE,
    customer_id="c1",
    customer_since=at(-3),
    is_new_customer=False,
    tax=usd("19"),
    shipping=usd("4.91"),
)


@pytest.mark.parametrize(
    ("credits_", "shipping"), [(_ALONE, ["4.91"]), (_HALVES, ["2.46", "2.45"])]
)
def test_every_part_tells_the_customer_and_its_shipping(
    credits_: dict[str, Fraction], shipping: list[str]
) -> None:
    parts = attrs.evolve(_SOLD, credits=credits_).credited(as_of=at(1)).values()
    assert [part.shipping and part.shipping.text for part in parts] == shipping
    for part in parts:
        assert (part.customer_id, part.customer_since) == ("c1", at(-3))
        assert part.is_new_customer is False


def test_a_share_of_nothing_is_refused() -> None:
    message = "order 1042 must have shares above 0 that sum to 1, got '1'"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        attrs.evolve(_SOLD, credits={"maya": Fraction(1), "noor": Fraction(0)})


def test_two_open_disputes_are_both_named() -> None:
    two = [
        Dispute(dispute_id=name, order_id="1042", opened_at=at(1), closed_at=None, outcome=None)
        for name in ("d2", "d1")
    ]
    part = _SOLD.credited(disputes=two, as_of=at(2))["maya"]
    assert part.held_because == "open dispute d1, open dispute d2"


def test_every_line_of_a_part_keeps_its_gross_when_it_came_back() -> None:
    zero = usd("0")
    lines = (
        OrderLine(product="shoes", gross=usd("101"), refunded=zero),
        OrderLine(product="coupon", gross=usd("-1"), refunded=zero, kind="fee"),
    )
    back = [Refund(refund_id="r", order_id="1042", at=at(), amount=usd("100"))]
    sold = attrs.evolve(_SOLD, credits=_HALVES, lines=lines)
    for part in sold.credited(refunds=back, as_of=at(1)).values():
        assert [line.gross.text for line in part.lines] == ["50.50", "-0.50"]
        assert [line.refunded.text for line in part.lines] == ["50.50", "-0.50"]


def test_a_line_of_which_nothing_is_left_bears_no_later_refund() -> None:
    zero = usd("0")
    lines = (
        OrderLine(product="socks", gross=usd("0.05"), refunded=zero),
        OrderLine(product="laces", gross=usd("0.04"), refunded=zero),
    )
    sold = attrs.evolve(_SOLD, items=usd("0.09"), credits=_ALONE, lines=lines)
    back = [
        Refund(refund_id="r1", order_id="1042", at=at(1), amount=usd("0.05"), product="socks"),
        Refund(refund_id="r2", order_id="1042", at=at(2), amount=usd("0.03")),
    ]
    part = sold.credited(refunds=back, as_of=at(3))["maya"]
    assert [line.refunded.text for line in part.lines] == ["0.05", "0.03"]


def test_lines_that_are_not_the_whole_order_are_refused() -> None:
    lines = (OrderLine(product="shoes", gross=usd("90"), refunded=usd("0")),)
    message = "order 1042 must have lines that sum to 100.00 USD, got Money('90.00', 'USD')"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        attrs.evolve(_SOLD, lines=lines, credits=_ALONE)
