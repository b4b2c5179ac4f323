"""What becomes of the rows of a Shopify shop."""

# ruff: noqa: E501  # messages are matched whole

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.money import Money
from influence.sources import Export, Gap, Setting, Shopify, Sourced

Reader = Callable[..., Sourced]
More = Callable[..., dict[str, str]]


def _usd(text: str) -> Money:
    return Money(text, "USD")


def _lines(found: Sourced) -> list[tuple[str, str, str]]:
    return [(line.product, line.kind, line.amount.text) for line in found.line_items]


def _gaps(found: Sourced) -> list[tuple[str, str]]:
    return [(gap.kind, gap.told) for gap in found.gaps]


def _rejected(found: Sourced) -> list[str]:
    return [f"{one} ({one.rows})" for one in found.rejections]


def test_an_order_is_read_with_all_that_the_export_tells(shop: Reader) -> None:
    found = shop({"Shipping": "5.95", "Taxes": "4.00", "Total": "57.95", "Tags": "vip, new"})
    (order,) = found.orders
    assert (order.order_id, order.status, order.items) == ("#1001", "paid", _usd("48.00"))
    assert (order.shipping, order.tax, order.discount) == (_usd("5.95"), _usd("4.00"), _usd("0"))
    assert order.at == dt.datetime(2026, 3, 2, 19, 5, 31, tzinfo=dt.UTC)
    assert order.at.utcoffset() == dt.timedelta(hours=-5)
    assert (order.visitor_id, order.customer_email) == (None, None)
    assert _lines(found) == [("Kit", "item", "48.00")]
    assert (found.rows, found.taken, found.rejections, found.gaps) == (1, 1, (), ())


def test_a_customer_is_a_hash_of_the_address_whatever_its_case(shop: Reader) -> None:
    def customer(email: str, **options: Any) -> str | None:  # noqa: ANN401  # whatever is typed
        return shop({"Email": email}, source=Shopify(**options)).orders[0].customer_id

    assert customer("Ana@Example.com") == customer("ana@example.com") == "c-8e43ca37701228e7"
    assert customer("ana@example.com", salt="pepper") != customer("ana@example.com")
    assert customer("ana@example.com", customers="none") is None
    assert customer("") is None


def test_an_address_is_kept_only_when_it_is_asked_for(shop: Reader) -> None:
    asked = Shopify(keep_email=True)
    assert shop({}, source=asked).orders[0].customer_email == "Ana@Example.com"
    assert shop({"Email": ""}, source=asked).orders[0].customer_email is None


def test_an_id_stays_the_text_that_it_is(shop: Reader) -> None:
    by_id = Shopify(order_id="id")
    assert shop({}, source=by_id).orders[0].order_id == "9007199254740993"
    assert _rejected(shop({"Id": ""}, source=by_id)) == [
        "orders.csv:2 Id: INF101 Id must not be empty, as orders are known by it, got '' (1)"
    ]


def test_several_codes_stand_in_one_cell(shop: Reader) -> None:
    assert shop({"Discount Code": "MAYA15, LEO 10,,"}).orders[0].codes == ("MAYA15", "LEO 10")


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ({"Financial Status": "Paid"}, "paid"),
        ({"Financial Status": "voided"}, "cancelled"),
        ({"Financial Status": "pending", "Cancelled at": "2026-03-03 10:00:00 -0500"}, "cancelled"),
        ({"Payment Method": "(for testing) Bogus Gateway"}, "test"),
        ({"Tags": "vip, Test order", "Cancelled at": "2026-03-03 10:00:00 -0500"}, "test"),
    ],
)
def test_a_status_follows_from_payment_cancellation_and_tags(
    shop: Reader, cells: dict[str, str], status: str
) -> None:
    found = shop(cells, source=Shopify(test_tags=("test order",)))
    assert [order.status for order in found.orders] == [status]


def test_what_came_back_of_a_cancelled_order_is_no_refund(shop: Reader) -> None:
    cells = {"Financial Status": "refunded", "Cancelled at": "2026-03-03 10:00:00 -0500"}
    found = shop({**cells, "Refunded Amount": "48.00"})
    assert (found.refunds, found.gaps) == ((), ())


