"""Contests: programmes in many markets, and what can be said about them from that.

    share     = Σ profit ÷ Σ profit of the clairvoyant, over the markets
    interval  = share ± 1.96 × sd(profit − share × clairvoyant's) ÷ (√markets × mean clairvoyant's)

The interval is that of a ratio of two means over the same markets. It says how sure the share is
for markets like these, and nothing about markets that are unlike them. Source: S271 for meeting the
same luck.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from statistics import NormalDist, fmean, pstdev

import attrs

from influence.errors import InvalidInputError
from influence.markets._preset import Preset
from influence.markets._programme import Programme
from influence.markets._simulation import Outcome, simulate

_LEVEL = 0.95
_REACH = NormalDist().inv_cdf((1 + _LEVEL) / 2)


@attrs.frozen(kw_only=True)
class Result:
    """What a programme made of many markets.

    Args:
        programme: Its name.
        preset: The name of the preset; empty for all of them together.
        markets: How many markets.
        share: Its profit, as a share of a clairvoyant's.
        interval: Between which the share lies with 95 %.
        mean_profit: Its profit in a market on average, in units of the currency.
        losses: In which part of the markets it lost money.
        losses_interval: Between which the chance of that lies with 95 %.
    """

    programme: str
    preset: str
    markets: int
    share: float
    interval: tuple[float, float]
    mean_profit: float
    losses: float
    losses_interval: tuple[float, float]


@attrs.frozen(kw_only=True)
class Duel:
    """One programme against another in the same markets.

    Args:
        first: The name of the one.
        second: The name of the other.
        markets: How many markets they met in.
        won: In which part of them the first earned more.
        won_interval: Between which the chance of that lies with 95 %.
        gain: Profit of the first over that of the second, less 1; infinite when the second has
            none.
        mean_difference: How much more the first earned on average, in units of the currency.
        difference_interval: Between which that lies with 95 %.
    """

    first: str
    second: str
    markets: int
    won: float
    won_interval: tuple[float, float]
    gain: float
    mean_difference: float
    difference_interval: tuple[float, float]


def contest(
    programmes: Sequence[Programme], *, presets: Iterable[Preset | str], seeds: Iterable[int]
) -> Iterator[Outcome]:
    """Each programme in each market, one outcome after the other.

    Example:
        >>> from influence.markets import FollowersProgramme
        >>> outcomes = list(contest([FollowersProgramme()], presets=["rich"], seeds=range(3)))
        >>> [outcome.seed for outcome in outcomes], results(outcomes)[0].markets
        ([0, 1, 2], 3)
    """
    kinds, numbers = list(presets), list(seeds)
    for preset in kinds:
        for seed in numbers:
            for programme in programmes:
                yield simulate(programme, preset=preset, seed=seed)


def results(outcomes: Iterable[Outcome]) -> tuple[Result, ...]:
    """What each programme made of each preset, and of all of them when there are several."""
    groups: dict[tuple[str, str], list[Outcome]] = {}
    presets: dict[str, None] = {}
    for one in outcomes:
        groups.setdefault((one.preset, one.programme), []).append(one)
        groups.setdefault(("", one.programme), []).append(one)
        presets.setdefault(one.preset)
    if len(presets) == 1:
        groups = {key: group for key, group in groups.items() if key[0]}
    order = {name: place for place, name in enumerate((*presets, ""))}
    keys = sorted(groups, key=lambda key: order[key[0]])
    return tuple(_result(groups[key], preset=key[0]) for key in keys)


def duel(outcomes: Iterable[Outcome], *, first: str, second: str) -> Duel:
    """How the programme *first* did against *second* where both of them were.

    Raises:
        InvalidInputError: They never met.
    """
    met: dict[tuple[str, int], dict[str, float]] = {}
    for one in outcomes:
        met.setdefault((one.preset, one.seed), {})[one.programme] = _profit(one)
    pairs = [(both[first], both[second]) for both in met.values() if {first, second} <= set(both)]
    if not pairs:
        raise InvalidInputError("programmes of a duel", "meet in a market", f"{first}, {second}")
    differences = [one - other for one, other in pairs]
    won = sum(difference > 0 for difference in differences)
    mine, theirs = (sum(side) for side in zip(*pairs, strict=True))
    middle = fmean(differences)
    reach = _REACH * pstdev(differences) / math.sqrt(len(pairs))
    return Duel(
        first=first,
        second=second,
        markets=len(pairs),
        won=won / len(pairs),
        won_interval=chance_interval(won, len(pairs)),
        gain=mine / theirs - 1 if theirs > 0 else math.inf,
        mean_difference=middle,
        difference_interval=(middle - reach, middle + reach),
    )


def chance_interval(times: int, of: int) -> tuple[float, float]:
    """Between which a chance lies with 95 %, after something happened so many *times*: Wilson's.

    Example:
        >>> [round(end, 3) for end in chance_interval(0, 200)]
        [0.0, 0.019]
    """
    part, extra = times / of, _REACH * _REACH / of
    middle = (part + extra / 2) / (1 + extra)
    reach = _REACH * math.sqrt(part * (1 - part) / of + extra / (4 * of)) / (1 + extra)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def _result(outcomes: Sequence[Outcome], *, preset: str) -> Result:
    """What one programme made of some markets."""
    pairs = [(_profit(one), float(one.clairvoyant_profit.amount)) for one in outcomes]
    mean, best = fmean(one for one, _ in pairs), fmean(other for _, other in pairs)
    share = mean / best if best > 0 else math.nan
    rest = [one - share * other for one, other in pairs]
    reach = _REACH * pstdev(rest) / (math.sqrt(len(pairs)) * best) if best > 0 else math.nan
    lost = sum(one.is_loss for one in outcomes)
    return Result(
        programme=outcomes[0].programme,
        preset=preset,
        markets=len(outcomes),
        share=share,
        interval=(share - reach, share + reach),
        mean_profit=mean,
        losses=lost / len(outcomes),
        losses_interval=chance_interval(lost, len(outcomes)),
    )


def _profit(outcome: Outcome) -> float:
    """The profit in units of the currency."""
    return float(outcome.profit.amount)
