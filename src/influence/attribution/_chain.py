"""Chain: journeys as the states of a Markov chain of any order, counted.

    start → (a) → (a, b) → (b, c) → … → converted or lost        order 2, journey a > b > c

A state is the last one to *order* players. The chance of a step is how often it was taken ÷ how
often its state was left, so counts are all that a chain needs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, groupby
from typing import TypeAlias

import attrs

from influence._absorption import ASIDE, BAD, ENDS, GOOD
from influence.attribution._journey import Journey
from influence.errors import InvalidInputError

#: More states than this are refused: the work grows with their third power.
MOST_STATES = 2_000

_State: TypeAlias = tuple[str, ...]
_START: _State = ()
_Steps: TypeAlias = Mapping[_State, Mapping[_State, int]]
#: The players before and the next one, with how many who bought took the step, and who did not.
Steps: TypeAlias = Mapping[tuple[str, ...], tuple[int, int]]


@attrs.frozen(kw_only=True)
class Chain:
    """How often each step was taken.

    Args:
        players: Everybody who played, sorted.
        sizes: How many states end in each player.
        rows: The start, then the states by their last player; columns as ``_absorption`` has them.
    """

    players: tuple[str, ...]
    sizes: tuple[int, ...]
    rows: tuple[tuple[int, ...], ...]

    @property
    def states(self) -> int:
        """How many states there are beside the start."""
        return len(self.rows) - 1


def chain_of(journeys: Iterable[Journey], *, order: int, keeps_repeats: bool) -> Chain:
    """The chain of *journeys*; those that nobody went are left out."""
    steps: defaultdict[_State, defaultdict[_State, int]] = defaultdict(_no_steps)
    ends: defaultdict[_State, list[int]] = defaultdict(lambda: [0] * ENDS)
    for journey in journeys:
        visitors = journey.visitors
        if not visitors:
            continue
        players = journey.players if keeps_repeats else _without_repeats(journey.players)
        before = _START
        for after in _states(players, order):
            steps[before][after] += visitors
            before = after
        ends[before][GOOD] += journey.conversions
        ends[before][BAD] += journey.lost
    return _counted(steps, ends)


def chain_of_steps(steps: Steps, *, order: int) -> Chain:
    """The same chain from how often each step was taken, as an engine counts them.

    Where journeys ended follows: a state was left for good as often as it was come to and not left
    for another.

    Args:
        steps: Of each step how many took it who bought, and who did not. A step is the last *order*
            players before it, fewer where there were no more, and the next.
        order: How many of the last players the next step depends on.

    Raises:
        InvalidInputError: A state was left more often than it was come to, or there are more than
            2,000 states.
    """
    taken: defaultdict[_State, defaultdict[_State, int]] = defaultdict(_no_steps)
    ends: defaultdict[_State, list[int]] = defaultdict(lambda: [0] * ENDS)
    for step, (won, lost) in steps.items():
        before, after = step[:-1], step[-order:]
        taken[before][after] += won + lost
        ends[after][GOOD] += won
        ends[after][BAD] += lost
        if before != _START:
            ends[before][GOOD] -= won
            ends[before][BAD] -= lost
    for state, counts in ends.items():
        if min(counts) < 0:
            rule = f"come to {state} as often as they leave it"
            raise InvalidInputError("steps", rule, tuple(counts[:ASIDE]))
    return _counted(taken, ends)


def chain_of_pairs(
    players: Sequence[str], *, taken: Sequence[Sequence[int]], ends: Sequence[tuple[int, int]]
) -> Chain:
    """The chain of order 1 from a table of who was met after whom.

    Args:
        players: Everybody who was met, sorted.
        taken: How often each of them was met: first of all, then next after each of them.
        ends: Of those who met nobody after each of them, how many bought, and how many did not.

    Raises:
        InvalidInputError: Somebody is left more or less often than met, or there are more than
            2,000 players.
    """
    _few_enough(len(players))
    come = [sum(column) for column in zip(*taken, strict=True)]
    for player, met, row, (won, lost) in zip(players, come, taken[1:], ends, strict=True):
        if met != (left := sum(row) + won + lost):
            raise InvalidInputError("taken", f"leave {player!r} as often as the {met} met", left)
    rows = [(0,) * ENDS + tuple(taken[0])]
    rows += [(won, lost, 0, *row) for row, (won, lost) in zip(taken[1:], ends, strict=True)]
    return Chain(players=tuple(players), sizes=(1,) * len(players), rows=tuple(rows))


def _no_steps() -> defaultdict[_State, int]:
    """How often each step from a state was taken, before any was."""
    return defaultdict(int)


def _without_repeats(players: Sequence[str]) -> list[str]:
    """The players without those that follow themselves."""
    return [player for player, _ in groupby(players)]


def _states(players: Sequence[str], order: int) -> Iterable[_State]:
    """The states that a journey goes through."""
    if order == 1:
        return zip(players)
    return (tuple(players[max(0, end - order) : end]) for end in range(1, len(players) + 1))


def _counted(steps: _Steps, ends: Mapping[_State, Sequence[int]]) -> Chain:
    """The table of the chain, in an order that depends on nothing but the names."""
    reached = set(chain.from_iterable(steps.values()))
    _few_enough(len(reached))
    states = sorted(reached, key=lambda state: (state[-1], state))
    sizes = {last: len(list(same)) for last, same in groupby(states, key=lambda one: one[-1])}
    none: Mapping[_State, int] = {}
    rows = (
        (*ends.get(state, (0,) * ENDS), *(steps.get(state, none).get(to, 0) for to in states))
        for state in (_START, *states)
    )
    return Chain(players=tuple(sizes), sizes=tuple(sizes.values()), rows=tuple(rows))


def _few_enough(states: int) -> None:
    """Refuse a chain of too many states."""
    if states > MOST_STATES:
        rule = f"have at most {MOST_STATES} states (fewer players, or a lower order)"
        raise InvalidInputError("markov chain", rule, states)
