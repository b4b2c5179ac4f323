"""By total: what a ladder pays on a total of sales, in whole numbers.

    marginal     Σ tiers round(rate × slice of the total that lies on the tier)
    retroactive  round(rate of the tier that the total reaches × total)

It is what the ladder's own ``fee`` comes to, without the orders that carry the total and the words
that explain it; thousands of creators and periods are settled so at a time.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from influence._rounding import Rounding, round_fraction
from influence.ladders import Ladder
from influence.money import Money
from influence.payments import CommissionableBase, PaymentRule, Tiered

_MEANINGS = {"marginal", "retroactive"}
_ITEMS = CommissionableBase()


@attrs.frozen(kw_only=True)
class LadderByTotal:
    """A ladder over everything that was sold since the campaign began.

    Args:
        rates: What each tier pays, by where it begins in minor units.
        is_marginal: Whether each slice takes the rate of its own tier.
        is_exceeded: Whether a tier holds only once its bound is exceeded.
        rounding: How a line becomes whole minor units.
    """

    rates: Ladder[int, Fraction]
    is_marginal: bool
    is_exceeded: bool
    rounding: Rounding

    @classmethod
    def of(cls, rule: PaymentRule, *, currency: str) -> LadderByTotal | None:
        """The ladder of a rule; ``None`` where its fee follows from more than a total."""
        if type(rule) is not Tiered or not _is_plain(rule):
            return None
        starts = [tier.starts_at for tier in rule.tiers]
        amounts = [start for start in starts if isinstance(start, Money)]
        if any(amount.currency != currency for amount in amounts):
            return None
        bounds = (0, *(amount.minor for amount in amounts if amount.minor))
        rates = (tier.rate.fraction for tier in rule.tiers)
        return cls(
            rates=Ladder(zip(bounds, rates, strict=True)),
            is_marginal=rule.meaning == "marginal",
            is_exceeded=rule.counts == "exceeded",
            rounding=rule.rounding,
        )

    def fee(self, net: int) -> int:
        """What is paid on a total of at least 0, in minor units."""
        if not self.is_marginal:
            return self._rounded(self.rates.at(net, exceeded=self.is_exceeded), net)
        ends = (*self.rates.bounds[1:], net)
        return sum(
            self._rounded(rate, min(net, high) - low)
            for (low, rate), high in zip(self.rates.steps, ends, strict=True)
            if low < net
        )

    def _rounded(self, rate: Fraction, amount: int) -> int:
        """A share of an amount."""
        return round_fraction(rate * amount, self.rounding)


def _is_plain(rule: Tiered) -> bool:
    """Whether a ladder looks at nothing but what is left of all sales."""
    return (
        rule.meaning in _MEANINGS
        and rule.metric == "revenue"
        and rule.refunds_unreach
        and rule.window.kind == "lifetime"
        and rule.base == _ITEMS
        and all(tier.flat is None for tier in rule.tiers)
    )
