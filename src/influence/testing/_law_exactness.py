"""Laws of exactness: scale and rounding (13, 14).

    |fee(10^n × everything) ÷ 10^n − fee| ≤ 1/2 unit
    |fee − exact sum| ≤ 1/2 unit

The half unit is that of a line; a fee of several lines may have several. Where the author gives no
exact sum, it is the fee on a million times the amounts, counted in millionths.
"""

from __future__ import annotations

from fractions import Fraction

from influence.payments import fee_of
from influence.testing._law_breach import Breach, Case, Side, written
from influence.testing._law_sales import units
from influence.testing._law_terms import scaled

_LIMIT = 10**17
_LARGE = 10**6
_POWERS = (10, 100, 1000)


def scaling(case: Case) -> Breach | None:
    """Ten times all amounts, those of the terms too, earn ten times as much, but for rounding."""
    return _scaled(case, case.choices.pick(_POWERS))


def exact(case: Case) -> Breach | None:
    """The fee is within half a unit of the exact sum."""
    sum_by_hand = case.exact(case.rule, case.performance)
    if sum_by_hand is None:
        return _scaled(case, _LARGE)
    side = case.side("the performance", case.performance)
    return _away(sum_by_hand, Fraction(units(side.fee), 2), side)


def _scaled(case: Case, factor: int) -> Breach | None:
    """A breach when scaled amounts are owed more or less than rounding explains."""
    side = case.side("the performance", case.performance)
    lines = (abs(line.amount.minor) for line in side.fee.working)
    largest = max((*case.hints.amounts, *lines), default=0)
    while factor > 1 and largest * factor > _LIMIT:
        factor //= 10
    rule, performance = scaled(case.rule, factor), scaled(case.performance, factor)
    fee = fee_of(rule, performance)
    large = Side(title=f"{factor} times all amounts", performance=performance, fee=fee, rule=rule)
    tolerance = Fraction(units(side.fee), 2) + Fraction(units(fee), 2 * factor)
    return _away(Fraction(fee.amount.minor, factor), tolerance, side, large)


def _away(wanted: Fraction, tolerance: Fraction, *sides: Side) -> Breach | None:
    """A breach when the first fee is further from what is wanted than rounding explains."""
    amount = sides[0].fee.amount
    if abs(amount.minor - wanted) <= tolerance:
        return None
    currency = amount.currency
    expected = f"{written(wanted, currency)}, give or take {written(tolerance, currency)}"
    return Breach(sides=sides, expected=expected, came=str(amount))
