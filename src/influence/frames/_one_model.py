"""One model of several that stand side by side, as rows like those of ``attribute``."""

from __future__ import annotations

from pathlib import Path

import narwhals as nw

from influence.errors import UnknownNameError
from influence.frames._columns import BY_MODEL, TABLES, words_of
from influence.frames._engines import Native, engine_of

_BESIDE = tuple(column.name for column in TABLES["credits"] if column.name not in BY_MODEL)


def of_model(credits: Native, model: str | None) -> Native:
    """The credits of one model, on the engine and of the kind that was given.

    Args:
        credits: What ``attribute_all`` answers; or ``attribute``, where no model is named.
        model: The word of the model.

    Raises:
        UnknownNameError: There is no such model; the close one is named.
    """
    if model is None:
        return credits
    _, opened = engine_of(credits, place="credits")
    frame = nw.from_native(opened if isinstance(credits, str | Path) else credits)
    names = frame.collect_schema().names()
    words = words_of(names)
    if model not in words:
        raise UnknownNameError("model", model, words)
    told = frame.select(
        *(name for name in _BESIDE if name in names),
        **{column: nw.col(f"{model}_{column}") for column in BY_MODEL},
    )
    return told.filter(nw.col("weight") > 0).to_native()
