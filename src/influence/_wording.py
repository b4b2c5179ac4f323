"""Words: how reasons speak of amounts, chances and counts.

A chance and a count are cut and never rounded up, so that what misses a threshold by a hair is not
printed as having reached it.
"""

from __future__ import annotations

import math
from fractions import Fraction

from influence.money import Money
from influence.ratios import decimal_of
from influence.shares import Share

#: Above so many per cent no number is told: it would be of decimals.
_MOST = 99


def spoken(amount: Money) -> str:
    """An amount as people read it, with its thousands apart."""
    return f"{amount.amount:,} {amount.currency}"


def percent(chance: float) -> str:
    """A chance in whole percent.

    Example:
        >>> percent(0.7999), percent(0.004), percent(1.0), percent(0.0)
        ('79 %', 'under 1 %', 'over 99 %', 'under 1 %')
    """
    percents = Fraction(chance) * 100
    if percents < 1:
        return "under 1 %"
    return "over 99 %" if percents > _MOST else f"{math.floor(percents)} %"


def asked_percent(share: Share) -> str:
    """A threshold in percent."""
    return f"{decimal_of(share.fraction * 100)} %"


def orders_text(count: float) -> str:
    """A number of effective orders, to a tenth.

    Example:
        >>> orders_text(4.99), orders_text(12.0), orders_text(1.04)
        ('4.9 effective orders', '12 effective orders', '1 effective order')
    """
    tenths = Fraction(math.floor(Fraction(count) * 10), 10)
    return f"{decimal_of(tenths)} effective order{'s' * (tenths != 1)}"


def angles_text(count: int) -> str:
    """So many angles."""
    return f"{count} angle{'s' * (count != 1)}"