def test_orders_that_are_not_paid_are_left_out_by_status_and_currency(shop: Reader) -> None:
    found = shop(
        {"Name": "#1", "Financial Status": "pending"},
        {"Name": "#2", "Financial Status": "pending"},
        {"Name": "#3", "Financial Status": "authorized"},
        {"Name": "#4", "Financial Status": "pending", "Currency": "EUR"},
    )
    assert found.orders == ()
    assert [(gap.where, gap.rows, gap.orders, gap.amount) for gap in found.gaps] == [
        ("orders.csv:4", 1, 1, _usd("48.00")),
        ("orders.csv:5", 1, 1, Money("48.00", "EUR")),
        ("orders.csv:2 and 1 more", 2, 2, _usd("96.00")),
    ]
    assert found.gaps[2].told == (
        "2 orders over 96.00 USD of goods left out: pending, so the money is not there"
    )


def test_a_discount_on_the_order_is_spread_over_its_goods(shop: Reader, more: More) -> None:
    found = shop(
        {"Subtotal": "19.97", "Total": "19.97", "Discount Amount": "10.00"}
        | {"Lineitem quantity": "1", "Lineitem name": "A", "Lineitem price": "9.99"},
        more("B", "9.99"),
        more("C", "9.99"),
    )
    assert _lines(found) == [("A", "item", "6.65"), ("B", "item", "6.66"), ("C", "item", "6.66")]
    assert found.orders[0].discount == _usd("10.00")
    assert found.gaps == ()


def test_a_discount_takes_nothing_off_a_gift_card(shop: Reader, more: More) -> None:
    cells = {"Subtotal": "63.00", "Total": "63.00", "Discount Amount": "10.00"}
    found = shop(cells, more("Gift Card 25", "25.00"))
    assert _lines(found) == [("Gift Card 25", "gift_card", "25.00"), ("Kit", "item", "38.00")]


def test_a_discount_larger_than_the_goods_is_taken_off_gift_cards_too(
    shop: Reader, more: More
) -> None:
    cells = {"Subtotal": "13.00", "Total": "13.00", "Discount Amount": "60.00"}
    found = shop(cells, more("Gift card", "25.00"))
    assert _lines(found) == [("Gift card", "gift_card", "4.45"), ("Kit", "item", "8.55")]


def test_a_discount_on_shipping_is_left_over_and_named(shop: Reader) -> None:
    found = shop({"Discount Code": "FREESHIP", "Discount Amount": "5.95"})
    assert _lines(found) == [("Kit", "item", "48.00")]
    assert _gaps(found) == [
        (
            "leftover",
            "5.95 USD of discount on 1 order were not taken off the goods, but likely off shipping",
        )
    ]


def test_a_discount_of_a_line_stays_on_it(shop: Reader, more: More) -> None:
    cells = {"Subtotal": "53.00", "Total": "53.00", "Lineitem discount": "5.00"}
    found = shop({**cells, "Discount Amount": "5.00"}, more("Refill", "10.00"))
    assert _lines(found) == [("Kit", "item", "43.00"), ("Refill", "item", "10.00")]
    assert found.gaps == ()


def test_a_tip_is_beside_the_goods_unless_the_subtotal_has_it(shop: Reader, more: More) -> None:
    beside = shop({"Total": "51.00"}, more("Tip", "3.00"))
    assert _lines(beside) == [("Kit", "item", "48.00")]
    assert _gaps(beside) == [
        ("leftover", "3.00 USD of tips and fees on 1 order are beside the goods")
    ]
    among = shop({"Subtotal": "51.00", "Total": "51.00"}, more("Tip", "3.00"))
    assert _lines(among) == [("Kit", "item", "48.00"), ("Tip", "fee", "3.00")]


def test_what_comes_to_the_subtotal_exactly_goes_before_what_needs_a_part_of_the_discount(
    shop: Reader, more: More
) -> None:
    cells = {"Subtotal": "46.00", "Total": "46.00", "Discount Amount": "5.00"}
    found = shop(cells, more("Tip", "3.00"))
    assert _lines(found) == [("Kit", "item", "43.00"), ("Tip", "fee", "3.00")]


def test_a_line_below_zero_is_a_fee_and_a_free_one_costs_nothing(shop: Reader, more: More) -> None:
    cells = {"Subtotal": "44.00", "Total": "44.00"}
    found = shop(cells, more("Trade-in", "-4.00"), more("Sample", "0.00"))
    assert _lines(found) == [
        ("Kit", "item", "48.00"),
        ("Sample", "item", "0.00"),
        ("Trade-in", "fee", "-4.00"),
    ]


