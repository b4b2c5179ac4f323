from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from typing import Any
from zoneinfo import available_timezones

import attrs
import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import Money, Rounding
from influence.payments import (
    Commission,
    CommissionableBase,
    CommissionLine,
    CreditedOrder,
    OrderLine,
    Performance,
)
from influence.shares import Share
from influence.testing import performance


def test_the_line_says_share_sales_and_orders_and_rests_on_them() -> None:
    did = performance(["100.00", "33.30", "80.00"], refunded={2: "80.00"}, currency="USD")
    (line,) = Commission(rate=Share("0.12")).fee(did).working
    assert str(line) == "12 % of 133.30 USD net sales in 2 orders: 16.00 USD"
    assert line.facts == ("order-0", "order-1")


def test_one_order_is_one_order() -> None:
    (line,) = Commission(rate=Share("0.12")).fee(performance(["100.00"], currency="USD")).working
    assert line.text == "12 % of 100.00 USD net sales in 1 order"


@pytest.mark.parametrize(
    ("rounding", "amount"),
    [
        ("half_even", "0.02"),
        ("half_away_from_zero", "0.03"),
        ("floor", "0.02"),
        ("ceiling", "0.03"),
        ("towards_zero", "0.02"),
    ],
)
def test_the_share_is_rounded_as_the_terms_say(rounding: Rounding, amount: str) -> None:
    rule = Commission(rate=Share("0.5"), rounding=rounding)
    assert rule.fee(performance(["0.05"], currency="USD")).amount == Money(amount, "USD")


def test_an_amount_for_each_order_counts_only_those_of_which_something_is_left() -> None:
    did = performance(["100.00", "33.30", "80.00"], refunded={2: "80.00"}, currency="USD")
    (line,) = Commission(per_order=Money("5", "USD")).fee(did).working
    assert str(line) == "5.00 USD for each of 2 orders: 10.00 USD"


def test_a_shared_order_counts_in_part_and_the_line_says_so() -> None:
    at = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    shared = CreditedOrder(
        order_id="o1",
        at=at,
        gross=Money("30", "USD"),
        refunded=Money("0", "USD"),
        credit=Fraction(1, 3),
    )
    did = attrs.evolve(performance(currency="USD"), orders=(shared,))
    (line,) = Commission(per_order=Money("5", "USD")).fee(did).working
    assert str(line) == (
        "5.00 USD for each of 1 order, shared with others and together worth 1/3 of an order: "
        "1.67 USD"
    )


def test_only_orders_known_to_be_a_customers_first_count_where_the_terms_say_so() -> None:
    did = performance(["100.00", "33.30", "80.00"], refunded={2: "80.00"}, currency="USD")
    known = attrs.evolve(did.orders[0], is_new_customer=True)
    mixed = attrs.evolve(did, orders=(did.orders[2], did.orders[1], known))
    fee = Commission(rate=Share("0.1"), new_customers_only=True).fee(mixed)
    assert [str(line) for line in fee.working] == [
        "left out, not known whether the customer is new: 1 order: 0.00 USD",
        "10 % of 100.00 USD net sales in 1 order of new customers: 10.00 USD",
    ]
    assert [line.facts for line in fee.working] == [("order-1",), ("order-0",)]


