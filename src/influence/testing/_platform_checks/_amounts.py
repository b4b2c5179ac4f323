"""Amounts: money arrives to the last unit, in its own currency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

from influence.money import Money
from influence.testing._conformance._check import check
from influence.testing._platform_checks._matching import must_arrive, must_match
from influence.testing._platform_checks._subject import PlatformSubject
from influence.testing._platform_checks._worlds import order, refund, world

_ORDERS: Final = ("fake", "orders")
_REFUNDS: Final = ("fake", "refunds")


def _prices_arrive(subject: PlatformSubject, amounts: Sequence[Money]) -> None:
    """Orders over some amounts have to arrive to the last unit."""
    orders = tuple(
        attrs.evolve(
            order(f"o{place}", place),
            items=amount,
            discount=Money.zero(amount.currency),
            tax=amount,
            shipping=None,
        )
        for place, amount in enumerate(amounts)
    )
    must_arrive(subject, attrs.evolve(world(subject), orders=orders), subject.ask("orders"))


def _refunds_arrive(subject: PlatformSubject, amounts: Sequence[Money]) -> None:
    """Refunds of some amounts have to arrive to the last unit."""
    refunds = tuple(
        attrs.evolve(refund(f"r{place}", place), amount=amount)
        for place, amount in enumerate(amounts)
    )
    must_arrive(subject, attrs.evolve(world(subject), refunds=refunds), subject.ask("refunds"))


def _money(currency: str, *texts: str) -> Sequence[Money]:
    """Amounts of one currency."""
    return [Money(text, currency) for text in texts]


@check(
    "PC-C40",
    needs=_ORDERS,
    if_fails="Cents are lost or made up, a few an order, and a year's payout is off by hundreds. "
    "Most often an amount goes through a float. Ask with `money`, which reads text and exact "
    "numbers.",
)
def cents_of_orders(subject: PlatformSubject) -> None:
    """Amounts of orders arrive to the cent, small ones and big ones."""
    _prices_arrive(
        subject, _money("EUR", "0.07", "1.10", "19.99", "1234567.89", "90071992547409.93")
    )


@check(
    "PC-C41",
    needs=_ORDERS,
    if_fails="A sale in yen is a hundred times too small or too big. Most often every amount is "
    "divided by a hundred. Ask the currency for its decimals.",
)
def no_decimals(subject: PlatformSubject) -> None:
    """Amounts of a currency without decimals arrive as they are."""
    _prices_arrive(subject, _money("JPY", "1", "4990", "1234567"))


@check(
    "PC-C42",
    needs=_ORDERS,
    if_fails="A sale in dinar is ten times too small or too big, or loses its third decimal. Most "
    "often two decimals are taken for granted. Ask the currency for its decimals.",
)
def three_decimals(subject: PlatformSubject) -> None:
    """Amounts of a currency with three decimals arrive to the third."""
    _prices_arrive(subject, _money("KWD", "0.001", "12.345", "999999.999"))


@check(
    "PC-C43",
    needs=_ORDERS,
    if_fails="A sale in dollars is taken for one in euros, and nobody converts it. Most often the "
    "shop's currency is taken for that of each order. Take the currency that stands beside the "
    "amount.",
)
def currency_of_each(subject: PlatformSubject) -> None:
    """Each order arrives in its own currency."""
    _prices_arrive(
        subject, (*_money("USD", "10.00"), *_money("EUR", "10.00"), *_money("JPY", "10"))
    )


@check(
    "PC-C44",
    needs=_ORDERS,
    if_fails="A free order vanishes, or its discount turns from zero into unknown. Most often `if "
    "amount` takes zero for nothing. Ask whether it is None.",
)
def zero_amounts(subject: PlatformSubject) -> None:
    """An order over nothing arrives, and zero is not unknown."""
    zero = Money.zero("EUR")
    free = attrs.evolve(order("o1"), items=zero, discount=zero, tax=zero, shipping=zero)
    must_arrive(subject, attrs.evolve(world(subject), orders=(free,)), subject.ask("orders"))


@check(
    "PC-C45",
    needs=_ORDERS,
    if_fails="An unknown tax counts as none, and what is left of the sale is overstated. Most "
    "often `get(…, 0)` stands in for an answer. What is not told is None.",
)
def unknown_amounts(subject: PlatformSubject) -> None:
    """Amounts that the shop does not tell are None, and not zero."""
    poor = attrs.evolve(order("o1"), discount=None, tax=None, shipping=None, gross_profit=None)
    must_arrive(subject, attrs.evolve(world(subject), orders=(poor,)), subject.ask("orders"))


@check(
    "PC-C46",
    needs=_ORDERS,
    if_fails="A loss is shown as a profit, or stops the pull. Most often a sign is dropped. Hand "
    "on an amount below zero where the shop tells one.",
)
def losses(subject: PlatformSubject) -> None:
    """A gross profit below zero arrives below zero."""
    lost = attrs.evolve(order("o1"), gross_profit=Money("-3.21", "EUR"))
    won = attrs.evolve(order("o2"), gross_profit=Money("3.21", "EUR"))
    must_arrive(subject, attrs.evolve(world(subject), orders=(lost, won)), subject.ask("orders"))


@check(
    "PC-C47",
    needs=_REFUNDS,
    if_fails="What is taken back is not what was given, and a creator keeps a share of money that "
    "came back. Most often an amount goes through a float. Ask with `money`, or with `whole` for "
    "cents.",
)
def cents_of_refunds(subject: PlatformSubject) -> None:
    """Amounts of refunds arrive to the cent."""
    _refunds_arrive(subject, _money("EUR", "0.01", "0.29", "1.15", "8.20", "4503599627370.97"))


@check(
    "PC-C48",
    needs=_REFUNDS,
    if_fails="A refund in yen or dinar takes back a hundred times too much or too little. Most "
    "often two decimals are taken for granted. Ask the currency for its decimals.",
)
def decimals_of_refunds(subject: PlatformSubject) -> None:
    """Refunds in currencies without decimals and with three arrive as they are."""
    _refunds_arrive(subject, (*_money("JPY", "1", "4990"), *_money("KWD", "0.001", "12.345")))


@check(
    "PC-C49",
    needs=(*_REFUNDS, "plays_negative_refunds"),
    if_fails="A refund is refused, or counted as another sale. Most often the platform's sign is "
    "handed on. A refund is what is given back, above zero.",
)
def sign_of_refunds(subject: PlatformSubject) -> None:
    """A refund that the shop tells below zero arrives above zero."""
    refunds = (refund("r1"), attrs.evolve(refund("r2"), amount=Money("0.01", "EUR")))
    holdings = attrs.evolve(world(subject), refunds=refunds)
    stage = subject.stage(holdings, trouble="negative_refunds")
    ask = subject.ask("refunds")
    found = stage.items(ask)
    must_match(stage, ask, found=found)