def test_lines_that_nothing_explains_are_left_out_and_the_order_counts(shop: Reader) -> None:
    found = shop({"Subtotal": "30.00", "Total": "30.00", "Discount Amount": "1.00"})
    assert (found.line_items, found.taken) == ((), 1)
    assert found.orders[0].discount == _usd("1.00")
    assert _gaps(found) == [
        (
            "lines_off",
            (
                "the lines of 1 order differ from their subtotals by 18.00 USD in all, which no "
                "discount explains; the orders count and have no lines"
            ),
        )
    ]


def test_an_order_may_tell_no_line(shop: Reader) -> None:
    blank = dict.fromkeys(
        [
            "Lineitem quantity",
            "Lineitem name",
            "Lineitem price",
            "Lineitem sku",
            "Lineitem taxable",
            "Lineitem discount",
        ],
        "",
    )
    found = shop(blank)
    assert (len(found.orders), found.line_items, found.gaps) == (1, (), ())


def test_products_are_known_by_name_or_by_sku(shop: Reader, more: More) -> None:
    cells = {"Subtotal": "58.00", "Total": "58.00"}
    found = shop(cells, more("Refill,\n large", "10.00"), source=Shopify(product="sku"))
    assert [line.product for line in found.line_items] == ["KIT-1", "Refill, large"]


def test_tax_is_taken_out_of_prices_that_have_it_inside(shop: Reader, more: More) -> None:
    cells = {"Subtotal": "60.00", "Shipping": "6.00", "Taxes": "11.00", "Total": "66.00"}
    found = shop(
        cells,
        more("Book", "12.00", Lineitem_taxable="true"),
        source=Shopify(prices_include_tax=True),
    )
    (order,) = found.orders
    assert (order.items, order.shipping, order.tax) == (_usd("50.00"), _usd("5.00"), _usd("11.00"))
    assert _lines(found) == [("Book", "item", "10.00"), ("Kit", "item", "40.00")]
    assert _gaps(found) == [
        (
            "estimated",
            (
                "10.00 USD of tax are taken to lie inside the goods of 1 order: the export tells one "
                "tax for all lines and the shipping, and each has its share by price"
            ),
        )
    ]


def test_tax_of_one_line_without_shipping_is_exact(shop: Reader, more: More) -> None:
    inside = Shopify(prices_include_tax=True)
    assert shop({"Taxes": "8.00"}, source=inside).gaps == ()
    cells = {"Subtotal": "60.00", "Taxes": "8.00", "Total": "60.00"}
    found = shop(cells, more("Book", "12.00", Lineitem_taxable="false"), source=inside)
    assert _lines(found) == [("Book", "item", "12.00"), ("Kit", "item", "40.00")]
    assert found.gaps == ()


def test_tax_that_the_taxable_lines_cannot_hold_is_of_all_lines(shop: Reader, more: More) -> None:
    cells = {"Subtotal": "60.00", "Taxes": "10.00", "Total": "60.00", "Lineitem taxable": "false"}
    found = shop(
        cells,
        more("Book", "12.00", Lineitem_taxable="false"),
        source=Shopify(prices_include_tax=True),
    )
    assert _lines(found) == [("Book", "item", "10.00"), ("Kit", "item", "40.00")]


@pytest.mark.parametrize(
    ("cells", "inside", "message"),
    [
        (
            {"Taxes": "8.00"},
            False,
            (
                "Total must be at least 56.00 USD, unless prices include tax (prices_include_tax), "
                "got '48.00 USD'"
            ),
        ),
        (
            {"Taxes": "8.00", "Total": "56.00"},
            True,
            (
                "Total must be below 56.00 USD, as prices are said to include tax "
                "(prices_include_tax), got '56.00 USD'"
            ),
        ),
        (
            {"Taxes": "49.00"},
            True,
            "Taxes must be at most 48.00 USD, the prices that they are in, got '49.00 USD'",
        ),
        ({"Taxes": ""}, True, "Taxes must be told where prices include them, got ''"),
    ],
)
def test_a_tax_that_lies_elsewhere_rejects_the_order(
    shop: Reader,
    cells: dict[str, str],
    inside: bool,
    message: str,  # a case
) -> None:
    found = shop(cells, source=Shopify(prices_include_tax=inside))
    column = message.split(maxsplit=1)[0]
    assert _rejected(found) == [f"orders.csv:2 {column}: INF101 {message} (1)"]


