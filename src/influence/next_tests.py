"""Next tests: what one more package is worth for what it teaches, beyond its own profit.

    worth = (E[max(M − k, 0)] after the test − max(E[M] − k, 0) now) × cycles

k is what the budget earns elsewhere, for every unit spent: 1 where money would stay in hand, more
where a discovery only takes the place of somebody who is good as well. Who is booked again only
when that beats k gains from every surprise and loses from none. After one more package the believed
multiple M is log-normal around today's mean, and the expectation has the closed form that options
are priced by (Black and Scholes) with the strike k:

    E[max(M − k, 0)] = m·Φ(d) − k·Φ(d − s)     d = (log(m ÷ k) + s² ÷ 2) ÷ s
"""

from __future__ import annotations

import math
from typing import Any, TypeGuard

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError

__all__ = ["NextTest", "expected_gain"]


def _is_finite(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A finite number of at least 0."""
    if not _is_real(value) or value < 0:
        rule = "be a finite number of at least 0"
        raise InvalidInputError(require.place(instance, attribute), rule, value)


def _is_above_zero(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A finite number above 0."""
    if not _is_real(value) or value <= 0:
        rule = "be a finite number above 0"
        raise InvalidInputError(require.place(instance, attribute), rule, value)


def _is_real(value: object) -> TypeGuard[float]:
    """Whether a value is a finite number, which a bool is not."""
    return isinstance(value, int | float) and type(value) is not bool and math.isfinite(value)


@attrs.frozen(kw_only=True)
class NextTest:
    """What one more package of a creator would teach, and for how long that can be used.

    Args:
        mean: The return multiple that is expected today.
        spread: How far the package is expected to move that, as the standard deviation of its
            logarithm.
        cycles: In how many later cycles a discovery can be used.
        elsewhere: What the budget earns elsewhere, for every unit spent.

    Raises:
        InvalidInputError: A number is not finite or too small.

    Example:
        >>> alone = NextTest(mean=1.2, spread=0.4, cycles=3.0)
        >>> round(alone.worth, 2), round(alone.beside(1.8).worth, 2)
        (0.28, 0.14)

    Source: the closed form is that of Black and Scholes (1973) for a call.
    """

    mean: float = attrs.field(validator=_is_above_zero)
    spread: float = attrs.field(validator=_is_finite)
    cycles: float = attrs.field(validator=_is_finite)
    elsewhere: float = attrs.field(default=1.0, validator=_is_above_zero)

    @property
    def worth(self) -> float:
        """What the package is worth beyond its own profit, per unit of its cost."""
        now = max(self.mean - self.elsewhere, 0.0)
        after = expected_gain(self.mean, self.spread, beyond=self.elsewhere)
        return max(after - now, 0.0) * self.cycles

    def beside(self, elsewhere: float) -> NextTest:
        """The same test where the budget earns so much elsewhere."""
        return attrs.evolve(self, elsewhere=elsewhere)


def expected_gain(mean: float, spread: float, *, beyond: float = 1.0) -> float:
    """E[max(M − beyond, 0)] of a log-normal M.

    Args:
        mean: The mean of M, above zero.
        spread: Standard deviation of its logarithm.
        beyond: What is earned anyway, above zero.
    """
    if spread <= 0:
        return max(mean - beyond, 0.0)
    upper = math.log(mean / beyond) / spread + spread / 2
    return mean * _below(upper) - beyond * _below(upper - spread)


def _below(value: float) -> float:
    """The chance of a standard normal value to be below *value*."""
    return math.erfc(-value / math.sqrt(2)) / 2
