"""Interval: the return multiples that what was seen does not rule out, at any look.

    a multiple r is ruled out when  L(r) ≤ error × Σ w × L  over a wide range of multiples

L and the weights w are those of the evidence. L is concave in the logarithm of r, so what is left
is one piece, whose ends are found by halving.

Source: S264.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from influence.experiments._evidence import log_likelihood, log_mixture
from influence.experiments._sighting import Sighting

_HALVINGS = 60
_LOG_REACH = 16.0
#: Multiples from 1/16 to 16, each with its weight: what the interval is measured against.
_WIDE = tuple((2 ** (step / 4), math.exp(-((step / 8) ** 2) / 2)) for step in range(-16, 17))
_TOTAL = math.fsum(weight for _, weight in _WIDE)
_WEIGHTS = tuple((multiple, weight / _TOTAL) for multiple, weight in _WIDE)


def interval_of(
    sightings: Sequence[Sighting], *, variance: float, error: float
) -> tuple[float, float]:
    """The multiples that are not ruled out; L is concave in their logarithm, so they are one piece.

    Multiples beyond e¹⁶ in either direction are told as none and as without end.
    """
    bar = math.log(error) + log_mixture(sightings, weights=_WEIGHTS, variance=variance)

    def is_out(logarithm: float) -> bool:
        """Whether the multiple of that logarithm is ruled out."""
        multiple = math.exp(logarithm)
        return log_likelihood(sightings, multiple=multiple, variance=variance) <= bar

    orders = sum(float(one.orders) for one in sightings)
    needed = sum(float(one.needed) for one in sightings)
    middle = _likeliest(sightings, variance=variance) if orders and needed else -_LOG_REACH
    low = _edge(-_LOG_REACH, middle, is_out=is_out) if is_out(-_LOG_REACH) else None
    high = _edge(_LOG_REACH, middle, is_out=is_out) if is_out(_LOG_REACH) else None
    return 0.0 if low is None else math.exp(low), math.inf if high is None else math.exp(high)


def _likeliest(sightings: Sequence[Sighting], *, variance: float) -> float:
    """The logarithm of the multiple at which what was seen is likeliest."""

    def slope(logarithm: float) -> float:
        """How L grows with the logarithm of the multiple."""
        multiple = math.exp(logarithm)
        return math.fsum(
            (float(one.orders) - mean) / (1 + mean * variance)
            for one in sightings
            if (mean := float(one.needed) * multiple)
        )

    low, high = -_LOG_REACH, _LOG_REACH
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if slope(middle) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _edge(out: float, inside: float, *, is_out: Callable[[float], bool]) -> float:
    """The logarithm at which ruled out ends, between one that is and one that is not."""
    for _ in range(_HALVINGS):
        middle = (out + inside) / 2
        if is_out(middle):
            out = middle
        else:
            inside = middle
    return out
