"""Trails: each visitor's touches in the order of time, in memory, with the windows of the orders.

    touches by visitor, then time, kind, creator: sorted once
    the path of an order = one stretch of its buyer's touches

So no touch is ever put beside an order: a path is told by where it begins and where it ends. That
takes two sorts of whole numbers, and whoever has very many touches and orders costs no more than
others. Visitors are told apart by a hash of their ids; whether those of one hash are one visitor is
looked at text by text, and where they are not, nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TypeAlias

import attrs
import numpy as np
import numpy.typing as npt
import polars as pl

Numbers: TypeAlias = npt.NDArray[np.int64]
Hashes: TypeAlias = npt.NDArray[np.uint64]
Flags: TypeAlias = npt.NDArray[np.bool_]

#: So many touches are sorted at once: what is looked at then stays near the processor.
_AT_ONCE = 1 << 15
#: A number has so many bits for the moment of a touch and for whose touch it is.
_BITS = 62
#: Moments have no more of them, so that many visitors are looked at together.
MOST_MOMENT_BITS = 50


class SameHashError(Exception):
    """Two visitors have the same hash."""


@attrs.frozen(kw_only=True, eq=False)
class Touched:
    """The touches, a place of each column for each touch.

    Args:
        visitors: The ids of their visitors.
        hashes: The hashes of those.
        at: When they were: whole numbers.
        low: The least of them.
        bits: So many bits tell how far above it a moment is; not all of them are 1.
        marks: What was met, as a number below the length of *places*.
        places: By what those of one moment are ordered, by their marks.
    """

    visitors: pl.Series
    hashes: Hashes
    at: Numbers
    low: int
    bits: int
    marks: npt.NDArray[np.uint32]
    places: Numbers


@attrs.frozen(kw_only=True, eq=False)
class Bought:
    """The orders of visitors, a place of each column for each order.

    Args:
        visitors: The ids of their visitors.
        hashes: The hashes of those.
        since: From which moment on a touch is on the path.
        until: The last moment at which one is; -1 is before all.
        numbers: Which of all orders each is; -1 for one whose path is looked at elsewhere.
        are_coded: Whether an owned code is on the order.
    """

    visitors: pl.Series
    hashes: Hashes
    since: Numbers
    until: Numbers
    numbers: Numbers
    are_coded: Flags


@attrs.frozen(kw_only=True, eq=False)
class Codes:
    """The owned codes of orders, sorted by order and place.

    Args:
        orders: The orders, some more than once.
        places: Where each code stands among touches of the same moment.
    """

    orders: Numbers
    places: Numbers


@attrs.frozen(kw_only=True, eq=False)
class Trails:
    """The touches of some visitors, with all orders of theirs.

    Args:
        places: The place of each touch; those of a visitor follow one another.
        begins: Where the touches of each visitor begin.
        buyers: Whether each visitor bought anything.
        orders: Their orders, by their numbers; -1 as above.
        are_coded: Whether an owned code is on each.
        since: Where the path of each order begins.
        before: Where its touches at the moment of its codes begin; without codes, where it ends.
        until: Where it ends; the same as *since* when no touch is on it.
    """

    places: Numbers
    begins: Numbers
    buyers: Flags
    orders: Numbers
    are_coded: Flags
    since: Numbers
    before: Numbers
    until: Numbers


def trails_of(touched: Touched, bought: Bought) -> Iterator[Trails]:
    """The trails of all who were met, some visitors at a time.

    Raises:
        SameHashError: Two visitors have the same hash.
    """
    count = len(touched.hashes)
    mask = np.uint64((1 << count.bit_length()) - 1)
    rows = _packed(touched.hashes, mask)
    order = np.argsort(bought.hashes)
    hashes = bought.hashes[order]
    cuts = _cuts(rows, mask, min(_AT_ONCE, 1 << _BITS - touched.bits))
    theirs = [*np.searchsorted(hashes, rows[cuts[:-1]] & ~mask).tolist(), len(hashes)]
    for (start, end), (low, high) in zip(pairwise(cuts), pairwise(theirs), strict=True):
        some = _Some.of(touched, rows[start:end], mask=mask)
        yield some.trails(touched, bought, order[low:high])


def _cuts(rows: Hashes, mask: np.uint64, at_once: int) -> list[int]:
    """Where parts of about so many rows begin and end: where a hash does, by its first bits."""
    whole = np.arange(at_once, len(rows) + at_once, at_once).clip(max=len(rows))
    ends = np.searchsorted(rows, rows[whole - 1] | mask, side="right")
    cuts: list[int] = np.unique(np.append(0, ends)).tolist()
    return cuts


def _packed(hashes: Hashes, mask: np.uint64) -> Hashes:
    """The first bits of hashes with the number of each row in those of *mask*, sorted."""
    rows = hashes & ~mask
    rows |= np.arange(len(rows), dtype=np.uint64)
    rows.sort()
    return rows


@attrs.frozen(kw_only=True, eq=False)
class _Some:
    """The touches of some visitors.

    Args:
        rows: Which touches, visitor by visitor.
        begins: Where the touches of each visitor begin.
        hashes: The hash of each visitor, without the bits of *mask*.
        visitors: The id of each visitor.
        mask: The bits of a hash that are not looked at.
    """

    rows: Numbers
    begins: Numbers
    hashes: Hashes
    visitors: pl.Series
    mask: np.uint64

    @classmethod
    def of(cls, touched: Touched, packed: Hashes, *, mask: np.uint64) -> _Some:
        """Touches by the first bits of their hashes, or by the whole ones where those do not do."""
        rows, hashes = (packed & mask).astype(np.int64), packed & ~mask
        some = cls._of(touched, rows, hashes, mask=mask)
        if some is None:
            whole = touched.hashes[rows]
            order = np.argsort(whole, kind="stable")
            some = cls._of(touched, rows[order], whole[order], mask=np.uint64(0))
        if some is None:
            raise SameHashError
        return some

    @classmethod
    def _of(
        cls, touched: Touched, rows: Numbers, hashes: Hashes, *, mask: np.uint64
    ) -> _Some | None:
        """Touches in the order of hashes, or ``None`` where two visitors have the same."""
        visitors = touched.visitors.gather(pl.Series(rows))
        differ = hashes[1:] != hashes[:-1]
        if ((visitors[1:] != visitors[:-1]) & pl.Series(~differ)).any():
            return None
        begins = np.append(0, np.flatnonzero(differ) + 1)
        return cls(
            rows=rows,
            begins=begins,
            hashes=hashes[begins],
            visitors=visitors.gather(pl.Series(begins)),
            mask=mask,
        )

    def trails(self, touched: Touched, bought: Bought, orders: Numbers) -> Trails:
        """The touches in the order of time, with the orders of their visitors."""
        counts = np.diff(self.begins, append=len(self.rows))
        numbers = np.arange(len(self.begins)) << touched.bits
        keys = np.repeat(numbers - touched.low, counts)
        keys += touched.at[self.rows]
        order = np.argsort(keys)
        keys, places = keys[order], touched.places[touched.marks[self.rows[order]]]
        _settled(keys, places)
        visitors, orders = self._found(bought, orders)
        buyers = np.zeros(len(self.begins), dtype=np.bool_)
        buyers[visitors] = True
        whose = numbers[visitors]
        last = whose + bought.until[orders]
        since = np.searchsorted(keys, whose + bought.since[orders])
        until = np.maximum(since, np.searchsorted(keys, last, side="right"))
        before, are_coded = until.copy(), bought.are_coded[orders]
        before[are_coded] = np.searchsorted(keys, last[are_coded])
        return Trails(
            places=places,
            begins=self.begins,
            buyers=buyers,
            orders=bought.numbers[orders],
            are_coded=are_coded,
            since=since,
            before=np.maximum(since, before),
            until=until,
        )

    def _found(self, bought: Bought, orders: Numbers) -> tuple[Numbers, Numbers]:
        """The number of the visitor of each order, for those who were met; and the orders."""
        hashes = bought.hashes[orders] & ~self.mask
        visitors = np.searchsorted(self.hashes, hashes)
        visitors[visitors == len(self.hashes)] = 0
        is_met = self.hashes[visitors] == hashes
        visitors, orders = visitors[is_met], orders[is_met]
        same = self.visitors.gather(pl.Series(visitors)) == bought.visitors.gather(
            pl.Series(orders)
        )
        return visitors[same.to_numpy()], orders[same.to_numpy()]


def _settled(keys: Numbers, places: Numbers) -> None:
    """Put the places of those with the same key in order."""
    same = keys[1:] == keys[:-1]
    if same.any():
        ties = np.zeros(len(keys), dtype=np.bool_)
        ties[1:] |= same
        ties[:-1] |= same
        tied = np.flatnonzero(ties)
        places[tied] = places[tied[np.lexsort((places[tied], keys[tied]))]]


def side_by_side(since: Numbers, until: Numbers) -> tuple[Numbers, Numbers]:
    """A row for each number from *since* to below *until*: the place of the two, and the number."""
    counts = until - since
    rows = np.repeat(np.arange(len(counts)), counts)
    first = np.repeat(since - (counts.cumsum() - counts), counts)
    return rows, np.arange(len(rows)) + first
