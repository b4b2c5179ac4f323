"""Markov: credit by how much would be lost if a player were taken out of every journey.

    removal effect of a player = 1 − P(convert, whoever meets the player is lost) ÷ P(convert)

Journeys are read as a Markov chain: what comes next depends on the last *order* players alone. Its
chances are the counts, those of journeys that were lost as well; where no journey was lost,
everybody converts, and the effect is how likely a visitor is to meet the player. The chain is
solved, not simulated, and once for all players.

The effects are no forecast of what happens without the player, and they do not sum to 1; a share
is the effect ÷ all effects. A chain mixes journeys: who was met only by visitors that were lost
can have an effect, because others went on from the same player and bought.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import ClassVar, Literal, Protocol, get_args

import attrs

from influence import _absorption as absorption, _requirements as require
from influence.attribution._chain import (
    MOST_STATES,
    Chain,
    Steps,
    chain_of,
    chain_of_pairs,
    chain_of_steps,
)
from influence.attribution._journey import Journey
from influence.attribution._path import Path, PathTouch
from influence.attribution._player_scores import PlayerScores, ScoreKind, outcome_of, scored
from influence.attribution._players import (
    PLAYERS,
    Players,
    path_weights,
    player_of,
    whole_weights,
)
from influence.errors import InvalidInputError

Repeats = Literal["kept", "dropped"]

#: Chains of so many states are solved exactly; larger ones are rounded, with their error said.
EXACT_STATES = 64

#: The effect of each player, and how far it can be off.
_Effects = Mapping[str, tuple[Fraction, Fraction]]


class Solve(Protocol):
    """What ``_absorption.rounded_parts`` does, faster and the same to the last bit."""

    def __call__(self, rows: Sequence[Sequence[int]], *, sizes: Sequence[int]) -> list[Fraction]:
        """The part of what ends well that goes through each block."""
        ...


@attrs.frozen(kw_only=True)
class Markov:
    """Credit by removal effects.

    Args:
        order: How many of the last players the next step depends on.
        players: Who plays: ``creators``, or the ``channels`` of their touches.
        repeats: ``kept``, or ``dropped``: a player who follows himself is met once. It makes no
            difference for order 1.

    Raises:
        InvalidInputError: *order* is below 1.
        UnknownNameError: *players* or *repeats* is not known; the close one is named.

    Example:
        >>> learned = Markov().fitted([Journey(players=("maya", "leo"), conversions=3)])
        >>> learned.scores.of("maya").score
        Fraction(1, 1)

    Source: S162.
    """

    name: ClassVar[str] = "markov"
    #: More different steps than these need more states than a chain may have.
    most_steps: ClassVar[int] = MOST_STATES * (MOST_STATES + 1)
    order: int = attrs.field(default=1, validator=require.at_least(1))
    players: Players = attrs.field(default="creators", validator=require.one_of(PLAYERS))
    repeats: Repeats = attrs.field(default="kept", validator=require.one_of(get_args(Repeats)))

    def player(self, touch: PathTouch, /) -> str:
        """The creator or the channel of *touch*."""
        return player_of(touch, players=self.players)

    def scores(self, journeys: Sequence[Journey], /) -> PlayerScores:
        """The removal effects of everybody who plays in *journeys*."""
        chain = chain_of(journeys, order=self.order, keeps_repeats=self.repeats == "kept")
        kind, effects = _effects(chain, solve=absorption.rounded_parts)
        idle = {player for one in journeys for player in one.players}.difference(chain.players)
        nothing = dict.fromkeys(idle, (Fraction(0), Fraction(0)))
        return self._scored({**effects, **nothing}, kind=kind, outcome=outcome_of(journeys))

    def fitted(self, journeys: Sequence[Journey], /) -> FittedMarkov:
        """The model with the removal effects of *journeys*."""
        return FittedMarkov(scores=self.scores(journeys), players=self.players)

    def fitted_to_steps(
        self, steps: Steps, /, *, value: int, solve: Solve = absorption.rounded_parts
    ) -> FittedMarkov:
        """The same from how often each step of all journeys was taken, as an engine counts them.

        Args:
            steps: Of each step how many took it who bought, and who did not. A step is the last
                players before it, no more than *order* and fewer at the beginning, and the next.
                Where repeats are dropped, they are dropped already.
            value: What all sales came to, in minor units.
            solve: Solves chains of many states, with the same result to the last bit.

        Raises:
            InvalidInputError: The chain has more than 2,000 states, or is left for another player
                more often than it is come to.

        Example:
            >>> steps = {("maya",): (3, 0), ("maya", "leo"): (3, 0), ("leo",): (1, 4)}
            >>> learned = Markov().fitted_to_steps(steps, value=7_500)
            >>> [(line.player, str(line.score)) for line in learned.scores.players]
            [('leo', '1'), ('maya', '3/8')]
        """
        won = sum(won for step, (won, _) in steps.items() if len(step) == 1)
        chain = chain_of_steps(steps, order=self.order)
        return self._fitted_to(chain, outcome=(won, value), solve=solve)

    def fitted_to_counts(
        self,
        players: Sequence[str],
        /,
        *,
        taken: Sequence[Sequence[int]],
        ends: Sequence[tuple[int, int]],
        value: int,
        solve: Solve = absorption.rounded_parts,
    ) -> FittedMarkov:
        """The same of order 1 from a table of who was met after whom.

        Args:
            players: Everybody who was met, sorted.
            taken: How often each of them was met: first of all, then next after each of them.
            ends: Of those who met nobody after each of them, how many bought, and how many did not.
            value: What all sales came to, in minor units.
            solve: Solves chains of many states, with the same result to the last bit.

        Raises:
            InvalidInputError: The order is not 1, somebody is left more or less often than met, or
                there are more than 2,000 players.

        Example:
            >>> first, after_leo, after_maya = [5, 3], [0, 0], [3, 0]
            >>> learned = Markov().fitted_to_counts(
            ...     ["leo", "maya"],
            ...     taken=[first, after_leo, after_maya],
            ...     ends=[(4, 4), (0, 0)],
            ...     value=7_500,
            ... )
            >>> [(line.player, str(line.score)) for line in learned.scores.players]
            [('leo', '1'), ('maya', '3/8')]
        """
        if self.order != 1:
            raise InvalidInputError("markov order", "be 1, to learn from pairs", self.order)
        chain = chain_of_pairs(players, taken=taken, ends=ends)
        won = sum(bought for bought, _ in ends)
        return self._fitted_to(chain, outcome=(won, value), solve=solve)

    def _fitted_to(self, chain: Chain, *, outcome: tuple[int, int], solve: Solve) -> FittedMarkov:
        """The model with the effects of a chain."""
        kind, effects = _effects(chain, solve=solve)
        scores = self._scored(effects, kind=kind, outcome=outcome)
        return FittedMarkov(scores=scores, players=self.players)

    def _scored(
        self, effects: _Effects, *, kind: ScoreKind, outcome: tuple[int, int]
    ) -> PlayerScores:
        """The effects with what all sales come to by them."""
        return scored(
            outcome=outcome, name=self.name, measure="removal effect", kind=kind, scores=effects
        )


@attrs.frozen(kw_only=True)
class FittedMarkov:
    """Markov with what it learned.

    Args:
        scores: The removal effects.
        players: Who plays.

    Attributes:
        player_weights: The scores as whole numbers, 0 for one below zero.
    """

    name: ClassVar[str] = "markov"
    scores: PlayerScores
    players: Players = attrs.field(default="creators", validator=require.one_of(PLAYERS))
    player_weights: Mapping[str, int] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "player_weights", whole_weights(self.scores.scores))

    def weights(self, path: Path, /) -> Sequence[int]:
        """The effect of each player at the player's last touch; evenly when nobody has one."""
        return path_weights(path, weights=self.player_weights, players=self.players)