def test_a_refund_of_everything_is_of_all_items(shop: Reader) -> None:
    for back in ("48.00", "0.00"):
        found = shop({"Financial Status": "refunded", "Refunded Amount": back})
        (refund,) = found.refunds
        assert (refund.refund_id, refund.amount) == ("#1001-refund", _usd("48.00"))
        assert refund.at == found.orders[0].at
        assert _gaps(found) == [
            (
                "undated",
                (
                    "48.00 USD of goods came back from 1 order; the export has no date of a refund, so "
                    "each is dated at its order"
                ),
            )
        ]


def test_a_refund_of_a_part_is_exact_where_only_goods_were_paid(shop: Reader) -> None:
    found = shop({"Financial Status": "partially_refunded", "Refunded Amount": "12.34"})
    assert [refund.amount for refund in found.refunds] == [_usd("12.34")]
    assert [gap.kind for gap in found.gaps] == ["undated"]


def test_a_refund_of_a_part_is_of_goods_by_their_share(shop: Reader) -> None:
    cells = {"Subtotal": "60.00", "Shipping": "6.00", "Taxes": "6.00", "Total": "72.00"}
    line = {"Lineitem quantity": "1", "Lineitem price": "60.00"}
    found = shop({**cells, **line, "Refunded Amount": "24.00"})
    assert [refund.amount for refund in found.refunds] == [_usd("20.00")]
    assert _gaps(found)[0] == (
        "estimated",
        (
            "20.00 USD of goods are taken to have come back from 1 order: the refund was of goods, tax "
            "and shipping together, and the goods have their share of it"
        ),
    )


def test_what_is_to_be_paid_is_the_sum_of_its_parts_where_no_total_is_told(shop: Reader) -> None:
    found = shop({"Total": "", "Shipping": "2.00", "Refunded Amount": "50.00"})
    assert [refund.amount for refund in found.refunds] == [_usd("48.00")]


def test_a_refund_that_comes_to_no_cent_of_goods_is_none(shop: Reader) -> None:
    cells = {"Subtotal": "0.01", "Shipping": "100.00", "Total": "100.01"}
    line = {"Lineitem quantity": "1", "Lineitem price": "0.01"}
    found = shop({**cells, **line, "Refunded Amount": "1.00"})
    assert found.refunds == ()
    assert [gap.kind for gap in found.gaps] == ["estimated"]


def test_what_was_given_back_beyond_all_that_was_paid_is_left_over(shop: Reader) -> None:
    found = shop({"Refunded Amount": "50.00"})
    assert [refund.amount for refund in found.refunds] == [_usd("48.00")]
    assert _gaps(found)[0] == (
        "leftover",
        "2.00 USD were given back on 1 order beyond all that was paid; no goods are less for it",
    )


def test_the_visit_stands_in_the_attributes_of_the_cart(shop: Reader) -> None:
    notes = "visitor_id: v-1\nUTM_content: maya\nutm_content: leo\nempty:\nno colon\n"
    notes += "creator_code: MAYA15\nreferrer: https://video.example"
    found = shop({"Note Attributes": notes})
    assert (found.orders[0].visitor_id, found.orders[0].referrer) == (
        "v-1",
        "https://video.example",
    )
    assert [(one.touch_id, one.kind, one.value, one.visitor_id) for one in found.touches] == [
        ("#1001 link", "link", "maya", "v-1"),
        ("#1001 code", "code", "MAYA15", "v-1"),
    ]
    assert {touch.at for touch in found.touches} == {found.orders[0].at}


def test_a_mark_without_a_visitor_is_of_the_order_itself(shop: Reader) -> None:
    landing = "landing_page: https://shop.example/?utm_content=leo&b=1"
    found = shop({"Note Attributes": landing})
    assert found.orders[0].visitor_id == found.touches[0].visitor_id == "order #1001"
    assert found.touches[0].value == "leo"


@pytest.mark.parametrize(
    "address", ["https://shop.example/", "https://[shop.example/?utm_content=a"]
)
def test_an_address_without_a_mark_is_no_touch(shop: Reader, address: str) -> None:
    assert shop({"Landing Site": address}).touches == ()


def test_columns_may_tell_the_landing_page_and_the_page_before(shop: Reader) -> None:
    found = shop({"Landing Site": "/?utm_content=maya", "Referring Site": "https://video.example"})
    assert [(one.value, one.referrer) for one in found.touches] == [
        ("maya", "https://video.example")
    ]