def test_orders_of_known_customers_are_left_out_without_a_word() -> None:
    did = performance(["100.00"], new_customers=False, currency="USD")
    fee = Commission(rate=Share("0.1"), new_customers_only=True).fee(did)
    assert [str(line) for line in fee.working] == [
        "10 % of 0.00 USD net sales in 0 orders of new customers: 0.00 USD"
    ]


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({}, "commission must name one of rate, per_order, per_unit or lines, got []"),
        (
            {"rate": Share("0.1"), "per_order": Money("5", "USD")},
            (
                "commission must name one of rate, per_order, per_unit or lines, "
                "got ['rate', 'per_order']"
            ),
        ),
        (
            {"per_unit": Money("5", "USD"), "lines": [CommissionLine(rate="0.1")]},
            (
                "commission must name one of rate, per_order, per_unit or lines, "
                "got ['per_unit', 'lines']"
            ),
        ),
        ({"lines": ["10 %"]}, "Commission.lines must hold only commission lines, got '10 %'"),
        (
            {
                "lines": [
                    CommissionLine(product="serum", per_unit=Money("5", "USD")),
                    CommissionLine(per_order=Money("5", "EUR")),
                ]
            },
            (
                "commission lines[1] must be in USD, the currency of commission lines[0], "
                "got Money('5.00', 'EUR')"
            ),
        ),
        ({"rate": "0.1", "base": "net"}, "Commission.base must be a base, got 'net'"),
        (
            {"rate": "0.1", "first_months": 0},
            "Commission.first_months must be a whole number of at least 1, got 0",
        ),
        (
            {"rate": "0.1", "first_months": 3, "new_customers_only": True},
            (
                "commission first_months must be left out where new_customers_only counts the "
                "first order, got 3"
            ),
        ),
        (
            {"rate": "0.1", "rounds": "orders"},
            (
                "Commission.rounds must be one of order, statement, got 'orders'; "
                "did you mean 'order'?"
            ),
        ),
        (
            {"rate": "0.1", "zone": "Europe/Berln"},
            (
                f"time zone must be one of {len(available_timezones() - {'Factory', 'localtime'})} "
                "known names such as Africa/Abidjan, Africa/Accra, Africa/Addis_Ababa, "
                "Africa/Algiers, Africa/Asmara, got 'Europe/Berln'; did you mean 'Europe/Berlin'?"
            ),
        ),
        ({"rate": "1.01"}, "commission rate must be at most 1, the whole sale, got Share('1.01')"),
        ({"rate": "-0.1"}, "share must not be below zero, got '-0.1'"),
        ({"rate": 0.1}, "share must be text, a whole number or a Decimal, got 0.1"),
        (
            {"per_order": Money("-5", "USD")},
            "commission per_order must be an amount of at least 0, got Money('-5.00', 'USD')",
        ),
        ({"per_order": 5}, "commission per_order must be an amount of at least 0, got 5"),
        (
            {"rate": "0.1", "new_customers_only": "no"},
            "Commission.new_customers_only must be true or false, got 'no'",
        ),
        (
            {"rate": "0.1", "rounding": "half_up"},
            (
                "Commission.rounding must be one of ceiling, floor, half_away_from_zero, "
                "half_even, "
                "towards_zero, got 'half_up'; did you mean 'half_even'?"
            ),
        ),
    ],
)
def test_terms_that_cannot_be_agreed_are_refused(terms: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Commission(**terms)


def test_the_whole_sale_and_nothing_of_it_can_be_agreed() -> None:
    did = performance(["100.00"], currency="USD")
    assert Commission(rate=Share(1)).fee(did).amount == Money("100", "USD")
    assert Commission(rate=Share(0)).fee(did).amount.is_zero
    assert Commission(per_order=Money("0", "USD")).fee(did).amount.is_zero


def test_an_amount_never_travels_to_another_currency_and_a_share_does() -> None:
    did = performance(["100"], currency="JPY")
    assert Commission(rate=Share("0.1")).fee(did).amount == Money("10", "JPY")
    message = (
        "commission per_order must be in JPY, the currency of the performance, "
        "got Money('5.00', 'USD')"
    )
    with pytest.raises(CurrencyMismatchError, match=f"^{re.escape(message)}$"):
        Commission(per_order=Money("5", "USD")).fee(did)


def _line(
    product: str,
    gross: str,
    refunded: str = "0",
    *,
    quantity: int = 1,
    **fields: Any,  # noqa: ANN401 - any field
) -> OrderLine:
    return OrderLine(
        product=product,
        gross=Money(gross, "USD"),
        refunded=Money(refunded, "USD"),
        quantity=quantity,
        **fields,
    )


def _order(order_id: str, *lines: OrderLine, **fields: Any) -> CreditedOrder:  # noqa: ANN401 - any field
    return CreditedOrder(
        order_id=order_id,
        gross=Money.total((line.gross for line in lines), currency="USD"),
        refunded=Money.total((line.refunded for line in lines), currency="USD"),
        lines=lines,
        **{"at": dt.datetime(2026, 3, 2, tzinfo=dt.UTC), **fields},
    )


def _did(*orders: CreditedOrder) -> Performance:
    return attrs.evolve(performance(currency="USD"), orders=orders)


def _said(rule: Commission, *orders: CreditedOrder) -> list[str]:
    return [str(line) for line in rule.fee(_did(*orders)).working]


def _at(month: int, day: int, hour: int = 0) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, tzinfo=dt.UTC)


