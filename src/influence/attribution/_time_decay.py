"""Time decay: the nearer to the sale, the more credit; a half-life earlier, half as much.

    weight = 2^20 × 2^(−age ÷ half-life), as a whole number of at least 1

The age is the whole hours from the touch to the sale. The weights stand in a table by hours that is
computed once, in decimals of sixty digits, because the exponentials of floating point differ
between machines; so the same path has the same weights everywhere. Each weight above 1 is within
half a unit of the formula, which for a touch on the day of the sale is one part in two million.
About twenty half-lives back a touch would weigh nothing; it weighs 1, as does every one before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import lru_cache
from typing import ClassVar

import attrs

from influence import _requirements as require
from influence.attribution._path import Path
from influence.errors import InvalidInputError
from influence.periods import DAY_IN_MICROSECONDS

_HOURS_IN_A_DAY = 24
_HOUR_IN_MICROSECONDS = DAY_IN_MICROSECONDS // _HOURS_IN_A_DAY
_SCALE = 1 << 20
_LONGEST = 366 * _HOURS_IN_A_DAY


@attrs.frozen(kw_only=True)
class TimeDecay:
    """Credit touches by how near they are to the sale.

    Args:
        half_life_days: Days after which a touch weighs half.
        half_life_hours: Hours beside the days, for half-lives such as a day and a half.

    Raises:
        InvalidInputError: A part is below 0, or the half-life is not from an hour to 366 days.

    Example:
        >>> weights = TimeDecay().by_hours
        >>> weights[0], weights[7 * 24], weights[14 * 24]
        (1048576, 524288, 262144)
        >>> TimeDecay(half_life_days=1, half_life_hours=12).half_life
        36

    Source: S81, S83.
    """

    name: ClassVar[str] = "time_decay"
    half_life_days: int = attrs.field(default=7, validator=require.is_count)
    half_life_hours: int = attrs.field(default=0, validator=require.is_count)

    def __attrs_post_init__(self) -> None:
        if not 1 <= self.half_life <= _LONGEST:
            rule = f"be from 1 to {_LONGEST} hours"
            raise InvalidInputError("TimeDecay half-life", rule, self.half_life)

    @property
    def half_life(self) -> int:
        """The half-life in hours."""
        return self.half_life_days * _HOURS_IN_A_DAY + self.half_life_hours

    @property
    def by_hours(self) -> tuple[int, ...]:
        """The weight by whole hours of age; the last of them, 1, holds for all that is older."""
        return _by_hours(self.half_life)

    def weights(self, path: Path, /) -> Sequence[int]:
        """The weight of each touch by its age."""
        table = self.by_hours
        oldest = len(table) - 1
        return [table[min(age // _HOUR_IN_MICROSECONDS, oldest)] for age in path.ages]


@lru_cache(maxsize=32)
def _by_hours(half_life: int) -> tuple[int, ...]:
    """The table of a half-life in hours, the same whatever decimal context the caller has."""
    exact = Context(
        prec=60, rounding=ROUND_HALF_EVEN, Emin=-999_999, Emax=999_999, capitals=1, clamp=0,
        flags=[], traps=[],
    )  # fmt: skip
    hourly = exact.exp(exact.divide(exact.minus(exact.ln(Decimal(2))), Decimal(half_life)))
    table = [_SCALE]
    left = Decimal(_SCALE)
    while table[-1] > 1:
        left = exact.multiply(left, hourly)
        table.append(max(1, int(left.to_integral_value(ROUND_HALF_EVEN, exact))))
    return tuple(table)
