"""Outcome: what an offer comes to at one number of orders.

    cost    = fee + what the terms cost beside it + other costs
    profit  = gross profit − cost
    fee share = fee ÷ net sales

The creator earns the fee. What rests on something unknown is ``None`` and never zero.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.errors import MissingDataError, UnknownNameError
from influence.money import Money
from influence.offers._expectation import Expectation
from influence.offers._offer import Offer
from influence.payments import Fee, Performance, fee_of
from influence.ratios import decimal_of, figure_text, ratio
from influence.workings import Working

OutcomeFigure = Literal["sales", "gross_profit", "fee", "cost", "profit", "fee_share"]
OUTCOME_FIGURES: tuple[OutcomeFigure, ...] = get_args(OutcomeFigure)


@attrs.frozen(kw_only=True)
class Outcome:
    """What so many orders bring and cost under an offer.

    Args:
        expectation: What is thought to happen.
        orders: How many orders are placed.
        earned: What the rule answers: the creator earns its amount.
    """

    expectation: Expectation = attrs.field(
        validator=require.is_a(Expectation, called="an expectation")
    )
    orders: int = attrs.field(validator=require.is_count)
    earned: Fee = attrs.field(validator=require.is_a(Fee, called="a fee"))

    @classmethod
    def of(cls, offer: Offer, *, expectation: Expectation, orders: int) -> Outcome:
        """What an offer comes to at so many orders."""
        fee = asked(offer, expectation.performance(orders))
        return cls(expectation=expectation, orders=orders, earned=fee)

    @property
    def kept(self) -> int:
        """How many of the orders do not come back."""
        return self.expectation.kept(self.orders)

    @property
    def sales(self) -> Money:
        """Net sales."""
        return self.expectation.sales(self.orders)

    @property
    def gross_profit(self) -> Money | None:
        """Gross profit of the sales."""
        return self.expectation.gross_profit(self.orders)

    @property
    def fee(self) -> Money:
        """What the creator earns."""
        return self.earned.amount

    @property
    def cost(self) -> Money:
        """Everything that it costs: the fee, product and other costs."""
        other = self.expectation.other_costs
        return self.earned.cost if other is None else self.earned.cost + other

    @property
    def profit(self) -> Money | None:
        """Gross profit less cost."""
        return None if self.gross_profit is None else self.gross_profit - self.cost

    @property
    def fee_share(self) -> Decimal | None:
        """The fee as a share of net sales; ``None`` where nothing is sold."""
        exact = ratio(Fraction(self.fee.minor), Fraction(self.sales.minor))
        return None if exact is None else decimal_of(exact)

    def why(self, figure: str) -> Working:
        """The working of a figure, line by line.

        Raises:
            UnknownNameError: *figure* is not one of ``OUTCOME_FIGURES``.
        """
        if figure not in OUTCOME_FIGURES:
            raise UnknownNameError("figure", figure, OUTCOME_FIGURES)
        workings = {
            "sales": self._sales,
            "gross_profit": self._gross_profit,
            "fee": self._fee,
            "cost": self._cost,
            "profit": self._profit,
            "fee_share": self._fee_share,
        }
        return workings[figure]()

    def _sales(self) -> Working:
        orders, returned = self.orders, self.expectation.returned
        return Working.of(
            ("orders", orders),
            (f"of which come back, {returned}", orders - self.kept),
            ("orders kept", self.kept),
            (f"{self.kept} × {self.expectation.order_value}", self.sales),
        )

    def _gross_profit(self) -> Working:
        margin = self.expectation.gross_margin
        return (
            self._sales()
            .then("gross margin", figure_text(margin))
            .then("gross margin × net sales", figure_text(self.gross_profit))
        )

    def _fee(self) -> Working:
        lines = [(line.text, line.amount) for line in self.earned.working]
        return Working.of(*lines, ("fee", self.fee))

    def _cost(self) -> Working:
        beside = [(line.text, line.amount) for line in self.earned.costs]
        other = self.expectation.other_costs
        others = [] if other is None else [("other costs", other)]
        return Working.of(*beside, *others, ("cost", self.cost)).after(self._fee())

    def _profit(self) -> Working:
        before = self._cost().after(self._gross_profit())
        return before.then("gross profit − cost", figure_text(self.profit))

    def _fee_share(self) -> Working:
        share = "undefined" if self.fee_share is None else self.fee_share
        return self._fee().then("net sales", self.sales).then("fee ÷ net sales", share)


def asked(offer: Offer, performance: Performance) -> Fee:
    """What an offer pays for a performance.

    Raises:
        MissingDataError: The rule refuses what it is not told.
    """
    try:
        return fee_of(offer.terms, performance)
    except MissingDataError as error:
        what = f"expectation for offer {offer.name}: {error.what}"
        raise MissingDataError(what, error.rule, error.value) from error