def test_an_amount_for_each_unit_counts_those_that_are_left() -> None:
    rule = Commission(per_unit=Money("2", "USD"))
    assert _said(
        rule,
        _order("o1", _line("serum", "60", "20", quantity=3), _line("mask", "10", "10")),
        _order("o2", _line("sample", "0"), _line("fee", "-1", kind="fee"), _line("b", "9")),
    ) == ["2.00 USD for each of 4 units in 2 orders: 8.00 USD"]
    assert _said(rule, _order("o1", _line("serum", "60"))) == [
        "2.00 USD for each of 1 unit in 1 order: 2.00 USD"
    ]


def test_units_of_a_shared_order_and_parts_of_a_unit_count_in_part() -> None:
    rule = Commission(per_unit=Money("2", "USD"))
    shared = _order("o1", _line("serum", "60", "10", quantity=3), credit=Fraction(1, 2))
    assert _said(rule, shared) == ["2.00 USD for each of 5/4 units in 1 order: 2.50 USD"]


def test_orders_that_do_not_tell_their_units_are_left_out_and_said() -> None:
    did = performance(["80.00"], currency="USD")
    fee = Commission(per_unit=Money("2", "USD")).fee(did)
    assert [(str(line), line.facts) for line in fee.working] == [
        ("left out, not known how many units were bought: 1 order: 0.00 USD", ("order-0",)),
        ("2.00 USD for each of 0 units in 0 orders: 0.00 USD", ()),
    ]


def test_the_base_is_what_the_terms_say() -> None:
    did = performance(["119.00", "238.00"], currency="USD")
    fee = Commission(rate="0.1", base=CommissionableBase(vat="0.19")).fee(did)
    assert [str(line) for line in fee.working] == [
        "10 % of 300.00 USD net sales without VAT of 19 % in 2 orders: 30.00 USD"
    ]


def test_a_contract_may_round_order_by_order() -> None:
    did = performance(["0.05"] * 10, currency="USD")
    once = Commission(rate="0.5", rounding="half_away_from_zero")
    assert once.fee(did).amount == Money("0.25", "USD")
    each = attrs.evolve(once, rounds="order").fee(did)
    assert each.amount == Money("0.30", "USD")
    assert each.working[0].text == "50 % of 0.50 USD net sales in 10 orders, rounded order by order"


def test_both_ends_of_the_first_months_are_as_said() -> None:
    rule = Commission(rate="0.1", first_months=1)
    orders = [
        _order(f"o{place}", _line("a", "10"), at=at, customer_since=_at(1, 31))
        for place, at in enumerate(
            [
                _at(1, 31) - dt.timedelta(days=1),
                _at(1, 31),
                _at(2, 28) - dt.timedelta(microseconds=1),
                _at(2, 28),
            ]
        )
    ]
    fee = rule.fee(_did(*orders))
    assert [(str(line), line.facts) for line in fee.working] == [
        (
            "10 % of 30.00 USD net sales in 3 orders in the first month of a customer: 3.00 USD",
            ("o0", "o1", "o2"),
        )
    ]


