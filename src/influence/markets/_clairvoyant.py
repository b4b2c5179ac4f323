"""Clairvoyant: books with the truth in hand, and so earns what could have been earned.

It knows what every package earns on average: creators, seasons, angles and wear. What it does not
know is the luck of a post, so a programme can have more luck than it, but not on average. Each
cycle is packed exactly; where audiences tire, what a package takes away from later cycles counts,
and cycles are packed again until nothing improves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import attrs

from influence.ids import CreatorId
from influence.markets._creator import TrueCreator
from influence.markets._market import Market
from influence.markets._packing import packed
from influence.markets._programme import Question
from influence.markets._wear import worn

# More packages than this in one cycle pay for themselves with nobody.
_MOST = 6
_SWEEPS = 4
# A sweep that adds less than this part is the last.
_GAIN = 1e-4


@attrs.frozen(kw_only=True, slots=False)
class Clairvoyant:
    """The programme of somebody who knows the truth of a market.

    Args:
        market: The market.
        name: The word for it in tables.
    """

    market: Market
    name: str = "clairvoyant"

    def book(self, question: Question, /) -> Mapping[CreatorId, int]:
        """The packages of this cycle, by the plan for all of them."""
        return self.plan[question.cycle]

    @cached_property
    def plan(self) -> Sequence[Mapping[CreatorId, int]]:
        """The packages of every cycle."""
        plan = _Plan(self.market)
        for _ in range(_SWEEPS):
            before = plan.worth()
            for cycle in range(self.market.preset.cycles):
                plan.pack(cycle)
            if plan.worth() <= before * (1 + _GAIN):
                break
        return plan.cycles()


class _Plan:
    """Packages of each creator in each cycle, on their way to the best."""

    def __init__(self, market: Market) -> None:
        self._market = market
        self._counts = {one.creator_id: [0] * market.preset.cycles for one in market.creators}

    def pack(self, cycle: int) -> None:
        """Pack one cycle anew, what is planned for the others given."""
        creators = self._market.creators
        chosen = packed(
            [self._values(one, cycle) for one in creators],
            prices=[one.price.minor for one in creators],
            budget=self._market.preset.budget.minor,
        )
        for one, count in zip(creators, chosen, strict=True):
            self._counts[one.creator_id][cycle] = count

    def worth(self) -> float:
        """What the plan earns on average."""
        creators = self._market.creators
        return sum(self._worth(one, self._counts[one.creator_id], start=0) for one in creators)

    def cycles(self) -> Sequence[Mapping[CreatorId, int]]:
        """The packages of each cycle, without those who get none."""
        return tuple(
            {name: counts[cycle] for name, counts in self._counts.items() if counts[cycle]}
            for cycle in range(self._market.preset.cycles)
        )

    def _values(self, creator: TrueCreator, cycle: int) -> Sequence[float]:
        """What 1, 2, … packages in a cycle add over the whole programme."""
        if self._market.expected(creator.creator_id, cycle=cycle) <= float(creator.price.amount):
            return ()
        counts = list(self._counts[creator.creator_id])
        worths: list[float] = []
        for count in range(_MOST + 1):
            counts[cycle] = count
            worths.append(self._worth(creator, counts, start=cycle))
            if worths[-1] < worths[max(0, count - 1)]:
                break  # each further package brings less than the one before
        return [worth - worths[0] for worth in worths[1:]]

    def _worth(self, creator: TrueCreator, counts: Sequence[int], *, start: int) -> float:
        """What so many packages in each cycle from *start* on earn on average."""
        market, price = self._market, float(creator.price.amount)
        wear, worth = 0.0, 0.0
        for cycle, count in enumerate(counts):
            if cycle >= start:
                worth += sum(
                    market.expected(creator.creator_id, cycle=cycle, package=package, wear=wear)
                    - price
                    for package in range(count)
                )
            wear = worn(wear, count, preset=market.preset)
        return worth
