"""Line: what the next cycle holds for one creator, and why."""

from __future__ import annotations

from fractions import Fraction

import attrs

from influence.allocation._choice import Choice
from influence.allocation._worth import GRAIN, Worth, money_of
from influence.ids import CreatorId
from influence.money import ExactMoney, Money
from influence.ratios import decimal_of
from influence.workings import Working


@attrs.frozen(kw_only=True)
class AllocationLine:
    """What the next cycle holds for one creator; made by ``allocate``.

    Args:
        choice: The candidate, and what is believed of them.
        packages: How many to book; 0 for none.
        worth: What each package adds, as many as may be booked.
        reason: Why, in words.
        currency: Of its amounts.
    """

    choice: Choice
    packages: int
    worth: Worth
    reason: str
    currency: str

    @property
    def creator_id(self) -> CreatorId:
        """Who."""
        return self.choice.creator_id

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever booked with them."""
        return self.choice.candidate.is_untried

    @property
    def price(self) -> Money | None:
        """Whole cost of one package; ``None`` when it is not known."""
        return self.choice.candidate.price

    @property
    def cost(self) -> Money:
        """Whole cost of the packages."""
        return Money.zero(self.currency) if self.price is None else self.price * self.packages

    @property
    def expected_profit(self) -> Money:
        """What the packages are expected to earn beyond their cost."""
        return self._sum(self.worth.profits).rounded()

    @property
    def value_of_test(self) -> Money:
        """What knowing better is worth after them."""
        return self._sum(self.worth.tests).rounded()

    @property
    def value(self) -> ExactMoney:
        """Expected profit and value of the test together, before rounding."""
        return self._sum(self.worth.values)

    def working(self) -> Working:
        """What a package costs, what each adds, and the cost of those that are booked."""
        price = self.price
        if price is None:
            return Working.of(
                ("price of a package", "unknown"), ("why", self.reason), ("packages", 0)
            )
        steps: list[tuple[str, object]] = [("price of a package", price)]
        worth, taught = self.worth, self.choice.outlook.test
        if taught is not None and taught.cycles:
            earned = decimal_of(Fraction(round(taught.elsewhere * GRAIN), GRAIN))
            steps.append(("the budget earns elsewhere, for every 1 spent", earned))
        for number, (profit, test) in enumerate(zip(worth.profits, worth.tests, strict=True), 1):
            back = decimal_of(Fraction(profit + GRAIN, GRAIN))
            steps.append((f"package {number}: expected back for every 1 spent", back))
            steps.append((f"package {number}: expected profit", money_of(profit, price).rounded()))
            steps.append((f"package {number}: value of the test", money_of(test, price).rounded()))
        steps.append(("why", self.reason))
        return Working.of(*steps, (f"{self.packages} × {price}", self.cost))

    def _sum(self, billionths: tuple[int, ...]) -> ExactMoney:
        """So much of the price, summed over the packages that are booked."""
        if self.price is None:
            return ExactMoney.zero(self.currency)
        return money_of(sum(billionths[: self.packages]), self.price)
