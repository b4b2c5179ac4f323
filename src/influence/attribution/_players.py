"""Players: who is given a score by a model that learns, and how a score becomes weights of a path.

    weight of a touch = the score of its player at the player's last touch of the path, else 0

A score belongs to a player and not to a touch, so a player who was met three times is paid once.
The last touch carries it: on a path of one player every model then agrees with last touch, and
where a channel plays, its score goes to the creator through whom it was last met. A path whose
players have no score at all is shared evenly among them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal, get_args

from influence.attribution._path import Path, PathTouch

Players = Literal["creators", "channels"]
PLAYERS: tuple[Players, ...] = get_args(Players)

#: All the weights together stay below twice this, so that a split in 64 bits never overflows.
_WHOLE = 2**30


def player_of(touch: PathTouch, *, players: Players) -> str:
    """The creator of a touch, or its channel: ``code``, ``dm``, ``link`` or ``landing``."""
    return touch.creator_id if players == "creators" else touch.kind


def whole_weights(scores: Mapping[str, Fraction]) -> Mapping[str, int]:
    """Scores as whole numbers in the same proportions, at least 1 for whoever has any.

    A score below zero weighs nothing: nobody pays for a sale that was made.

    Example:
        >>> whole_weights({"leo": Fraction(1, 3), "maya": Fraction(2, 3), "zoe": Fraction(-1)})
        {'leo': 357913941, 'maya': 715827882, 'zoe': 0}
    """
    total = sum((score for score in scores.values() if score > 0), start=Fraction(0))
    return {
        player: max(1, score * _WHOLE // total) if score > 0 else 0
        for player, score in scores.items()
    }


def path_weights(path: Path, *, weights: Mapping[str, int], players: Players) -> Sequence[int]:
    """The weight of each touch, by the weights of the players."""
    last = {player_of(touch, players=players): place for place, touch in enumerate(path)}
    scored = [0] * len(path)
    for player, place in last.items():
        scored[place] = weights.get(player, 0)
    if not any(scored):
        for place in last.values():
            scored[place] = 1
    return scored
