"""Stage evidence: what a creator has shown in one cycle, and what is believed of their next one."""

from __future__ import annotations

from fractions import Fraction

import attrs

from influence import _requirements as require
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import Money
from influence.progression._chance import is_chance, kept
from influence.progression._stage import Outcome
from influence.shares import Share

_maybe = attrs.validators.optional


@attrs.frozen(kw_only=True)
class StageEvidence:
    """What a creator has shown in a cycle, and what is believed of their next package.

    Args:
        posts: How many posts they published.
        orders: How many orders they were credited with; ``None`` when unknown.
        profit: Gross profit less spend; ``None`` when unknown.
        rank: Place by profit.
        creators: How many creators were ranked.
        spend: Everything that the creator cost; ``None`` when unknown.
        probability_profitable: How likely a package earns more than it costs at the fee that is
            offered next, from 0 to 1 and kept to a billionth; ``None`` when there is no outlook.
            ``FeeOutlook`` works it out.
        expected_rank: Place by expected profit at that fee; ``None`` when unknown.

    Raises:
        InvalidInputError: A count is below its least, a place is behind the last creator, or the
            probability is not from 0 to 1.
        CurrencyMismatchError: Profit and spend differ in currency.
    """

    posts: int = attrs.field(validator=require.is_count)
    orders: Fraction | None
    profit: Money | None
    rank: int = attrs.field(validator=require.at_least(1))
    creators: int = attrs.field(validator=require.at_least(1))
    spend: Money | None = None
    probability_profitable: Fraction | None = attrs.field(
        default=None, converter=kept, validator=_maybe(is_chance)
    )
    expected_rank: int | None = attrs.field(default=None, validator=_maybe(require.at_least(1)))

    def __attrs_post_init__(self) -> None:
        profit, spend = self.profit, self.spend
        if profit is not None and spend is not None and profit.currency != spend.currency:
            rule = f"be in {profit.currency} as its profit is"
            raise CurrencyMismatchError("StageEvidence.spend", rule, spend)
        if self.expected_rank is not None and self.expected_rank > self.creators:
            rule = f"be at most {self.creators}, the number of creators"
            raise InvalidInputError("StageEvidence.expected_rank", rule, self.expected_rank)

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
        return self._is_within(self.rank, share)

    def is_expected_top(self, share: Share) -> bool:
        """The same by expected profit; ``False`` when that place is unknown."""
        return self.expected_rank is not None and self._is_within(self.expected_rank, share)

    def _is_within(self, rank: int, share: Share) -> bool:
        part = share.fraction
        return bool(part) and rank <= max(Fraction(1), part * self.creators)
