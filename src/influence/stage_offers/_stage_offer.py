"""Stage offer: terms of a stage, and what they come to for both sides.

income  = fee + what product is worth, in each scenario
profit  = gross profit − cost of the terms − other costs, in each scenario
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from fractions import Fraction

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.money import ExactMoney
from influence.payments import PaymentRule, fee_of
from influence.progression import STAGES, Stage
from influence.ratios import decimal_of
from influence.stage_offers._prospect import Prospect
from influence.stage_offers._stage_terms import in_kind, terms_text
from influence.workings import Working

_GRAIN = 10**9


@attrs.frozen(kw_only=True)
class OfferOutcome:
    """What an offer comes to in one scenario.

    Args:
        chance: How likely the scenario is.
        income: What the creator gets.
        profit: What we keep.
    """

    chance: Fraction
    income: ExactMoney
    profit: ExactMoney


@attrs.frozen(kw_only=True)
class StageOffer:
    """Terms of a stage and what they come to.

    Args:
        stage: The payment stage.
        terms: The payment rule.
        prospect: The package that they are for.
        outcomes: What each scenario of it comes to.
    """

    stage: Stage = attrs.field(validator=require.one_of(STAGES))
    terms: PaymentRule
    prospect: Prospect = attrs.field(repr=False)
    outcomes: tuple[OfferOutcome, ...] = attrs.field(repr=False)

    @classmethod
    def of(cls, stage: Stage, terms: PaymentRule, *, prospect: Prospect) -> StageOffer:
        """What *terms* come to for a package.

        Raises:
            CurrencyMismatchError: The terms are in another currency than the package.
            MissingDataError: They pay for something that the package does not tell.
        """
        product = in_kind(terms)
        zero = ExactMoney.zero(prospect.currency)
        worth = zero if product is None else product.exact
        other = zero if prospect.other_costs is None else prospect.other_costs.exact
        outcomes: list[OfferOutcome] = []
        for scenario, performance in zip(prospect.scenarios, prospect.performances, strict=True):
            fee = fee_of(terms, performance)
            earned = prospect.gross_profit(scenario.orders)
            outcomes.append(
                OfferOutcome(
                    chance=scenario.chance,
                    income=worth + fee.amount,
                    profit=earned - fee.cost - other,
                )
            )
        return cls(stage=stage, terms=terms, prospect=prospect, outcomes=tuple(outcomes))

    @property
    def income(self) -> ExactMoney:
        """What the creator can expect, with product at what it is worth."""
        return self._mean(lambda one: one.income)

    @property
    def income_spread(self) -> ExactMoney:
        """Standard deviation of what the creator gets, kept to a billionth."""
        mean = self.income.amount
        squares = (one.chance * (one.income.amount - mean) ** 2 for one in self.outcomes)
        spread = math.sqrt(sum(squares, Fraction(0)))
        return ExactMoney(Fraction(round(spread * _GRAIN), _GRAIN), self.prospect.currency)

    @property
    def profit(self) -> ExactMoney:
        """What we can expect: gross profit less every cost."""
        return self._mean(lambda one: one.profit)

    @property
    def cost(self) -> ExactMoney:
        """What the package is expected to cost us."""
        earned = (
            self.prospect.gross_profit(one.orders) * one.chance for one in self.prospect.scenarios
        )
        return ExactMoney.total(earned, currency=self.prospect.currency) - self.profit

    @property
    def chance_of_loss(self) -> Fraction:
        """How likely the one package costs us more than it brings."""
        return sum((one.chance for one in self.outcomes if one.profit.is_negative), Fraction(0))

    def income_at(self, chance: Fraction) -> ExactMoney:
        """What the creator gets at least, but for a part *chance* of the ways it can go.

        Raises:
            InvalidInputError: *chance* is not from 0 to 1.
        """
        return _quantile(((one.income, one.chance) for one in self.outcomes), chance)

    def profit_at(self, chance: Fraction) -> ExactMoney:
        """What we keep at least, but for a part *chance* of the ways it can go.

        Raises:
            InvalidInputError: *chance* is not from 0 to 1.
        """
        return _quantile(((one.profit, one.chance) for one in self.outcomes), chance)

    def worth(self, risk_price: Fraction) -> ExactMoney:
        """What the offer is worth to the creator: income less the price of its spread."""
        return self.income - self.income_spread * risk_price

    def working(self) -> Working:
        """What both sides can expect, ending in our profit."""
        tenth = Fraction(1, 10)
        other = self.prospect.other_costs
        others = [] if other is None else [("of which under any terms", other)]
        return Working.of(
            ("stage", self.stage),
            ("terms", terms_text(self.terms)),
            ("creator expects", self.income.rounded()),
            ("creator's income, spread", self.income_spread.rounded()),
            ("creator's income, worst tenth", f"at most {self.income_at(tenth).rounded()}"),
            ("expected gross profit", (self.cost + self.profit).rounded()),
            ("expected cost", self.cost.rounded()),
            *others,
            ("our profit, worst tenth", f"at most {self.profit_at(tenth).rounded()}"),
            ("chance of a loss", per_cent(self.chance_of_loss)),
            ("expected profit", self.profit.rounded()),
        )

    def in_words(self) -> str:
        """What it comes to for both sides, on one line."""
        ours = f"profit {self.profit.rounded()}, loss {per_cent(self.chance_of_loss)}"
        return f"{ours}, creator {self.income.rounded()} ± {self.income_spread.rounded()}"

    def _mean(self, figure: Callable[[OfferOutcome], ExactMoney]) -> ExactMoney:
        """The mean of a figure over the ways it can go."""
        parts = (figure(one) * one.chance for one in self.outcomes)
        return ExactMoney.total(parts, currency=self.prospect.currency)


def per_cent(chance: Fraction) -> str:
    """A chance in tenths of a per cent."""
    return f"{decimal_of(Fraction(round(chance * 1000), 10))} %"


def _quantile(figures: Iterable[tuple[ExactMoney, Fraction]], chance: Fraction) -> ExactMoney:
    """The least figure of which more than a part *chance* lies at or below it."""
    if not 0 <= chance <= 1:
        raise InvalidInputError("chance", "be from 0 to 1", chance)
    rising = sorted(figures, key=lambda pair: pair[0])
    below = Fraction(0)
    for figure, weight in rising:
        below += weight
        if below > chance:
            return figure
    return rising[-1][0]
