"""Player scores: what a model learned of every player, and what of all sales that comes to.

    share = score ÷ Σ scores above zero
    credited conversions and value = all of them by the shares, in whole units, by largest remainder

A score is exact where it could be worked out, rounded where that would take too long, or sampled;
``kind`` says which, and ``error`` how far off it can be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Literal, TypeAlias

import attrs

from influence._apportionment import apportioned
from influence.attribution._journey import Journey
from influence.errors import UnknownNameError
from influence.ratios import figure_text
from influence.workings import Working

ScoreKind: TypeAlias = Literal["exact", "rounded", "sampled"]


@attrs.frozen(kw_only=True)
class PlayerScore:
    """What a model learned of one player.

    Args:
        player: The creator or channel.
        score: The removal effect or Shapley value; for the value, in minor units.
        error: How far the score can be off; 0 when it is exact.
        share: Of all scores above zero; ``None`` when there is none.
        conversions: How many of all conversions the share comes to.
        value: How many minor units of their value it comes to.
    """

    player: str
    score: Fraction
    error: Fraction
    share: Fraction | None
    conversions: int
    value: int


@attrs.frozen(kw_only=True)
class PlayerScores:
    """What a model learned of all players.

    Args:
        name: The word for the model.
        measure: What a score is, such as ``removal effect``.
        kind: ``exact``; ``rounded`` to within ``error`` of each; or ``sampled``.
        confidence: How likely it is that no sampled score is further off than its error; ``None``
            when nothing was sampled.
        players: One line each, sorted by player.

    Example:
        >>> from influence.attribution import removal_effects
        >>> went = [
        ...     Journey(players=("maya", "leo"), conversions=3, value=6_000),
        ...     Journey(players=("leo",), conversions=1, value=1_500, lost=4),
        ... ]
        >>> scores = removal_effects(went)
        >>> scores.of("leo").score, scores.of("maya").conversions
        (Fraction(1, 1), 1)
        >>> print(scores.working("maya"))
        removal effect                      0.375
        all removal effects                 1.375
        0.375 ÷ 1.375                       0.272727
        of 4 conversions, in whole ones     1
        of 7500 minor units, in whole ones  2045
    """

    name: str
    measure: str
    kind: ScoreKind
    confidence: Fraction | None = None
    players: tuple[PlayerScore, ...]

    def of(self, player: str) -> PlayerScore:
        """The line of *player*; a name that did not play is refused."""
        for line in self.players:
            if line.player == player:
                return line
        raise UnknownNameError("player", player, (line.player for line in self.players))

    @property
    def conversions(self) -> int:
        """All the conversions that were credited."""
        return sum(line.conversions for line in self.players)

    @property
    def value(self) -> int:
        """All the value that was credited, in minor units."""
        return sum(line.value for line in self.players)

    @property
    def scores(self) -> Mapping[str, Fraction]:
        """The score of each player."""
        return {line.player: line.score for line in self.players}

    def working(self, player: str) -> Working:
        """How *player* came to what is credited."""
        line = self.of(player)
        working = Working.of((self.measure, figure_text(line.score)))
        if self.kind == "sampled":
            likely = figure_text(self.confidence)
            working = working.then(f"off by no more than, with probability {likely}", _up(line))
        elif self.kind == "rounded":
            working = working.then("off by no more than", _up(line))
        working = self._shared(line, working)
        conversions, value = self.conversions, self.value
        working = working.then(f"of {conversions} conversions, in whole ones", line.conversions)
        return working.then(f"of {value} minor units, in whole ones", line.value)

    def _shared(self, line: PlayerScore, working: Working) -> Working:
        """The working with the player's share."""
        if line.share is None:
            text = "nobody has a score above zero: an even share"
            return working.then(text, figure_text(Fraction(1, len(self.players))))
        above = sum((one.score for one in self.players if one.score > 0), start=Fraction(0))
        text = f"{figure_text(max(line.score, Fraction(0)))} ÷ {figure_text(above)}"
        working = working.then(f"all {self.measure}s", figure_text(above))
        return working.then(text, figure_text(line.share))


def _up(line: PlayerScore) -> str:
    """The error, rounded up to a whole billionth so that it still holds."""
    billionths = -(-line.error * 10**9 // 1)
    return f"{billionths // 10**9}.{billionths % 10**9:09d}"


def outcome_of(journeys: Iterable[Journey]) -> tuple[int, int]:
    """How many sales came of all journeys, and what they came to in minor units."""
    won = value = 0
    for journey in journeys:
        won += journey.conversions
        value += journey.value
    return won, value


def scored(
    *,
    outcome: tuple[int, int],
    name: str,
    measure: str,
    kind: ScoreKind,
    scores: Mapping[str, tuple[Fraction, Fraction]],
    confidence: Fraction | None = None,
) -> PlayerScores:
    """The lines for *scores* and their errors, with the *outcome* of all journeys shared out."""
    names = sorted(scores)
    above = [max(scores[player][0], Fraction(0)) for player in names]
    total = sum(above, start=Fraction(0))
    credited = zip(*(_shared_out(whole, above, names) for whole in outcome), strict=True)
    lines = (
        PlayerScore(
            player=player,
            score=scores[player][0],
            error=scores[player][1],
            share=own / total if total else None,
            conversions=conversions,
            value=part,
        )
        for player, own, (conversions, part) in zip(names, above, credited, strict=True)
    )
    return PlayerScores(
        name=name, measure=measure, kind=kind, confidence=confidence, players=tuple(lines)
    )


def _shared_out(whole: int, scores: list[Fraction], names: list[str]) -> list[int]:
    """*whole* by the scores; evenly when nobody has one."""
    if not names:
        return []
    weights = scores if any(scores) else [1] * len(names)
    return apportioned(whole, weights=weights, keys=names)
