"""Statements against what was booked before: adjustments, debts, periods and rails."""

from __future__ import annotations

import re
from collections.abc import Mapping

import attrs
import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import Money
from influence.payments import Commission, Performance
from influence.periods import Period
from influence.settlement import (
    Account,
    HeldOrder,
    PayoutRail,
    SettlementPolicy,
    Statement,
    StatementLine,
    settle,
)
from influence.testing import at, performance, usd

_TENTH = Commission(rate="0.1")
_AT_ONCE = SettlementPolicy(hold_days=0)
_MONTHLY = SettlementPolicy(hold_days=10, period_months=1)


def sold(*days: int, back: Mapping[int, str] | None = None, end: int = 70) -> Performance:
    """An order of 100 on each of the days after 1 March."""
    did = performance(["100"] * len(days), currency="USD", refunded=back)
    orders = tuple(
        attrs.evolve(order, at=at(day)) for order, day in zip(did.orders, days, strict=True)
    )
    return attrs.evolve(did, orders=orders, period=Period(at(), at(end)))


def after(statement: Statement) -> Account:
    """The account once a statement is closed."""
    booked = dict(statement.account.booked)
    for line in statement.lines:
        booked[line.period] = booked.get(line.period, usd("0")) + line.amount
    return Account(
        creator_id="maya",
        currency="USD",
        statements=statement.account.statements + 1,
        as_of=statement.as_of,
        booked=booked,
        paid=statement.account.paid + statement.paid_out,
    )


def settled(
    did: Performance,
    *,
    day: int,
    policy: SettlementPolicy = _AT_ONCE,
    account: Account | None = None,
) -> Statement:
    until = attrs.evolve(did, period=Period(at(), at(day)))
    return settle(_TENTH, until, creator_id="maya", policy=policy, as_of=at(day), account=account)


def told(statement: Statement) -> list[str]:
    return [f"{line.text}: {line.amount.text}" for line in statement.lines]


def test_what_was_booked_is_taken_off() -> None:
    first = settled(sold(0), day=5)
    second = settled(sold(0, 6), day=10, account=after(first))
    assert (first.statement_id, second.statement_id) == ("maya/USD/1", "maya/USD/2")
    assert (second.earned, second.adjustments, second.payable) == (usd("10"), usd("0"), usd("10"))
    assert told(second) == [
        "earned in whole campaign: 20.00 USD by now, 10.00 USD booked before: 10.00"
    ]


def test_a_refund_after_payment_is_an_adjustment_and_a_debt_until_it_is_earned_back() -> None:
    first = settled(sold(0), day=5)
    second = settled(sold(0, back={0: "100"}), day=10, account=after(first))
    assert (second.earned, second.adjustments) == (usd("0"), usd("-10"))
    assert (second.payable, second.carried_out) == (usd("0"), usd("-10"))
    third = settled(sold(0, 11, 12, back={0: "100"}), day=15, account=after(second))
    assert (third.carried_in, third.earned, third.payable) == (usd("-10"), usd("20"), usd("10"))


def test_a_statement_of_nothing_new_changes_nothing() -> None:
    first = settled(sold(0), day=5)
    assert not first.changes_nothing
    assert settled(sold(0), day=6, account=after(first)).changes_nothing


def test_a_refund_goes_to_the_month_of_its_order_once_that_is_final() -> None:
    april = settled(sold(0, 5), day=45, policy=_MONTHLY)
    assert told(april) == [
        "earned in period from 2026-03-01: 20.00",
        "earned in period from 2026-04-01: 0.00",
    ]
    may = settled(sold(0, 5, 46, back={0: "50"}), day=66, policy=_MONTHLY, account=after(april))
    assert told(may) == [
        "adjustment to period from 2026-03-01: 15.00 USD by now, 20.00 USD booked before: -5.00",
        "earned in period from 2026-04-01: 10.00",
        "earned in period from 2026-05-01: 0.00",
    ]
    assert (may.earned, may.adjustments, may.payable) == (usd("10"), usd("-5"), usd("5"))


