from __future__ import annotations

import datetime as dt
import re
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

import attrs
import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError, PluginError
from influence.money import Money
from influence.payments import Commission, Fee, FeeLine, FlatFee, PaymentRule, Performance
from influence.settlement import SettlementPolicy, Statement, settle
from influence.shares import Share
from influence.testing import performance

_TENTH = Commission(rate=Share("0.10"))
_LATE = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)


@attrs.frozen
class Debt:
    """Takes back fifty, whatever was sold."""

    name: ClassVar[str] = "debt"

    def fee(self, performance: Performance, /) -> Fee:
        return Fee.of_lines(
            [FeeLine("advance", Money("-50", "USD"))], currency=performance.currency
        )


@attrs.frozen
class Mute:
    name: ClassVar[str] = "mute"

    def fee(self, performance: Performance, /) -> Any:  # noqa: ANN401, ARG002 - wrong on purpose
        return None


def _settled(
    terms: PaymentRule,
    *sales: str,
    as_of: dt.datetime = _LATE,
    minimum: str | None = None,
    days: int = 30,
) -> Statement:
    least = None if minimum is None else Money(minimum, "USD")
    return settle(
        terms,
        performance(sales, currency="USD"),
        creator_id="maya",
        policy=SettlementPolicy(hold_days=days, minimum_payout=least),
        as_of=as_of,
    )


@pytest.mark.parametrize(
    ("minimum", "payable", "carried"),
    [(None, "20", "0"), ("20.00", "20", "0"), ("20.01", "0", "20"), ("0", "20", "0")],
)
def test_a_minimum_counts_when_it_is_reached(
    minimum: str | None, payable: str, carried: str
) -> None:
    one = _settled(_TENTH, "200.00", minimum=minimum)
    assert one.payable == Money(payable, "USD")
    assert one.carried_out == Money(carried, "USD")


def test_a_debt_is_carried_and_never_paid_even_without_a_minimum() -> None:
    one = _settled(Debt())
    assert one.payable.is_zero
    assert one.carried_out == Money("-50", "USD")
    assert [(step.text, step.result) for step in one.payable_working().steps] == [
        ("advance", "-50.00 USD"),
        ("past its hold of 30 days at 2026-06-01T00:00:00+00:00", "-50.00 USD"),
        ("carried forward, a debt", "-50.00 USD"),
        ("payable", "0.00 USD"),
    ]


def test_orders_placed_after_the_moment_are_not_looked_at() -> None:
    as_of = dt.datetime(2026, 3, 1, 0, 30, tzinfo=dt.UTC)
    one = _settled(_TENTH, "200.00", "100.00", as_of=as_of, days=0)
    assert one.accrued == Money("20", "USD")
    assert one.payable == Money("20", "USD")


def test_what_needs_no_orders_is_not_held() -> None:
    did = performance(["100.00"], deliverables={"post": 1}, currency="USD")
    terms = FlatFee(per_campaign=Money("300", "USD"))
    one = settle(
        terms,
        did,
        creator_id="maya",
        policy=SettlementPolicy(),
        as_of=dt.datetime(2026, 3, 2, tzinfo=dt.UTC),
    )
    assert one.payable == Money("300", "USD")
    assert one.held.is_zero


def test_the_night_when_clocks_go_back_is_an_hour_longer() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    sold = performance(["200.00"], currency="USD")
    at = dt.datetime(2026, 10, 24, 12, tzinfo=berlin)
    did = attrs.evolve(sold, orders=(attrs.evolve(sold.orders[0], at=at),))
    policy = SettlementPolicy(hold_days=1)
    for minute, payable in ((59, "0"), (60, "20")):
        as_of = dt.datetime(2026, 10, 25, 10, tzinfo=berlin) + dt.timedelta(minutes=minute)
        one = settle(_TENTH, did, creator_id="maya", policy=policy, as_of=as_of)
        assert one.payable == Money(payable, "USD")


def test_workings_tell_how_each_figure_came_about() -> None:
    one = _settled(_TENTH, "200.00", as_of=dt.datetime(2026, 3, 2, tzinfo=dt.UTC))
    assert [(step.text, step.result) for step in one.held_working().steps] == [
        ("10 % of 200.00 USD net sales in 1 order", "20.00 USD"),
        ("accrued", "20.00 USD"),
        ("earned by what is past its hold of 30 days", "0.00 USD"),
        ("held", "20.00 USD"),
    ]
    assert one.accrued_working().result == "20.00 USD"


def test_what_is_paid_whole_carries_no_line_about_the_rest() -> None:
    steps = _settled(_TENTH, "200.00").payable_working().steps
    assert [(step.text, step.result) for step in steps] == [
        ("10 % of 200.00 USD net sales in 1 order", "20.00 USD"),
        ("past its hold of 30 days at 2026-06-01T00:00:00+00:00", "20.00 USD"),
        ("payable", "20.00 USD"),
    ]


@pytest.mark.parametrize(
    ("as_of", "shown"),
    [
        (dt.datetime(2026, 3, 2), "datetime.datetime(2026, 3, 2, 0, 0)"),  # noqa: DTZ001 - wrong on purpose
        (dt.date(2026, 3, 2), "datetime.date(2026, 3, 2)"),
    ],
)
def test_the_moment_knows_its_offset(as_of: Any, shown: str) -> None:  # noqa: ANN401 - wrong on purpose
    message = f"as_of must be a time with an offset, got {shown}"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        _settled(_TENTH, as_of=as_of)


def test_the_minimum_is_in_the_currency_of_what_is_owed() -> None:
    message = (
        "minimum payout must be in EUR, the currency of what is owed, got Money('25.00', 'USD')"
    )
    with pytest.raises(CurrencyMismatchError, match=f"^{re.escape(message)}$"):
        settle(
            _TENTH,
            performance(["5.00"], currency="EUR"),
            creator_id="maya",
            policy=SettlementPolicy(minimum_payout=Money("25", "USD")),
            as_of=_LATE,
        )


def test_terms_that_answer_no_fee_are_never_skipped() -> None:
    with pytest.raises(PluginError, match=r"^payment rule mute must answer a Fee, got None$"):
        _settled(Mute())


@pytest.mark.parametrize(
    ("payable", "carried", "message"),
    [
        ("-1", "21", "payable must be at least 0, got Money('-1.00', 'USD')"),
        (
            "70",
            "-50",
            "payable must be 0 while -50.00 USD is carried, got Money('70.00', 'USD')",
        ),
        ("10", "10", "payable must be 0 while 10.00 USD is carried, got Money('10.00', 'USD')"),
        (
            "19",
            "0",
            (
                "payable and what is carried must come to 20.00 USD, what is past its hold and not "
                "yet paid, got Money('19.00', 'USD')"
            ),
        ),
    ],
)
def test_a_statement_that_pays_a_debtor_or_loses_a_cent_cannot_be_made(
    payable: str, carried: str, message: str
) -> None:
    one = _settled(_TENTH, "200.00")
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        attrs.evolve(one, payable=Money(payable, "USD"), carried_out=Money(carried, "USD"))
