"""Way: how a model weighs the creators of an order by where they stand on its path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

import attrs
import narwhals as nw

#: What a creator has on a path: touches, its first one, its last one.
Standing: TypeAlias = Literal["met", "opens", "closes"]


@attrs.frozen(kw_only=True, eq=False)
class Way:
    """Weights of a model: what each creator has on a path, each times a factor of the path.

    Args:
        word: The word under which its columns stand.
        factors: By what a creator has, as whole numbers that follow from ``count``, how many
            touches there are on the path.
        hours: Where touches weigh by age instead: their weights by whole hours, the last of which
            holds for all that are older.
        is_picking: Whether one creator takes all.
    """

    word: str
    factors: Mapping[Standing, nw.Expr] = attrs.field(factory=dict[Standing, nw.Expr])
    hours: Sequence[int] = ()
    is_picking: bool = False

    @property
    def weight(self) -> str:
        """The column of the weights."""
        return f"{self.word}_weight"

    @property
    def whole(self) -> str:
        """The column of their sum over the order."""
        return f"{self.word}_whole"

    def minor(self, amount: str) -> str:
        """The column of the parts of an amount."""
        return f"{self.word}_{amount}_minor"

    def factor(self, standing: Standing) -> str:
        """The column of a factor."""
        return f"{self.word}_{standing}"


@attrs.frozen(kw_only=True)
class Shape:
    """What the keys of paths say.

        key = (time × kinds + kind) × creators + rank

    Args:
        creators: How many creators there are.
        kinds: How many kinds of touches there are.
        lookback: The time of an order, in microseconds since its lookback began.
        hour: An hour in microseconds.
    """

    creators: int
    kinds: int
    lookback: int
    hour: int

    @property
    def places(self) -> int:
        """Times and kinds of touches: all are below it."""
        return (self.lookback + 1) * self.kinds
