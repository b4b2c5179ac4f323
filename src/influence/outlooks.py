"""Outlooks: what is believed of a creator's next package, with how sure that is.

    return multiple = gross profit ÷ whole cost of a package
    belief          log multiple ~ normal(log mean, log sd)
    profit          (multiple − 1) × price

Two things are uncertain. What the creator is worth on average is known better with every booking;
what one package brings varies around that for ever. ``log_sd`` is the first, ``outcome_log_sd``
both together. How a belief comes from bookings is for ``influence.beliefs``.
"""

from __future__ import annotations

import math
from fractions import Fraction
from statistics import NormalDist
from typing import Any

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.ids import CreatorId, validated_id
from influence.money import ExactMoney, Money
from influence.next_tests import NextTest

__all__ = ["Outlook", "ScorePart"]

_NORMAL = NormalDist()

#: Multiples are kept to a billionth, so that a score is the same on every machine.
_GRAIN = 10**9


def _is_finite(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A number that is neither infinite nor undefined."""
    if not isinstance(value, int | float) or not math.isfinite(value):
        raise InvalidInputError(require.place(instance, attribute), "be a finite number", value)


def _is_spread(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A finite number that is not negative."""
    _is_finite(instance, attribute, value)
    if isinstance(value, int | float) and value < 0:
        raise InvalidInputError(require.place(instance, attribute), "be 0 or more", value)


@attrs.frozen
class ScorePart:
    """One part of a score, in the unit of the score.

    Args:
        text: What it comes from, such as ``clicks per exposure``.
        amount: What it adds, or takes away.
    """

    text: str = attrs.field(validator=require.is_line)
    amount: Fraction


@attrs.frozen(kw_only=True)
class Outlook:
    """What is believed of a creator's next package.

    Args:
        creator_id: Who.
        log_mean: Natural logarithm of the median of the expected return multiple.
        log_sd: Standard deviation of that logarithm: how unsure the belief is.
        outcome_log_sd: The same for what one next package brings; not below *log_sd*.
        effective_orders: How many orders of evidence of their own stand behind it.
        value_of_test: What one more test is worth beyond its own profit, per unit of its cost.
        parts: What the expected multiple comes from; the amounts sum to it.
        test: What that test would teach, where it is known; ``beside`` values it anew.

    Raises:
        InvalidInputError: A number is not finite, or a spread is negative or out of order.

    Example:
        >>> outlook = Outlook(
        ...     creator_id="maya",
        ...     log_mean=0.2,
        ...     log_sd=0.3,
        ...     outcome_log_sd=0.6,
        ...     effective_orders=18.0,
        ... )
        >>> round(outlook.expected_multiple, 3), round(outlook.probability_profitable, 3)
        (1.278, 0.748)
        >>> outlook.expected_profit(Money("250", "USD"))
        Money('69.41', 'USD')
    """

    creator_id: CreatorId = attrs.field(validator=validated_id)
    log_mean: float = attrs.field(validator=_is_finite)
    log_sd: float = attrs.field(validator=_is_spread)
    outcome_log_sd: float = attrs.field(validator=_is_spread)
    effective_orders: float = attrs.field(validator=_is_spread)
    value_of_test: float = attrs.field(default=0.0, validator=_is_spread)
    parts: tuple[ScorePart, ...] = attrs.field(
        default=(), validator=require.are(ScorePart, called="parts")
    )
    test: NextTest | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(require.is_a(NextTest, called="a NextTest")),
    )

    def __attrs_post_init__(self) -> None:
        if self.outcome_log_sd < self.log_sd:
            rule = f"be at least log_sd, which is {self.log_sd!r}"
            raise InvalidInputError("Outlook.outcome_log_sd", rule, self.outcome_log_sd)

    @property
    def expected_multiple(self) -> float:
        """The mean of the return multiple: gross profit per unit of whole cost."""
        return math.exp(self.log_mean + self.log_sd**2 / 2)

    @property
    def score(self) -> Fraction:
        """The expected multiple to a billionth: what creators are ranked by."""
        return Fraction(round(self.expected_multiple * _GRAIN), _GRAIN)

    @property
    def probability_profitable(self) -> float:
        """How likely the creator's packages earn more than they cost, in the long run."""
        return self.chance_above(1.0)

    @property
    def probability_next_profitable(self) -> float:
        """How likely the one next package earns more than it costs."""
        mean_kept = self.log_mean - (self.outcome_log_sd**2 - self.log_sd**2) / 2
        return _chance(mean_kept, self.outcome_log_sd)

    def chance_above(self, multiple: float) -> float:
        """How likely the creator's true return multiple is above *multiple*, which is positive."""
        return _chance(self.log_mean - math.log(multiple), self.log_sd)

    def beside(self, elsewhere: float) -> Outlook:
        """The same where the budget earns *elsewhere* for every unit spent.

        A test is worth less where its discovery takes the place of somebody good, and more where
        the creator may be the one to be replaced. Without a ``test`` nothing changes.
        """
        if self.test is None:
            return self
        test = self.test.beside(elsewhere)
        return attrs.evolve(self, test=test, value_of_test=test.worth)

    def interval(self, level: float = 0.8) -> tuple[float, float]:
        """The return multiple between which the truth lies with probability *level*."""
        reach = _reach(level) * self.log_sd
        return math.exp(self.log_mean - reach), math.exp(self.log_mean + reach)

    def expected_profit(self, price: Money) -> Money:
        """What a package at *price* is expected to earn beyond its price."""
        return _money(self.expected_multiple - 1, price)

    def profit_interval(self, price: Money, level: float = 0.8) -> tuple[Money, Money]:
        """The profit of one package at *price*, between which it falls with probability *level*."""
        middle = self.log_mean - (self.outcome_log_sd**2 - self.log_sd**2) / 2
        reach = _reach(level) * self.outcome_log_sd
        low, high = math.exp(middle - reach), math.exp(middle + reach)
        return _money(low - 1, price), _money(high - 1, price)


def _chance(distance: float, spread: float) -> float:
    """The chance of a normal value with mean *distance* to be above zero."""
    if spread == 0:
        return 1.0 if distance > 0 else 0.0
    return _NORMAL.cdf(distance / spread)


def _reach(level: float) -> float:
    """How many standard deviations to each side hold the part *level*."""
    if not 0 < level < 1:
        raise InvalidInputError("level of an interval", "be between 0 and 1", level)
    return _NORMAL.inv_cdf((1 + level) / 2)


def _money(share: float, price: Money) -> Money:
    """A multiple of a price, kept to a billionth and rounded to the cent."""
    exact = Fraction(round(share * _GRAIN), _GRAIN)
    return ExactMoney(exact * price.exact.amount, price.currency).rounded()
