"""Z-score: how far a creator stands from the mean, over several metrics at once.

    z     = (figure − mean) ÷ spread, 0 where the spread is 0
    score = sum of weight × z over the metrics whose figure is known ÷ sum of their weights

Mean and spread are those of the creators whose figure is known; the spread is the standard
deviation of them all, not of a sample. A figure that is unknown has no z, and its weight is spread
over the known ones in proportion. Whoever has no known figure has no score.

Everything is exact but the root: a z is cut after nine digits, in whole numbers, so it is the same
on every machine. Unlike the sheet it sees by how much somebody leads. But the spread grows with
whoever leads, so more of a good thing can cost a place in a blend of metrics; and like the sheet it
knows nothing of what a creator cost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import isqrt
from typing import Any, ClassVar, Final, TypeAlias

import attrs

from influence import _requirements as require
from influence._frozen_mapping import FrozenMapping
from influence.errors import InvalidInputError, UnknownNameError
from influence.metrics import METRICS, SuccessMetrics
from influence.outlooks import ScorePart
from influence.ranking._score import Score, by_score
from influence.ranking._standing import Placing, Standing
from influence.ratios import figure_text
from influence.shares import Share, ShareLike

#: Roots are cut to a billionth.
_GRAIN: Final = 10**9

_Weights: TypeAlias = FrozenMapping[str, Share]


def _shares(weights: Mapping[str, ShareLike]) -> _Weights:
    """Weights as exact numbers."""
    return FrozenMapping({name: Share.as_share(weight) for name, weight in weights.items()})


def _weigh_metrics(instance: object, attribute: attrs.Attribute[Any], value: _Weights) -> None:
    """Weights of metrics that there are, each above zero."""
    place = require.place(instance, attribute)
    for name, weight in value.items():
        if name not in METRICS:
            raise UnknownNameError(f"metric of {place}", name, METRICS)
        if not weight.fraction:
            raise InvalidInputError(f"{place}.{name}", "be above 0, or left out", weight.text)


@attrs.frozen(kw_only=True)
class ZScore:
    """Rank by the weighted mean of the z-scores in chosen metrics, the highest first.

    Args:
        metrics: The campaign's three success metrics.
        weights: Weight of each metric that counts, on any scale; without any, the three success
            metrics count the same.

    Raises:
        InvalidInputError: A weight is 0, below 0, or no exact number.
        UnknownNameError: There is no such metric; the close one is named.

    Example:
        >>> from influence.money import Money
        >>> three = SuccessMetrics(("saves", "clicks", "orders"))
        >>> maya, leo = (
        ...     Standing(
        ...         creator_id=who,
        ...         metrics={"clicks": Fraction(clicks), "orders": Fraction(orders)},
        ...         spend=Money("250", "USD"),
        ...     )
        ...     for who, clicks, orders in (("maya", 100, 9), ("leo", 300, 5))
        ... )
        >>> placing = ZScore(metrics=three, weights={"orders": 3, "clicks": 1}).rank([maya, leo])[0]
        >>> print(placing.working)
        orders 9, mean 7, spread 2, weight 75 %: z        1
        clicks 100, mean 200, spread 100, weight 25 %: z  -1
        sum of weight × z                                 0.5
        rank among 2 by z-score                           1
    """

    name: ClassVar[str] = "z_score"
    metrics: SuccessMetrics
    weights: Mapping[str, Share] = attrs.field(
        default=FrozenMapping[str, Share]({}), converter=_shares, validator=_weigh_metrics
    )

    def rank(self, standings: Sequence[Standing], /) -> Sequence[Placing]:
        """Every creator by the weighted mean of their z-scores."""
        weights = self.weights or dict.fromkeys(self.metrics.names, Share(1))
        scales = {
            name: _Scale.of(one.metrics[name] for one in standings if name in one.metrics)
            for name in weights
        }
        known = {
            one.creator_id: tuple(name for name in weights if name in one.metrics)
            for one in standings
        }
        spread = {names: _spread(weights, over=names) for names in set(known.values())}
        return by_score(
            standings,
            score=lambda one: _score(one, scales=scales, weights=spread[known[one.creator_id]]),
            called="z-score",
        )


@attrs.frozen(kw_only=True)
class _Scale:
    """How the known figures of one metric lie.

    Args:
        mean: Their mean.
        variance: The mean of the squares of their distances from it.
        text: Both in words, the variance by its root.
    """

    mean: Fraction
    variance: Fraction
    text: str

    @classmethod
    def of(cls, figures: Iterable[Fraction]) -> _Scale:
        """The scale of some figures; of none, one on which nobody is measured."""
        known = list(figures)
        count = max(1, len(known))
        mean = sum(known, Fraction(0)) / count
        squares = sum((figure * figure for figure in known), Fraction(0)) / count
        variance = squares - mean * mean
        text = f"mean {figure_text(mean)}, spread {figure_text(_root(variance))}"
        return cls(mean=mean, variance=variance, text=text)

    def z(self, figure: Fraction) -> Fraction:
        """How many spreads a figure stands from the mean."""
        off = figure - self.mean
        size = _root(off * off / self.variance) if self.variance else Fraction(0)
        return size if off > 0 else -size


def _root(square: Fraction) -> Fraction:
    """A square root, cut after nine digits."""
    return Fraction(isqrt(square.numerator * _GRAIN**2 // square.denominator), _GRAIN)


@attrs.frozen
class _Weight:
    """The part of the whole weight that a metric has, as a number and in words."""

    part: Fraction
    text: str


def _spread(weights: Mapping[str, Share], *, over: Sequence[str]) -> Mapping[str, _Weight]:
    """The weights of the metrics that are known, in proportion, so that they sum to 1."""
    whole = sum((weights[name].fraction for name in over), Fraction(0))
    shares = {name: Share(weights[name].fraction / whole) for name in over}
    return {name: _Weight(share.fraction, str(share)) for name, share in shares.items()}


def _score(
    standing: Standing, *, scales: Mapping[str, _Scale], weights: Mapping[str, _Weight]
) -> Score:
    """The weighted mean of the z-scores that are known."""
    parts, lines = list[ScorePart](), list[tuple[str, object]]()
    for name, scale in scales.items():
        if name not in weights:
            lines.append((f"{name} unknown, its weight spread over what is known: z", "none"))
            continue
        figure, weight = standing.metrics[name], weights[name]
        z, told = scale.z(figure), f"{name} {figure_text(figure)}, {scale.text}"
        parts.append(ScorePart(f"{name}, {weight.text} of its z", weight.part * z))
        lines.append((f"{told}, weight {weight.text}: z", figure_text(z)))
    score = Score(parts=tuple(parts))
    total = ("sum of weight × z", figure_text(score.amount))
    return attrs.evolve(score, lines=(*lines, total))
