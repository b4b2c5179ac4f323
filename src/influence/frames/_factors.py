"""Factors: what each thing that a creator has on a path weighs, by the classic models.

    weight = touches × factor + (the first is theirs) × factor + (the last is theirs) × factor

The factors of a path follow from how many touches it has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import narwhals as nw

from influence.attribution import FirstTouch, LastTouch, PositionBased, TimeDecay
from influence.frames._engines import Standing, Way

_TWO, _THREE = 2, 3


def ways_of(models: Mapping[str, object], /) -> Iterator[Way]:
    """How each of the classic models weighs, by their words."""
    one = nw.lit(1, nw.Int64)
    for word, model in models.items():
        match model:
            case FirstTouch():
                yield Way(word=word, factors={"opens": one}, is_picking=True)
            case LastTouch():
                yield Way(word=word, factors={"closes": one}, is_picking=True)
            case PositionBased():
                yield Way(word=word, factors=_by_place(model))
            case TimeDecay():
                yield Way(word=word, hours=model.by_hours)
            case _:
                yield Way(word=word, factors={"met": one})


def _by_place(model: PositionBased) -> Mapping[Standing, nw.Expr]:
    """The factors by the first touch, those between, and the last."""
    first, between, last = model.of(_THREE)
    count = nw.col("count")
    inner = nw.when(count == _TWO).then(0).otherwise(nw.lit(between, nw.Int64))
    told: dict[Standing, nw.Expr] = {"met": nw.when(count == 1).then(1).otherwise(inner)}
    ends: dict[Standing, int] = {"opens": first, "closes": last}
    for name, share in ends.items():
        long = (count - 2) * share - between
        two = nw.when(count == _TWO).then(share).otherwise(long)
        told[name] = nw.when(count == 1).then(0).otherwise(two)
    return told
