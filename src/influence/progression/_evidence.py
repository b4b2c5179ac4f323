"""Stage evidence: what a creator has shown in one cycle."""

from __future__ import annotations

from fractions import Fraction

import attrs

from influence import _requirements as require
from influence.errors import CurrencyMismatchError
from influence.money import Money
from influence.progression._stage import Outcome
from influence.shares import Share


@attrs.frozen(kw_only=True)
class StageEvidence:
    """What a creator has shown in a cycle.

    Args:
        posts: How many posts they published.
        orders: How many orders they were credited with; ``None`` when unknown.
        profit: Gross profit less spend; ``None`` when unknown.
        rank: Place by profit.
        creators: How many creators were ranked.
        spend: Everything that the creator cost; ``None`` when unknown.

    Raises:
        InvalidInputError: A count is below its least.
        CurrencyMismatchError: Profit and spend differ in currency.
    """

    posts: int = attrs.field(validator=require.is_count)
    orders: Fraction | None
    profit: Money | None
    rank: int = attrs.field(validator=require.at_least(1))
    creators: int = attrs.field(validator=require.at_least(1))
    spend: Money | None = None

    def __attrs_post_init__(self) -> None:
        profit, spend = self.profit, self.spend
        if profit is not None and spend is not None and profit.currency != spend.currency:
            rule = f"be in {profit.currency} as its profit is"
            raise CurrencyMismatchError("StageEvidence.spend", rule, spend)

    @property
    def outcome(self) -> Outcome | None:
        """``profit`` above zero, ``loss`` below; ``None`` between them or when unknown."""
        if self.profit is None or self.profit.is_zero:
            return None
        return "profit" if self.profit.is_positive else "loss"

    def is_beyond(self, share: Share) -> bool:
        """Whether the profit or the loss is known to be more than *share* of the spend."""
        if self.profit is None or self.spend is None:
            return False
        return abs(self.profit).exact > share.of(self.spend)

    def is_top(self, share: Share) -> bool:
        """Whether the place is in the top *share*: at least one place, unless it is 0."""
        part = share.fraction
        return bool(part) and self.rank <= max(Fraction(1), part * self.creators)
