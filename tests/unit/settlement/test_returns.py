from __future__ import annotations

import re

import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import Money
from influence.orders import LineKind, Refund
from influence.payments import OrderLine
from influence.settlement._returns import after_refunds
from influence.testing import at, usd


def refund(amount: str, *, name: str = "r1", product: str | None = None, day: int = 1) -> Refund:
    return Refund(refund_id=name, order_id="1", at=at(day), amount=usd(amount), product=product)


def line(product: str, gross: str, *, kind: LineKind = "item") -> OrderLine:
    return OrderLine(product=product, gross=usd(gross), refunded=usd("0"), kind=kind)


SHOES, SOCKS, FEE = line("shoes", "80"), line("socks", "20"), line("fee", "-10", kind="fee")


def left(*refunds: Refund, lines: tuple[OrderLine, ...], items: str) -> tuple[list[str], str]:
    after, net = after_refunds(refunds, lines=lines, items=usd(items))
    return [one.net.text for one in after], net.text


def test_an_order_without_lines_is_left_less_its_refunds() -> None:
    assert left(refund("30"), refund("20", name="r2"), lines=(), items="100") == ([], "50.00")


def test_a_refund_is_spread_by_what_remains_of_each_line() -> None:
    assert left(refund("50"), lines=(SHOES, SOCKS), items="100") == (["40.00", "10.00"], "50.00")


def test_a_refund_of_a_product_is_taken_off_its_lines_first() -> None:
    two = (SHOES, SOCKS, line("socks", "20"))
    after = left(refund("30", product="socks"), lines=two, items="120")
    assert after == (["80.00", "0.00", "10.00"], "90.00")


def test_what_a_product_cannot_bear_is_spread_over_the_rest() -> None:
    after = left(refund("30", product="socks"), lines=(SHOES, SOCKS), items="100")
    assert after == (["70.00", "0.00"], "70.00")


def test_the_last_of_an_order_takes_the_last_of_every_line_fees_included() -> None:
    lines = (SHOES, SOCKS, FEE)
    partly = left(refund("45"), lines=lines, items="90")
    assert partly == (["44.00", "11.00", "-10.00"], "45.00")
    wholly = left(refund("45"), refund("45", name="r2", day=2), lines=lines, items="90")
    assert wholly == (["0.00", "0.00", "0.00"], "0.00")


def test_refunds_are_taken_in_the_order_of_time_however_they_are_told() -> None:
    first, second = refund("0.01", name="b", day=1), refund("0.02", name="a", day=2)
    lines = (line("a", "0.05"), line("b", "0.05"))
    told = left(first, second, lines=lines, items="0.10")
    assert told == left(second, first, lines=lines, items="0.10")


@pytest.mark.parametrize(
    ("wrong", "error", "message"),
    [
        (
            refund("100.01"),
            InvalidInputError,
            (
                "refund r1 must be at most 100.00 USD, what is left of its order, "
                "got Money('100.01', 'USD')"
            ),
        ),
        (
            refund("1", product="hat"),
            InvalidInputError,
            "refund r1 must name a product of order 1, got 'hat'",
        ),
        (
            Refund(refund_id="r1", order_id="1", at=at(), amount=Money("1", "EUR")),
            CurrencyMismatchError,
            "refund r1 must be in USD, the currency of its order, got Money('1.00', 'EUR')",
        ),
    ],
)
def test_a_refund_that_its_order_cannot_bear_is_refused(
    wrong: Refund, error: type[InvalidInputError], message: str
) -> None:
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        after_refunds([wrong], lines=(SHOES, SOCKS), items=usd("100"))
