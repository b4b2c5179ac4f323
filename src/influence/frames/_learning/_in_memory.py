"""Learned in memory: Markov and Shapley where the frames are in this process and there is NumPy.

    columns → trails → counts → the same scores

What is counted are the same whole numbers as on any engine. Left to the engine are chains that
remember more than one player or have more than 2,000 of them, rates, tables with empty cells, and
visitors whose ids have the same hash.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

from influence.attribution import FittedMarkov, FittedShapley, Markov, Shapley
from influence.frames._learning._solve import rounded_parts
from influence.frames._paths import Paths

if TYPE_CHECKING:
    from influence.frames._learning._trail_tables import TrailTables

#: So many players may have a table of who was met after whom.
_MOST_PLAYERS = 2_000


def learned_in_memory(
    paths: Paths, model: Markov | Shapley, *, names: Sequence[str]
) -> FittedMarkov | FittedShapley | None:
    """A model with what it learned of all journeys, or ``None`` where an engine has to count.

    Args:
        paths: The touches of each order, and of those who bought nothing.
        model: The model.
        names: The players; the place of each is its number.
    """
    if isinstance(model, Markov):
        is_small = model.order == 1 and 0 < len(names) <= _MOST_PLAYERS
    else:
        is_small = model.worth != "rate" and len(names) > 0
    if not is_small or find_spec("numpy") is None:
        return None
    from influence.frames._learning._trail_tables import TrailTables
    from influence.frames._learning._trails import SameHashError

    tables = TrailTables.of(paths)
    if tables is None:
        return None
    try:
        if isinstance(model, Markov):
            return _markov(tables, model, names=names)
        return _shapley(tables, model, names=names)
    except SameHashError:
        return None


def _markov(tables: TrailTables, model: Markov, *, names: Sequence[str]) -> FittedMarkov:
    """The effects of a chain of single players."""
    from influence.frames._learning._trail_steps import steps_of

    players = tables.players(model.players)
    told = steps_of(tables.trails(), tables.codes, players=players, orders=len(tables.items))
    met = sorted(told.met, key=names.__getitem__)
    return model.fitted_to_counts(
        [names[player] for player in met],
        taken=told.taken[[0, *(player + 1 for player in met)]][:, met].tolist(),
        ends=list(zip(told.won[met].tolist(), told.lost[met].tolist(), strict=True)),
        value=int(tables.items[told.are_won].sum()),
        solve=rounded_parts,
    )


def _shapley(tables: TrailTables, model: Shapley, *, names: Sequence[str]) -> FittedShapley:
    """The values where sales are shared among all who were met."""
    from influence.frames._learning._trail_sizes import sizes_of

    players = tables.players(model.players)
    told = sizes_of(tables.trails(), tables.codes, players=players, items=tables.items)
    sizes: dict[int, dict[str, tuple[int, int]]] = {}
    for size, player, count, items in told.rows():
        sizes.setdefault(size, {}).setdefault(names[player], (count, items))
    return model.fitted_to_sizes(sizes)
