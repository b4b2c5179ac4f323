"""Allocation: the next cycle's budget over creators, with what is left and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs

from influence._frozen_mapping import FrozenMapping
from influence.allocation._chance import Chance, chance_of
from influence.allocation._changes import Change, Past, last_cycle, turn_of
from influence.allocation._line import AllocationLine
from influence.allocation._policy import AllocationPolicy
from influence.allocation._worth import GRAIN
from influence.errors import UnknownNameError
from influence.ids import CreatorId
from influence.money import ExactMoney, Money
from influence.workings import Working


@attrs.frozen(kw_only=True)
class Allocation:
    """Whom to book in the next cycle; made by ``allocate``.

    Args:
        budget: What could be spent.
        policy: The limits and assumptions that it was made under.
        lines: One for each choice, by creator id; most of them hold no package.
        bound: No allocation with so many partners is worth more than this.
        is_exact: Whether it is proven that none is worth more than this one.
        unspent_reason: Why the rest stays in hand; ``None`` when nothing is left.
        partners_reason: Why there are fewer partners than the policy asks for; ``None`` when there
            are not.
    """

    budget: Money
    policy: AllocationPolicy
    lines: tuple[AllocationLine, ...]
    bound: ExactMoney
    is_exact: bool
    unspent_reason: str | None
    partners_reason: str | None

    @property
    def packages(self) -> Mapping[CreatorId, int]:
        """How many packages to book with each creator, those with none left out."""
        return FrozenMapping({line.creator_id: line.packages for line in self.booked})

    @property
    def booked(self) -> tuple[AllocationLine, ...]:
        """The lines with at least one package."""
        return tuple(line for line in self.lines if line.packages)

    @property
    def spent(self) -> Money:
        """What the packages cost."""
        return self._total(line.cost for line in self.booked)

    @property
    def unspent(self) -> Money:
        """What stays in hand."""
        return self.budget - self.spent

    @property
    def expected_profit(self) -> Money:
        """What the packages are expected to earn beyond their cost: the sum of the lines."""
        return self._total(line.expected_profit for line in self.booked)

    @property
    def value(self) -> ExactMoney:
        """Expected profit and value of the tests, unrounded: what is made as large as can be."""
        return ExactMoney.total((line.value for line in self.booked), currency=self.budget.currency)

    @property
    def shortfall(self) -> ExactMoney:
        """How much more the best allocation could be worth at most; nothing when it is exact."""
        return self.bound - self.value

    @property
    def probability_profitable(self) -> float:
        """How likely the cycle earns more than it costs; 0 when nothing is booked.

        A sum of log-normals is taken for a log-normal of the same mean and variance.
        """
        chance = self._chance
        return 0.0 if chance is None else chance.above_cost

    def profit_interval(self, level: float = 0.8) -> tuple[Money, Money]:
        """The profit of the cycle, between which it falls with probability *level*.

        Raises:
            InvalidInputError: *level* is not between 0 and 1.
        """
        chance = self._chance
        if chance is None:
            return Money.zero(self.budget.currency), Money.zero(self.budget.currency)
        low, high = chance.between(level)
        return self._profit(low), self._profit(high)

    def line(self, creator_id: CreatorId) -> AllocationLine:
        """What the cycle holds for one creator.

        Raises:
            UnknownNameError: They were no choice; the close one is named.
        """
        known = {line.creator_id: line for line in self.lines}
        if creator_id not in known:
            raise UnknownNameError("creator", creator_id, known)
        return known[creator_id]

    def compared_with(
        self, last: Mapping[CreatorId, int | Past] | None = None
    ) -> tuple[Change, ...]:
        """The next cycle beside the last one, for everybody who is in either, by creator id.

        Args:
            last: What was booked last: packages alone, or with cost and gross profit. Without it
                the latest cycle among the bookings of the choices is taken.
        """
        if last is None:
            last = last_cycle(line.choice.candidate for line in self.lines)
        before = {
            who: past if isinstance(past, Past) else Past(packages=past)
            for who, past in last.items()
        }
        lines = {line.creator_id: line for line in self.lines}
        everybody = sorted({*self.packages, *(who for who in before if before[who].packages)})
        return tuple(
            self._change(lines.get(who), who, before.get(who, Past(packages=0)))
            for who in everybody
        )

    def working(self) -> Working:
        """The budget, what is booked and why, and what stays in hand."""
        steps: list[tuple[str, object]] = [("budget", self.budget)]
        for line in self.booked:
            steps.append((f"{line.creator_id}: why", line.reason))
            steps.append((f"{line.creator_id}: {line.packages} × {line.price}", line.cost))
        steps.append(("spent", self.spent))
        steps.append(("expected profit", self.expected_profit))
        steps.append(("value of the tests", self._total(x.value_of_test for x in self.booked)))
        steps.append(("value, both together", self.value.rounded()))
        if not self.is_exact:
            steps.append(("no allocation is worth more than", self.bound.rounded("ceiling")))
        steps += [
            (text, why)
            for text, why in (
                ("why there are not more partners", self.partners_reason),
                ("why not all is spent", self.unspent_reason),
            )
            if why is not None
        ]
        return Working.of(*steps, ("left", self.unspent))

    @property
    def _chance(self) -> Chance | None:
        """The chance of the packages; ``None`` when there are none."""
        if not self.booked:
            return None
        return chance_of(self.booked, season=float(self.policy.season.fraction))

    def _profit(self, earned: float) -> Money:
        """The profit when so much is earned for 1 spent."""
        exact = Fraction(round((earned - 1) * GRAIN), GRAIN)
        return (self.spent.exact * exact).rounded()

    def _change(self, line: AllocationLine | None, who: CreatorId, before: Past) -> Change:
        """What becomes of one creator, who need not be a choice any more."""
        now = 0 if line is None else line.packages
        is_new = line is not None and line.is_new
        cost = Money.zero(self.budget.currency) if line is None else line.cost
        turn = turn_of(now, before.packages, is_new=is_new)
        return Change(creator_id=who, turn=turn, now=now, cost=cost, before=before)

    def _total(self, amounts: Iterable[Money]) -> Money:
        """The sum of some amounts."""
        return Money.total(amounts, currency=self.budget.currency)
