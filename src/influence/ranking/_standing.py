"""Standing: what a ranking strategy gets to see of a creator, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from fractions import Fraction
from typing import ClassVar, Protocol, cast, runtime_checkable

import attrs

from influence._foreign import asked, is_foreign, told
from influence.candidates import Candidate
from influence.errors import InvalidInputError, PluginError
from influence.ids import CreatorId
from influence.money import Money
from influence.outlooks import Outlook, ScorePart
from influence.workings import Working

_NOUN = "ranking strategy"


@attrs.frozen(kw_only=True)
class Standing:
    """One creator's figures.

    Args:
        creator_id: Who.
        metrics: The known totals, money in major units; what is unknown is left out.
        spend: Everything that the creator cost.
        profit: Gross profit less spend; ``None`` when unknown.
        candidate: Their price, audience and bookings, for a strategy that looks ahead; ``None``
            when nobody has told them.
    """

    creator_id: CreatorId
    metrics: Mapping[str, Fraction]
    spend: Money
    profit: Money | None = None
    candidate: Candidate | None = None


@attrs.frozen(kw_only=True)
class Placing:
    """A creator's place.

    Args:
        creator_id: Who.
        rank: 1 is best; equals share a rank, and the next rank counts them all.
        working: Why, ending in the rank.
        score: What the place follows from; ``None`` when unknown, or when there is no single score.
        parts: What the score is made of; they sum to it.
        outlook: What the strategy believes of the creator's next package, where it has a belief.

    Raises:
        InvalidInputError: The parts do not sum to the score.
    """

    creator_id: CreatorId
    rank: int
    working: Working
    score: Fraction | None = None
    parts: tuple[ScorePart, ...] = ()
    outlook: Outlook | None = None

    def __attrs_post_init__(self) -> None:
        if not self.parts:
            return
        found = sum((part.amount for part in self.parts), Fraction(0))
        if found != self.score:
            rule = f"sum to the score, which is {self.score}"
            raise InvalidInputError(f"parts of the score of {self.creator_id}", rule, found)


@runtime_checkable
class RankingStrategy(Protocol):
    """A pure function from standings to placings, best first, one for each creator."""

    #: The word that books use.
    name: ClassVar[str]

    def rank(self, standings: Sequence[Standing], /) -> Sequence[Placing]:
        """Every creator's place, best first."""
        ...


def ranks_of(scores: Mapping[CreatorId, Fraction | None]) -> Mapping[CreatorId, int]:
    """The rank of each creator by score, the highest first.

    Equal scores share a rank. Whoever has none shares the rank after everybody who has one.

    Example:
        >>> ranks = ranks_of({"a": Fraction(3), "b": Fraction(5), "c": Fraction(3), "d": None})
        >>> [ranks[name] for name in "abcd"]
        [2, 1, 2, 4]
    """
    known = sorted((score for score in scores.values() if score is not None), reverse=True)
    first: dict[Fraction, int] = {}
    for place, score in enumerate(known, start=1):
        first.setdefault(score, place)
    return {
        creator: len(known) + 1 if score is None else first[score]
        for creator, score in scores.items()
    }


def placed(
    standings: Sequence[Standing], *, strategy: RankingStrategy
) -> Mapping[CreatorId, Placing]:
    """Every creator's placing by a strategy.

    Raises:
        PluginError: The strategy fails, forgets a creator, or places one twice or out of nowhere.
    """
    placings = _placings(standings, strategy=strategy)
    by_creator = {placing.creator_id: placing for placing in placings}
    wanted = {standing.creator_id for standing in standings}
    if len(placings) != len(standings) or set(by_creator) != wanted:
        rule = f"place each of {sorted(wanted)} once"
        given = sorted(placing.creator_id for placing in placings)
        raise PluginError(told(_NOUN, strategy), rule, given)
    return by_creator


def _placings(standings: Sequence[Standing], *, strategy: RankingStrategy) -> Sequence[Placing]:
    """What a strategy answers; one that is not ours is shown a copy."""
    if not is_foreign(strategy):
        return strategy.rank(standings)
    rule = "place creators without failing"
    copies = deepcopy(tuple(standings))
    answer = asked(lambda: list(strategy.rank(copies)), noun=_NOUN, member=strategy, rule=rule)
    for place, placing in enumerate(cast("list[object]", answer)):
        if not isinstance(placing, Placing) or not isinstance(cast("object", placing.rank), int):
            what = f"{told(_NOUN, strategy)}: answer[{place}]"
            raise PluginError(what, "be a Placing with a whole rank", placing)
    return answer