def removal_effects(
    journeys: Iterable[Journey], *, order: int = 1, repeats: Repeats = "kept"
) -> PlayerScores:
    """The removal effect of every player, and what of all sales it comes to.

    Args:
        journeys: In any order; the same journey may come more than once.
        order: How many of the last players the next step depends on.
        repeats: ``kept``, or ``dropped``: a player who follows himself is met once.

    Raises:
        InvalidInputError: The chain has more than 2,000 states, or *order* is below 1.
        UnknownNameError: *repeats* is not known; the close one is named.

    Example:
        >>> went = [
        ...     Journey(players=("c1", "c2", "c3"), conversions=1),
        ...     Journey(players=("c1",), lost=1),
        ...     Journey(players=("c2", "c3"), lost=1),
        ... ]
        >>> [str(line.score) for line in removal_effects(went).players]
        ['1/2', '1', '1']

    Source: S162.
    """
    return Markov(order=order, repeats=repeats).scores(tuple(journeys))


def _effects(chain: Chain, *, solve: Solve) -> tuple[ScoreKind, _Effects]:
    """The effects, each with how far it can be off."""
    if not chain.players:
        return "exact", {}
    if chain.states <= EXACT_STATES:
        kind: ScoreKind = "exact"
        error = Fraction(0)
        effects = absorption.exact_parts(chain.rows, sizes=chain.sizes)
    else:
        kind, error = "rounded", absorption.bound(chain.states)
        effects = solve(chain.rows, sizes=chain.sizes)
    return kind, {
        player: (effect, error) for player, effect in zip(chain.players, effects, strict=True)
    }
