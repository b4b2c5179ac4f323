"""Weighing: the weight of each creator on each order, by every model that splits by touch.

Models that look only at the first touch, at the last, at how many there are or at how old they are
need one pass over the touches: least key, greatest key, count, or a sum. The others are asked for
the weight of each touch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs
import narwhals as nw

from influence.attribution import (
    CodeFirst,
    Custom,
    FirstTouch,
    FittedMarkov,
    FittedShapley,
    LastNonDirect,
    LastTouch,
    Linear,
    Markov,
    PositionBased,
    Shapley,
    TimeDecay,
)
from influence.errors import InvalidInputError
from influence.frames._engines import Frame
from influence.frames._learning._learned import by_scores, learned
from influence.frames._own_weights import own_weighed
from influence.frames._paths import Paths
from influence.frames._touches import FrameModel, TouchColumns
from influence.periods import DAY_IN_MICROSECONDS
from influence.tracking import KINDS, Kind

_HOUR = DAY_IN_MICROSECONDS // 24
_ORDER = "order_id"
_KEY = nw.col("key")
_TWO, _THREE = 2, 3
#: Of finer shares the weights of two million touches could sum to more than can be split exactly.
_MOST_PARTS = 1 << 20


def weighed(paths: Paths, model: object) -> Frame:
    """A row for each order and creator who earned something.

    Args:
        paths: The touches of each order.
        model: An attribution model of ours, or one with ``frame_weights``.

    Returns:
        ``order_id``, ``rank``, ``weight``, ``turn`` (the smaller is served first), and ``last``:
        the key of the creator's last touch that earned something.

    Raises:
        InvalidInputError: The model has no form for engines.
        PluginError: What a model of somebody else's answers are no weights.
    """
    for kind, weigh in _WAYS.items():
        if isinstance(model, kind):
            return weigh(paths, model)
    if isinstance(model, FrameModel):
        return _touch_by_touch(paths, model)
    named = getattr(model, "name", type(model).__name__)
    rule = "have frame_weights to run on an engine; influence.attribute runs any model"
    raise InvalidInputError("attribution model", rule, named)


def _picked(paths: Paths, key: nw.Expr) -> Frame:
    """One touch of each order takes all."""
    return _one_each(paths, paths.ends.group_by(_ORDER).agg(last=key))


def _last_non_direct(paths: Paths, model: LastNonDirect) -> Frame:
    """The last touch that is not direct takes all."""
    return _picked_by_kinds(paths, [[kind for kind in KINDS if kind not in model.direct]])


def _code_first(paths: Paths, _: CodeFirst) -> Frame:
    """The last code, else the last keyword, takes all."""
    return _picked_by_kinds(paths, [["code"], ["dm"]])


def _linear(paths: Paths, _: Linear) -> Frame:
    """Every touch weighs the same."""
    return _gathered(paths, paths.ends.with_columns(weight=nw.col("times")))


def _time_decay(paths: Paths, model: TimeDecay) -> Frame:
    """Touches weigh by their age."""
    return _in_turns(paths, lambda some: _gathered(some, _decayed(some, model)))


def _position_based(paths: Paths, model: PositionBased) -> Frame:
    """Touches weigh by their place."""
    refuse_fine(model)
    return _by_place(paths, model) if all(model.of(_THREE)) else _touch_by_touch(paths, model)


def refuse_fine(model: PositionBased) -> None:
    """Refuse shares that are too fine for weights of very many touches to be split exactly.

    Raises:
        InvalidInputError: They are.
    """
    if sum(model.of(_THREE)) > _MOST_PARTS:
        rule = f"have shares in parts of at least 1/{_MOST_PARTS} of the whole to run on an engine"
        raise InvalidInputError("PositionBased", rule, model)


def _touch_by_touch(paths: Paths, model: PositionBased | Custom | FrameModel) -> Frame:
    """Every touch is looked at; of busy visitors, those of some orders at a time."""
    return _in_turns(paths, lambda some: _by_touch(some, model))


def _in_turns(paths: Paths, weigh: Callable[[Paths], Frame]) -> Frame:
    """What is weighed of all orders; where it is held in memory, of some at a time.

    Sums of weights that follow from ages or from single touches need every pair of a busy visitor.
    """
    engine = paths.tables.engine
    if not (engine.is_in_memory and paths.is_crowded):
        return weigh(paths)
    parts = [engine.held(weigh(attrs.evolve(paths, given=rows))) for rows in paths.turns]
    return nw.concat(parts, how="vertical")


def _picked_by_kinds(paths: Paths, wanted: Sequence[Sequence[Kind]]) -> Frame:
    """The last touch of the first kinds that a path has takes all, else its last."""
    kind = nw.col("kind")
    names = [f"last_{place}" for place in range(len(wanted))]
    marked = paths.ends.with_columns(
        **{
            name: nw.when(kind.is_in([KINDS.index(one) for one in kinds])).then(_KEY)
            for name, kinds in zip(names, wanted, strict=True)
        }
    )
    lasts = marked.group_by(_ORDER).agg(
        nw.col("key").max(), *(nw.col(name).max() for name in names)
    )
    last = nw.col("key")
    for name in reversed(names):
        last = nw.when(~nw.col(name).is_null()).then(nw.col(name)).otherwise(last)
    return _one_each(paths, lasts.select(_ORDER, last=last))


def _one_each(paths: Paths, picked: Frame) -> Frame:
    """The creators of touches that take all."""
    return picked.select(
        _ORDER,
        rank=paths.rank(nw.col("last")),
        weight=nw.lit(1, nw.Int64),
        turn=nw.lit(0, nw.Int64),
        last=nw.col("last"),
    )


def _gathered(paths: Paths, rows: Frame) -> Frame:
    """The weights of touches, summed by creator."""
    earning = rows.filter(nw.col("weight") > 0)
    return (
        earning.with_columns(rank=paths.rank(_KEY), turn=paths.turn())
        .group_by(_ORDER, "rank")
        .agg(
            weight=nw.col("weight").sum().cast(nw.Int64),
            turn=nw.col("turn").max(),
            last=_KEY.max(),
        )
    )


def _decayed(paths: Paths, model: TimeDecay) -> Frame:
    """Touches with their weights by whole hours of age."""
    table = model.by_hours
    oldest = len(table) - 1
    hours = (nw.col("age") // _HOUR).cast(nw.Int64)
    known = paths.tables.small({"hours": list(range(len(table))), "weight": list(table)})
    aged = paths.rows.with_columns(hours=hours).with_columns(
        hours=nw.when(nw.col("hours") > oldest).then(oldest).otherwise(nw.col("hours"))
    )
    return aged.join(known, on="hours", how="inner").select(_ORDER, "key", "age", "weight")


def _by_place(paths: Paths, model: PositionBased) -> Frame:
    """Creators by how many touches they have, and whether the first or the last is theirs.

    It holds where every place weighs something; else a creator's last touch may earn nothing.
    """
    first, between, last = model.of(_THREE)
    met = (
        paths.ends.with_columns(rank=paths.rank(_KEY), turn=paths.turn())
        .group_by(_ORDER, "rank")
        .agg(
            met=nw.col("times").sum().cast(nw.Int64),
            first=_KEY.min(),
            last=_KEY.max(),
            turn=nw.col("turn").max(),
        )
        .with_columns(
            count=nw.col("met").sum().over(_ORDER).cast(nw.Int64),
            opens=(nw.col("first") == nw.col("first").min().over(_ORDER)).cast(nw.Int64),
            closes=(nw.col("last") == nw.col("last").max().over(_ORDER)).cast(nw.Int64),
        )
    )
    opens, closes, count = nw.col("opens"), nw.col("closes"), nw.col("count")
    ends = (count - 2) * (opens * first + closes * last)
    inner = (nw.col("met") - opens - closes) * between
    weight = (
        nw.when(count == 1)
        .then(nw.lit(1, nw.Int64))
        .otherwise(
            nw.when(count == _TWO).then(opens * first + closes * last).otherwise(ends + inner)
        )
    )
    return met.select(_ORDER, "rank", "turn", "last", weight=weight)


def _by_touch(paths: Paths, model: PositionBased | Custom | FrameModel) -> Frame:
    """Creators by the sum of what each of their touches weighs."""
    return _gathered(paths, _touched(paths, model))


def _touched(paths: Paths, model: PositionBased | Custom | FrameModel) -> Frame:
    """Touches with the weights that a model gives each of them.

    Touches of one key are alike in everything that a model sees but their place.
    """
    placed = paths.rows.with_columns(one=nw.lit(1, nw.Int64)).with_columns(
        place=nw.col("one").cum_sum().over(_ORDER, order_by="key").cast(nw.Int64),
        count=nw.col("one").sum().over(_ORDER).cast(nw.Int64),
    )
    touch = TouchColumns(
        kind=nw.col("kind"),
        age=nw.col("age"),
        place=nw.col("place"),
        count=nw.col("count"),
    )
    if isinstance(model, PositionBased):
        told = placed.with_columns(weight=_position(model, touch))
    elif isinstance(model, Custom):
        told = placed.with_columns(weight=_custom(model, touch))
    else:
        told = own_weighed(placed, model, touch, engine=paths.tables.engine)
    return told.select(_ORDER, "key", "age", "weight")


def _position(model: PositionBased, touch: TouchColumns) -> nw.Expr:
    """The weight of a touch by its place."""
    first, between, last = model.of(_THREE)
    alone, both = model.of(_TWO)
    inner = touch.count - 2
    long = (
        nw.when(touch.is_first)
        .then(inner * first)
        .otherwise(nw.when(touch.is_last).then(inner * last).otherwise(nw.lit(between, nw.Int64)))
    )
    two = nw.when(touch.is_first).then(nw.lit(alone, nw.Int64)).otherwise(nw.lit(both, nw.Int64))
    one = nw.lit(1, nw.Int64)
    return (
        nw.when(touch.count == 1)
        .then(one)
        .otherwise(nw.when(touch.count == _TWO).then(two).otherwise(long))
    )


def _custom(model: Custom, touch: TouchColumns) -> nw.Expr:
    """The weight of a touch by its kind and place."""
    kind = nw.lit(0, nw.Int64)
    for name, own in model.kinds.items():
        kind = nw.when(touch.is_a(_kind(name))).then(nw.lit(own, nw.Int64)).otherwise(kind)
    place = (
        nw.when(touch.is_last)
        .then(nw.lit(model.last, nw.Int64))
        .otherwise(
            nw.when(touch.is_first)
            .then(nw.lit(model.first, nw.Int64))
            .otherwise(nw.lit(model.middle, nw.Int64))
        )
    )
    weight = kind * place
    nothing = touch.over_path(weight.sum()) == 0
    return nw.when(nothing).then(nw.lit(1, nw.Int64)).otherwise(weight)


def _kind(name: str) -> Kind:
    """A kind of touch."""
    return next(kind for kind in KINDS if kind == name)


_WAYS: Mapping[type[object], Callable[[Paths, Any], Frame]] = {
    FirstTouch: lambda paths, _: _picked(paths, _KEY.min()),
    LastTouch: lambda paths, _: _picked(paths, _KEY.max()),
    LastNonDirect: _last_non_direct,
    CodeFirst: _code_first,
    Linear: _linear,
    TimeDecay: _time_decay,
    PositionBased: _position_based,
    Custom: _touch_by_touch,
    Markov: lambda paths, model: by_scores(paths, learned(paths, model)),
    Shapley: lambda paths, model: by_scores(paths, learned(paths, model)),
    FittedMarkov: by_scores,
    FittedShapley: by_scores,
}
