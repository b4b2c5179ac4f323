from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import attrs
import pytest

from influence.disputes import Dispute, Outcome
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import Money
from influence.orders import Refund
from influence.payments import OrderLine
from influence.settlement import SoldOrder
from influence.testing import at, usd

_THIRDS = {"maya": Fraction(1, 3), "noor": Fraction(1, 3), "ole": Fraction(1, 3)}
_SOLD: dict[str, Any] = {
    "order_id": "1042",
    "at": at(),
    "items": usd("100"),
    "credits": _THIRDS,
    "tax": usd("0.02"),
}


def refund(amount: str, *, day: int = 1) -> Refund:
    return Refund(refund_id=f"r{day}", order_id="1042", at=at(day), amount=usd(amount))


def dispute(end: int | None = None, outcome: Outcome | None = None) -> Dispute:
    return Dispute(
        dispute_id="d1",
        order_id="1042",
        opened_at=at(5),
        closed_at=None if end is None else at(end),
        outcome=outcome,
    )


def test_the_parts_sum_to_the_order_and_the_first_gets_the_last_cent() -> None:
    parts = SoldOrder(**_SOLD).credited(as_of=at(9))
    assert [part.gross.text for part in parts.values()] == ["33.34", "33.33", "33.33"]
    assert [part.tax and part.tax.text for part in parts.values()] == ["0.01", "0.01", "0.00"]
    assert all(part.credit == Fraction(1, 3) and part.shipping is None for part in parts.values())


def test_after_a_refund_what_remains_is_split_anew() -> None:
    parts = SoldOrder(**_SOLD).credited(refunds=[refund("99.98")], as_of=at(9))
    assert [part.net.text for part in parts.values()] == ["0.01", "0.01", "0.00"]
    assert [part.refunded.text for part in parts.values()] == ["33.33", "33.32", "33.33"]


def test_a_part_that_rounding_lifts_above_its_gross_has_nothing_refunded() -> None:
    # Over 6, 6 and 2 parts the third gets one of 11 cents and two of 10: the Alabama paradox.
    sold = SoldOrder(
        order_id="1",
        at=at(),
        items=usd("0.11"),
        credits={"a": Fraction(6, 14), "b": Fraction(6, 14), "c": Fraction(2, 14)},
    )
    for refunded in range(12):
        some = [refund(f"0.{refunded:02}")] if refunded else []
        parts = sold.credited(refunds=some, as_of=at(9)).values()
        assert sum(part.net.minor for part in parts) == 11 - refunded
        assert all(not part.refunded.is_negative for part in parts)
    assert sold.credited(refunds=[refund("0.01")], as_of=at(9))["c"].gross == usd("0.02")


def test_refunds_after_the_moment_are_not_looked_at() -> None:
    sold = SoldOrder(**{**_SOLD, "credits": {"maya": Fraction(1)}})
    told = [refund("10"), refund("20", day=8)]
    assert sold.credited(refunds=told, as_of=at(7))["maya"].net == usd("90")
    assert sold.credited(refunds=told, as_of=at(8))["maya"].net == usd("70")


def test_an_order_with_lines_is_split_line_by_line() -> None:
    zero = usd("0")
    lines = (
        OrderLine(product="shoes", gross=usd("1.00"), refunded=zero),
        OrderLine(product="coupon", gross=usd("-0.50"), refunded=zero, kind="fee"),
    )
    halves = {"maya": Fraction(1, 2), "noor": Fraction(1, 2)}
    sold = SoldOrder(order_id="1", at=at(), items=usd("0.50"), credits=halves, lines=lines)
    back = [Refund(refund_id="r", order_id="1", at=at(), amount=usd("0.01"))]
    maya, noor = sold.credited(refunds=back, as_of=at(1)).values()
    assert [line.net.text for line in maya.lines] == ["0.50", "-0.25"]
    assert [line.net.text for line in noor.lines] == ["0.49", "-0.25"]
    assert (maya.net + noor.net) == usd("0.49")


@pytest.mark.parametrize(
    ("one", "day", "net", "because"),
    [
        (dispute(), 4, "100.00", None),
        (dispute(), 5, "100.00", "open dispute d1"),
        (dispute(7, "won"), 6, "100.00", "open dispute d1"),
        (dispute(7, "won"), 7, "100.00", None),
        (dispute(7, "lost"), 7, "0.00", None),
    ],
)
def test_an_open_dispute_holds_an_order_and_a_lost_one_voids_it(
    one: Dispute, day: int, net: str, because: str | None
) -> None:
    sold = SoldOrder(**{**_SOLD, "credits": {"maya": Fraction(1)}})
    part = sold.credited(disputes=[one], as_of=at(day))["maya"]
    assert (part.net.text, part.held_because) == (net, because)
    assert part.is_kept == (net != "0.00")


def test_a_lost_dispute_takes_every_line() -> None:
    line = OrderLine(product="shoes", gross=usd("100"), refunded=usd("0"))
    sold = SoldOrder(**{**_SOLD, "credits": {"maya": Fraction(1)}, "lines": (line,)})
    lost = dispute(6, "lost")
    [left] = sold.credited(disputes=[lost], as_of=at(6))["maya"].lines
    assert not left.is_kept


@pytest.mark.parametrize(
    ("changed", "error", "message"),
    [
        (
            {"credits": {"maya": Fraction(1, 2)}},
            InvalidInputError,
            "order 1042 must have shares above 0 that sum to 1, got '1/2'",
        ),
        (
            {"credits": {"maya": Fraction(2), "noor": Fraction(-1)}},
            InvalidInputError,
            "order 1042 must have shares above 0 that sum to 1, got '1'",
        ),
        (
            {"credits": {"maya": 1}, "tax": Money("1", "EUR")},
            CurrencyMismatchError,
            (
                "order 1042 must have its tax in USD, the currency of its gross, "
                "got Money('1.00', 'EUR')"
            ),
        ),
    ],
)
def test_an_order_that_cannot_be_is_refused(
    changed: dict[str, Any], error: type[InvalidInputError], message: str
) -> None:
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        SoldOrder(**{**_SOLD, **changed})


def test_the_same_order_is_equal_to_itself() -> None:
    sold = SoldOrder(**_SOLD)
    assert attrs.evolve(sold, credits=dict(sold.credits)) == sold
