"""Pattern: an angle in a niche, what it returned, and how sure that is.

    R   gross profit ÷ cost, over all its k creators
    w   a creator's part of the cost
    v   how much creators differ: k ÷ (k − 1) × Σ w (R of each − R)²
    s²  (n × assumed² + (k − 1) × v) ÷ (n + k − 1), the assumption counting for n creators
    u²  s² × Σ w² + max(R, 1) × gross profit of an order ÷ cost, how unsure R is
    m   R and the campaign's level, weighted by 1 ÷ u² and by 1 ÷ (spread of patterns)²

Both spreads that are assumed are parts of the campaign's level, or of the cost where that is more.
The second part of u² is the luck of the orders: how much R varies when orders come by chance and
the pattern just pays, or returns what it did where that is more.

The chance that it pays is Φ((m − 1) ÷ how unsure m is). What is assumed keeps two who agree by
chance from looking sure. A booking whose payback window is still open counts with its whole cost,
so a young pattern looks worse than it is and never better.
"""

from __future__ import annotations

import math
from fractions import Fraction
from functools import cached_property
from statistics import NormalDist

import attrs

from influence.errors import InvalidInputError
from influence.ids import CreatorId
from influence.money import ExactMoney, Money
from influence.patterns._policy import PatternPolicy
from influence.patterns._record import Record
from influence.ratios import decimal_of, figure_text
from influence.workings import Working

_NORMAL = NormalDist()
_PLACES = 4


@attrs.frozen(kw_only=True)
class Pattern:
    """An angle told in a niche by several creators.

    Args:
        angle: The angle.
        niche: The niche.
        records: What came of it for each creator who told it, by id.
        level: The return multiple of all bookings of the campaign.
        per_order: The gross profit of one of its orders; ``None`` when unknown.
        policy: The assumptions.
    """

    angle: str
    niche: str
    records: tuple[Record, ...]
    level: Fraction
    per_order: Fraction | None
    policy: PatternPolicy

    @property
    def creators(self) -> tuple[CreatorId, ...]:
        """Who told it."""
        return tuple(record.creator_id for record in self.records)

    @property
    def earners(self) -> int:
        """With how many of them it earned more than it cost."""
        return sum(record.has_earned for record in self.records)

    @property
    def cost(self) -> Money:
        """What it cost."""
        currency = self.records[0].cost.currency
        return Money.total((record.cost for record in self.records), currency=currency)

    @property
    def gross_profit(self) -> ExactMoney:
        """What it brought."""
        currency = self.records[0].cost.currency
        return ExactMoney.total((record.gross_profit for record in self.records), currency=currency)

    @property
    def orders(self) -> Fraction | None:
        """How many orders that was; ``None`` when somebody's are unknown."""
        known = [record.orders for record in self.records if record.orders is not None]
        return sum(known, Fraction(0)) if len(known) == len(self.records) else None

    @cached_property
    def multiple(self) -> Fraction:
        """Gross profit per unit of cost, over all of them."""
        return self.gross_profit.amount / self.cost.exact.amount

    @property
    def creator_spread(self) -> float:
        """By how much creators differ, as seen and as assumed together."""
        others, assumed = len(self.records) - 1, self.policy.assumed_creators
        seen = sum(
            part * (record.multiple - self.multiple) ** 2
            for part, record in zip(self._parts, self.records, strict=True)
        ) * Fraction(len(self.records), others)
        prior = (self._scale * self.policy.creator_spread.fraction) ** 2
        return math.sqrt((assumed * prior + others * seen) / (assumed + others))

    @cached_property
    def own_spread(self) -> float:
        """How unsure the multiple is, for its creators and its orders."""
        drawn = self.creator_spread**2 * sum(float(part) ** 2 for part in self._parts)
        luck = max(self.multiple, Fraction(1)) * (self.per_order or 0) / self.cost.exact.amount
        return math.sqrt(drawn + luck)

    @property
    def expected_multiple(self) -> float:
        """The multiple, drawn to the level of the campaign by how unsure it is."""
        own, common = self._precisions
        return (own * float(self.multiple) + common * float(self.level)) / (own + common)

    @property
    def spread(self) -> float:
        """How unsure the expected multiple is, as a standard deviation."""
        return 1 / math.sqrt(sum(self._precisions))

    @cached_property
    def probability_winning(self) -> float:
        """How likely the pattern returns more than it costs."""
        return _NORMAL.cdf((self.expected_multiple - 1) / self.spread)

    @property
    def is_winning(self) -> bool:
        """Whether it returned its cost and is likely enough to do so again."""
        is_likely = Fraction(self.probability_winning) >= self.policy.least_probability.fraction
        return self.multiple > 1 and is_likely

    def interval(self, level: float = 0.8) -> tuple[float, float]:
        """The return multiple between which the truth lies with probability *level*.

        Raises:
            InvalidInputError: *level* is not between 0 and 1.
        """
        if not 0 < level < 1:
            raise InvalidInputError("level of an interval", "be between 0 and 1", level)
        reach = _NORMAL.inv_cdf((1 + level) / 2) * self.spread
        return self.expected_multiple - reach, self.expected_multiple + reach

    def working(self) -> Working:
        """What came of it creator by creator, how sure it is, and whether it wins."""
        return Working.of(
            *(
                (f"{record.creator_id}, {record.in_words()}", _shown(record.multiple))
                for record in self.records
            ),
            ("return multiple of all of them", _shown(self.multiple)),
            ("orders behind it", figure_text(self.orders)),
            ("by how much creators differ, seen and assumed", _shown(self.creator_spread)),
            ("how unsure the multiple is", _shown(self.own_spread)),
            ("gross profit of an order of the campaign", figure_text(self.per_order)),
            ("return multiple of the campaign", _shown(self.level)),
            ("drawn to it", _shown(self.expected_multiple)),
            ("how unsure that is", _shown(self.spread)),
            ("chance that it returns more than it costs", _shown(self.probability_winning)),
            (f"{self.angle} in {self.niche}", "winning" if self.is_winning else "not proven"),
        )

    @property
    def _parts(self) -> tuple[Fraction, ...]:
        """Each creator's part of the cost."""
        whole = self.cost.exact.amount
        return tuple(record.cost.exact.amount / whole for record in self.records)

    @property
    def _scale(self) -> Fraction:
        """What the assumed spreads are parts of."""
        return max(self.level, Fraction(1))

    @property
    def _precisions(self) -> tuple[float, float]:
        """How much the own multiple and the level of the campaign weigh."""
        common = float(self._scale * self.policy.pattern_spread.fraction)
        return 1 / self.own_spread**2, 1 / common**2


def _shown(number: float | Fraction) -> str:
    """A number to four places, without idle zeros."""
    return str(decimal_of(round(Fraction(number), _PLACES)))
