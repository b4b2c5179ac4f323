"""Journeys: all paths of a campaign summed on the engine, as models that learn ask for them.

    converting   the touches that could have led to a sale, and an owned code on it
    lost         all touches of a visitor who bought nothing

A journey is never put together. A chain only asks how often each step was taken, so each touch is
counted with the few players before it; and what is shared among all who were met only asks who was
met on a journey, and among how many. What comes back to Python is a row for each step, or for each
player and number of players, however many journeys there were.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import attrs
import narwhals as nw
import polars as pl

from influence.attribution import Players
from influence.frames._engines import Frame
from influence.frames._paths import Paths
from influence.tracking import KINDS

_JOURNEY, _PLAYER = "journey", "player"
#: Players, how many journeys, what their sales came to in minor units, and whether they were sales.
Counted: TypeAlias = tuple[tuple[str, ...], int, int, bool]
#: So many players are told apart by the bits of one number.
_BITS = 62


@attrs.frozen(kw_only=True)
class Journeys:
    """The journeys of a campaign, on an engine.

    Args:
        paths: The paths of its orders.
        players: Who plays: ``creators``, or the ``channels`` of their touches.
    """

    paths: Paths
    players: Players

    @property
    def names(self) -> Sequence[str]:
        """The players; the place of each is its number."""
        return self.paths.marks.creators if self.players == "creators" else KINDS

    def steps(self, *, order: int, keeps_repeats: bool, most: int) -> Iterator[Counted]:
        """How often each step was taken, by those who bought and by the others.

        Args:
            order: How many players before it a step remembers; they come the oldest first.
            keeps_repeats: Whether a player who follows himself is met again.
            most: No more steps than that are read, of those who bought and of the others each.
        """
        before = [f"before_{back}" for back in range(order, 0, -1)]
        parts: list[Frame] = []
        for rows, by, won in self._parts(self._turns):
            met = rows if keeps_repeats else _without_repeats(rows, by=by)
            shifted = met.with_columns(
                **{
                    name: nw.col(_PLAYER).shift(back).over(_JOURNEY, order_by=by)
                    for name, back in zip(before, range(order, 0, -1), strict=True)
                }
            )
            # Amounts belong to journeys, so the first step of each has them.
            first = nw.when(nw.col(before[-1]).is_null())
            counted = shifted.with_columns(items=first.then(nw.col("items")).otherwise(0))
            steps = _summed(counted, by=[*before, _PLAYER])
            some = steps.head(most).with_columns(won=nw.lit(won, nw.Int64))
            parts.append(self.paths.tables.engine.held(some) if self.paths.is_crowded else some)
        for *told, count, items, won in _told(parts):
            step = tuple(self.names[int(number)] for number in told if number is not None)
            yield step, count, items, bool(won)

    def sizes(self) -> Iterator[tuple[int, str, int, int]]:
        """What was sold with each player met: among how many, the player, and the sums.

        Rows are the number of players met together, the player, how many sales, and what they came
        to. A player of lost journeys has a row of zeros, as if met alone.
        """
        (every, *_), *others = self._parts([self.paths.everyone])
        met = _met_once(every).with_columns(one=nw.lit(1, nw.Int64))
        size = nw.col("one").sum().over(_JOURNEY).cast(nw.Int64)
        sold = _summed(met.with_columns(size=size), by=["size", _PLAYER])
        nothing = nw.lit(0, nw.Int64)
        idle = (
            lost.select(_PLAYER)
            .unique()
            .select(nw.lit(1, nw.Int64).alias("size"), _PLAYER, count=nothing, items=nothing)
            for lost, *_ in others
        )
        for size, number, count, items in _told([sold, *idle]):
            yield size, self.names[int(number)], count, items

    def coalitions(self) -> Iterator[Counted]:
        """How often the same were met together, by those who bought and by the others."""
        words = [f"word_{word}" for word in range(max(1, -(-len(self.names) // _BITS)))]
        numbers = range(len(self.names))
        bits = self.paths.tables.small(
            {
                _PLAYER: list(numbers),
                "word": [number // _BITS for number in numbers],
                "bit": [1 << number % _BITS for number in numbers],
            }
        )
        parts: list[Frame] = []
        for rows, _, won in self._parts([self.paths.everyone]):
            met = _met_once(rows).join(bits, on=_PLAYER, how="inner")
            spread = met.select(
                _JOURNEY,
                "items",
                **{
                    name: nw.when(nw.col("word") == word).then(nw.col("bit")).otherwise(0)
                    for word, name in enumerate(words)
                },
            )
            sets = spread.group_by(_JOURNEY).agg(
                nw.col("items").max(),
                *(nw.col(name).sum().cast(nw.Int64) for name in words),
            )
            coalitions = _summed(sets, by=words)
            parts.append(coalitions.with_columns(won=nw.lit(won, nw.Int64)))
        for *told, count, items, won in _told(parts):
            yield tuple(self.names[number] for number in _numbers(told)), count, items, bool(won)

    @property
    def _turns(self) -> Iterator[Frame]:
        """All that could have led to orders; of busy visitors some at a time, where it is held."""
        paths = self.paths
        return paths.every_turn if paths.tables.engine.is_in_memory else iter([paths.every])

    def _parts(self, won: Iterable[Frame]) -> Iterator[tuple[Frame, list[str], int]]:
        """The touches of journeys that were won, then of the lost; their order, and whether won.

        ``journey``, ``player``, and ``items``: what the sale came to.
        """
        lost = self.paths.lost
        by_creators = self.players == "creators"
        who = self.paths.rank(nw.col("key")) if by_creators else nw.col("kind")
        for every in won:
            yield (
                every.select(
                    "key",
                    journey=nw.col("order_id"),
                    player=who,
                    items=nw.col("items_minor"),
                ),
                ["key"],
                1,
            )
        if lost is not None:
            yield (
                lost.select(
                    "rank",
                    place=nw.col("met") * len(KINDS) + nw.col("kind"),
                    journey=nw.col("visitor_id"),
                    player=nw.col("rank" if by_creators else "kind"),
                    items=nw.lit(0, nw.Int64),
                ),
                ["place", "rank"],
                0,
            )


def _without_repeats(rows: Frame, *, by: Sequence[str]) -> Frame:
    """The touches but for those whose player was met just before."""
    told = rows.with_columns(last=nw.col(_PLAYER).shift(1).over(_JOURNEY, order_by=by))
    return told.filter(nw.col("last").is_null() | (nw.col("last") != nw.col(_PLAYER))).drop("last")


def _met_once(rows: Frame) -> Frame:
    """A row for each journey and player."""
    return rows.group_by(_JOURNEY, _PLAYER).agg(nw.col("items").max())


def _summed(rows: Frame, *, by: Sequence[str]) -> Frame:
    """How many rows there are of each kind, and the sum of their items."""
    return rows.group_by(*by).agg(
        count=nw.len().cast(nw.Int64), items=nw.col("items").sum().cast(nw.Int64)
    )


def _told(parts: Sequence[Frame]) -> Iterator[Sequence[Any]]:
    """The rows of frames with the same columns."""
    whole: pl.DataFrame = nw.concat(parts, how="vertical").collect("polars").to_native()
    yield from whole.iter_rows()


def _numbers(words: Sequence[int]) -> tuple[int, ...]:
    """The places of the bits of some words."""
    return tuple(
        word * _BITS + bit
        for word, bits in enumerate(words)
        for bit in range(_BITS)
        if bits >> bit & 1
    )
