"""Student's t: how far a difference may stray by chance when its spread is only estimated.

    P(T ≤ t) = 1 − I(df ÷ (df + t²); df ÷ 2, 1 ÷ 2) ÷ 2    for t ≥ 0

I is the regularised incomplete beta function, worked out by its continued fraction; the quantile is
found by halving. These are floating-point numbers: they say how wide an interval is and never what
an amount is.

Source: S131 for the continued fraction.
"""

from __future__ import annotations

import math

from influence.errors import InvalidInputError

_NEARLY_ZERO = 1e-300
_NEARLY_ONE = 1e-15
_LARGE = 10_000.0


def student_probability(value: float, *, degrees: float) -> float:
    """The probability that t with so many degrees of freedom is at most *value*.

    Args:
        value: Where to stop counting.
        degrees: Degrees of freedom, above 0; they need not be whole.

    Raises:
        InvalidInputError: *degrees* is not above 0.

    Example:
        >>> round(student_probability(2.228, degrees=10), 4)
        0.975

    Source: S131.
    """
    _check_degrees(degrees)
    tail = _tail(abs(value), degrees=degrees)
    return 1 - tail if value > 0 else tail


def student_quantile(probability: float, *, degrees: float) -> float:
    """The value that t with so many degrees of freedom exceeds with 1 − *probability*.

    Args:
        probability: Above 0 and below 1; 0.975 for a two-sided interval of 95 %.
        degrees: Degrees of freedom, above 0; they need not be whole.

    Raises:
        InvalidInputError: *degrees* is not above 0, or *probability* is not between 0 and 1.

    Example:
        >>> round(student_quantile(0.975, degrees=10), 3)
        2.228

    Source: S131, S132 for the table that it is checked by.
    """
    _check_degrees(degrees)
    if not 0 < probability < 1:
        raise InvalidInputError("probability", "be above 0 and below 1", probability)
    wanted = min(probability, 1 - probability)
    low, high = 0.0, 1.0
    while _tail(high, degrees=degrees) > wanted:
        low, high = high, 2 * high
    while low < (middle := (low + high) / 2) < high:
        if _tail(middle, degrees=degrees) > wanted:
            low = middle
        else:
            high = middle
    found = (low + high) / 2
    return found if probability > wanted else -found


def two_sided(statistic: float, *, degrees: float) -> float:
    """The probability of a t at least as far from zero as *statistic*."""
    return min(1.0, 2 * _tail(abs(statistic), degrees=degrees))


def _check_degrees(degrees: float) -> None:
    """Refuse degrees of freedom that nothing can have."""
    if not 0 < degrees < math.inf:
        raise InvalidInputError("degrees of freedom", "be above 0", degrees)


def _tail(distance: float, *, degrees: float) -> float:
    """The probability that t exceeds a *distance* of at least 0."""
    squared = distance * distance
    # Both parts are told, because one minus the other would lose the digits of a small one.
    inner, outer = degrees / (degrees + squared), squared / (degrees + squared)
    return _incomplete_beta(inner, outer, first=degrees / 2, second=0.5) / 2


def _incomplete_beta(part: float, rest: float, *, first: float, second: float) -> float:
    """The regularised incomplete beta function at *part*, which is 1 − *rest*."""
    if part <= 0 or rest <= 0:
        return 0.0 if part <= 0 else 1.0
    if part > (first + 1) / (first + second + 2):
        return 1 - _incomplete_beta(rest, part, first=second, second=first)
    scale = math.exp(
        _log_gammas(first, second) + first * _log(part, rest) + second * _log(rest, part)
    )
    return scale * _continued(part, first=first, second=second) / first


def _log_gammas(first: float, second: float) -> float:
    """The logarithm of Γ(first + second) ÷ Γ(first) ÷ Γ(second), one of which is a half."""
    large = max(first, second)
    if large > _LARGE:
        # Gammas of huge numbers would swallow the digits of their ratio; its series keeps them.
        return math.log(large) / 2 - 1 / (8 * large) - math.lgamma(0.5)
    return math.lgamma(first + second) - math.lgamma(first) - math.lgamma(second)


def _log(part: float, rest: float) -> float:
    """The logarithm of *part*, which is 1 − *rest*, to all digits."""
    return math.log1p(-rest) if rest < part else math.log(part)


def _continued(part: float, *, first: float, second: float) -> float:
    """The continued fraction of the incomplete beta function, front to back."""
    above, below = 1.0, 1 / _away(1 - (first + second) * part / (first + 1))
    value, place = below, 0
    while abs(above * below - 1) >= _NEARLY_ONE or not place:
        place += 1
        twice = first + 2 * place
        for factor in (
            place * (second - place) * part / ((twice - 1) * twice),
            -(first + place) * (first + second + place) * part / (twice * (twice + 1)),
        ):
            below = 1 / _away(1 + factor * below)
            above = _away(1 + factor / above)
            value *= above * below
    return value


def _away(number: float) -> float:
    """A number that can be divided by."""
    return number if abs(number) > _NEARLY_ZERO else _NEARLY_ZERO
