from __future__ import annotations

import datetime as dt
import re

import attrs
import pytest

from influence.errors import InvalidInputError
from influence.money import ExactMoney, Money
from influence.payments import (
    Capped,
    Commission,
    Guaranteed,
    Hybrid,
    InKind,
    Performance,
    Window,
)
from influence.payments._windowed import (
    holds_a_guarantee,
    most_in,
    refuse_endless,
    window_fees,
)
from influence.periods import Period
from influence.testing import performance

_MONTH = Window(kind="calendar", months=1)
_TEN = Commission(rate="0.10")
_GUARANTEED = Guaranteed(terms=_TEN, minimum=Money("1", "USD"), window=_MONTH)


def _at(month: int) -> dt.datetime:
    return dt.datetime(2026, month, 1, tzinfo=dt.UTC)


def _did(*months: int, until: int) -> Performance:
    made = performance(["100.00"] * len(months), currency="USD")
    orders = zip(made.orders, months, strict=True)
    return attrs.evolve(
        made,
        period=Period(_at(1), _at(until)),
        orders=tuple(attrs.evolve(order, at=_at(month)) for order, month in orders),
    )


def test_every_window_is_asked_alone_and_lines_say_which() -> None:
    windows = [*window_fees(_TEN.fee, _did(1, 2, 2, until=3), window=_MONTH)]
    assert [str(line) for one in windows for line in one.lines()] == [
        "from 2026-01-01: 10 % of 100.00 USD net sales in 1 order: 10.00 USD",
        "from 2026-02-01: 10 % of 200.00 USD net sales in 2 orders: 20.00 USD",
    ]
    assert windows[1].window == windows[1].period == Period(_at(2), _at(3))
    assert windows[1].facts == ("order-1", "order-2")
    line = windows[1].line("more", Money("1", "USD"))
    assert (str(line), line.facts) == ("from 2026-02-01: more: 1.00 USD", ("order-1", "order-2"))


def test_what_lies_before_a_contract_is_owed_and_is_no_window() -> None:
    contract = Window(kind="contract", months=1, starts=dt.date(2026, 2, 1))
    early, later = window_fees(_TEN.fee, _did(1, 2, until=3), window=contract)
    assert (early.window, early.period) == (None, Period(_at(1), _at(2)))
    assert [str(line) for line in early.lines()] == [
        "before the contract: 10 % of 100.00 USD net sales in 1 order: 10.00 USD"
    ]
    assert later.fee.amount == Money("10", "USD")


def test_a_window_without_bounds_is_asked_about_everything() -> None:
    (whole,) = window_fees(_TEN.fee, _did(1, 2, until=3), window=Window())
    assert (whole.window, whole.fee.amount) == (None, Money("20", "USD"))


def test_costs_say_their_window_too() -> None:
    box = InKind(cost=Money("48", "USD"), fair_market_value=Money("110", "USD"))
    (one,) = window_fees(box.fee, _did(until=2), window=_MONTH)
    assert [str(line) for line in one.costs()] == [
        "from 2026-01-01: product in kind at cost, fair market value 110.00 USD: 48.00 USD"
    ]


def test_a_guarantee_is_found_at_any_depth() -> None:
    assert not holds_a_guarantee(Hybrid(parts=(_TEN, _TEN)))
    assert holds_a_guarantee(Hybrid(parts=(_TEN, Hybrid(parts=(_GUARANTEED,)))))


def test_only_a_rule_that_caps_says_the_most_that_it_pays() -> None:
    assert most_in(_TEN, _MONTH) is None
    capped = Capped(terms=_TEN, per_campaign=Money("5", "USD"))
    assert most_in(capped, _MONTH) == ExactMoney("5", "USD")


@pytest.mark.parametrize(
    ("window", "kind"), [(Window(), "lifetime"), (Window(kind="rolling", days=3), "rolling")]
)
def test_a_window_that_never_closes_is_refused(window: Window, kind: str) -> None:
    message = f"terms window must close, as a calendar or contract window does, got {kind!r}"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        refuse_endless("terms window", window)
