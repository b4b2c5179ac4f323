"""Next package: what an outlook comes to at a price.

expected profit     (expected multiple − 1) × price
break-even price    expected multiple × price
value of one test   value of test × price
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from influence._wording import spoken
from influence.money import ExactMoney, Money
from influence.outlooks import Outlook

#: Floats become money only through a fraction kept to a billionth.
_GRAIN = 10**9

#: A test that teaches less than this part of its price is not worth a word.
_WORTH_SAYING = Fraction(1, 100)


@attrs.frozen
class NextPackage:
    """A package that could be booked next.

    Args:
        outlook: What is believed of it.
        price: What it costs in all.
    """

    outlook: Outlook
    price: Money

    @property
    def expected_profit(self) -> Money:
        """What it is expected to earn beyond its price."""
        return self.outlook.expected_profit(self.price)

    @property
    def profit_interval(self) -> tuple[Money, Money]:
        """The profit between which it falls eight times in ten."""
        return self.outlook.profit_interval(self.price)

    @property
    def value_of_test(self) -> Money:
        """What it is worth for what it teaches."""
        share = Fraction(round(self.outlook.value_of_test * _GRAIN), _GRAIN)
        return ExactMoney(share * self.price.exact.amount, self.price.currency).rounded()

    @property
    def break_even_price(self) -> Money:
        """The price at which it would be expected to earn just what it costs."""
        return self.price + self.expected_profit

    def in_words(self) -> tuple[str, ...]:
        """What it is expected to bring, what it teaches, and the price that would be right."""
        low, high = self.profit_interval
        between = f"from {spoken(low)} to {spoken(high)} eight times in ten"
        told = [f"next package at {spoken(self.price)}: {gain(self.expected_profit)}, {between}"]
        if Fraction(self.outlook.value_of_test) >= _WORTH_SAYING:
            told.append(f"what it teaches is worth {spoken(self.value_of_test)}")
        if self.expected_profit.is_negative:
            told.append(f"would break even at {spoken(self.break_even_price)}")
        return tuple(told)


def gain(amount: Money) -> str:
    """An expected profit or loss, in words."""
    if amount.is_zero:
        return "no profit and no loss expected"
    return f"{'loss' if amount.is_negative else 'profit'} of {spoken(abs(amount))} expected"
