"""Side by side: every classic model from one table of who stands on which order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs
import narwhals as nw

from influence.attribution import FirstTouch, LastTouch, Linear, PositionBased, TimeDecay
from influence.errors import InvalidInputError
from influence.frames._crediting import Crediting, weight_of, with_times_of
from influence.frames._engines import Frame, Shape
from influence.frames._engines._engine import Totals
from influence.frames._factors import ways_of
from influence.frames._paths import Paths
from influence.frames._weighing import refuse_fine
from influence.periods import DAY_IN_MICROSECONDS
from influence.tracking import KINDS

_HOUR = DAY_IN_MICROSECONDS // 24
_ORDER = "order_id"
_THREE = 3


@attrs.frozen(kw_only=True)
class SideBySide:
    """Several models over the same paths.

    Args:
        paths: The touches of each order.
        models: Models by words.
        is_numbered: Whether order ids are numbers here, and their texts stand beside them.
        keep: What is told of the orders as well.

    Raises:
        InvalidInputError: A model does not follow from the table.
    """

    paths: Paths
    models: Mapping[str, object]
    is_numbered: bool
    keep: Sequence[str] = ()

    def __attrs_post_init__(self) -> None:
        for word, model in self.models.items():
            if not _is_classic(model):
                rule = "be one that follows from counts, ends and ages; attribute runs any model"
                raise InvalidInputError(f"models.{word}", rule, model)
            if isinstance(model, PositionBased):
                refuse_fine(model)

    def credits(self, orders: Frame, /) -> Frame:
        """A row for each order and creator, with the columns of every model.

        Args:
            orders: ``order_id``, ``gross``, ``net``, what is kept, and ``text`` where the id is a
                number.
        """
        work = Crediting(
            paths=self.paths,
            models=self.models,
            order="text" if self.is_numbered else _ORDER,
            keep=self.keep,
        )
        engine = self.paths.tables.engine
        listed = engine.in_lists(
            orders,
            self.paths.rows,
            ways=list(ways_of(self.models)),
            shape=self._shape,
            keep=self.keep,
        )
        if listed is not None:
            return work.told(listed)
        return engine.in_parts(orders, self._standings(), work=work)

    def _standings(self) -> Frame:
        """Who stands on which order: how many touches, the first, the last, and decays."""
        engine = self.paths.tables.engine
        turns = self.paths.turns if self.is_numbered else [self.paths.rows]
        decays: Totals = {weight_of(word): (weight_of(word), "sum") for word, _ in self._decays()}
        ends: Totals = {"met": ("key", "count"), "least": ("key", "min"), "most": ("key", "max")}
        return engine.totalled(
            [rows.select(_ORDER, "key", rank=self.paths.rank(nw.col("key"))) for rows in turns],
            ranks=self.paths.creators,
            read=self._aged,
            totals={**ends, **decays},
        )

    @property
    def _shape(self) -> Shape:
        """What the keys say."""
        return Shape(
            creators=self.paths.creators,
            kinds=len(KINDS),
            lookback=self.paths.lookback,
            hour=_HOUR,
        )

    def _aged(self, rows: Frame) -> Frame:
        """Rows with what they weigh by age, which is in the key."""
        tables = self.paths.tables
        if not any(self._decays()):
            return rows
        timed = with_times_of(
            rows, {"key": "time"}, creators=self.paths.creators, engine=tables.engine
        )
        told = timed.with_columns(age=self.paths.lookback - nw.col("time"))
        for word, model in self._decays():
            weights = model.by_hours
            hours = (nw.col("age") // _HOUR).cast(nw.Int64)
            oldest = len(weights) - 1
            hour = nw.when(hours > oldest).then(oldest).otherwise(hours)
            told = tables.engine.looked_up(
                told.with_columns(hour=hour),
                weights,
                into=weight_of(word),
                by="hour",
                beside=tables.beside,
            ).drop("hour")
        return told

    def _decays(self) -> Iterator[tuple[str, TimeDecay]]:
        """The models that weigh by age."""
        for word, model in self.models.items():
            if isinstance(model, TimeDecay):
                yield word, model


def _is_classic(model: object) -> bool:
    """Whether a model follows from counts, ends and ages."""
    if isinstance(model, PositionBased):
        return all(model.of(_THREE))
    return isinstance(model, FirstTouch | LastTouch | Linear | TimeDecay)
