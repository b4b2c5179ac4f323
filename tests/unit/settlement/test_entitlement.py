from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs
import pytest

from influence.money import Money
from influence.payments import Bonus, Commission, PaymentRule, Performance
from influence.periods import Period
from influence.settlement._entitlement import WHOLE, Entitlement, entitlements
from influence.testing import at, performance, usd

_TENTH = Commission(rate="0.1")


def sold(*days: int, end: int = 100) -> Performance:
    """An order of 100 on each of the days after 1 March."""
    did = performance(["100"] * len(days), currency="USD")
    orders = tuple(
        attrs.evolve(order, at=at(day)) for order, day in zip(did.orders, days, strict=True)
    )
    return attrs.evolve(did, orders=orders, period=Period(at(), at(end)))


def parts(rule: PaymentRule, did: Performance, *, months: int | None) -> tuple[Entitlement, ...]:
    return entitlements(rule, did, months=months, fee=rule.fee(did))


def test_a_campaign_that_is_not_cut_is_one_period() -> None:
    [whole] = parts(_TENTH, sold(0, 40), months=None)
    assert whole == Entitlement(
        period=WHOLE, end=None, amount=usd("20"), facts=("order-0", "order-1")
    )


def test_months_are_counted_from_the_beginning_and_an_empty_one_is_told() -> None:
    found = parts(_TENTH, sold(0, 70, 99), months=1)
    assert [(one.period, one.amount.text, one.facts) for one in found] == [
        ("2026-03-01", "10.00", ("order-0",)),
        ("2026-04-01", "0.00", ()),
        ("2026-05-01", "10.00", ("order-1",)),
        ("2026-06-01", "10.00", ("order-2",)),
    ]
    assert found[0].end == dt.datetime(2026, 4, 1, tzinfo=dt.UTC)


def test_a_rule_for_the_whole_campaign_earns_its_steps_month_by_month() -> None:
    rule = Bonus(metric="orders", every=2, pay=Money("50", "USD"))
    found = parts(rule, sold(0, 40, 41), months=1)
    assert [one.amount.text for one in found] == ["0.00", "50.00", "0.00", "0.00"]


def test_what_lies_before_the_beginning_belongs_to_the_first_period() -> None:
    found = parts(_TENTH, sold(-3, 40, end=45), months=1)
    assert [one.amount.text for one in found] == ["10.00", "10.00"]


@pytest.mark.parametrize("months", [1, 2, 3, 12])
def test_the_periods_sum_to_the_whole(months: int) -> None:
    rule = Commission(rate=Fraction(1, 7))
    did = sold(0, 3, 30, 31, 61, 99)
    assert sum(one.amount.minor for one in parts(rule, did, months=months)) == 8571
