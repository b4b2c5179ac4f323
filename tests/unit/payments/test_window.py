from __future__ import annotations

import datetime as dt
import re
from typing import Any

import attrs
import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.payments import Performance, Window
from influence.periods import Period, zone
from influence.testing import performance

_BERLIN = zone("Europe/Berlin")


def _at(month: int, day: int, hour: int = 0) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, tzinfo=_BERLIN)


def _did(start: dt.datetime, end: dt.datetime, *orders: dt.datetime) -> Performance:
    made = performance(["10.00"] * len(orders), currency="USD")
    placed = zip(made.orders, orders, strict=True)
    return attrs.evolve(
        made,
        period=Period(start, end),
        orders=tuple(attrs.evolve(order, at=at) for order, at in placed),
    )


def _parts(window: Window, did: Performance) -> list[tuple[str, str, int]]:
    return [
        (f"{part.period.start:%m-%d}", f"{part.period.end:%m-%d}", len(part.orders))
        for part in window.parts(did)
    ]


def test_months_of_the_calendar_cut_a_performance_in_the_zone() -> None:
    month = Window(kind="calendar", months=1, zone="Europe/Berlin")
    did = _did(_at(1, 20), _at(3, 10), _at(1, 20), _at(1, 31, 23), _at(2, 1), _at(3, 9))
    assert _parts(month, did) == [
        ("01-20", "02-01", 2),
        ("02-01", "03-01", 1),
        ("03-01", "03-10", 1),
    ]


def test_a_quarter_begins_with_january() -> None:
    quarter = Window(kind="calendar", months=3, zone="Europe/Berlin")
    assert _parts(quarter, _did(_at(2, 1), _at(5, 1))) == [
        ("02-01", "04-01", 0),
        ("04-01", "05-01", 0),
    ]
    assert quarter.span_at(_at(2, 1)) == Period(_at(1, 1), _at(4, 1))


def test_months_of_a_contract_are_counted_from_its_first_day() -> None:
    contract = Window(kind="contract", months=1, starts=dt.date(2026, 1, 31), zone="Europe/Berlin")
    assert _parts(contract, _did(_at(2, 1), _at(4, 2))) == [
        ("02-01", "02-28", 0),
        ("02-28", "03-31", 0),
        ("03-31", "04-02", 0),
    ]


def test_what_lies_before_a_contract_is_told_apart() -> None:
    contract = Window(kind="contract", months=1, starts=dt.date(2026, 3, 1), zone="Europe/Berlin")
    early = Period(_at(2, 1), _at(3, 5))
    assert contract.before(early) == Period(_at(2, 1), _at(3, 1))
    assert [*contract.spans(early)] == [Period(_at(3, 1), _at(4, 1))]
    assert contract.before(Period(_at(2, 1), _at(2, 5))) == Period(_at(2, 1), _at(2, 5))
    assert [*contract.spans(Period(_at(2, 1), _at(2, 5)))] == []
    assert contract.before(Period(_at(3, 1), _at(3, 5))) is None
    assert Window().before(early) is None


def test_a_lifetime_leaves_a_performance_whole() -> None:
    did = _did(_at(1, 20), _at(3, 10), _at(1, 20))
    assert [*Window().parts(did)] == [did]
    assert Window().span_at(_at(1, 20)) is None


def test_a_rolling_window_cannot_cut() -> None:
    message = "rolling window must be asked order by order, got '2026-01-20T00:00:00+01:00'"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        next(Window(kind="rolling", days=30).parts(_did(_at(1, 20), _at(3, 10))))


def test_no_window_of_a_contract_holds_what_came_before() -> None:
    contract = Window(kind="contract", months=1, starts=dt.date(2026, 3, 1))
    message = (
        "moment must not be before the anchor 2026-03-01T00:00:00+00:00, "
        "got '2026-02-01T00:00:00+01:00'"
    )
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        contract.span_at(_at(2, 1))


@pytest.mark.parametrize(
    ("window", "text"),
    [
        (Window(), "all the time"),
        (Window(kind="rolling", days=30), "the last 30 days"),
        (Window(kind="calendar", months=1), "each month of the calendar in UTC"),
        (
            Window(kind="contract", months=3, starts=dt.date(2026, 3, 1), zone="Europe/Berlin"),
            "each 3 months from 2026-03-01 in Europe/Berlin",
        ),
    ],
)
def test_a_window_says_what_it_is(window: Window, text: str) -> None:
    assert str(window) == text


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"kind": "calendar"}, "calendar window must have months, got None"),
        (
            {"kind": "calendar", "months": 5},
            "calendar window must divide the year in months, got 5",
        ),
        (
            {"kind": "calendar", "months": 1, "starts": dt.date(2026, 1, 1)},
            "calendar window must leave out starts, got datetime.date(2026, 1, 1)",
        ),
        ({"kind": "contract", "months": 1}, "contract window must have starts, got None"),
        ({"kind": "rolling"}, "rolling window must have days, got None"),
        ({"days": 30}, "lifetime window must leave out days, got 30"),
        (
            {"kind": "calendar", "months": 0},
            "Window.months must be a whole number of at least 1, got 0",
        ),
        (
            {"kind": "rolling", "days": "30"},
            "Window.days must be a whole number of at least 1, got '30'",
        ),
        ({"starts": "2026-01-01"}, "Window.starts must be a date, got '2026-01-01'"),
    ],
)
def test_a_window_that_cannot_be_is_refused(terms: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Window(**terms)


@pytest.mark.parametrize(
    ("terms", "hint"),
    [
        ({"kind": "calender"}, "got 'calender'; did you mean 'calendar'?"),
        ({"zone": "Europe/Berln"}, "got 'Europe/Berln'; did you mean 'Europe/Berlin'?"),
    ],
)
def test_a_misspelt_word_is_refused_with_the_close_one(terms: dict[str, Any], hint: str) -> None:
    with pytest.raises(UnknownNameError, match=f"{re.escape(hint)}$"):
        Window(**terms)
