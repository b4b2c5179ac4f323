from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from typing import Any

import attrs
import pytest

from influence.errors import InvalidInputError, MissingDataError, UnknownNameError
from influence.money import ExactMoney, Money
from influence.orders import LineKind
from influence.payments import CommissionableBase, CreditedOrder, OrderLine
from influence.payments._commissionable import ITEMS_BASE
from influence.shares import Share
from influence.testing import performance


def _line(
    product: str, gross: str, refunded: str = "0", *, kind: LineKind = "item", quantity: int = 1
) -> OrderLine:
    return OrderLine(
        product=product,
        gross=Money(gross, "USD"),
        refunded=Money(refunded, "USD"),
        kind=kind,
        quantity=quantity,
    )


def _order(*lines: OrderLine, **fields: Any) -> CreditedOrder:  # noqa: ANN401 - any field
    return CreditedOrder(
        order_id="1042",
        at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
        gross=Money.total((line.gross for line in lines), currency="USD"),
        refunded=Money.total((line.refunded for line in lines), currency="USD"),
        lines=lines,
        **fields,
    )


def _amounts(base: CommissionableBase, order: CreditedOrder) -> dict[str, Fraction]:
    return {line.product: part.amount for line, part in base.of_products(order)}


def test_the_items_count_after_refunds_and_before_tax_and_shipping() -> None:
    order = _order(_line("a", "80", "20"), tax=Money("8", "USD"), shipping=Money("5", "USD"))
    assert ITEMS_BASE.of_order(order) == Money("60", "USD")


def test_tax_and_shipping_count_by_the_part_that_was_kept() -> None:
    order = _order(_line("a", "80", "20"), tax=Money("8", "USD"), shipping=Money("5", "USD"))
    assert CommissionableBase(includes=("tax",)).of_order(order) == Money("66", "USD")
    assert CommissionableBase(includes=("shipping", "tax")).of_order(order) == Money("69.75", "USD")


def test_an_order_of_nothing_keeps_its_shipping_whole() -> None:
    order = _order(_line("sample", "0"), shipping=Money("5", "USD"))
    assert CommissionableBase(includes=("shipping",)).of_order(order) == Money("5", "USD")


def test_nothing_counts_of_an_order_that_came_back_whole() -> None:
    order = _order(_line("a", "80", "80"), shipping=Money("5", "USD"))
    assert CommissionableBase(includes=("shipping",)).of_order(order).is_zero


def test_tax_that_the_prices_include_is_taken_out() -> None:
    (order,) = performance(["119.00"], refunded={0: "59.50"}, currency="EUR").orders
    assert CommissionableBase(vat=Share("0.19")).of_order(order) == ExactMoney("50", "EUR")
    assert CommissionableBase(vat="0.2").of_order(order) == ExactMoney(Fraction(595, 12), "EUR")


def test_gift_cards_count_only_where_they_are_included() -> None:
    order = _order(_line("a", "80"), _line("card", "50", kind="gift_card"))
    assert ITEMS_BASE.of_order(order) == Money("80", "USD")
    assert CommissionableBase(includes=("gift_cards",)).of_order(order) == Money("130", "USD")


def test_a_fee_below_zero_belongs_to_the_base_which_is_never_below_zero() -> None:
    fee = _line("returns fee", "-10", kind="fee")
    assert ITEMS_BASE.of_order(_order(_line("a", "80"), fee)) == Money("70", "USD")
    card = _line("card", "50", kind="gift_card")
    assert ITEMS_BASE.of_order(_order(card, fee)).is_zero


def test_the_base_of_several_orders_is_their_sum() -> None:
    orders = performance(["80.00", "20.00"], refunded={1: "5.00"}, currency="USD").orders
    assert ITEMS_BASE.of_orders(orders, currency="USD") == Money("95", "USD")
    assert ITEMS_BASE.of_orders((), currency="USD").is_zero


def test_what_belongs_to_the_whole_order_is_spread_over_its_products() -> None:
    order = _order(
        _line("a", "60"),
        _line("b", "50", "20"),
        _line("gone", "40", "40"),
        _line("card", "10", kind="gift_card"),
        _line("fee", "-9", kind="fee"),
        shipping=Money("16", "USD"),
    )
    assert _amounts(ITEMS_BASE, order) == {"a": 54, "b": 27}
    shipped = CommissionableBase(includes=("shipping",))
    kept = Fraction(91, 151)
    assert _amounts(shipped, order) == {
        "a": 54 + 16 * kept * Fraction(2, 3),
        "b": 27 + 16 * kept * Fraction(1, 3),
    }
    assert sum(_amounts(shipped, order).values()) == shipped.of_order(order).amount
    assert _amounts(CommissionableBase(includes=("gift_cards",)), order).keys() == {
        "a",
        "b",
        "card",
    }


def test_products_of_nothing_share_alike() -> None:
    order = _order(_line("a", "0"), _line("b", "0"), shipping=Money("5", "USD"))
    shipped = CommissionableBase(includes=("shipping",))
    assert _amounts(shipped, order) == {"a": Fraction(5, 2), "b": Fraction(5, 2)}


def test_an_order_without_products_has_no_parts() -> None:
    assert ITEMS_BASE.of_products(_order(_line("card", "50", kind="gift_card"))) == ()


@pytest.mark.parametrize("word", ["tax", "shipping"])
def test_what_is_included_and_not_told_is_missed(word: Any) -> None:  # noqa: ANN401 - a Literal
    message = (
        f"order order-0 must tell its {word}, which the commissionable base includes, got None"
    )
    (order,) = performance(["80.00"], currency="USD").orders
    with pytest.raises(MissingDataError, match=f"^{re.escape(message)}$"):
        CommissionableBase(includes=(word,)).of_order(order)
    fields: Any = {word: Money("4", "USD")}
    told = attrs.evolve(order, **fields)
    assert CommissionableBase(includes=(word,)).of_order(told) == Money("84", "USD")


@pytest.mark.parametrize(
    ("base", "text"),
    [
        (CommissionableBase(), "20.50 USD net sales"),
        (CommissionableBase(includes=("tax",)), "20.50 USD net sales with tax"),
        (
            CommissionableBase(includes=("gift_cards", "shipping"), vat="0.19"),
            "20.50 USD net sales with gift cards and shipping without VAT of 19 %",
        ),
    ],
)
def test_the_base_has_a_name_in_workings(base: CommissionableBase, text: str) -> None:
    assert base.in_words(ExactMoney("20.50", "USD")) == text


def test_an_amount_finer_than_the_currency_is_told_as_about() -> None:
    assert ITEMS_BASE.in_words(ExactMoney("1/3", "USD")) == "about 0.33 USD net sales"


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        (
            {"includes": ("tax", "tax")},
            "base includes must name each switch once, got ['tax', 'tax']",
        ),
        (
            {"includes": ("tax",), "vat": "0.19"},
            "base must include tax or take VAT out, not both, got Share('0.19')",
        ),
        ({"includes": ["tax"]}, "CommissionableBase.includes must be a tuple, got ['tax']"),
    ],
)
def test_a_base_that_cannot_be_agreed_is_refused(terms: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        CommissionableBase(**terms)


def test_a_switch_that_nobody_knows_is_refused_with_the_close_one() -> None:
    wrong: Any = ("shiping",)
    with pytest.raises(UnknownNameError, match=r", got 'shiping'; did you mean 'shipping'\?$"):
        CommissionableBase(includes=wrong)
