"""Learned solve: large Markov chains in NumPy, to the last bit as ``_absorption`` solves them.

The same states are taken out in the same order, and every number goes through the same additions,
products and quotients of doubles, one after the other; only that all rows go through them at once.
NumPy multiplies and adds in two steps, each rounded as Python rounds it, and whole rows are summed
by Python's own ``fsum``. So the effects are equal, not close, and so are the weights that follow
from them. Where there is no NumPy, Python solves the chain itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from importlib.util import find_spec
from math import fsum
from typing import TYPE_CHECKING, TypeAlias

from influence import _absorption as absorption
from influence._absorption import ASIDE, AT_ONCE, ENDS, GOOD

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Table: TypeAlias = npt.NDArray[np.float64]


def rounded_parts(rows: Sequence[Sequence[int]], *, sizes: Sequence[int]) -> list[Fraction]:
    """What ``_absorption.rounded_parts`` says, sooner."""
    if find_spec("numpy") is None:
        return absorption.rounded_parts(rows, sizes=sizes)
    import numpy as np

    table = np.array(rows, dtype=np.float64)
    return [absorption.rounded(through, past) for through, past in _parts(table, sizes=sizes)]


def _parts(rows: Table, *, sizes: Sequence[int]) -> Iterator[tuple[float, float]]:
    """What ends well through each block, and what without it; *rows* are used up."""
    if len(sizes) == 1:
        rows[0, [GOOD, ASIDE]] = rows[0, [ASIDE, GOOD]]
        left = _take_out(rows, sizes[0])
        yield float(left[0, GOOD]), float(left[0, ASIDE])
        return
    half = len(sizes) // 2
    first = sum(sizes[:half])
    turned = _turned(rows, first)
    yield from _parts(_take_out(rows, sum(sizes[half:])), sizes=sizes[:half])
    yield from _parts(_take_out(turned, first), sizes=sizes[half:])


def _turned(rows: Table, count: int) -> Table:
    """The table with its first *count* states put last."""
    import numpy as np

    states = np.roll(np.arange(len(rows) - 1), -count)
    turned: Table = rows[np.append(0, 1 + states)][:, np.append(np.arange(ENDS), ENDS + states)]
    return turned


def _take_out(rows: Table, count: int) -> Table:
    """The table after its last *count* states are taken out, a few at once."""
    for done in range(0, count, AT_ONCE):
        leaving: list[Table] = []
        wholes: list[float] = []
        for _ in range(min(AT_ONCE, count - done)):
            row = _without(rows[-1:], leaving, wholes)[0, :-1]
            rows = rows[:-1]
            leaving.append(row)
            wholes.append(fsum(row.tolist()))
        rows = _without(rows, leaving, wholes)
    return rows


def _without(rows: Table, leaving: Sequence[Table], wholes: Sequence[float]) -> Table:
    """The rows after the states of *leaving* are out, each after those before it."""
    factors: list[Table] = []
    end = rows.shape[1]
    for whole in wholes:
        end -= 1
        sent = rows[:, end]
        for factor, other in zip(factors, leaving, strict=False):
            sent = sent + factor * other[end]
        factors.append(sent / whole)
    rows = rows[:, :end].copy()
    for factor, other in zip(factors, leaving, strict=True):
        rows += factor[:, None] * other[:end]
    return rows
