"""What rules say at their edges: a figure that is exactly the cap, nothing kept, nothing told."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from influence.errors import InvalidInputError, InvalidTermsError, UnknownNameError
from influence.payments import (
    Amended,
    Amendment,
    Bonus,
    BonusStep,
    Capped,
    Commission,
    CommissionableBase,
    FlatFee,
    Guaranteed,
    Hybrid,
    InKind,
    OrderLine,
    PaymentRule,
    Performance,
    Window,
)
from influence.periods import Period, zone
from influence.testing import performance, usd

_TENTH = Commission(rate="0.1")
_MONTH = Window(kind="calendar", months=1)
_PRODUCT = InKind(cost=usd("48"), fair_market_value=usd("110"))


def said(rule: PaymentRule, did: Performance) -> list[str]:
    return [str(line) for line in rule.fee(did).working]


@pytest.mark.parametrize(
    "caps", [{"per_campaign": usd("5")}, {"per_period": usd("5"), "window": _MONTH}]
)
def test_a_cut_leaves_the_costs_beside_the_fee(caps: dict[str, Any]) -> None:
    rule = Capped(terms=Hybrid(parts=[_PRODUCT, _TENTH]), **caps)
    fee = rule.fee(performance(["100"], currency="USD"))
    assert (fee.amount, fee.cost) == (usd("5"), usd("53"))


def test_what_earns_exactly_its_cap_is_not_cut() -> None:
    did = performance(["100"], currency="USD")
    known = attrs.evolve(did, orders=(attrs.evolve(did.orders[0], customer_id="c1"),))
    ten, earned = usd("10"), "10 % of 100.00 USD net sales in 1 order: 10.00 USD"
    assert said(Capped(terms=_TENTH, per_customer=ten), known) == [earned]
    assert said(Capped(terms=_TENTH, per_period=ten, window=_MONTH), did) == [
        f"from 2026-03-01: {earned}"
    ]


def test_cuts_of_orders_leave_what_is_paid_beside_them() -> None:
    """Each order alone reaches the bonus, and both together reach it once."""
    once = Bonus(metric="orders", reaches=1, pay=usd("50"))
    terms = Hybrid(parts=[FlatFee(per_campaign=usd("30")), once])
    did = performance(["1", "1"], currency="USD", deliverables={"post": 1})
    assert Capped(terms=terms, per_order=usd("10")).fee(did).amount == usd("30")


def test_a_window_without_a_cap_for_it_is_told() -> None:
    message = f"capped window must be there with per_period and only with it, got {_MONTH!r}"
    with pytest.raises(InvalidTermsError, match=f"^{re.escape(message)}$"):
        Capped(terms=_TENTH, per_order=usd("10"), window=_MONTH)


def test_draws_of_several_windows_are_recovered_together() -> None:
    made = performance(["500"], currency="USD")
    start, may = made.period.start, dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
    did = attrs.evolve(
        made,
        period=Period(start, dt.datetime(2026, 6, 1, tzinfo=dt.UTC)),
        orders=(attrs.evolve(made.orders[0], at=may),),
    )
    rule = Guaranteed(
        terms=Commission(rate="1"), minimum=usd("100"), window=_MONTH, recoverable=True
    )
    assert said(rule, did)[-1] == "from 2026-05-01: draw recovered: -200.00 USD"
    assert rule.fee(did).amount == usd("500")


def test_fixed_amounts_are_rounded_order_by_order_and_cite_their_orders() -> None:
    did = performance(["20", "30"], currency="USD")
    [line] = Commission(per_order=usd("2"), rounds="order").fee(did).working
    assert (line.amount, line.facts) == (usd("4"), ("order-0", "order-1"))


def test_an_order_of_gift_cards_only_has_no_unit() -> None:
    did = performance(["20"], currency="USD")
    card = OrderLine(product="card", gross=usd("20"), refunded=usd("0"), kind="gift_card")
    given = attrs.evolve(did, orders=(attrs.evolve(did.orders[0], lines=(card,)),))
    assert Commission(per_unit=usd("3")).fee(given).amount == usd("0")


def test_what_bounds_a_bonus_cites_the_orders_and_what_is_named_twice_is_told() -> None:
    rule = Bonus(metric="orders", every=1, pay=usd("50"), at_most=usd("60"))
    cut = rule.fee(performance(["1", "1"], currency="USD")).working[-1]
    assert (cut.amount, cut.facts) == (usd("-40"), ("order-0", "order-1"))
    message = "bonus must name one of every, reaches or steps, got ['every', 'steps']"
    with pytest.raises(InvalidTermsError, match=f"^{re.escape(message)}$"):
        Bonus(metric="orders", every=1, steps=(BonusStep(at=1, pay=usd("1")),))


def test_an_order_that_came_back_whole_need_not_tell_its_shipping() -> None:
    did = performance(["20"], currency="USD", refunded={0: "20"})
    base = CommissionableBase(includes=("shipping",))
    assert base.of_order(did.orders[0]).rounded() == usd("0")


def test_an_order_without_products_need_not_tell_its_shipping() -> None:
    did = performance(["20"], currency="USD")
    card = OrderLine(product="card", gross=usd("20"), refunded=usd("0"), kind="gift_card")
    given = attrs.evolve(did.orders[0], lines=(card,))
    assert CommissionableBase(includes=("shipping",)).of_products(given) == ()


_UNKNOWN: Any = ("shiping",)


@pytest.mark.parametrize(
    ("made", "what"),
    [
        (lambda: CommissionableBase(includes=_UNKNOWN), "CommissionableBase.includes"),
        (
            lambda: performance(currency="USD", deliverables={"pots": 1}),
            "deliverable of a performance",
        ),
    ],
)
def test_a_word_that_is_not_known_is_told_with_its_place(
    made: Callable[[], object], what: str
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        made()
    assert caught.value.what == what


@pytest.mark.parametrize(("first", "last"), [((2, 50, 0), (2, 10, 1)), ((2, 10, 1), (2, 50, 0))])
def test_a_part_of_a_performance_in_the_hour_that_comes_twice(
    first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    """At 2:10 the second time it is later than at 2:50 the first time."""
    berlin = zone("Europe/Berlin")

    def moment(told: tuple[int, int, int]) -> dt.datetime:
        hour, minute, fold = told
        return dt.datetime(2026, 10, 25, hour, minute, fold=fold, tzinfo=berlin)

    begin, end = (dt.datetime(2026, 10, day, tzinfo=berlin) for day in (24, 27))
    did = attrs.evolve(performance(currency="USD"), period=Period(moment(first), end))
    part = did.within(Period(moment(last), end))
    assert part.period.start == max(moment(first), moment(last), key=dt.datetime.timestamp)
    did = attrs.evolve(did, period=Period(begin, moment(first)))
    part = did.within(Period(begin, moment(last)))
    assert part.period.end == min(moment(first), moment(last), key=dt.datetime.timestamp)


def test_terms_that_change_at_a_midnight_that_comes_twice_change_at_the_first() -> None:
    """In Havana clocks go back at one, to a second midnight; there the performance ends."""
    havana = zone("America/Havana")
    made = performance(["100"], currency="USD")
    did = attrs.evolve(
        made,
        period=Period(
            dt.datetime(2026, 10, 31, tzinfo=havana),
            dt.datetime(2026, 11, 1, fold=1, tzinfo=havana),
        ),
        orders=(attrs.evolve(made.orders[0], at=dt.datetime(2026, 11, 1, 0, 30, tzinfo=havana)),),
    )
    later = Amendment(effective_from=dt.date(2026, 11, 1), terms=Commission(rate="0.2"))
    rule = Amended(first=_TENTH, amendments=(later,), zone="America/Havana")
    assert rule.fee(did).amount == usd("20")


def test_the_window_of_a_moment_is_that_of_its_own_zone() -> None:
    """Two in the morning in London is still the year before in New York."""
    window = Window(kind="calendar", months=1, zone="America/New_York")
    at = dt.datetime(2026, 1, 1, 2, tzinfo=dt.UTC)
    span = window.span_at(at)
    assert span is not None
    assert span.start.date() == dt.date(2025, 12, 1)


def test_a_period_that_does_not_meet_is_told() -> None:
    did = performance(currency="USD")
    message = (
        "period must meet the performance from 2026-03-01T00:00:00+00:00, "
        "got '2026-04-01T00:00:00+00:00'"
    )
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        did.within(Period(did.period.end, did.period.end + dt.timedelta(days=1)))
