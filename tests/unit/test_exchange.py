"""An amount is told in another currency by a rate that somebody published, and by no other."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

import attrs
import pytest

from influence.errors import (
    CurrencyMismatchError,
    InfluenceError,
    InvalidInputError,
    MissingDataError,
    UnknownNameError,
)
from influence.exchange import Conversion, ExchangeRate, ExchangeRates, ForeignPayout, paid_in
from influence.money import ExactMoney, Money
from influence.settlement import PayoutRail, SettlementPolicy

MARCH = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
APRIL = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
_FIELDS: dict[str, Any] = {
    "base": "EUR",
    "quote": "USD",
    "rate": "1.08",
    "at": MARCH,
    "source": "our bank",
}
RATE = ExchangeRate(**_FIELDS)
LATER = attrs.evolve(RATE, rate="1.10", at=APRIL)
RATES = ExchangeRates((LATER, RATE))
SAID = "1.08 USD for 1 EUR since 2026-03-02T00:00:00+00:00, our bank"


def eur(amount: str) -> Money:
    return Money(amount, "EUR")


def usd(amount: str) -> Money:
    return Money(amount, "USD")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("rate", "0", "ExchangeRate.rate must be above 0, got '0'"),
        ("rate", "-1", "share must not be below zero, got '-1'"),
        ("rate", 1.08, "share must be text, a whole number or a Decimal, got 1.08"),
        ("source", " ", "ExchangeRate.source must be text that is not blank, got ' '"),
        (
            "at",
            dt.date(2026, 3, 2),
            "ExchangeRate.at must be a time with an offset, got datetime.date(2026, 3, 2)",
        ),
        (
            "base",
            "USD",
            "ExchangeRate.base must be another currency than USD, which needs no rate, got 'USD'",
        ),
    ],
)
def test_a_field_of_a_rate_that_breaks_its_rule_is_named(
    field: str, value: object, message: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        ExchangeRate(**{**_FIELDS, field: value})
    assert str(caught.value) == message


@pytest.mark.parametrize("field", ["base", "quote"])
def test_both_currencies_are_those_of_money(field: str) -> None:
    with pytest.raises(UnknownNameError, match=rf"^ExchangeRate\.{field} must be one of "):
        ExchangeRate(**{**_FIELDS, field: "XXY"})


def test_a_rate_is_exact_across_decimals() -> None:
    yen = attrs.evolve(RATE, base="JPY", quote="KWD", rate="1/3")
    assert yen.of(Money(10, "JPY")) == ExactMoney("10/3", "KWD")


def test_a_rate_is_for_its_base_only() -> None:
    with pytest.raises(CurrencyMismatchError) as caught:
        RATE.of(usd("1"))
    message = "amount must be in EUR, the base of its rate, got Money('1.00', 'USD')"
    assert str(caught.value) == message


def test_a_rate_is_known_by_its_pair_and_instant() -> None:
    moved = attrs.evolve(RATE, at=MARCH.astimezone(dt.timezone(dt.timedelta(hours=-5))))
    assert (moved.rate_id, moved) == (RATE.rate_id, RATE)
    assert RATE.rate_id == "EUR/USD 2026-03-02T00:00:00+00:00"


def test_a_rate_turned_twice_is_the_rate() -> None:
    assert RATE.turned().of(usd("1.08")).rounded() == eur("1")
    assert RATE.turned().turned() == RATE
    assert RATES.turned().turned() == RATES


@pytest.mark.parametrize(
    ("moment", "rate"),
    [(MARCH, RATE), (APRIL - dt.timedelta(microseconds=1), RATE), (APRIL, LATER)],
)
def test_the_latest_rate_at_or_before_the_moment_counts(
    moment: dt.datetime, rate: ExchangeRate
) -> None:
    assert RATES.at(moment, base="EUR", quote="USD") == rate


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        (
            ("EUR", "USD"),
            (
                "exchange rate from EUR to USD must be told at or before "
                "2026-03-01T00:00:00+00:00, got 'EUR/USD 2026-03-02T00:00:00+00:00'"
            ),
        ),
        (
            ("USD", "EUR"),
            (
                "exchange rate from USD to EUR must be told at or before "
                "2026-03-01T00:00:00+00:00, got None"
            ),
        ),
    ],
)
def test_a_missing_rate_is_an_error_and_never_one(pair: tuple[str, str], message: str) -> None:
    with pytest.raises(MissingDataError) as caught:
        RATES.at(MARCH - dt.timedelta(days=1), base=pair[0], quote=pair[1])
    assert str(caught.value) == message


def test_a_rate_may_be_repeated_and_not_contradicted() -> None:
    assert ExchangeRates((RATE, RATE)).at(MARCH, base="EUR", quote="USD") == RATE
    with pytest.raises(InvalidInputError) as caught:
        ExchangeRates((RATE, attrs.evolve(RATE, rate="1.09")))
    assert str(caught.value) == (
        f"exchange rate {RATE.rate_id} must be told once, as {SAID}, "
        f"got {SAID.replace('1.08', '1.09')!r}"
    )


def test_only_rates_are_rates() -> None:
    with pytest.raises(InvalidInputError) as caught:
        ExchangeRates(cast("Any", ("1.08",)))
    assert str(caught.value) == "ExchangeRates.rates must hold only exchange rates, got '1.08'"


def test_a_conversion_cites_its_rate_and_source() -> None:
    found = RATES.conversion(eur("19.99"), to="USD", at=MARCH)
    assert found.converted == usd("21.59")
    assert str(found.working) == f"19.99 EUR at {SAID}, rounded half_even  21.59 USD"


def test_the_same_currency_needs_no_rate() -> None:
    found = ExchangeRates().conversion(usd("5"), to="USD", at=MARCH)
    assert (found.rate, found.converted) == (None, usd("5"))
    assert str(found.working) == "5.00 USD needs no rate  5.00 USD"


def test_the_rounding_of_a_conversion_has_a_name() -> None:
    up = RATES.conversion(eur("19.99"), to="USD", at=MARCH, rounding="floor")
    assert up.converted == usd("21.58")
    with pytest.raises(UnknownNameError, match=r"^rounding must be one of "):
        RATES.conversion(eur("1"), to="USD", at=MARCH, rounding=cast("Any", "up"))


def test_parts_come_to_what_the_whole_does() -> None:
    amounts = [eur("0.33"), eur("0.33"), eur("0.34")]
    parts: list[Conversion] = []
    before: Money | None = None
    for amount in amounts:
        parts.append(Conversion(original=amount, rate=RATE, before=before))
        before = amount if before is None else before + amount
    assert [str(part.converted) for part in parts] == ["0.36 USD", "0.35 USD", "0.37 USD"]
    assert Money.total((part.converted for part in parts), currency="USD") == usd("1.08")
    text = f"0.33 EUR after 0.33 EUR of the same whole at {SAID}, rounded half_even"
    assert parts[1].working.steps[0].text == text


def test_a_part_is_in_the_currency_of_its_whole() -> None:
    with pytest.raises(InfluenceError):
        Conversion(original=eur("1"), rate=RATE, before=usd("1"))
    with pytest.raises(CurrencyMismatchError, match="the base of its rate"):
        Conversion(original=usd("1"), rate=RATE)


@attrs.frozen
class _Paying:
    """As much of a statement as a payment asks for."""

    statement_id: str = "maya/USD/1"
    paid_out: Money = attrs.field(factory=lambda: usd("108.00"))
    policy: SettlementPolicy = attrs.field(factory=SettlementPolicy)


def paid(policy: SettlementPolicy) -> ForeignPayout:
    return paid_in(_Paying(policy=policy), currency="EUR", rates=RATES.turned(), at=MARCH)


def test_a_statement_is_paid_in_the_creators_own_currency() -> None:
    found = paid(SettlementPolicy())
    assert (found.statement_id, found.sent, found.residual) == (
        "maya/USD/1",
        eur("100"),
        eur("0"),
    )
    assert str(found.working) == (
        "108.00 USD at 25/27 EUR for 1 USD since 2026-03-02T00:00:00+00:00, our bank, "
        "rounded half_even  100.00 EUR"
    )


def test_what_is_finer_than_the_step_of_the_rail_waits() -> None:
    found = paid(SettlementPolicy(rail=PayoutRail(name="wire", steps=(eur("30"),))))
    assert (found.sent, found.residual) == (eur("90"), eur("10"))
    assert [step.result for step in found.working.steps] == ["100.00 EUR", "10.00 EUR", "90.00 EUR"]
    assert [step.text for step in found.working.steps][1:] == [
        "finer than the step of the pay-out rail, waits",
        "sent",
    ]


def test_a_payment_without_a_rate_is_refused() -> None:
    with pytest.raises(MissingDataError, match=r"^exchange rate from USD to EUR must be told at"):
        paid_in(_Paying(), currency="EUR", rates=RATES, at=MARCH)
