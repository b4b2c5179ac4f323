"""Journeys: every path of a campaign with what came of it, for models that learn.

    converting   the touches that could have led to a sale, and an owned code on it
    lost         all touches of a visitor who bought nothing

Equal paths are one journey with counts, and journeys stand in the order of their players, so that
neither the order nor the batches of the facts decide anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from influence.attribution._code_claims import Codes
from influence.attribution._conversion import Conversion
from influence.attribution._journey import Journey
from influence.attribution._path import PathTouch
from influence.attribution._resolution import joined, stretches_of
from influence.attribution._trails import Trails

_Player = Callable[[PathTouch], str]


def path_of(sale: Conversion, *, trails: Trails, codes: Codes, days: int) -> tuple[PathTouch, ...]:
    """Every touch that could have led to a sale, and the owned codes on it."""
    stretches = stretches_of(sale, trails=trails, days=days)
    claims = codes.claims(sale)
    return joined([*(part.touches for part in stretches), claims.owned])


def journeys_of(
    sales: Mapping[Conversion, int],
    *,
    trails: Trails,
    codes: Codes,
    days: int,
    player: _Player,
) -> tuple[Journey, ...]:
    """The journeys of a campaign.

    Args:
        sales: The sales, each with what it came to in minor units.
        trails: The touches of all visitors.
        codes: The codes of the campaign.
        days: The lookback.
        player: Who plays in a touch.
    """
    counts: dict[tuple[str, ...], list[int]] = {}
    for sale, value in sales.items():
        path = path_of(sale, trails=trails, codes=codes, days=days)
        if path:
            count = counts.setdefault(tuple(map(player, path)), [0, 0, 0])
            count[0] += 1
            count[1] += value
    bought = {visitor for sale in sales for visitor in sale.visitors}
    for players in _lost(trails, bought, player=player):
        counts.setdefault(players, [0, 0, 0])[2] += 1
    return tuple(
        Journey(players=players, conversions=conversions, value=value, lost=lost)
        for players, (conversions, value, lost) in sorted(counts.items())
    )


def _lost(trails: Trails, bought: set[str], *, player: _Player) -> Iterable[tuple[str, ...]]:
    """The players whom each visitor met who bought nothing."""
    for visitor in trails.by_visitor:
        trail = None if visitor in bought else trails.trail(visitor)
        if trail is not None and trail.owned:
            yield tuple(map(player, trail.owned))
