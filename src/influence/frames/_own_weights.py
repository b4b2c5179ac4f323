"""Own weights: what somebody else's model answers on an engine, looked through before it is split.

A model in pure Python is looked at path by path. On an engine its weights are a column, and one
pass over the touches says whether each is a whole number of at least zero, whether every path has
one above zero, and whether their sums can be split exactly.
"""

from __future__ import annotations

from typing import cast

import narwhals as nw

from influence.errors import PluginError
from influence.frames._engines import Engine, Frame
from influence.frames._figures import flag, told
from influence.frames._touches import FrameModel, TouchColumns

#: Weights of a path sum to less, or no engine of 64 bits could split by them.
MOST = 1 << 41
_OWN, _SIZE = "weight", "size"


def own_weighed(rows: Frame, model: FrameModel, touch: TouchColumns, *, engine: Engine) -> Frame:
    """Rows of touches with what a model of somebody else's weighs them by.

    Raises:
        PluginError: The model answers no expression, or something else than the weights of touches.
    """
    what = f"attribution model {getattr(model, 'name', type(model).__name__)}"
    own = cast("object", model.frame_weights(touch))
    if not isinstance(own, nw.Expr):
        rule = "answer an expression of narwhals as frame_weights"
        raise PluginError(what, rule, type(own).__name__)
    weighed = rows.with_columns(weight=own)
    kind = weighed.select(_OWN).collect_schema()[_OWN]
    if not kind.is_integer():
        raise PluginError(what, "answer whole numbers as frame_weights", str(kind))
    _refuse_wrong(weighed, what=what, engine=engine)
    return weighed.with_columns(nw.col(_OWN).cast(nw.Int64))


def _refuse_wrong(rows: Frame, *, what: str, engine: Engine) -> None:
    """Refuse weights that are none, and those that are too large to be split by."""
    # Sums of doubles are exact below 2^53, and whatever is above is above the limit as well.
    sized = rows.with_columns(
        size=nw.col(_OWN).cast(nw.Float64), absent=flag(nw.col(_OWN).is_null())
    )
    by_path = sized.group_by("order_id").agg(
        absent=nw.col("absent").sum().cast(nw.Int64),
        least=nw.col(_SIZE).min(),
        whole=nw.col(_SIZE).sum(),
    )
    every = by_path.select(
        absent=nw.col("absent").sum().cast(nw.Int64),
        least=nw.col("least").min(),
        smallest=nw.col("whole").min(),
        largest=nw.col("whole").max(),
    )
    [found] = told(every, engine=engine)
    if found["absent"]:
        raise PluginError(what, "weigh every touch, and some have no weight", found["absent"])
    if found["least"] is not None and found["least"] < 0:
        raise PluginError(what, "answer weights of at least 0", int(found["least"]))
    if found["smallest"] == 0:
        raise PluginError(what, "weigh some touch of every path above 0", 0)
    if found["largest"] is not None and found["largest"] >= MOST:
        rule = f"answer weights that sum to less than {MOST} on a path to run on an engine"
        raise PluginError(what, rule, int(found["largest"]))