def test_the_first_months_are_those_of_the_zone() -> None:
    # 23:30 UTC on 28 February is 1 March in Berlin: one month later is 1 April there.
    order = _order("o1", _line("a", "10"), at=_at(3, 29), customer_since=_at(2, 28, 23))
    assert Commission(rate="0.1", first_months=1).fee(_did(order)).amount.is_zero
    berlin = Commission(rate="0.1", first_months=1, zone="Europe/Berlin")
    assert berlin.fee(_did(order)).amount == Money("1", "USD")


def test_an_order_that_does_not_tell_its_customers_beginning_is_said() -> None:
    rule = Commission(rate="0.1", first_months=12)
    new, old = (
        _order(name, _line("a", "10"), is_new_customer=is_new)
        for name, is_new in (("new", True), ("old", False))
    )
    fee = rule.fee(_did(new, old, _order("open", _line("a", "10"))))
    assert [(str(line), line.facts) for line in fee.working] == [
        ("left out, not known since when the customer buys: 2 orders: 0.00 USD", ("old", "open")),
        (
            "10 % of 10.00 USD net sales in 1 order in the first 12 months of a customer: 1.00 USD",
            ("new",),
        ),
    ]


_BY_PRODUCT = Commission(
    lines=[
        CommissionLine(product="serum", customer="new", rate="0.20"),
        CommissionLine(product="serum", rate="0.10"),
        CommissionLine(product="mask", per_unit=Money("3", "USD")),
        CommissionLine(product="box", customer="repeat", per_order=Money("4", "USD")),
    ]
)


def test_each_product_takes_the_first_line_that_matches() -> None:
    fee = _BY_PRODUCT.fee(
        _did(
            _order(
                "o1", _line("serum", "50"), _line("mask", "30", quantity=2), is_new_customer=True
            ),
            _order("o2", _line("serum", "40"), _line("soap", "9"), is_new_customer=False),
            _order("o3", _line("box", "40"), _line("box", "9"), is_new_customer=False),
        )
    )
    assert [(str(line), line.facts) for line in fee.working] == [
        ("left out, in no line of the terms: 1 order: 0.00 USD", ("o2",)),
        ("20 % of 50.00 USD net sales of serum in 1 order of new customers: 10.00 USD", ("o1",)),
        ("10 % of 40.00 USD net sales of serum in 1 order: 4.00 USD", ("o2",)),
        ("3.00 USD for each of 2 units of mask in 1 order: 6.00 USD", ("o1",)),
        ("4.00 USD for each of 1 order of repeat customers with box: 4.00 USD", ("o3",)),
    ]


def test_what_an_order_does_not_tell_is_never_guessed() -> None:
    known = performance(["80.00"], currency="USD").orders[0]
    fee = _BY_PRODUCT.fee(_did(known, _order("o1", _line("serum", "50"))))
    assert [(str(line), line.facts) for line in fee.working] == [
        ("left out, not known whether the customer is new: 1 order: 0.00 USD", ("o1",)),
        ("left out, not known which products were bought: 1 order: 0.00 USD", ("order-0",)),
    ]


def test_a_line_that_cannot_match_asks_for_nothing() -> None:
    rule = Commission(
        lines=[
            CommissionLine(product="serum", customer="new", rate="0.20"),
            CommissionLine(customer="repeat", rate="0.10"),
        ]
    )
    whole = performance(["80.00"], new_customers=False, currency="USD").orders[0]
    assert _said(rule, whole) == [
        "10 % of 80.00 USD net sales in 1 order of repeat customers: 8.00 USD"
    ]


