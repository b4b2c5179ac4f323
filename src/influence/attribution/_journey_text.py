"""Journeys from text: paths such as ``maya > leo`` with their counts, as other tools keep them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from influence.attribution._journey import Journey
from influence.errors import InvalidInputError


def journeys_of_text(
    paths: Iterable[str],
    *,
    conversions: Iterable[int],
    values: Iterable[int] | None = None,
    lost: Iterable[int] | None = None,
    separator: str = ">",
) -> tuple[Journey, ...]:
    """The journeys of a table with one path a row; rows with the same path become one journey.

    Args:
        paths: The players of each row in the order of time, with *separator* between them; spaces
            around a player do not count.
        conversions: How many sales each row led to.
        values: What they came to, in minor units; left out, they came to 0.
        lost: How many visitors of each row bought nothing; left out, nobody is known to be lost.
        separator: What stands between two players.

    Raises:
        InvalidInputError: A column is longer or shorter than *paths*, a step of a path is blank, a
            count is below 0, or *separator* is blank.

    Example:
        >>> journeys_of_text(["maya > leo", "leo", "leo"], conversions=[3, 1, 1], lost=[0, 5, 0])[1]
        Journey(players=('leo',), conversions=2, value=0, lost=5)
    """
    if not separator.strip():
        raise InvalidInputError("separator", "be text that is not blank", separator)
    rows = list(paths)
    counts = [
        _column(name, column, len(rows))
        for name, column in (("conversions", conversions), ("values", values), ("lost", lost))
    ]
    sums: dict[str, list[int]] = {}
    for path, won, value, gone in zip(rows, *counts, strict=True):
        same = sums.setdefault(path, [0, 0, 0])
        same[0] += won
        same[1] += value
        same[2] += gone
    return tuple(
        Journey(players=_players(path, separator), conversions=won, value=value, lost=gone)
        for path, (won, value, gone) in sums.items()
    )


def _column(name: str, column: Iterable[int] | None, rows: int) -> Sequence[int]:
    """The whole column; zeros for one that was left out."""
    if column is None:
        return [0] * rows
    whole = list(column)
    if len(whole) != rows:
        raise InvalidInputError(name, f"be as many as the {rows} paths", len(whole))
    return whole


def _players(path: str, separator: str) -> tuple[str, ...]:
    """The players of a path, none of them blank."""
    players = tuple([step.strip() for step in path.split(separator)])
    if not all(players):
        raise InvalidInputError("path", "name a player at every step", path)
    return players
