"""Shapley: credit by what players add to one another, averaged over every order of joining them.

    value of a player = mean over all orders of (worth with the player − worth of those before)

What a set of players is worth is stated:

- ``conversions``: all sales whose players all lie in the set;
- ``value``: what those sales came to, in minor units;
- ``rate``: those sales ÷ all visitors whose players all lie in the set, lost ones too.

By the first two every sale is shared evenly among those who were met on the way to it, which is
exact for any number of players. The rate is worked out over all sets for a stated number of players
and sampled beyond it. A rate can fall when a player joins, so a value can be below zero; such a
player is credited with nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import ClassVar, Literal, get_args

import attrs

from influence import _requirements as require
from influence.attribution._coalitions import (
    outcomes_of,
    rate_values,
    shared_evenly,
    shares_of_sizes,
)
from influence.attribution._journey import Journey
from influence.attribution._path import Path, PathTouch
from influence.attribution._permutations import sampled_rates
from influence.attribution._player_scores import PlayerScores, ScoreKind, outcome_of, scored
from influence.attribution._players import (
    PLAYERS,
    Players,
    path_weights,
    player_of,
    whole_weights,
)
from influence.errors import InvalidInputError, MissingDataError
from influence.shares import Share

Worth = Literal["conversions", "value", "rate"]

#: With more players than this, the exact values of rates have too many digits to be worth it.
MOST_EXACT_PLAYERS = 12

_LIKELY = Share("0.95")

_Scores = Mapping[str, tuple[Fraction, Fraction]]
#: Conversions and their value, by how many players were met together and by each of them.
Sizes = Mapping[int, Mapping[str, tuple[int, int]]]


def _is_exact_count(instance: object, attribute: attrs.Attribute[int], value: object) -> None:
    """No more players than can be worked out over all their sets."""
    require.is_count(instance, attribute, value)
    if isinstance(value, int) and value > MOST_EXACT_PLAYERS:
        rule = f"be at most {MOST_EXACT_PLAYERS}"
        raise InvalidInputError(require.place(instance, attribute), rule, value)


def _is_whole(instance: object, attribute: attrs.Attribute[int], value: object) -> None:
    """A whole number of any size."""
    if not require.is_whole(value):
        raise InvalidInputError(require.place(instance, attribute), "be a whole number", value)


def _is_likely(instance: object, attribute: attrs.Attribute[Share], value: object) -> None:
    """A probability that is neither 0 nor 1."""
    if not isinstance(value, Share) or not 0 < value.fraction < 1:
        rule = "be a share between 0 and 1, both left out"
        raise InvalidInputError(require.place(instance, attribute), rule, value)


@attrs.frozen(kw_only=True)
class Shapley:
    """Credit by Shapley values.

    Args:
        players: Who plays: ``creators``, or the ``channels`` of their touches.
        worth: What a set of players is worth: ``conversions``, ``value`` or ``rate``.
        exact_players: Up to so many players rates are worked out, at most 12; beyond, sampled.
        samples: How many orders of the players are drawn then.
        seed: What the orders are drawn from.
        confidence: How likely all sampled values are to lie within their errors.

    Raises:
        InvalidInputError: *exact_players* is not between 0 and 12, *samples* is below 2, *seed* is
            not whole, or *confidence* is not between 0 and 1.
        UnknownNameError: *players* or *worth* is not known; the close one is named.

    Example:
        >>> went = [
        ...     Journey(players=("maya", "leo"), conversions=2),
        ...     Journey(players=("leo",), conversions=3),
        ... ]
        >>> [(line.player, str(line.score)) for line in Shapley().scores(went).players]
        [('leo', '4'), ('maya', '1')]

    Source: S163, S165.
    """

    name: ClassVar[str] = "shapley"
    players: Players = attrs.field(default="creators", validator=require.one_of(PLAYERS))
    worth: Worth = attrs.field(default="conversions", validator=require.one_of(get_args(Worth)))
    exact_players: int = attrs.field(default=MOST_EXACT_PLAYERS, validator=_is_exact_count)
    samples: int = attrs.field(default=2_000, validator=require.at_least(2))
    seed: int = attrs.field(default=0, validator=_is_whole)
    confidence: Share = attrs.field(default=_LIKELY, validator=_is_likely)

    def player(self, touch: PathTouch, /) -> str:
        """The creator or the channel of *touch*."""
        return player_of(touch, players=self.players)

    def scores(self, journeys: Sequence[Journey], /) -> PlayerScores:
        """The Shapley values of everybody who plays in *journeys*."""
        kind, values = self._values(journeys)
        idle = {player for one in journeys for player in one.players}.difference(values)
        nothing = dict.fromkeys(idle, (Fraction(0), Fraction(0)))
        return self._scored({**values, **nothing}, kind=kind, outcome=outcome_of(journeys))

    def fitted(self, journeys: Sequence[Journey], /) -> FittedShapley:
        """The model with the Shapley values of *journeys*."""
        return FittedShapley(scores=self.scores(journeys), players=self.players)

    def fitted_to_sizes(self, sizes: Sizes, /) -> FittedShapley:
        """The same from what was sold with each player met, as an engine sums it.

        Args:
            sizes: By how many players were met together, and by each of them, how many sales there
                were and what they came to. Whoever was met by nobody who bought has zeros.

        Raises:
            InvalidInputError: The worth is a rate, which takes more than that.

        Example:
            >>> sizes = {1: {"leo": (3, 450)}, 2: {"leo": (2, 300), "maya": (2, 300)}}
            >>> learned = Shapley().fitted_to_sizes(sizes)
            >>> [(line.player, str(line.score)) for line in learned.scores.players]
            [('leo', '4'), ('maya', '1')]
        """
        if self.worth == "rate":
            rule = "be conversions or value, to be learned from sums"
            raise InvalidInputError("shapley worth", rule, self.worth)
        place = 1 if self.worth == "value" else 0
        gains = {
            size: {player: sums[place] for player, sums in same.items()}
            for size, same in sizes.items()
        }
        won, value = (
            sum(sum(sums[place] for sums in same.values()) // size for size, same in sizes.items())
            for place in (0, 1)
        )
        values = _certain(shares_of_sizes(gains))
        scores = self._scored(values, kind="exact", outcome=(won, value))
        return FittedShapley(scores=scores, players=self.players)

    def _scored(
        self, values: _Scores, *, kind: ScoreKind, outcome: tuple[int, int]
    ) -> PlayerScores:
        """The values with what all sales come to by them."""
        return scored(
            outcome=outcome,
            name=self.name,
            measure="Shapley value",
            kind=kind,
            scores=values,
            confidence=self.confidence.fraction if kind == "sampled" else None,
        )

    def _values(self, journeys: Sequence[Journey]) -> tuple[ScoreKind, _Scores]:
        """The values, each with how far it can be off."""
        if self.worth == "rate":
            return self._rates(journeys)
        gains = (
            (frozenset(one.players), one.value if self.worth == "value" else one.conversions)
            for one in journeys
        )
        return "exact", _certain(shared_evenly(gains))

    def _rates(self, journeys: Sequence[Journey]) -> tuple[ScoreKind, _Scores]:
        """The values of rates, worked out or sampled."""
        outcomes = outcomes_of(journeys)
        if outcomes and all(one.conversions == one.visitors for one in outcomes.values()):
            rule = "hold visitors who bought nothing, where the worth is a rate"
            raise MissingDataError("journeys", rule, "conversions only")
        players = sorted({player for coalition in outcomes for player in coalition})
        if len(players) <= self.exact_players:
            return "exact", _certain(rate_values(outcomes, players=players))
        return "sampled", sampled_rates(
            outcomes,
            players=players,
            samples=self.samples,
            seed=self.seed,
            confidence=self.confidence.fraction,
        )


@attrs.frozen(kw_only=True)
class FittedShapley:
    """Shapley with what it learned.

    Args:
        scores: The Shapley values.
        players: Who plays.

    Attributes:
        player_weights: The scores as whole numbers, 0 for one below zero.
    """

    name: ClassVar[str] = "shapley"
    scores: PlayerScores
    players: Players = attrs.field(default="creators", validator=require.one_of(PLAYERS))
    player_weights: Mapping[str, int] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "player_weights", whole_weights(self.scores.scores))

    def weights(self, path: Path, /) -> Sequence[int]:
        """The value of each player at the player's last touch; evenly when nobody has one."""
        return path_weights(path, weights=self.player_weights, players=self.players)


