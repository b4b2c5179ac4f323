"""What the strategies promise to hit, they hit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

import pytest
from hypothesis import Phase, find, given, settings, strategies as st

from influence.money import Money
from influence.payments import (
    Amended,
    Amendment,
    Bonus,
    Commission,
    FlatFee,
    PaymentRule,
    Performance,
    fee_of,
)
from influence.testing import (
    bonuses,
    caps,
    credited_orders,
    graded_bonuses,
    guarantees,
    itemized_commissions,
    payment_rules,
    performances,
    performances_for,
    retainers,
    tiered,
    usd,
    windows,
)

T = TypeVar("T")

THIRD = Commission(rate="1/3")
TIED = Commission(rate="0.15")
TENTH, INSTANT = dt.datetime(2026, 3, 10, tzinfo=dt.UTC), dt.timedelta(microseconds=1)
AMENDED = Amended(first=TIED, amendments=(Amendment(effective_from=TENTH.date(), terms=THIRD),))
AT_FIFTY = Bonus(metric="revenue", reaches=usd("50"), pay=usd("5"))
AT_TEN_ORDERS = Bonus(metric="orders", every=10, pay=usd("5"))
AT_SAVES = Bonus(metric="saves", reaches=100, pay=usd("5"))


def _net(did: Performance) -> int:
    return did.net_sales.minor


@pytest.mark.parametrize(
    ("rule", "is_hit"),
    [
        (TIED, lambda did: _net(did) * 15 % 100 == 50),
        (THIRD, lambda did: did.orders != () and _net(did) % 3 == 0),
        (AT_FIFTY, lambda did: _net(did) == 5000 and len(did.orders) > 1),
        (AT_FIFTY, lambda did: _net(did) == 4999),
        (AT_FIFTY, lambda did: _net(did) == 5001),
        (AT_TEN_ORDERS, lambda did: did.order_count == 10),
        (AT_SAVES, lambda did: did.metrics.get("saves") == 100),
        (AT_SAVES, lambda did: did.metrics.get("saves") == 99),
        (TIED, lambda did: any(not order.is_kept for order in did.orders)),
        (
            TIED,
            lambda did: any(0 < order.refunded.minor < order.gross.minor for order in did.orders),
        ),
        (TIED, lambda did: any(line.kind == "fee" for one in did.orders for line in one.lines)),
        (TIED, lambda did: did.deliveries != () and did.readings != ()),
        (TIED, lambda did: did.period.days > 31),
        (AMENDED, lambda did: any(order.at == TENTH for order in did.orders)),
        (AMENDED, lambda did: any(order.at == TENTH - INSTANT for order in did.orders)),
    ],
)
def test_performances_for_a_rule_land_where_it_can_go_wrong(
    rule: PaymentRule, is_hit: Callable[[Performance], bool]
) -> None:
    searching = settings(
        max_examples=2_000, phases=[Phase.generate], database=None, derandomize=True
    )
    assert find(performances_for(rule), is_hit, settings=searching) is not None


def test_sales_are_in_the_currency_of_the_terms() -> None:
    @given(performances_for(FlatFee(per_campaign=Money("5", "EUR")), currency="JPY"))
    def in_euro(did: Performance) -> None:
        assert did.currency == "EUR"

    @given(performances_for(TIED, currency="JPY"))
    def in_yen(did: Performance) -> None:
        assert did.currency == "JPY"

    in_euro()
    in_yen()


_by_share = st.just(TIED)


@given(
    st.one_of(
        payment_rules(),
        bonuses(),
        itemized_commissions(),
        graded_bonuses(),
        retainers(),
        guarantees(_by_share),
        caps(_by_share, cap="per_period"),
        tiered(meaning="marginal", flats=True),
        tiered(meaning="retroactive", metric="orders"),
    ),
    performances(itemized=True, most_orders=3),
)
def test_every_rule_that_is_drawn_owes_something_or_nothing_for_what_is_drawn(
    rule: PaymentRule, did: Performance
) -> None:
    assert fee_of(rule, did).amount.currency == "USD"


@given(windows(), credited_orders(order_id="one"))
def test_windows_close_and_orders_are_plain_unless_lines_are_asked_for(
    window: object, order: object
) -> None:
    assert getattr(window, "kind", "") in {"calendar", "contract"}
    assert getattr(order, "lines", None) == ()
