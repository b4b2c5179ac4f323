"""Two functions of the tables: the parts of a beta and of a gamma distribution below a point.

    I(x; a, b) = ∫₀ˣ tᵃ⁻¹ (1 − t)ᵇ⁻¹ dt ÷ B(a, b)
    P(a, x)    = ∫₀ˣ tᵃ⁻¹ e⁻ᵗ dt ÷ Γ(a)

Each comes from a series or a continued fraction, whichever settles sooner. They are floating-point
numbers: they say how likely something is and never what an amount is.

Source: S131 for the continued fractions.
"""

from __future__ import annotations

import math

_NEARLY_ZERO = 1e-300
_SETTLED = 1e-15


def beta_part(part: float, rest: float, *, first: float, second: float) -> float:
    """The part of a beta distribution below *part*, which is 1 − *rest*; both are above 0."""
    if part > (first + 1) / (first + second + 2):
        return 1 - beta_part(rest, part, first=second, second=first)
    scale = (
        math.lgamma(first + second)
        - math.lgamma(first)
        - math.lgamma(second)
        + first * math.log(part)
        + second * math.log(rest)
    )
    return math.exp(scale) * _beta_fraction(part, first=first, second=second) / first


def gamma_part(shape: float, point: float) -> float:
    """The part of a gamma distribution of that shape and scale 1 below *point*; both above 0."""
    scale = math.exp(shape * math.log(point) - point - math.lgamma(shape))
    if point < shape + 1:
        return scale * _gamma_series(shape, point)
    return 1 - scale * _gamma_fraction(shape, point)


def _beta_fraction(part: float, *, first: float, second: float) -> float:
    """The continued fraction of the beta function, front to back."""
    above, below = 1.0, 1 / _away(1 - (first + second) * part / (first + 1))
    value, place, change = below, 0, 0.0
    while abs(change - 1) > _SETTLED:
        place += 1
        twice = first + 2 * place
        for factor in (
            place * (second - place) * part / ((twice - 1) * twice),
            -(first + place) * (first + second + place) * part / (twice * (twice + 1)),
        ):
            below = 1 / _away(1 + factor * below)
            above = _away(1 + factor / above)
            change = above * below
            value *= change
    return value


def _gamma_series(shape: float, point: float) -> float:
    """The series 1/a + x/(a(a+1)) + x²/(a(a+1)(a+2)) and so on."""
    term = total = 1 / shape
    while term > total * _SETTLED:
        shape += 1
        term *= point / shape
        total += term
    return total


def _gamma_fraction(shape: float, point: float) -> float:
    """The continued fraction of the upper part, front to back."""
    step = point + 1 - shape
    above, below = 1 / _NEARLY_ZERO, 1 / _away(step)
    value, place, change = below, 0, 0.0
    while abs(change - 1) > _SETTLED:
        place += 1
        factor, step = place * (shape - place), step + 2
        below = 1 / _away(step + factor * below)
        above = _away(step + factor / above)
        change = above * below
        value *= change
    return value


def _away(number: float) -> float:
    """A number that can be divided by."""
    return number if abs(number) > _NEARLY_ZERO else _NEARLY_ZERO
