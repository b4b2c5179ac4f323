"""Absorption: how likely a Markov chain ends well, and how much of that goes through each block.

    w[i][j] + w[i][k] × w[k][j] ÷ Σ w[k]     for every i and j, when state k is taken out

Taking a state out of a chain sends what went into it on to where it would have gone next. Nothing
is subtracted anywhere (the way of Grassmann, Taksar and Heyman), so a chain whose loops are nearly
certain loses no digits. What is left when every block but one is out tells how much reaches the
good end without that block, and how much through it. Half of the blocks are taken out for the
other half, and so on down, so that all the blocks together cost less than one inverse.

Few states are worked in whole numbers and come out exact. Many are worked in binary floating point,
the only place of the house where that is done, by additions, products and quotients alone, which
are the same on every machine; they come out as multiples of 2⁻⁴⁰ with a bound on their error.

Source: S160, S161.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import fsum, gcd
from typing import TypeAlias, TypeVar

#: The columns before those of the states: the good end, the bad end, and what is put aside.
GOOD, BAD, ASIDE, ENDS = 0, 1, 2, 3

_GRAIN = 2**40
_UNIT_ROUNDOFF = Fraction(1, 2**53)

# So many states are taken out of a row in one pass: the same sums in less than half the time.
AT_ONCE = 4

N = TypeVar("N", int, float)
# Takes so many states off the end of a table.
TakeOut: TypeAlias = "Callable[[list[list[N]], int], None]"


def exact_parts(rows: Sequence[Sequence[int]], *, sizes: Sequence[int]) -> list[Fraction]:
    """The part of what ends well that goes through each block, exactly.

    Args:
        rows: How often each state was left for each column. The first row is the start, to which
            nothing returns; the columns are the good end, the bad end, one of zeros, the states.
        sizes: How many states each block has, in the order of the rows.
    """
    table = [list(row) for row in rows]
    parts = _parts(table, sizes=sizes, take_out=_take_out_exactly)
    return [_share(*pair) for pair in parts]


def rounded_parts(rows: Sequence[Sequence[int]], *, sizes: Sequence[int]) -> list[Fraction]:
    """The same to within ``bound``, in multiples of 2⁻⁴⁰."""
    table = [[float(count) for count in row] for row in rows]
    parts = _parts(table, sizes=sizes, take_out=_take_out_nearly)
    return [rounded(through, past) for through, past in parts]


def rounded(through: float, past: float) -> Fraction:
    """What goes through of what ends well, to a multiple of 2⁻⁴⁰."""
    return Fraction(round(_GRAIN * _share(through, past)), _GRAIN)


def bound(states: int) -> Fraction:
    """The most that a rounded part can be off, for a chain of so many states.

    Taking out one state changes every entry by at most four roundings; a part is a quotient of
    polynomials with no minus sign and of a degree of at most *states*, so a relative change of an
    entry moves it by no more than twice *states* times as much.
    """
    return 8 * (states + 1) ** 2 * _UNIT_ROUNDOFF + Fraction(1, 2 * _GRAIN)


def _parts(
    rows: list[list[N]], *, sizes: Sequence[int], take_out: TakeOut[N]
) -> Iterator[tuple[N, N]]:
    """What ends well through each block, and what without it; *rows* are used up."""
    if len(sizes) == 1:
        rows[0][ASIDE], rows[0][GOOD] = rows[0][GOOD], rows[0][ASIDE]
        take_out(rows, sizes[0])
        yield rows[0][GOOD], rows[0][ASIDE]
        return
    half = len(sizes) // 2
    first = sum(sizes[:half])
    kept = [row[:] for row in rows]
    take_out(kept, sum(sizes[half:]))
    yield from _parts(kept, sizes=sizes[:half], take_out=take_out)
    turned = _turned(rows, first)
    take_out(turned, first)
    yield from _parts(turned, sizes=sizes[half:], take_out=take_out)


def _turned(rows: list[list[N]], count: int) -> list[list[N]]:
    """The table with its first *count* states put last."""
    cut = ENDS + count
    order = rows[:1] + rows[1 + count :] + rows[1 : 1 + count]
    return [row[:ENDS] + row[cut:] + row[ENDS:cut] for row in order]


def _take_out_exactly(rows: list[list[int]], count: int) -> None:
    """Take the last *count* states out, each row in the smallest whole numbers of its chances."""
    for _ in range(count):
        leaving = rows.pop()
        leaving.pop()  # how often it is left for itself does not matter: in the end it is left
        whole = sum(leaving)
        for place, row in enumerate(rows):
            sent = row.pop()
            if sent:
                pairs = zip(row, leaving, strict=True)
                scaled = [here * whole + sent * there for here, there in pairs]
                common = gcd(*scaled)
                rows[place] = [value // common for value in scaled]


def _take_out_nearly(rows: list[list[float]], count: int) -> None:
    """Take the last *count* states out, a few at once."""
    for done in range(0, count, AT_ONCE):
        leaving: list[list[float]] = []
        wholes: list[float] = []
        for _ in range(min(AT_ONCE, count - done)):
            row = _without(rows.pop(), leaving, wholes)
            row.pop()
            leaving.append(row)
            wholes.append(fsum(row))
        for place, row in enumerate(rows):
            rows[place] = _without(row, leaving, wholes)


def _without(
    row: list[float], leaving: Sequence[list[float]], wholes: Sequence[float]
) -> list[float]:
    """The row after the states of *leaving* are out, each after those before it."""
    factors: list[float] = []
    for whole in wholes:
        sent = row.pop()
        for factor, other in zip(factors, leaving, strict=False):
            sent += factor * other[len(row)]
        factors.append(sent / whole)
    if not any(factors):
        return row
    if len(factors) == AT_ONCE:
        # The last of them is as long as what is left of the row; the others are longer.
        f, g, h, k = factors
        columns = zip(row, *leaving, strict=False)
        return [a + f * b + g * c + h * d + k * e for a, b, c, d, e in columns]
    for factor, other in zip(factors, leaving, strict=True):
        row = [here + factor * there for here, there in zip(row, other, strict=False)]
    return row


def _share(through: float, past: float) -> Fraction:
    """What goes through of what ends well; nothing of nothing."""
    return Fraction(through) / (Fraction(through) + Fraction(past)) if through else Fraction(0)