def shapley_values(
    journeys: Iterable[Journey],
    *,
    worth: Worth = "conversions",
    exact_players: int = MOST_EXACT_PLAYERS,
    samples: int = 2_000,
    seed: int = 0,
    confidence: Share = _LIKELY,
) -> PlayerScores:
    """The Shapley value of every player, and what of all sales it comes to.

    Args:
        journeys: In any order; the same journey may come more than once.
        worth: What a set of players is worth: ``conversions``, ``value`` or ``rate``.
        exact_players: Up to so many players rates are worked out, at most 12; beyond, sampled.
        samples: How many orders of the players are drawn then.
        seed: What the orders are drawn from.
        confidence: How likely all sampled values are to lie within their errors.

    Raises:
        InvalidInputError: An argument is out of its bounds.
        MissingDataError: The worth is a rate, and no journey was lost.
        UnknownNameError: *worth* is not known; the close one is named.

    Example:
        >>> went = [
        ...     Journey(players=("maya",), conversions=1, lost=9),
        ...     Journey(players=("leo",), conversions=1, lost=4),
        ...     Journey(players=("maya", "leo"), conversions=4, lost=1),
        ... ]
        >>> [str(line.score) for line in shapley_values(went, worth="rate").players]
        ['1/5', '1/10']

    Source: S163, S165.
    """
    model = Shapley(
        worth=worth, exact_players=exact_players, samples=samples, seed=seed, confidence=confidence
    )
    return model.scores(tuple(journeys))


def _certain(values: Mapping[str, Fraction]) -> _Scores:
    """The values, none of which is off."""
    return {player: (value, Fraction(0)) for player, value in values.items()}
