"""Engine: whether a report is worked out order by order, or on frames; the answer is the same.

    auto     frames where orders, touches or refunds are Parquet, or are many rows together
    python   order by order
    frames   frames, or an error that says why not

Frames take half a second to begin with, so a small book is told sooner without them.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeAlias

import attrs
import typer
from rich.text import Text

from influence.books import read_book, table_files
from influence.campaign_book import Book
from influence.cli._console import err, harmless
from influence.cli._progress import Work
from influence.cli._reading import moment_in
from influence.errors import MissingExtraError
from influence.evaluation import Crediting, Evaluation, OrderByOrderError, evaluate
from influence.plugins import Registry

#: From so many orders, touches and refunds on, a book that is no Parquet is worked out on frames.
ROWS = 20_000

_SALES = ("orders", "touches", "refunds")


class Engine(StrEnum):
    """How it is worked out who earned what."""

    AUTO = "auto"
    PYTHON = "python"
    FRAMES = "frames"


EngineOption: TypeAlias = Annotated[
    Engine,
    typer.Option(
        "--engine",
        help="Work out the credits order by order (python) or on columns (frames); the report is "
        "the same. auto takes frames for books in Parquet and for big ones.",
    ),
]
RowsOption: TypeAlias = Annotated[
    int,
    typer.Option(
        "--big-from",
        metavar="ROWS",
        min=0,
        help="How many orders, touches and refunds together make a book a big one.",
    ),
]


@attrs.frozen(kw_only=True)
class Choice:
    """What a person chose.

    Args:
        engine: How it is to be worked out.
        rows: From how many rows of sales on a book is a big one.
    """

    engine: Engine = Engine.AUTO
    rows: int = ROWS


def evaluated_by(
    choice: Choice, path: Path, *, as_of: str | None, registry: Registry, work: Work
) -> Evaluation:
    """The evaluation of the book in a folder.

    Raises:
        BadParameter: *as_of* is no date or time; that is wrong usage.
        OrderByOrderError: It has to be worked out order by order, and frames were asked for.
        MissingExtraError: Frames were asked for and are not installed.
    """
    is_parquet = any(one.suffix == ".parquet" for name in _SALES for one in table_files(path, name))
    keeps = is_parquet and choice.engine is not Engine.PYTHON
    book = read_book(path, registry=registry, progress=work.reading, keeps_touches=keeps)
    moment = moment_in(book, as_of)
    if choice.engine is Engine.FRAMES:
        return evaluate(book, as_of=moment, crediting=_crediting(), progress=work.doing)
    rows = sum(len(table) for table in (book.orders, book.touches, book.refunds))
    if choice.engine is Engine.AUTO and (is_parquet or rows >= choice.rows):
        try:
            return evaluate(book, as_of=moment, crediting=_crediting(), progress=work.doing)
        except (MissingExtraError, OrderByOrderError) as error:
            told = (
                f"{rows} rows of sales are worked out order by order, which may take long: {error}"
            )
            err().print(Text(harmless(told)))
    return evaluate(_as_values(book), as_of=moment, progress=work.doing)


def _crediting() -> Crediting:
    """The way of frames.

    Raises:
        MissingExtraError: The extra is not installed.
    """
    from influence.frames import FrameCrediting

    return FrameCrediting()


def _as_values(book: Book) -> Book:
    """The book with its touches as values, because they are looked at again and again."""
    return book if isinstance(book.touches, tuple) else attrs.evolve(book, touches=(*book.touches,))
