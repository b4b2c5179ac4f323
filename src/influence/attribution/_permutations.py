"""Permutations: Shapley values of many players, sampled, with how far off they can be.

    value ≈ mean over random orders of (worth with the player − worth of those before)

Each order is shuffled by our own Fisher–Yates on raw bits of the seeded generator, so that the same
seed gives the same orders on every machine and version of Python. Worths are whole multiples of
2⁻⁴⁰, so that sums are exact and the sampled values sum to the worth of everybody.

The error is the empirical Bernstein bound: with n orders, sample variance V, range R, m players
and probability 1 − δ for all players at once,

    error = √(2 V ln(4m ÷ δ) ÷ n) + 7 R ln(4m ÷ δ) ÷ (3 (n − 1))

rounded up, and a step of the worths more. No set converts at a better rate than the best coalition
that was met, so R is twice that rate.

Source: S164.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from math import isqrt
from random import Random

from influence.attribution._coalitions import Coalition, Outcome

_GRAIN = 2**40
_PLACES = 10**12
_DIGITS = 30


def sampled_rates(
    outcomes: Mapping[Coalition, Outcome],
    *,
    players: Sequence[str],
    samples: int,
    seed: int,
    confidence: Fraction,
) -> dict[str, tuple[Fraction, Fraction]]:
    """The sampled value of each player and its error."""
    dice = Random(seed)  # noqa: S311  # the seed is an argument, and nothing here is a secret
    sums, squares = [0] * len(players), [0] * len(players)
    met = _met(outcomes, players)
    for _ in range(samples):
        for player, gain in _gains(met, _shuffled(len(players), dice)):
            sums[player] += gain
            squares[player] += gain * gain
    most = max(_rate(one.conversions, one.visitors) for one in outcomes.values()) + 1
    log = _log(4 * len(players) / (1 - confidence))
    errors = (
        _error(total, square, samples=samples, reach=2 * most, log=log)
        for total, square in zip(sums, squares, strict=True)
    )
    return {
        player: (Fraction(total, samples * _GRAIN), error)
        for player, total, error in zip(players, sums, errors, strict=True)
    }


_Met = Sequence[tuple[tuple[int, ...], int, int]]


def _met(outcomes: Mapping[Coalition, Outcome], players: Sequence[str]) -> _Met:
    """The coalitions by the numbers of their players."""
    number = {player: place for place, player in enumerate(players)}
    return [
        (tuple(number[player] for player in coalition), one.conversions, one.visitors)
        for coalition, one in outcomes.items()
    ]


def _shuffled(count: int, dice: Random) -> list[int]:
    """The numbers below *count* in a random order, each order as likely as any other."""
    order = list(range(count))
    for place in range(count - 1, 0, -1):
        other = _below(place + 1, dice)
        order[place], order[other] = order[other], order[place]
    return order


def _below(limit: int, dice: Random) -> int:
    """A random whole number below *limit*; what is too large is thrown away and drawn again."""
    bits = limit.bit_length()
    drawn = dice.getrandbits(bits)
    while drawn >= limit:
        drawn = dice.getrandbits(bits)
    return drawn


def _gains(met: _Met, order: Sequence[int]) -> Iterable[tuple[int, int]]:
    """What each player adds to those before, when they come in *order*."""
    turn = [0] * len(order)
    for place, player in enumerate(order):
        turn[player] = place
    conversions, visitors = [0] * len(order), [0] * len(order)
    for members, won, went in met:
        complete = max([turn[player] for player in members])
        conversions[complete] += won
        visitors[complete] += went
    before = won = went = 0
    for place, player in enumerate(order):
        won += conversions[place]
        went += visitors[place]
        worth = _rate(won, went)
        yield player, worth - before
        before = worth


def _rate(conversions: int, visitors: int) -> int:
    """The rate in multiples of 2⁻⁴⁰, rounded down."""
    return conversions * _GRAIN // visitors if visitors else 0


def _log(ratio: Fraction) -> Fraction:
    """The natural logarithm, rounded up."""
    with localcontext() as context:
        context.prec = _DIGITS
        value = (Decimal(ratio.numerator) / Decimal(ratio.denominator)).ln()
    return Fraction(-(-Fraction(value) * _PLACES // 1) + 1, _PLACES)


def _error(total: int, square: int, *, samples: int, reach: int, log: Fraction) -> Fraction:
    """The empirical Bernstein bound, rounded up, and a step of the worths."""
    variance = Fraction(samples * square - total * total, samples * (samples - 1))
    spread = _root(2 * variance * log / samples)
    tail = 7 * reach * log / (3 * (samples - 1))
    return (spread + tail + 1) / _GRAIN


def _root(value: Fraction) -> Fraction:
    """The square root, rounded up."""
    return Fraction(isqrt(-(-value * _PLACES**2 // 1)) + 1, _PLACES)