def test_an_order_can_be_its_own_visitor(shop: Reader) -> None:
    assert shop({}, source=Shopify(visits="by_order")).orders[0].visitor_id == "order #1001"


def test_attributes_may_be_called_otherwise(shop: Reader) -> None:
    source = Shopify(content_attribute="creator")
    assert shop({"Note Attributes": "creator: maya"}, source=source).touches[0].value == "maya"


def test_rows_of_an_order_may_stand_apart(shop: Reader, more: More) -> None:
    other = {"Name": "#1002", "Id": "2"}
    cells = {"Subtotal": "58.00", "Total": "58.00"}
    found = shop(more("Refill", "10.00"), other, cells)
    assert [order.order_id for order in found.orders] == ["#1001", "#1002"]
    assert [line.line_id for line in found.line_items] == ["#1001-1", "#1001-2", "#1002-1"]


def test_an_order_that_is_told_again_counts_once(shop: Reader, more: More) -> None:
    cells = {"Subtotal": "58.00", "Total": "58.00"}
    found = shop(cells, more("Refill", "10.00"), cells, more("Refill", "10.00"))
    assert (len(found.orders), len(found.line_items), found.taken) == (1, 2, 2)
    assert _rejected(found) == [
        "orders.csv:2: INF104 order '#1001' is told again in the same words and counts once (2)"
    ]


def test_equal_lines_of_one_order_are_two_lines(shop: Reader, more: More) -> None:
    cells = {"Subtotal": "68.00", "Total": "68.00"}
    found = shop(cells, more("Refill", "10.00"), more("Refill", "10.00"))
    assert [line.product for line in found.line_items] == ["Kit", "Refill", "Refill"]


@pytest.mark.parametrize("again", [{"Refunded Amount": "12.00"}, {"Lineitem name": "Kit, new"}])
def test_an_order_that_is_told_in_two_ways_is_left_out(shop: Reader, again: dict[str, str]) -> None:
    found = shop({}, again, {"Name": "#1002"})
    assert [order.order_id for order in found.orders] == ["#1002"]
    assert _rejected(found) == [
        "orders.csv:2: INF615 order '#1001' must be told in one way, got 2 from the lines 2 and 3 (2)"
    ]


def test_lines_without_an_order_are_rejected(shop: Reader, more: More) -> None:
    found = shop(more("Kit", "24.00"), more("Refill", "10.00"))
    assert _rejected(found) == [
        "orders.csv:2: INF105 Name must be of an order whose figures are in the file, got '#1001' (2)"
    ]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"Name": " "}, "orders.csv:2: INF101 Name must not be empty, got ''"),
        (
            {"Subtotal": "1,024.00"},
            (
                "orders.csv:2 Subtotal: INF101 Subtotal must be a plain decimal number such as 12.34, "
                "got '1,024.00'"
            ),
        ),
        (
            {"Subtotal": "-1.00"},
            "orders.csv:2 Subtotal: INF101 Subtotal must be at least 0, got '-1.00'",
        ),
        (
            {"Currency": "usd"},
            (
                "orders.csv:2 Currency: INF101 Currency must be one of 168 known names such as AED, "
                "AFN, ALL, AMD, AOA, got 'usd'; did you mean 'USD'?"
            ),
        ),
        (
            {"Financial Status": "payed"},
            (
                "orders.csv:2 Financial Status: INF101 Financial Status must be one of authorized, "
                "expired, paid, partially_paid, partially_refunded, pending, refunded, unpaid, voided, "
                "got 'payed'; did you mean 'paid'?"
            ),
        ),
        (
            {"Created at": "03/02/2026 2:05 PM"},
            (
                "orders.csv:2 Created at: INF101 Created at must be a time with an offset such as "
                "2026-03-02 14:05:31 -0500, got '03/02/2026 2:05 PM'"
            ),
        ),
        (
            {"Created at": "2026-03-02"},
            (
                "orders.csv:2 Created at: INF101 Created at must be a time with an offset such as "
                "2026-03-02 14:05:31 -0500, got '2026-03-02'"
            ),
        ),
        (
            {"Created at": "2026-13-02 14:05:31 -0500"},
            (
                "orders.csv:2 Created at: INF101 Created at must be a time with an offset such as "
                "2026-03-02 14:05:31 -0500, got '2026-13-02 14:05:31 -0500'"
            ),
        ),
        (
            {"Lineitem quantity": "0"},
            (
                "orders.csv:2 Lineitem quantity: INF101 Lineitem quantity must be a whole number of at "
                "least 1, got '0'"
            ),
        ),
        (
            {"Lineitem name": ""},
            "orders.csv:2 Lineitem name: INF101 Lineitem name must not be empty, got ''",
        ),
        (
            {"Lineitem discount": "50.00"},
            (
                "orders.csv:2 Lineitem discount: INF101 Lineitem discount must lie between 0 and 48.00 "
                "USD, the price of the line, got '50.00'"
            ),
        ),
        (
            {"Financial Status": "partially_refunded"},
            (
                "orders.csv:2 Refunded Amount: INF101 Refunded Amount must be above 0 for a "
                "partially_refunded order, got '0.00'"
            ),
        ),
    ],
)
def test_a_cell_that_breaks_its_rule_rejects_its_order(
    shop: Reader, cells: dict[str, str], message: str
) -> None:
    found = shop(cells)
    rejected = [
        re.sub(r"one of \d+ known names such as .*?, got", "one of them, got", line)
        for line in _rejected(found)
    ]
    expected = re.sub(r"one of \d+ known names such as .*?, got", "one of them, got", message)
    assert rejected == [f"{expected} (1)"]
    assert found.orders == ()


