"""Worth: what each package of a creator adds to a cycle, in billionths of its price.

    profit of package k = multiple × response^(k−1) − 1
    test of package k   = value of a test × test response^(k−1)
    value               = profit + test

The first package of a cycle is number 1. Multiples and values of a test come to a billionth from
what is believed, so everything from here on is whole numbers and no tie depends on a machine. The
value never rises from one package to the next.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from influence.allocation._policy import AllocationPolicy
from influence.money import ExactMoney, Money
from influence.outlooks import Outlook
from influence.shares import Share

#: Values are whole billionths of a price.
GRAIN = 10**9


@attrs.frozen(kw_only=True)
class Worth:
    """What each package of one creator adds, first to last, in billionths of its price.

    Args:
        profits: Expected gross profit less the price.
        tests: What knowing better is worth afterwards.
    """

    profits: tuple[int, ...]
    tests: tuple[int, ...]

    @classmethod
    def of(cls, outlook: Outlook, *, packages: int, policy: AllocationPolicy) -> Worth:
        """The worth of so many packages."""
        test = Fraction(round(outlook.value_of_test * GRAIN), GRAIN)
        earned = _falling(outlook.score, policy.response, packages)
        return cls(
            profits=tuple(one - GRAIN for one in earned),
            tests=_falling(test, policy.test_response, packages),
        )

    @property
    def values(self) -> tuple[int, ...]:
        """Profit and test together."""
        return tuple(map(int.__add__, self.profits, self.tests))

    def first(self, packages: int) -> Worth:
        """The worth of only the first so many."""
        return Worth(profits=self.profits[:packages], tests=self.tests[:packages])

    def above(self, least: Share) -> int:
        """How many packages, from the first, have a value above a part of their price."""
        return sum(value > least.fraction * GRAIN for value in self.values)


def _falling(first: Fraction, response: Share, packages: int) -> tuple[int, ...]:
    """What each package brings when each brings a part of what the one before it did."""
    return tuple(round(first * response.fraction**number * GRAIN) for number in range(packages))


def money_of(billionths: int, price: Money) -> ExactMoney:
    """So many billionths of a price."""
    return price.exact * Fraction(billionths, GRAIN)
