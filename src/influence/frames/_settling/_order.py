"""Summed orders: many orders of a creator as one, for rules that look at sums alone."""

from __future__ import annotations

import attrs

from influence.payments import CreditedOrder


@attrs.frozen(kw_only=True)
class SummedOrder(CreditedOrder):
    """All orders of a cell of which something is left, or all that came back whole.

    Its ``credit`` is the sum of theirs, and so may be above 1.
    """

    def __attrs_post_init__(self) -> None:
        """Ask nothing of its credit; its amounts are sums of amounts that were checked."""