def test_what_leaves_its_hold_is_earned_and_what_comes_late_to_a_final_month_is_adjusted() -> None:
    march_end = settled(sold(0, 30), day=31, policy=_MONTHLY)
    assert march_end.payable == usd("10")
    april = settled(sold(0, 30), day=45, policy=_MONTHLY, account=after(march_end))
    assert [line.kind for line in april.lines] == ["earned", "earned"]
    late = settled(sold(0, 30, 3), day=60, policy=_MONTHLY, account=after(april))
    assert told(late)[0] == (
        "adjustment to period from 2026-03-01: 30.00 USD by now, 20.00 USD booked before: 10.00"
    )


def test_what_was_booked_under_other_periods_is_taken_back_from_them() -> None:
    whole = settled(sold(0), day=5)
    monthly = settled(sold(0), day=20, policy=_MONTHLY, account=after(whole))
    assert told(monthly) == [
        "earned in period from 2026-03-01: 10.00",
        "adjustment to whole campaign: 0.00 USD by now, 10.00 USD booked before: -10.00",
    ]
    assert monthly.payable == usd("0")


def test_the_rest_of_a_rail_waits_and_comes_in_again() -> None:
    wire = SettlementPolicy(hold_days=0, rail=PayoutRail(name="wire", steps=(usd("3"),)))
    first = settled(sold(0), day=5, policy=wire)
    assert (first.payable, first.paid_out, first.residual) == (usd("10"), usd("9"), usd("1"))
    assert str(first.payable_working()).splitlines()[-2:] == [
        "finer than the step of the pay-out rail, waits        1.00 USD",
        "paid out                                              9.00 USD",
    ]
    second = settled(sold(0, 6), day=10, policy=wire, account=after(first))
    assert (second.carried_in, second.payable, second.paid_out) == (usd("1"), usd("11"), usd("9"))


def test_an_order_that_something_stands_against_is_held_with_its_reason() -> None:
    did = sold(0, 1, 40)
    orders = tuple(attrs.evolve(one, held_because="open dispute d1") for one in did.orders)
    held = attrs.evolve(did, orders=(orders[2], did.orders[1], orders[0]))
    found = settled(held, day=30)
    assert (found.accrued, found.held, found.payable) == (usd("20"), usd("10"), usd("10"))
    assert found.held_orders == (HeldOrder(order_id="order-0", reason="open dispute d1"),)
    assert "order order-0 waits" in str(found.held_working())


def test_the_working_tells_what_was_paid_and_carried_before() -> None:
    first = settled(sold(0), day=5)
    second = settled(sold(0, 6), day=10, account=after(first))
    third = settled(sold(0, 6, 7), day=11, account=after(second))
    assert [step.text for step in second.payable_working().steps][2:4] == [
        "paid by 1 statement before",
        "carried in",
    ]
    assert "paid by 2 statements before" in str(third.payable_working())


@pytest.mark.parametrize(
    ("account", "error", "message"),
    [
        (
            Account(creator_id="noor", currency="USD"),
            InvalidInputError,
            "account must be that of maya, got 'noor'",
        ),
        (
            Account(creator_id="maya", currency="EUR"),
            CurrencyMismatchError,
            "account must be in USD, the currency of the performance, got 'EUR'",
        ),
    ],
)
def test_another_account_is_refused(
    account: Account, error: type[InvalidInputError], message: str
) -> None:
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        settled(sold(0), day=5, account=account)


def test_a_statement_whose_lines_lose_a_cent_cannot_be_made() -> None:
    one = settled(sold(0), day=5)
    line = StatementLine(kind="earned", period="2026-03-01", entitled=usd("9.99"), booked=usd("0"))
    message = (
        "what is carried in, earned and adjusted must come to 10.00 USD, what is past its hold "
        "and not yet paid, got Money('9.99', 'USD')"
    )
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        attrs.evolve(one, lines=(line,))


def test_minimums_of_several_currencies_do_not_meet() -> None:
    policy = SettlementPolicy(minimum_payout=usd("25"), other_minimums=(Money("20", "EUR"),))
    assert policy.minimum_in("EUR") == Money("20", "EUR")
    assert policy.minimum_in("USD") == usd("25")
    message = (
        "minimum payout must be in JPY, the currency of what is owed, got Money('25.00', 'USD')"
    )
    with pytest.raises(CurrencyMismatchError, match=f"^{re.escape(message)}$"):
        policy.minimum_in("JPY")