def test_lines_that_ask_for_no_product_take_the_whole_order() -> None:
    rule = Commission(
        lines=[
            CommissionLine(customer="new", rate="0.20"),
            CommissionLine(per_unit=Money("1", "USD")),
        ]
    )
    card = _order("card", _line("card", "50", kind="gift_card"), is_new_customer=True)
    repeat = _order("o1", _line("a", "5", quantity=2), is_new_customer=False)
    assert _said(rule, card, repeat) == [
        "20 % of 0.00 USD net sales in 1 order of new customers: 0.00 USD",
        "1.00 USD for each of 2 units in 1 order: 2.00 USD",
    ]


def test_an_order_without_a_product_that_counts_is_said() -> None:
    card = _order("card", _line("card", "50", kind="gift_card"))
    assert _said(_BY_PRODUCT, card) == ["left out, no product in it counts: 1 order: 0.00 USD"]


def test_fees_and_shipping_are_spread_over_the_products() -> None:
    rule = Commission(
        lines=[CommissionLine(product="a", rate="0.2"), CommissionLine(rate="0.1")],
        base=CommissionableBase(includes=("shipping",)),
    )
    order = _order(
        "o1",
        _line("a", "60"),
        _line("b", "30"),
        _line("fee", "-9", kind="fee"),
        shipping=Money("9", "USD"),
    )
    assert _said(rule, order) == [
        "20 % of 60.00 USD net sales with shipping of a in 1 order: 12.00 USD",
        "10 % of 30.00 USD net sales with shipping in 1 order: 3.00 USD",
    ]


def test_each_line_is_rounded_once_or_order_by_order() -> None:
    rule = Commission(
        lines=[CommissionLine(product="a", rate="0.5")], rounding="half_away_from_zero"
    )
    orders = [_order(f"o{n}", _line("a", "0.03"), _line("a", "0.02")) for n in range(10)]
    assert rule.fee(_did(*orders)).amount == Money("0.25", "USD")
    assert attrs.evolve(rule, rounds="order").fee(_did(*orders)).amount == Money("0.30", "USD")


def test_nothing_sold_under_a_list_of_lines_has_nothing_to_say() -> None:
    assert _BY_PRODUCT.fee(performance(currency="USD")).working == ()


@pytest.mark.parametrize(
    ("rule", "rate"),
    [
        (Commission(rate="0.12"), "0.12"),
        (Commission(per_order=Money("5", "USD")), "0"),
        (_BY_PRODUCT, "0.20"),
    ],
)
def test_its_top_rate_is_the_highest_of_its_lines(rule: Commission, rate: str) -> None:
    assert rule.top_rate == Share(rate)


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({}, "commission line must name one of rate, per_order or per_unit, got []"),
        (
            {"rate": "0.1", "per_unit": Money("1", "USD")},
            (
                "commission line must name one of rate, per_order or per_unit, "
                "got ['rate', 'per_unit']"
            ),
        ),
        ({"rate": "1.01"}, "commission rate must be at most 1, the whole sale, got Share('1.01')"),
        (
            {"per_unit": Money("-1", "USD")},
            ("commission line per_unit must be an amount of at least 0, got Money('-1.00', 'USD')"),
        ),
        (
            {"rate": "0.1", "customer": "newe"},
            "CommissionLine.customer must be one of new, repeat, got 'newe'; did you mean 'new'?",
        ),
        (
            {"rate": "0.1", "product": ""},
            "CommissionLine.product must be text that is not blank, got ''",
        ),
    ],
)
def test_a_line_that_cannot_be_agreed_is_refused(terms: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        CommissionLine(**terms)


@pytest.mark.parametrize(
    ("rule", "term"),
    [
        (Commission(per_unit=Money("5", "USD")), "per_unit"),
        (Commission(lines=[CommissionLine(per_order=Money("5", "USD"))]), "per_order"),
    ],
)
def test_no_amount_travels_to_another_currency(rule: Commission, term: str) -> None:
    message = (
        f"commission {term} must be in JPY, the currency of the performance, "
        "got Money('5.00', 'USD')"
    )
    with pytest.raises(CurrencyMismatchError, match=f"^{re.escape(message)}$"):
        rule.fee(performance(currency="JPY"))
