"""Following: any ranking strategy as a programme, by the rules that the sources give.

    renew      the top of those who were tried, one package each
    retry      whoever else has not yet missed with two angles, when second chances are given
    test       somebody new with the rest: up to the partners of a test, or as long as money lasts
    more       a second package with those who were renewed, when the budget is to be used in full

With the ranking sheet, and without second chances, that is the sheet of the sources: renew the top,
drop the rest. An angle has missed when its packages earned less than they cost. Source: S1, S2, S3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import attrs

from influence import _requirements as require
from influence.bookings import Booking
from influence.candidates import Candidate
from influence.ids import CreatorId
from influence.markets._programme import Question
from influence.money import ExactMoney, Money
from influence.ranking import RankingStrategy, placed
from influence.shares import Share


@attrs.frozen(kw_only=True)
class Following:
    """A ranking strategy as a programme.

    Args:
        strategy: Ranks the creators.
        name: The word for it in tables; empty takes that of the strategy.
        retries: Whether who is not renewed gets another chance, with another angle.
        fills_budget: Whether money that is left goes to more tests, and then to more packages.
        pays_back: Renew whoever earned back what they cost, instead of the top.
        renew_share: Which part of those who were tried is the top: at least one of them.
        missed_angles: With so many missed angles nobody gets another chance.
        partners: How many creators a cycle has when the budget is not to be used in full.

    Source: S2 for the two angles, the payback rule and the three to five partners.
    """

    strategy: RankingStrategy
    name: str = ""
    retries: bool = attrs.field(default=True, validator=require.is_flag)
    fills_budget: bool = attrs.field(default=True, validator=require.is_flag)
    pays_back: bool = attrs.field(default=False, validator=require.is_flag)
    renew_share: Share = attrs.field(
        default=Share("0.2"), converter=Share, validator=require.is_part
    )
    missed_angles: int = attrs.field(default=2, validator=require.at_least(1))
    partners: int = attrs.field(default=5, validator=require.at_least(1))

    def __attrs_post_init__(self) -> None:
        if not self.name:
            object.__setattr__(self, "name", self.strategy.name)

    def book(self, question: Question, /) -> Mapping[CreatorId, int]:
        """The packages of a cycle."""
        placings = placed(question.standings, strategy=self.strategy)
        ranked = sorted(question.candidates, key=lambda one: placings[one.creator_id].rank)
        tried = [one for one in ranked if not one.is_untried]
        renewed = self._renewed(tried)
        again = [one for one in tried if one not in renewed and self._has_a_chance(one)]
        new = [one for one in ranked if one.is_untried]
        basket = _Basket(question.budget)
        basket.take(renewed)
        basket.take(again)
        basket.take(new, most=None if self.fills_budget else self.partners)
        if self.fills_budget:
            basket.take(renewed)
        return basket.packages

    def _renewed(self, tried: Sequence[Candidate]) -> Sequence[Candidate]:
        """Those who are booked again for what they did."""
        if self.pays_back:
            return [one for one in tried if _has_paid_back(one.bookings)]
        places = max(Fraction(1), self.renew_share.fraction * len(tried))
        return tried[: int(places)]

    def _has_a_chance(self, candidate: Candidate) -> bool:
        """Whether somebody who was not renewed is tried with another angle."""
        return self.retries and _missed(candidate.bookings) < self.missed_angles


class _Basket:
    """What is booked so far, and what is left of the budget."""

    def __init__(self, budget: Money) -> None:
        self._left = budget
        self.packages: dict[CreatorId, int] = {}

    def take(self, candidates: Iterable[Candidate], *, most: int | None = None) -> None:
        """One package with each as long as the money lasts, up to *most* partners in all."""
        for one in candidates:
            if most is not None and len(self.packages) >= most:
                return
            if one.price is not None and one.price <= self._left:
                self.packages[one.creator_id] = self.packages.get(one.creator_id, 0) + 1
                self._left -= one.price


def _has_paid_back(bookings: Sequence[Booking]) -> bool:
    """Whether bookings are known to have earned what they cost."""
    profit = _profit(bookings)
    return profit is not None and profit.minor >= 0


def _missed(bookings: Sequence[Booking]) -> int:
    """How many angles are known to have earned less than they cost."""
    angles = {one.angle for one in bookings}
    profits = [_profit([one for one in bookings if one.angle == angle]) for angle in angles]
    return sum(profit is not None and profit.minor < 0 for profit in profits)


def _profit(bookings: Iterable[Booking]) -> ExactMoney | None:
    """What bookings earned beyond their cost; ``None`` when nobody told of any."""
    parts = [
        one.gross_profit.exact - one.cost.exact for one in bookings if one.gross_profit is not None
    ]
    return ExactMoney.total(parts, currency=parts[0].currency) if parts else None
