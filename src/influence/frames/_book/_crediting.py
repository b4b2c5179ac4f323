"""Book crediting: a book evaluated with its credits and paths worked out on Polars.

    evaluate(book, crediting=FrameCrediting())  =  evaluate(book)

What pure Python says order by order, here follows from columns, so that many orders take little
time and their touches little memory.
"""

from __future__ import annotations

from functools import cached_property

import attrs

from influence._earnings import Earnings
from influence.campaign_book import Book
from influence.frames._book._earnings import FrameEarnings
from influence.frames._book._paths import OrderPaths
from influence.frames._book._reach import reach_of
from influence.frames._book._sold import BookSold
from influence.paths import AudienceOverlap, ConversionKind, Paths, PathTables, overlapping
from influence.scorecards import Scoreboard


@attrs.frozen
class FrameCrediting:
    """Work out who earned what in a book on Polars, for ``influence.evaluate``.

    Every figure is that of pure Python. A book that engines cannot say the same of is refused with
    the reason, by an ``OrderByOrderError``; then it is evaluated without a crediting.

    Example:
        >>> from influence import evaluate, read_book
        >>> book = read_book("examples/spring-launch")
        >>> evaluate(book, crediting=FrameCrediting()).ranking == evaluate(book).ranking
        True
    """

    def earnings(self, book: Book, /) -> FrameEarnings:
        """Who earned which order.

        Raises:
            OrderByOrderError: It has to be worked out order by order; the message says why.
        """
        found = FrameEarnings(sold=BookSold.of(book))
        found.work_out()
        return found

    def paths(self, board: Scoreboard, /) -> Paths:
        """How the sales of a scoreboard came about."""
        return _FramePaths(board=board)


@attrs.frozen(kw_only=True)
class _FramePaths(Paths):
    """Paths whose orders are rows."""

    def tables(self, kind: ConversionKind) -> PathTables:
        """The conversions of a kind, as far as tables of their paths ask for them."""
        return self._orders if kind == "orders" else self.conversions(kind)

    @cached_property
    def overlap(self) -> AudienceOverlap:
        """Which creators reach the same people."""
        return overlapping(reach_of(self._orders.sold))

    @cached_property
    def _orders(self) -> OrderPaths:
        return OrderPaths(sold=_sold_in(self.board.earnings))


def _sold_in(earnings: Earnings) -> BookSold:
    """The orders on which earnings rest."""
    if not isinstance(earnings, FrameEarnings):
        message = f"earnings must be those of FrameCrediting, got {type(earnings).__name__}"
        raise TypeError(message)
    return earnings.sold
