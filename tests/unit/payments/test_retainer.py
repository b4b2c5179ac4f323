from __future__ import annotations

import datetime as dt
import re
from typing import Any

import attrs
import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError, UnknownNameError
from influence.money import Money
from influence.payments import Performance, Retainer
from influence.periods import Period, anchored_periods, zone
from influence.testing import performance

_FIVE_HUNDRED = Money("500", "USD")


def _during(start: dt.datetime, end: dt.datetime, *, currency: str = "USD") -> Performance:
    return attrs.evolve(performance(currency=currency), period=Period(start, end))


def _at(month: int, day: int, *, name: str = "UTC") -> dt.datetime:
    return dt.datetime(2026, month, day, tzinfo=zone(name))


def test_a_whole_period_pays_the_whole_amount_and_a_part_by_its_days() -> None:
    fee = Retainer(per_period=_FIVE_HUNDRED).fee(_during(_at(1, 1), _at(3, 11)))
    assert [str(line) for line in fee.working] == [
        "retainer of 500.00 USD for the month from 2026-01-01: 500.00 USD",
        "retainer of 500.00 USD for the month from 2026-02-01: 500.00 USD",
        "retainer of 500.00 USD for 10 of 31 days of the month from 2026-03-01: 161.29 USD",
    ]


def test_periods_are_counted_from_the_first_day_of_the_contract() -> None:
    rule = Retainer(per_period=_FIVE_HUNDRED, starts=dt.date(2026, 1, 31), months=3)
    fee = rule.fee(_during(_at(1, 1), _at(5, 1)))
    assert [str(line) for line in fee.working] == [
        "retainer of 500.00 USD for the 3 months from 2026-01-31: 500.00 USD",
        "retainer of 500.00 USD for 1 of 92 days of the 3 months from 2026-04-30: 5.43 USD",
    ]


def test_before_the_contract_nothing_is_due_and_the_line_says_when_it_begins() -> None:
    rule = Retainer(per_period=_FIVE_HUNDRED, starts=dt.date(2026, 6, 1))
    assert [str(line) for line in rule.fee(_during(_at(1, 1), _at(6, 1))).working] == [
        "retainer of 500.00 USD a period begins on 2026-06-01: 0.00 USD"
    ]


def test_months_are_those_of_the_zone() -> None:
    new_york = "America/New_York"
    did = _during(_at(3, 1, name=new_york), _at(4, 1, name=new_york))
    rule = Retainer(per_period=_FIVE_HUNDRED)
    assert rule.fee(did).amount == _FIVE_HUNDRED
    # By the clock of UTC the month of New York ends an hour early, as its own clocks go forward.
    assert attrs.evolve(rule, zone="UTC").fee(did).amount == Money("483.87", "USD")
    as_told = _during(did.period.start.astimezone(dt.UTC), did.period.end.astimezone(dt.UTC))
    assert attrs.evolve(rule, zone=new_york).fee(as_told).amount == _FIVE_HUNDRED


@pytest.mark.parametrize("split", range(1, 12))
def test_any_split_into_periods_pays_the_same(split: int) -> None:
    rule = Retainer(per_period=Money("333.33", "USD"))
    *_, last = anchored_periods(_at(1, 31), months=1, count=split)
    whole = rule.fee(_during(_at(1, 31), last.end)).amount
    assert whole == Money("333.33", "USD") * split


def test_a_split_at_any_moment_pays_the_same_within_a_unit_a_line() -> None:
    rule = Retainer(per_period=_FIVE_HUNDRED, starts=dt.date(2026, 1, 1))
    cut = dt.datetime(2026, 2, 10, 15, 30, tzinfo=dt.UTC)
    parts = [_during(_at(1, 1), cut), _during(cut, _at(3, 11))]
    sum_of_parts = Money.total((rule.fee(part).amount for part in parts), currency="USD")
    assert sum_of_parts == rule.fee(_during(_at(1, 1), _at(3, 11))).amount


def test_a_part_is_rounded_as_the_terms_say() -> None:
    did = _during(_at(3, 1), _at(3, 11))
    assert Retainer(per_period=_FIVE_HUNDRED, rounding="ceiling").fee(did).amount == Money(
        "161.30", "USD"
    )


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        (
            {"per_period": Money("-1", "USD")},
            "retainer per_period must be an amount of at least 0, got Money('-1.00', 'USD')",
        ),
        ({"months": 0}, "Retainer.months must be a whole number of at least 1, got 0"),
        ({"starts": "2026-01-01"}, "Retainer.starts must be a date, got '2026-01-01'"),
    ],
)
def test_terms_that_cannot_be_agreed_are_refused(terms: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Retainer(**{"per_period": _FIVE_HUNDRED, **terms})


@pytest.mark.parametrize("terms", [{"zone": "Europe/Berln"}, {"rounding": "half_evn"}])
def test_a_misspelt_word_is_refused_with_the_close_one(terms: dict[str, Any]) -> None:
    with pytest.raises(UnknownNameError, match=r"; did you mean '(Europe/Berlin|half_even)'\?$"):
        Retainer(per_period=_FIVE_HUNDRED, **terms)


def test_an_amount_never_travels_to_another_currency() -> None:
    message = (
        "retainer per_period must be in EUR, the currency of the performance, "
        "got Money('500.00', 'USD')"
    )
    with pytest.raises(CurrencyMismatchError, match=f"^{re.escape(message)}$"):
        Retainer(per_period=_FIVE_HUNDRED).fee(_during(_at(1, 1), _at(2, 1), currency="EUR"))
