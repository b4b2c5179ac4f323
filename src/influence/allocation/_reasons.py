"""Reasons: why a creator is booked or not, in words that a marketer understands."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from influence.allocation._choice import Choice
from influence.allocation._policy import AllocationPolicy
from influence.allocation._worth import GRAIN, Worth, money_of
from influence.money import Money

_ORDINALS = {2: "second", 3: "third", 4: "fourth", 5: "fifth"}


def refusal(choice: Choice, *, policy: AllocationPolicy, most: Money) -> str | None:
    """Why nothing may be booked with a creator whose packages may cost *most*, if nothing may."""
    price = choice.candidate.price
    if price is None:
        return "no price is known: ask for a quote before booking"
    if choice.at_most == 0:
        return choice.because or "not to be booked in this cycle"
    if is_unlikely(choice, policy=policy):
        chance = f"{choice.outlook.probability_profitable:.2f}"
        orders = f"{choice.outlook.effective_orders:.0f}"
        least = f"{Decimal(policy.least_probability.text):.2f}"
        reason = f"paying in the long run has a probability of {chance} after {orders} orders"
        return f"{reason}, below {least}"
    if price > most:
        return f"a package costs {price}, and one creator may get {most}"
    return None


def is_unlikely(choice: Choice, *, policy: AllocationPolicy) -> bool:
    """Whether a creator has been judged, and is too unlikely to pay."""
    outlook = choice.outlook
    can_be_judged = outlook.effective_orders >= policy.enough_orders
    chance = Fraction(round(outlook.probability_profitable * GRAIN), GRAIN)
    return can_be_judged and chance < policy.least_probability.fraction


def not_worth_it(worth: Worth, *, price: Money) -> str:
    """Why a package is not worth its price."""
    reason = f"not worth its price: {returned(worth, 1)}"
    if worth.tests[0]:
        return f"{reason}, and knowing better is worth {_test(worth, price)}"
    return reason


def booked(choice: Choice, *, worth: Worth, packages: int, price: Money) -> str:
    """Why so many packages are booked."""
    if worth.profits[0] <= 0:
        loss = money_of(-worth.profits[0], price).rounded()
        test = _test(worth, price)
        return f"a test: expected to cost {loss} more than it earns; knowing better is worth {test}"
    reason = returned(worth, 1)
    if choice.candidate.is_untried:
        more = f", and knowing better is worth {_test(worth, price)}" if worth.tests[0] else ""
        return f"never booked before: {reason}{more}"
    chance = f"{choice.outlook.probability_profitable:.2f}"
    reason = f"{reason}, and paying in the long run has a probability of {chance}"
    if packages > 1:
        which = _ORDINALS.get(packages, f"{packages}th")
        return f"{reason}; the {which} package still brings {_back(worth, packages)}"
    return reason


def returned(worth: Worth, number: int) -> str:
    """What package *number* is expected to bring back, in words."""
    return f"{_back(worth, number)} expected back for every 1 spent"


def _back(worth: Worth, number: int) -> str:
    """What package *number* brings back for every 1 spent."""
    hundredths = round(Fraction(worth.profits[number - 1] + GRAIN, GRAIN) * 100)
    return f"{Decimal(hundredths) / 100:.2f}"


def _test(worth: Worth, price: Money) -> str:
    """What knowing better is worth after the first package."""
    return str(money_of(worth.tests[0], price).rounded())
