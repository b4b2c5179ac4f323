"""Touches of a path as columns: what a model of one's own weighs them by, on an engine."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

import attrs
import narwhals as nw

from influence.tracking import KINDS, Kind


@attrs.frozen(kw_only=True)
class TouchColumns:
    """A touch of a path, each of its facts as an expression over rows of touches.

    Args:
        kind: The place of its kind among ``code``, ``dm``, ``link``, ``landing``.
        age: How long before the sale it was, in microseconds.
        place: Where on the path it stands, from 1.
        count: How many touches the path has.
    """

    kind: nw.Expr
    age: nw.Expr
    place: nw.Expr
    count: nw.Expr

    @property
    def is_first(self) -> nw.Expr:
        """Whether it is the first of them."""
        return self.place == 1

    @property
    def is_last(self) -> nw.Expr:
        """Whether it is the last of them."""
        return self.place == self.count

    def is_a(self, *kinds: Kind) -> nw.Expr:
        """Whether the touch is of one of these kinds."""
        return self.kind.is_in([KINDS.index(kind) for kind in kinds])

    @staticmethod
    def over_path(expression: nw.Expr) -> nw.Expr:
        """An aggregate of all touches of the path, such as a sum of something."""
        return expression.over("order_id")


@runtime_checkable
class FrameModel(Protocol):
    """An attribution model that can weigh touches on an engine.

    ``frame_weights`` and ``weights`` must agree, touch by touch.
    """

    def frame_weights(self, touch: TouchColumns, /) -> nw.Expr:
        """The weight of each touch: a whole number of at least zero, not all zero on a path.

        Those of one path have to sum to less than 2^41.
        """
        ...
