"""The workings of a statement to the letter, and the kinds of its lines at the edges of time."""

from __future__ import annotations

import re
from typing import Any

import attrs
import pytest

from influence.errors import InvalidInputError
from influence.payments import Commission, Performance
from influence.periods import Period
from influence.settlement import Account, HeldOrder, SettlementPolicy, Statement, settle
from influence.testing import at, performance, usd

_TENTH = Commission(rate="0.1")
_MONTHLY = SettlementPolicy(hold_days=10, period_months=1)


def sold(*days: int, end: int, because: str | None = None) -> Performance:
    """An order of 100 on each of the days after 1 March."""
    did = performance(["100"] * len(days), currency="USD")
    orders = tuple(
        attrs.evolve(order, at=at(day), held_because=because)
        for order, day in zip(did.orders, days, strict=True)
    )
    return attrs.evolve(did, orders=orders, period=Period(at(), at(end)))


def account(booked: str, *, paid: str, day: int, period: str = "whole campaign") -> Account:
    return Account(
        creator_id="maya",
        currency="USD",
        statements=1,
        as_of=at(day),
        booked={period: usd(booked)},
        paid=usd(paid),
    )


def settled(
    did: Performance,
    *,
    day: int,
    policy: SettlementPolicy | None = None,
    before: Account | None = None,
) -> Statement:
    return settle(
        _TENTH,
        did,
        creator_id="maya",
        policy=SettlementPolicy(hold_days=0) if policy is None else policy,
        as_of=at(day),
        account=before,
    )


def test_an_order_of_today_that_must_wait_is_named() -> None:
    one = settled(sold(5, end=6, because="open dispute d1"), day=5)
    assert one.held_orders == (HeldOrder(order_id="order-0", reason="open dispute d1"),)
    assert [(step.text, step.result) for step in one.held_working().steps][-2:] == [
        ("order order-0 waits", "open dispute d1"),
        ("held", "10.00 USD"),
    ]


def test_a_period_in_which_nothing_changed_still_earns() -> None:
    one = settled(sold(0, end=3), day=3, before=account("10", paid="10", day=2))
    assert [(line.kind, line.amount) for line in one.lines] == [("earned", usd("0"))]


@pytest.mark.parametrize(("closed_at", "kind"), [(40, "earned"), (41, "adjustment")])
def test_a_period_is_final_at_the_moment_when_its_hold_is_over(closed_at: int, kind: str) -> None:
    """March ends with day 31, and the hold is of 10 days."""
    before = account("5", paid="5", day=closed_at, period="2026-03-01")
    one = settled(sold(0, end=70), day=70, policy=_MONTHLY, before=before)
    assert [line.kind for line in one.lines if line.period == "2026-03-01"] == [kind]


def test_what_is_below_the_minimum_is_carried_and_says_so() -> None:
    policy = SettlementPolicy(hold_days=0, minimum_payout=usd("25"))
    one = settled(sold(0, end=1), day=1, policy=policy)
    assert [(step.text, step.result) for step in one.payable_working().steps][-2:] == [
        ("carried forward, below the minimum payout of 25.00 USD", "10.00 USD"),
        ("payable", "0.00 USD"),
    ]


def test_the_working_tells_what_was_paid_carried_and_changed() -> None:
    one = settled(sold(0, 1, end=3), day=3, before=account("10", paid="4", day=1))
    line = "earned in whole campaign: 20.00 USD by now, 10.00 USD booked before"
    assert [(step.text, step.result) for step in one.payable_working().steps][-4:] == [
        ("paid by 1 statement before", "4.00 USD"),
        ("carried in", "6.00 USD"),
        (line, "10.00 USD"),
        ("payable", "16.00 USD"),
    ]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"account": account("19", paid="0", day=1)},
            (
                "what is carried in, earned and adjusted must come to 10.00 USD, "
                "what is past its hold and not yet paid, got Money('9.00', 'USD')"
            ),
        ),
        (
            {"payable": usd("0"), "carried_out": usd("11")},
            (
                "payable and what is carried must come to 10.00 USD, "
                "what is past its hold and not yet paid, got Money('11.00', 'USD')"
            ),
        ),
    ],
)
def test_figures_that_do_not_add_up_are_told(changed: dict[str, Any], message: str) -> None:
    one = settled(sold(0, end=3), day=3, before=account("20", paid="0", day=1))
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        attrs.evolve(one, **changed)
