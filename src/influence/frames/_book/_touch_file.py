"""Touch file: touches in Parquet, read as columns; rows that are not plainly sound are set apart.

A row is plainly sound when its ids are of ASCII letters that can be seen, and begin and end with
one, when its kind is known and its other texts are fit, and when no other row has its id. Whoever
reads the file judges the others one by one, so nothing is accepted here that is refused there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import attrs
import polars as pl

from influence.errors import InvalidInputError
from influence.frames._book._tables import touch_frame
from influence.frames._book._touch_rows import FrameTouches
from influence.frames._parquet import scanned, unless_broken
from influence.tracking import KINDS, Touch

#: Visible letters with plain spaces between them, no more of them than an id may have.
_PLAIN = r"^[!-~](?:[ -~]{0,198}[!-~])?$"
_TEXTS = ("touch_id", "visitor_id", "kind", "value")
_LINE = "line"
_ANY_MOMENT = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@attrs.frozen(kw_only=True, eq=False)
class TouchFile:
    """The touches of a Parquet file.

    Args:
        sound: The rows that are plainly sound, with their numbers from 1 as ``line``.
        odd: The others, as they stand in the file, with their numbers.
    """

    sound: pl.DataFrame
    odd: pl.DataFrame

    @classmethod
    def read(cls, path: Path) -> TouchFile | None:
        """The file; ``None`` when its columns are not such that rows can be told by them alone.

        Raises:
            BrokenTableError: Polars cannot read the file.
        """
        lazy = scanned(path)
        schema = unless_broken(lazy.collect_schema, path=path)
        if not _is_typed(schema):
            return None
        columns = [*_TEXTS, "at", *(["referrer"] if "referrer" in schema else [])]
        numbered = lazy.select(columns).with_row_index(_LINE, offset=1)
        rows = unless_broken(lambda: numbered.collect(engine="streaming"), path=path)
        is_sound = _is_sound(rows)
        typed = rows.filter(is_sound).with_columns(
            pl.col(_LINE).cast(pl.Int64), pl.col("at").dt.epoch("us")
        )
        if "referrer" not in schema:
            typed = typed.with_columns(referrer=pl.lit(None, pl.String()))
        return cls(sound=typed.select(_COLUMNS), odd=rows.filter(~is_sound))

    def odd_rows(self, columns: Sequence[str]) -> Iterator[tuple[int, tuple[object, ...]]]:
        """The rows that have to be judged: the number of each, and its values by *columns*."""
        for line, *values in self.odd.select(_LINE, *columns).iter_rows():
            yield line, tuple(values)

    def touches(self, judged: Iterable[Touch], *, lines: Sequence[int]) -> FrameTouches:
        """All touches, in the order of the file.

        Args:
            judged: Those of the odd rows that were accepted.
            lines: The number of each of them.
        """
        known = tuple(judged)
        if not known:
            return FrameTouches(self.sound.drop(_LINE))
        others = touch_frame(known).with_columns(
            pl.Series(_LINE, list(lines), dtype=pl.Int64()),
            pl.col("at").dt.epoch("us"),
            pl.Series("referrer", [touch.referrer for touch in known], dtype=pl.String()),
        )
        every = pl.concat([self.sound, others.select(_COLUMNS)]).sort(_LINE)
        return FrameTouches(every.drop(_LINE))


_COLUMNS = (_LINE, *_TEXTS, "at", "referrer")


def _is_typed(schema: pl.Schema) -> bool:
    """Whether texts are text and moments have a zone, in whole microseconds or milliseconds."""
    at = schema.get("at")
    is_timed = isinstance(at, pl.Datetime) and at.time_zone is not None and at.time_unit != "ns"
    texts = [*_TEXTS, *(["referrer"] if "referrer" in schema else [])]
    return is_timed and all(schema.get(name) == pl.String() for name in texts)


def _is_sound(rows: pl.DataFrame) -> pl.Series:
    """Whether each row is plainly sound."""
    plain = [pl.col(name).str.contains(_PLAIN) for name in ("touch_id", "visitor_id")]
    known = {name: _fit_among(rows[name]) for name in ("value", "referrer") if name in rows}
    sound = [
        *plain,
        pl.col("kind").is_in(list(KINDS)),
        pl.col("at").is_not_null(),
        pl.col("value").is_in(known["value"].implode()),
        *(
            [pl.col("referrer").is_null() | pl.col("referrer").is_in(known["referrer"].implode())]
            if "referrer" in known
            else []
        ),
        pl.col("touch_id").hash().is_unique(),
    ]
    told = rows.select(sound=pl.all_horizontal(sound).fill_null(value=False))
    return told["sound"]


def _fit_among(texts: pl.Series) -> pl.Series:
    """The texts that a touch can have as its value or referrer, each once."""
    return pl.Series(
        texts.name, [text for text in texts.drop_nulls().unique() if _is_fit(text)], pl.String()
    )


def _is_fit(text: str) -> bool:
    """Whether a touch can have a text as its value, and so as its referrer."""
    try:
        Touch(touch_id="any", at=_ANY_MOMENT, visitor_id="any", kind="link", value=text)
    except InvalidInputError:
        return False
    return True
