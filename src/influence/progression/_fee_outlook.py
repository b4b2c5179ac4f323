"""Fee outlooks: an outlook, held against the fee that is offered for the next package.

    chance of profit = chance that multiple × price is above the offered cost
    expected profit  = expected multiple × price − offered cost

The outlook tells what a package returns per unit of its price; what it brings does not change with
what is paid for it. So another fee is judged by the same belief: for somebody on a share of the
sales it is the fee that one would offer, for somebody on a fee the one that they would get again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs

from influence import _requirements as require
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.ids import CreatorId
from influence.money import ExactMoney, Money
from influence.outlooks import Outlook
from influence.progression._chance import to_billionth, told
from influence.progression._evidence import StageEvidence
from influence.ratios import figure_text
from influence.workings import Working


def _price(outlook: FeeOutlook) -> Money:
    """The price, where no other cost is offered."""
    return outlook.price


@attrs.frozen(kw_only=True)
class FeeOutlook:
    """What is believed of a creator's next package at the fee that is offered for it.

    Args:
        outlook: What is believed of it per unit of *price*.
        price: The whole cost that the outlook is told of: fee, product, shipping and handling.
        offered: Its whole cost with the fee that is offered; *price* unless said otherwise.

    Raises:
        InvalidInputError: *price* is not above 0, or *offered* is below it.
        CurrencyMismatchError: The two differ in currency.

    Example:
        >>> outlook = Outlook(
        ...     creator_id="maya",
        ...     log_mean=0.2,
        ...     log_sd=0.3,
        ...     outcome_log_sd=0.6,
        ...     effective_orders=18.0,
        ... )
        >>> dearer = FeeOutlook(
        ...     outlook=outlook, price=Money("250", "USD"), offered=Money("300", "USD")
        ... )
        >>> print(dearer.working())
        expected multiple of 250.00 USD               1.277621
        expected gross profit                         319.41 USD
        whole cost at the offered fee                 300.00 USD
        expected profit                               19.41 USD
        chance that gross profit is above 300.00 USD  52.3 %
    """

    outlook: Outlook = attrs.field(validator=require.is_a(Outlook, called="an outlook"))
    price: Money = attrs.field(validator=require.is_positive_money)
    offered: Money = attrs.field(
        default=attrs.Factory(_price, takes_self=True), validator=require.is_money
    )

    def __attrs_post_init__(self) -> None:
        if self.offered.currency != self.price.currency:
            rule = f"be in {self.price.currency} as the price is"
            raise CurrencyMismatchError("FeeOutlook.offered", rule, self.offered)

    @property
    def probability_profitable(self) -> Fraction:
        """How likely the creator's packages earn more than they cost at the offered fee."""
        if self.offered.is_zero:
            return Fraction(1)
        share = Fraction(self.offered.minor, self.price.minor)
        return to_billionth(self.outlook.chance_above(float(share)))

    @property
    def expected_gross_profit(self) -> ExactMoney:
        """What a package is expected to bring, whatever is paid for it."""
        return self.price.exact * self.outlook.score

    @property
    def expected_profit(self) -> ExactMoney:
        """What it is expected to bring beyond the offered cost."""
        return self.expected_gross_profit - self.offered

    def evidence(self, evidence: StageEvidence, *, expected_rank: int | None) -> StageEvidence:
        """*evidence* with what is believed at the offered fee.

        Args:
            evidence: What a cycle showed.
            expected_rank: The creator's place in ``expected_places``.
        """
        return attrs.evolve(
            evidence,
            probability_profitable=self.probability_profitable,
            expected_rank=expected_rank,
        )

    def working(self) -> Working:
        """The figures, ending in the chance of a profit."""
        return Working.of(
            (f"expected multiple of {self.price}", figure_text(self.outlook.score)),
            ("expected gross profit", self.expected_gross_profit.rounded()),
            ("whole cost at the offered fee", self.offered),
            ("expected profit", self.expected_profit.rounded()),
            (
                f"chance that gross profit is above {self.offered}",
                told(self.probability_profitable),
            ),
        )


def expected_places(outlooks: Iterable[FeeOutlook]) -> Mapping[CreatorId, int]:
    """The place of each creator by expected profit at the offered fee; equals share a place.

    Raises:
        InvalidInputError: A creator stands there twice.
        CurrencyMismatchError: Offers are in different currencies.

    """
    expected: dict[CreatorId, ExactMoney] = {}
    for one in outlooks:
        who = one.outlook.creator_id
        if who in expected:
            raise InvalidInputError("creator of a fee outlook", "stand there once", who)
        expected[who] = one.expected_profit
    falling = sorted(expected.values(), reverse=True)
    places: dict[ExactMoney, int] = {}
    for place, profit in enumerate(falling, start=1):
        places.setdefault(profit, place)
    return {who: places[profit] for who, profit in expected.items()}
