"""In kind: product for content. Nothing to pay, a cost to count.

    fee = 0, cost = what the product cost us

What the product cost (landed) and what it is worth to the creator (fair market value) are two
figures: the first counts in the brand's return, the second in the creator's income and taxes.
"""

from __future__ import annotations

from typing import ClassVar

import attrs

from influence.money import Money
from influence.payments._agreed import is_agreed, refuse_foreign, refuse_two_currencies
from influence.payments._fee import Fee, FeeLine
from influence.payments._performance import Performance


@attrs.frozen(kw_only=True)
class InKind:
    """Give product instead of money.

    Args:
        cost: What the product cost the brand, landed.
        fair_market_value: What it would cost the creator to buy.

    Raises:
        InvalidTermsError: A figure is below zero, or the two differ in currency.

    Example:
        >>> from influence.testing import performance
        >>> rule = InKind(cost=Money("48", "USD"), fair_market_value=Money("110", "USD"))
        >>> fee = rule.fee(performance(currency="USD"))
        >>> fee.amount, fee.cost
        (Money('0.00', 'USD'), Money('48.00', 'USD'))

    Source: S1, S3.
    """

    name: ClassVar[str] = "in_kind"
    cost: Money = attrs.field(validator=is_agreed)
    fair_market_value: Money = attrs.field(validator=is_agreed)

    def __attrs_post_init__(self) -> None:
        value = ("in_kind fair_market_value", self.fair_market_value)
        refuse_two_currencies((("its cost", self.cost), value))

    def fee(self, performance: Performance, /) -> Fee:
        """Nothing to pay, and the product's cost beside it."""
        refuse_foreign("in_kind cost", self.cost, performance=performance)
        text = f"product in kind at cost, fair market value {self.fair_market_value}"
        return Fee.of_lines((), currency=performance.currency, costs=[FeeLine(text, self.cost)])
