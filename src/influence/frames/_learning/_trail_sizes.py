"""Trail sizes: what was sold with each player met, by how many were met together, from trails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs
import numpy as np

from influence.frames._learning._trails import Codes, Flags, Numbers, Trails, side_by_side

#: So many pairs of an order and a touch are put side by side at once.
_AT_ONCE = 1 << 21


@attrs.frozen(kw_only=True, eq=False)
class Sizes:
    """What was sold with each player met.

    Args:
        sums: By size × players + player: how many sales, and what they came to.
        players: How many players there are.
        are_idle: Which of them were met by somebody who bought nothing.
    """

    sums: _Sums
    players: int
    are_idle: Flags

    def rows(self) -> Iterator[tuple[int, int, int, int]]:
        """How many were met together, a player, how many sales, and what they came to.

        Whoever was met by somebody who bought nothing has a row of zeros, as if met alone.
        """
        sums = self.sums
        for key, count, items in zip(
            sums.keys.tolist(), sums.counts.tolist(), sums.items.tolist(), strict=True
        ):
            yield key // self.players, key % self.players, count, items
        for player in np.flatnonzero(self.are_idle).tolist():
            yield 1, player, 0, 0


@attrs.frozen(kw_only=True, eq=False)
class _Sums:
    """Counts and amounts by whole numbers, which are in order."""

    keys: Numbers
    counts: Numbers
    items: Numbers

    @classmethod
    def of(cls, keys: Numbers, counts: Numbers, items: Numbers) -> _Sums:
        """Summed by equal keys."""
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        begins = np.flatnonzero(np.diff(ordered, prepend=-1))
        if not len(begins):
            return cls(keys=keys, counts=counts, items=items)
        return cls(
            keys=ordered[begins],
            counts=np.add.reduceat(counts[order], begins),
            items=np.add.reduceat(items[order], begins),
        )

    @classmethod
    def joined(cls, parts: Sequence[_Sums]) -> _Sums:
        """All of them summed."""
        return cls.of(
            np.concatenate([part.keys for part in parts]),
            np.concatenate([part.counts for part in parts]),
            np.concatenate([part.items for part in parts]),
        )


@attrs.frozen(kw_only=True, eq=False)
class _Met:
    """Whom orders met.

    Args:
        orders: Some orders, sorted by nothing.
        rows: Places of them, one for each that met somebody.
        players: Who was met.
    """

    orders: Numbers
    rows: Numbers
    players: Numbers

    def with_codes(self, codes: Codes, players: Numbers) -> _Met:
        """With the creators of their codes."""
        first = np.searchsorted(codes.orders, self.orders)
        rows, coded = side_by_side(first, np.searchsorted(codes.orders, self.orders, side="right"))
        return attrs.evolve(
            self,
            rows=np.concatenate([self.rows, rows]),
            players=np.concatenate([self.players, players[codes.places[coded]]]),
        )

    def summed(self, items: Numbers, count: int) -> _Sums:
        """By how many different ones were met, and by each of them."""
        pairs = self.rows * count + self.players
        pairs.sort()
        pairs = pairs[np.flatnonzero(np.diff(pairs, prepend=-1))]
        rows, who = pairs // count, pairs % count
        sizes = np.bincount(rows, minlength=len(self.orders))
        amounts = items[self.orders[rows]]
        return _Sums.of(sizes[rows] * count + who, np.ones_like(who), amounts)


def sizes_of(trails: Iterable[Trails], codes: Codes, *, players: Numbers, items: Numbers) -> Sizes:
    """What was sold with each player met, by how many were met together.

    Args:
        trails: The trails.
        codes: The codes.
        players: The player of each place.
        items: What each order came to.
    """
    count = int(players.max(initial=-1)) + 1
    are_left = np.zeros(len(items), dtype=np.bool_)
    are_left[codes.orders] = True
    are_idle = np.zeros(count, dtype=np.bool_)
    told: list[_Sums] = []
    for some in trails:
        here = some.orders >= 0
        orders, since, until = some.orders[here], some.since[here], some.until[here]
        are_left[orders] = False
        who = players[some.places]
        are_idle[who[np.repeat(~some.buyers, np.diff(some.begins, append=len(who)))]] = True
        for part in _turns(until - since):
            rows, touches = side_by_side(since[part], until[part])
            met = _Met(orders=orders[part], rows=rows, players=who[touches])
            told.append(met.with_codes(codes, players).summed(items, count))
    alone = np.flatnonzero(are_left)
    nothing = np.zeros(0, dtype=np.int64)
    met = _Met(orders=alone, rows=nothing, players=nothing)
    told.append(met.with_codes(codes, players).summed(items, count))
    return Sizes(sums=_Sums.joined(told), players=count, are_idle=are_idle)


def _turns(counts: Numbers) -> Iterator[slice]:
    """Parts of some orders, so that not too many touches are on the paths of one part."""
    before = counts.cumsum() - counts
    cuts = np.flatnonzero(np.diff(before // _AT_ONCE, prepend=-1))
    yield from map(slice, cuts, np.append(cuts[1:], len(counts)))
