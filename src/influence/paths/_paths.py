"""Paths: how the sales of a book came about, worked out when somebody asks.

Nothing here changes who is credited or what is owed.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import attrs

from influence.attribution import AttributionModel, LearningModel
from influence.errors import UnknownNameError
from influence.paths._assists import Assists, assists
from influence.paths._audience_overlap import AudienceOverlap, audience_overlap
from influence.paths._conversion import CONVERSION_KINDS, ConversionKind, checked
from influence.paths._conversions import Conversions, conversions_of
from influence.paths._measured import PathTables
from influence.paths._model_comparison import ModelComparison, model_comparison
from influence.paths._path_lengths import path_lengths
from influence.paths._time_lags import time_lags
from influence.scorecards import Scoreboard
from influence.workings import Working

_OF_ORDERS = ("assists", "lags", "lengths")

#: What can be asked why: of orders by the bare word, of leads and signups by both words.
PATH_FIGURES: tuple[str, ...] = (
    *_OF_ORDERS,
    *(f"{kind}_{word}" for kind in CONVERSION_KINDS[1:] for word in _OF_ORDERS),
    "overlap",
)


@attrs.frozen(kw_only=True)
class Paths:
    """How the sales, leads and signups of a book came about.

    Args:
        board: The book, with what its model credits.
    """

    board: Scoreboard

    @cached_property
    def orders(self) -> Conversions:
        """The paid orders with their paths."""
        return conversions_of(self.board, kind="orders")

    @cached_property
    def leads(self) -> Conversions:
        """The leads and bookings with their paths."""
        return conversions_of(self.board, kind="leads")

    @cached_property
    def signups(self) -> Conversions:
        """The signups with their paths."""
        return conversions_of(self.board, kind="signups")

    @cached_property
    def overlap(self) -> AudienceOverlap:
        """Which creators reach the same people."""
        return audience_overlap(self.board, orders=self.orders)

    @cached_property
    def assists(self) -> Assists:
        """The part of every creator in the orders."""
        return assists(self.tables("orders"))

    def tables(self, kind: ConversionKind) -> PathTables:
        """The conversions of a kind, as far as tables of their paths ask for them.

        Raises:
            UnknownNameError: *kind* is not known; the close one is named.
        """
        return self.conversions(kind)

    def conversions(self, kind: ConversionKind) -> Conversions:
        """The conversions of a kind.

        Raises:
            UnknownNameError: *kind* is not known; the close one is named.
        """
        checked(kind, what="kind of conversion", known=CONVERSION_KINDS)
        if kind == "orders":
            return self.orders
        return self.leads if kind == "leads" else self.signups

    def under(self, models: Iterable[AttributionModel | LearningModel]) -> ModelComparison:
        """The same orders under each of *models*.

        Raises:
            InvalidInputError: There is no model, or two have the same name.
        """
        return model_comparison(self.board.book, models=models)

    def why(self, creator_id: str | None, *, figure: str) -> Working:
        """The lines of a creator's part in the paths, or of all when it is ``None``.

        Raises:
            UnknownNameError: There is no figure of that name; the close one is named.
        """
        if figure not in PATH_FIGURES:
            raise UnknownNameError("figure", figure, PATH_FIGURES)
        if figure == "overlap":
            whole = self.overlap
            return whole.working() if creator_id is None else whole.why(creator_id)
        kind, _, word = figure.rpartition("_")
        some = self._of(kind)
        if word == "assists":
            table = assists(some)
            return table.working() if creator_id is None else table.why(creator_id)
        measure = time_lags if word == "lags" else path_lengths
        return measure(some, through=creator_id).working()

    def _of(self, kind: str) -> PathTables:
        """The conversions that a figure is about."""
        if not kind:
            return self.tables("orders")
        return self.leads if kind == "leads" else self.signups
