"""Bonus step: one threshold of a graded bonus, and what reaching it adds."""

from __future__ import annotations

from typing import ClassVar

import attrs

from influence.money import Money
from influence.payments._agreed import is_above_zero


@attrs.frozen(kw_only=True)
class BonusStep:
    """What reaching a threshold adds to the steps before it.

    Args:
        at: The threshold; an amount when the metric is money.
        pay: What it adds.

    Raises:
        InvalidTermsError: *pay* is not above zero.
    """

    name: ClassVar[str] = "bonus step"
    """How errors call it."""
    at: int | Money
    pay: Money = attrs.field(validator=is_above_zero)