@pytest.mark.parametrize("at", ["2026-03-02 19:05:31 UTC", "2026-03-02T14:05:31-05:00"])
def test_a_moment_may_be_in_utc_or_in_iso_8601(shop: Reader, at: str) -> None:
    order = shop({"Created at": at}).orders[0]
    assert order.at == dt.datetime(2026, 3, 2, 19, 5, 31, tzinfo=dt.UTC)


def test_a_currency_without_decimals_is_read_exactly(shop: Reader) -> None:
    cells = {"Currency": "CLP", "Subtotal": "163056", "Shipping": "1", "Taxes": "30981"}
    line = {"Lineitem price": "84028", "Discount Code": "KLIN", "Discount Amount": "5000"}
    found = shop({**cells, **line, "Total": "194038"})
    assert _lines(found) == [("Kit", "item", "163056")]
    assert found.gaps == ()


def test_a_row_with_other_cells_is_rejected() -> None:
    text = "Name,Financial Status,Currency,Subtotal,Created at,"
    text += "Lineitem quantity,Lineitem name,Lineitem price\n#1,paid\n\n"
    found = Shopify().read(Export.of_csv(text, name="orders.csv"), setting=Setting())
    assert _rejected(found) == ["orders.csv:2: INF102 row must have 8 cells, got 2 (1)"]


def test_what_a_column_that_is_not_there_would_tell_is_a_gap(shop: Reader) -> None:
    found = shop({}, without=("Refunded Amount", "Cancelled at"))
    assert found.gaps == (
        Gap(
            source="shopify",
            kind="untold",
            where="orders.csv:1 Cancelled at",
            told="the export has no column Cancelled at, so it does not tell which orders were "
            "cancelled",
        ),
        Gap(
            source="shopify",
            kind="untold",
            where="orders.csv:1 Refunded Amount",
            told="the export has no column Refunded Amount, so it does not tell what was given back",
        ),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "orders.csv must have the header of an orders export, got 'an empty file'"),
        (
            "Name,Name,Financial Status\n",
            "orders.csv:1 must name each column once, got 'Name'",
        ),
        (
            (
                "Name,Financial Status,Currency,Sub total,Created at,Lineitem quantity,Lineitem name,"
                "Lineitem price\n"
            ),
            "orders.csv:1 must have the columns Subtotal, got 'Sub total'",
        ),
        (
            "a,b\n",
            (
                "orders.csv:1 must have the columns Name, Financial Status, Currency, Subtotal, "
                "Created at, Lineitem quantity, Lineitem name, Lineitem price, got 'a, b'"
            ),
        ),
    ],
)
def test_a_file_that_is_no_orders_export_is_refused(text: str, message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Shopify().read(Export.of_csv(text, name="orders.csv"), setting=Setting())


def test_a_word_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownNameError, match=r"got 'ids'; did you mean 'id'\?$"):
        # The word is wrong on purpose, and both checkers say so too.
        Shopify(order_id="ids")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
