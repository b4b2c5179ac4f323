"""Side by side: every classic model from one table of who stands on which order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs
import narwhals as nw

from influence.attribution import FirstTouch, LastTouch, Linear, PositionBased, TimeDecay
from influence.errors import InvalidInputError
from influence.frames._engines import Claim, Engine, Frame, Shape
from influence.frames._engines._engine import Totals
from influence.frames._factors import ways_of
from influence.frames._paths import Paths
from influence.frames._splitting import with_parts
from influence.periods import DAY_IN_MICROSECONDS
from influence.tracking import KINDS

_HOUR = DAY_IN_MICROSECONDS // 24
_ORDER, _RANK = "order_id", "rank"
_TWO, _THREE = 2, 3
_PICKING = (FirstTouch, LastTouch)


@attrs.frozen(kw_only=True)
class SideBySide:
    """Several models over the same paths.

    Args:
        paths: The touches of each order.
        models: Models by words.
        is_numbered: Whether order ids are numbers here, and their texts stand beside them.

    Raises:
        InvalidInputError: A model does not follow from the table.
    """

    paths: Paths
    models: Mapping[str, object]
    is_numbered: bool

    def __attrs_post_init__(self) -> None:
        for word, model in self.models.items():
            if not _is_classic(model):
                rule = "be one that follows from counts, ends and ages; attribute runs any model"
                raise InvalidInputError(f"models.{word}", rule, model)

    def credits(self, orders: Frame, /) -> Frame:
        """A row for each order and creator, with the columns of every model.

        Args:
            orders: ``order_id``, ``gross``, ``net``, and ``text`` where the id is a number.
        """
        engine = self.paths.tables.engine
        listed = engine.in_lists(
            orders, self.paths.rows, ways=list(ways_of(self.models)), shape=self._shape
        )
        if listed is not None:
            return self._named(listed)
        return engine.in_parts(orders, self._standings(), work=self._credited)

    def _standings(self) -> Frame:
        """Who stands on which order: how many touches, the first, the last, and decays."""
        engine = self.paths.tables.engine
        turns = self.paths.turns if self.is_numbered else [self.paths.rows]
        decays: Totals = {_weight(word): (_weight(word), "sum") for word, _ in self._decays()}
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
        timed = self._timed(rows, of="key", engine=tables.engine)
        told = timed.with_columns(age=self.paths.lookback - nw.col("time"))
        for word, model in self._decays():
            weights = model.by_hours
            hours = (nw.col("age") // _HOUR).cast(nw.Int64)
            oldest = len(weights) - 1
            hour = nw.when(hours > oldest).then(oldest).otherwise(hours)
            told = tables.engine.looked_up(
                told.with_columns(hour=hour),
                weights,
                into=_weight(word),
                by="hour",
                beside=tables.beside,
            ).drop("hour")
        return told

    def _timed(self, rows: Frame, *, of: str, engine: Engine) -> Frame:
        """Rows with the time that is in a key: how long after the lookback began."""
        places = nw.lit(len(KINDS) * self.paths.creators, nw.Int64)
        divided = engine.divided(
            rows.with_columns(places=places), into="time", number=of, by="places"
        )
        return divided.drop("places")

    def _decays(self) -> Iterator[tuple[str, TimeDecay]]:
        """The models that weigh by age."""
        for word, model in self.models.items():
            if isinstance(model, TimeDecay):
                yield word, model

    def _credited(self, rows: Frame, engine: Engine, amounts: Sequence[str]) -> Frame:
        """Rows of whole orders with what every model says."""
        stood = self._stood(rows, engine=engine)
        weighed = stood.with_columns(
            one.alias(into)
            for word, model in self.models.items()
            for into, one in zip((_weight(word), _whole(word)), _weighed(word, model), strict=True)
        )
        told = with_parts(weighed, list(self._claims(amounts)), engine=engine)
        picked = (
            (nw.col(amount) * nw.col(_weight(word))).alias(_minor(word, amount))
            for word, model in self.models.items()
            for amount in amounts
            if isinstance(model, _PICKING)
        )
        whole = (
            nw.col(_minor(word, "gross")).alias(_minor(word, "net"))
            for word in self.models
            if "net" not in amounts
        )
        return self._named(told.with_columns(picked).with_columns(whole))

    def _claims(self, amounts: Sequence[str]) -> Iterator[Claim]:
        """What is split."""
        for word, model in self.models.items():
            if not isinstance(model, _PICKING):
                for amount in amounts:
                    yield Claim(
                        amount=amount,
                        weight=_weight(word),
                        whole=_whole(word),
                        into=_minor(word, amount),
                    )

    def _stood(self, rows: Frame, *, engine: Engine) -> Frame:
        """Rows with their place on the path of the order; where nobody stands, as if one did."""
        filled = rows.with_columns(
            nw.col("met").fill_null(1),
            nw.col("least").fill_null(0),
            nw.col("most").fill_null(0),
            *(nw.col(_weight(word)).fill_null(1) for word, _ in self._decays()),
        )
        timed = self._timed(filled, of="most", engine=engine)
        least, most = nw.col("least"), nw.col("most")
        return timed.with_columns(
            *(
                nw.col(_weight(word)).sum().over(_ORDER).cast(nw.Int64).alias(_whole(word))
                for word, _ in self._decays()
            ),
            count=nw.col("met").sum().over(_ORDER).cast(nw.Int64),
            opens=(least == least.min().over(_ORDER)).cast(nw.Int64),
            closes=(most == most.max().over(_ORDER)).cast(nw.Int64),
            turn=nw.col("time") * self.paths.creators + nw.col(_RANK).fill_null(0),
        )

    def _named(self, rows: Frame) -> Frame:
        """The columns that are told, with names of creators."""
        columns = [
            f"{word}_{column}"
            for word in self.models
            for column in ("weight", "whole", "gross_minor", "net_minor")
        ]
        tables = self.paths.tables
        named = tables.engine.looked_up(
            rows,
            self.paths.marks.creators,
            into="creator_id",
            by=_RANK,
            beside=tables.beside,
        )
        return named.select(
            nw.col("text" if self.is_numbered else _ORDER).alias(_ORDER), "creator_id", *columns
        )


def _is_classic(model: object) -> bool:
    """Whether a model follows from counts, ends and ages."""
    if isinstance(model, PositionBased):
        return all(model.of(_THREE))
    return isinstance(model, FirstTouch | LastTouch | Linear | TimeDecay)


def _weighed(word: str, model: object) -> tuple[nw.Expr, nw.Expr]:
    """The weight of a row by a model, and the sum of the weights of its order."""
    one = nw.lit(1, nw.Int64)
    match model:
        case FirstTouch():
            return nw.col("opens"), one
        case LastTouch():
            return nw.col("closes"), one
        case PositionBased():
            return _by_place(model)
        case TimeDecay():
            return nw.col(_weight(word)), nw.col(_whole(word))
        case _:
            return nw.col("met"), nw.col("count")


def _by_place(model: PositionBased) -> tuple[nw.Expr, nw.Expr]:
    """The weight of a creator by how many touches and which ends are theirs, and the sum of all."""
    first, between, last = model.of(_THREE)
    opens, closes, count = nw.col("opens"), nw.col("closes"), nw.col("count")
    ends = opens * first + closes * last
    inner = (nw.col("met") - opens - closes) * between
    weight = nw.when(count == _TWO).then(ends).otherwise((count - 2) * ends + inner)
    whole = (
        nw.when(count == _TWO)
        .then(nw.lit(first + last, nw.Int64))
        .otherwise((count - 2) * (first + between + last))
    )
    one = nw.lit(1, nw.Int64)
    return (
        nw.when(count == 1).then(one).otherwise(weight),
        nw.when(count == 1).then(one).otherwise(whole),
    )


def _weight(word: str) -> str:
    """The column of the weights of a model."""
    return f"{word}_weight"


def _minor(word: str, amount: str) -> str:
    """The column of the parts of an amount by a model."""
    return f"{word}_{amount}_minor"


def _whole(word: str) -> str:
    """The column of the sums of the weights of a model."""
    return f"{word}_whole"
