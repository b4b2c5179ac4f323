"""Outlook: what one offer comes to in each case, and where it breaks even.

    first     the least n with profit(n) ≥ 0
    lasting   the least n with profit(m) ≥ 0 for every m from n to the most looked at
    payback   ⌈lasting × days of the period ÷ orders of the case⌉ days

Where a bonus or a tier is reached, profit can fall below zero once more: then the two differ.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError, UnknownNameError
from influence.money import Money
from influence.offers._curve import Curve, Volumes
from influence.offers._expectation import CASES, Case, Expectation
from influence.offers._offer import Offer
from influence.offers._outcome import Outcome
from influence.offers._survey import gains, other_costs
from influence.offers._untold import refuse_untold
from influence.ratios import figure_text
from influence.workings import Working


@attrs.frozen(kw_only=True)
class Outlook:
    """What an offer comes to; made by ``compare``.

    Args:
        offer: The offer.
        expectation: What is thought to happen.
        cases: What it comes to in each case.
        first_break_even: The least number of orders at which it does not lose money; ``None``
            where it always does, or no profit is known.
        break_even: The least number of orders from which it never loses money again.
        curve: What its terms cost at any number of orders.
    """

    offer: Offer
    expectation: Expectation
    cases: Mapping[Case, Outcome]
    first_break_even: int | None
    break_even: int | None
    curve: Curve = attrs.field(eq=False, repr=False)

    @classmethod
    def of(cls, offer: Offer, *, volumes: Volumes) -> Outlook:
        """What an offer comes to at all *volumes*."""
        expectation = volumes.expectation
        refuse_untold(offer, volumes=volumes)
        curve = volumes.curve(offer.terms)
        fine = gains(curve, expectation=expectation)
        return cls(
            offer=offer,
            expectation=expectation,
            cases={
                case: Outcome.of(offer, expectation=expectation, orders=expectation.orders(case))
                for case in CASES
            },
            first_break_even=next((n for n, gain in enumerate(fine) if gain), None),
            break_even=_lasting(fine),
            curve=curve,
        )

    def cost(self, orders: int) -> Money:
        """What it costs at any number of orders that is looked at, other costs included.

        Raises:
            InvalidInputError: *orders* is below 0 or more than was looked at.
        """
        refuse_outside(orders, most=self.expectation.most)
        return self.curve.cost(orders) + other_costs(self.expectation)

    def profit(self, orders: int) -> Money | None:
        """Profit at any number of orders that is looked at; ``None`` when unknown.

        Raises:
            InvalidInputError: *orders* is below 0 or more than was looked at.
        """
        cost = self.cost(orders)
        earned = self.expectation.gross_profit(orders)
        return None if earned is None else earned - cost

    @property
    def break_even_sales(self) -> Money | None:
        """Net sales at break-even; ``None`` where there is none."""
        return None if self.break_even is None else self.expectation.sales(self.break_even)

    def payback_days(self, case: Case) -> int | None:
        """The day of the period on which the orders of a case reach break-even.

        Orders come at an even pace. ``None`` where the case stays below break-even.

        Raises:
            UnknownNameError: *case* is not one of ``CASES``.
        """
        orders = self.expectation.orders(case)
        if self.break_even is None or self.break_even > orders:
            return None
        days = self.expectation.period.days
        return math.ceil(Fraction(self.break_even * days, orders)) if orders else 0

    def in_words(self) -> str:
        """Where it breaks even, as a sentence."""
        most = self.expectation.most
        if self.expectation.gross_margin is None:
            return "break-even is not known, because the gross margin is not"
        if self.first_break_even is None:
            return f"never breaks even up to {most} orders"
        if self.break_even is None:
            return (
                f"reaches break-even at {self.first_break_even} orders, and loses it up to {most}"
            )
        sales = f"{self.break_even} orders, net sales of {self.break_even_sales}"
        if self.first_break_even == self.break_even:
            return f"breaks even at {sales}"
        return f"reaches break-even at {self.first_break_even} orders, for good at {sales}"

    def why(self, figure: str) -> Working:
        """The working of ``break_even``, ``first_break_even`` or ``payback_days:CASE``.

        A figure of one case is asked of ``cases[case]``.

        Raises:
            UnknownNameError: *figure* is not one of these.
        """
        paybacks: dict[str, Case] = {f"payback_days:{case}": case for case in CASES}
        if figure in paybacks:
            return self._payback(paybacks[figure])
        if figure == "first_break_even":
            return self._turn(figure, at=self.first_break_even)
        if figure == "break_even":
            return self._turn(figure, at=self.break_even)
        raise UnknownNameError("figure", figure, ("break_even", "first_break_even", *paybacks))

    def _turn(self, figure: str, *, at: int | None) -> Working:
        """The profit around a number of orders, and that number."""
        most = self.expectation.most
        if at is None:
            ends = [(f"profit at {n} orders", figure_text(self.profit(n))) for n in (0, most)]
            answer = "unknown" if self.expectation.gross_margin is None else "never"
            return Working.of(*ends, (f"break-even up to {most} orders", answer))
        around = [n for n in (at - 1, at) if n >= 0]
        profits = [(f"profit at {n} orders", figure_text(self.profit(n))) for n in around]
        what = "first at least 0" if figure == "first_break_even" else f"at least 0 up to {most}"
        return Working.of(*profits, (f"orders at which profit is {what}", at))

    def _payback(self, case: Case) -> Working:
        """From break-even to days."""
        orders, days = self.expectation.orders(case), self.payback_days(case)
        return (
            self.why("break_even")
            .after(Working.of((f"orders, {case}", orders), ("days", self.expectation.period.days)))
            .then(
                "break-even × days ÷ orders, rounded up",
                "not in the period" if days is None else days,
            )
        )


def refuse_outside(orders: object, *, most: int) -> None:
    """Refuse a number of orders that was not looked at.

    Raises:
        InvalidInputError: *orders* is no whole number from 0 to *most*.
    """
    if not require.is_whole(orders) or not 0 <= orders <= most:
        raise InvalidInputError("orders", f"be a whole number from 0 to {most}", orders)


def _lasting(fine: Sequence[bool]) -> int | None:
    """The least volume from which there is no loss up to the last."""
    lasting: int | None = None
    for orders in reversed(range(len(fine))):
        if not fine[orders]:
            break
        lasting = orders
    return lasting
