"""Audience overlap: which creators reach the same people.

People are counted as sets of bits, one set a creator, so that a pair costs one intersection however
many creators a person met.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import combinations

import attrs

from influence.errors import InvalidInputError, UnknownNameError
from influence.ids import CreatorId
from influence.paths._conversions import Conversions, conversions_of
from influence.paths._overlap import Audience, Overlap
from influence.paths._people import People, people_of
from influence.scorecards import Scoreboard
from influence.workings import Working

#: How many creators are compared with each other, those of the largest audiences.
MOST_COMPARED = 500

_ON_A_MATRIX = 12
_FEW = 10


@attrs.frozen(kw_only=True)
class Matrix:
    """People whom each two creators both reached.

    Args:
        creators: The creators, in the order of rows and columns.
        rows: A row for each; on the diagonal, everybody whom the creator reached.
        left_out: How many creators the limit left out.
    """

    creators: tuple[CreatorId, ...]
    rows: tuple[tuple[int, ...], ...]
    left_out: int


@attrs.frozen(kw_only=True)
class AudienceOverlap:
    """Whom the creators reached, alone and together.

    Args:
        audiences: Every creator who reached anybody, the largest audience first, then by name.
        pairs: Every two compared creators with people in common, by their names in order.
        people: How many people any creator reached.
        not_compared: How many creators have an audience too small to be compared.
        unknown_orders: Orders with an owned code of which no buyer is known; they are nobody's.
    """

    audiences: tuple[Audience, ...]
    pairs: Mapping[tuple[CreatorId, CreatorId], Overlap] = attrs.field(repr=False)
    people: int
    not_compared: int
    unknown_orders: int

    def audience(self, creator_id: str) -> Audience:
        """Whom a creator reached.

        Raises:
            UnknownNameError: They reached nobody; the close one is named.
        """
        if creator_id not in self._by_name:
            raise UnknownNameError("creator with an audience", creator_id, self._by_name)
        return self._by_name[creator_id]

    def overlap(self, first: str, *, second: str) -> Overlap:
        """Whom two creators both reached, told from the side of *first*.

        Raises:
            InvalidInputError: Their audiences are too small to be compared.
            UnknownNameError: One of them reached nobody; the close one is named.
        """
        one, two = self.audience(first), self.audience(second)
        for who in (first, second):
            if who not in self._among:
                rule = f"be among the {self._compared} largest to be compared"
                raise InvalidInputError("audience", rule, who)
        if first == second:
            return Overlap(first=one, second=two, both=one.people, buyers=one.buyers)
        found = self.pairs.get((min(first, second), max(first, second)))
        return Overlap(
            first=one,
            second=two,
            both=0 if found is None else found.both,
            buyers=0 if found is None else found.buyers,
        )

    @cached_property
    def _by_name(self) -> Mapping[str, Audience]:
        return {one.creator_id: one for one in self.audiences}

    @property
    def _compared(self) -> int:
        return len(self.audiences) - self.not_compared

    @cached_property
    def _among(self) -> frozenset[str]:
        return frozenset(one.creator_id for one in self.audiences[: self._compared])

    def of(self, creator_id: str) -> tuple[Overlap, ...]:
        """The overlaps of one creator, told from their side, the largest first."""
        mine = (
            self.overlap(creator_id, second=_other(pair, creator_id))
            for pair in self.pairs
            if creator_id in pair
        )
        return tuple(sorted(mine, key=_largest))

    def largest(self, *, limit: int = _FEW) -> tuple[Overlap, ...]:
        """The pairs with most people in common; of the same number, of the larger Jaccard index.

        Args:
            limit: How many pairs.
        """
        return tuple(sorted(self.pairs.values(), key=_largest)[: _checked(limit)])

    def matrix(self, *, limit: int = _ON_A_MATRIX) -> Matrix:
        """People in common of every two creators.

        Args:
            limit: How many creators, those of the largest audiences.
        """
        shown = self.audiences[: min(_checked(limit), self._compared)]
        names = tuple(one.creator_id for one in shown)
        return Matrix(
            creators=names,
            rows=tuple(tuple(self.overlap(one, second=two).both for two in names) for one in names),
            left_out=len(self.audiences) - len(names),
        )

    def working(self) -> Working:
        """Everybody who was reached, by one creator alone or by several."""
        alone = sum(one.only for one in self.audiences)
        return Working.of(
            *((f"people whom only {one.creator_id} reached", one.only) for one in self.audiences),
            ("people whom several reached", self.people - alone),
            ("people reached in all", self.people),
        )

    def why(self, creator_id: str) -> Working:
        """Whom a creator reached, alone and with each other."""
        if creator_id not in self._by_name:
            return Working.of((f"people whom {creator_id} reached", 0))
        alone = self._by_name[creator_id]
        shared = [
            (f"also reached by {one.second.creator_id}", f"{one.both}, of them bought {one.buyers}")
            for one in self.of(creator_id)
        ]
        return Working.of(
            *shared,
            (f"reached by {creator_id} only", alone.only),
            (f"people whom {creator_id} reached", alone.people),
        )


def audience_overlap(
    board: Scoreboard, *, orders: Conversions | None = None, most: int = MOST_COMPARED
) -> AudienceOverlap:
    """Which creators reach the same people.

    A creator reached whoever has a touch of theirs, whenever, or a paid order with their code.

    Args:
        board: The book.
        orders: Its paid orders with their paths, where they are known already.
        most: How many creators to compare, those of the largest audiences.

    Raises:
        InvalidInputError: *most* is below 0.

    Source: S185, S186.
    """
    known = conversions_of(board) if orders is None else orders
    return overlapping(_reach(people_of(board.book, orders=known)), most=most)


@attrs.frozen(kw_only=True)
class Reach:
    """Whom each creator reached, counted, and which people several of them did.

    Args:
        audiences: Every creator who reached anybody, in any order.
        people: How many people any creator reached.
        shared: How many of them several reached; each has a place.
        places: The places of those whom each creator reached.
        buyers: The places of those who bought something.
        unknown: Orders with an owned code of which no buyer is known.
    """

    audiences: Iterable[Audience]
    people: int
    shared: int
    places: Mapping[CreatorId, Sequence[int]]
    buyers: Sequence[int]
    unknown: int


def overlapping(reach: Reach, *, most: int = MOST_COMPARED) -> AudienceOverlap:
    """Which creators reach the same people, by whom each of them reached.

    Args:
        reach: Whom.
        most: How many creators to compare, those of the largest audiences.

    Raises:
        InvalidInputError: *most* is below 0.
    """
    ordered = tuple(sorted(reach.audiences, key=lambda one: (-one.people, one.creator_id)))
    compared = ordered[: _checked(most)]
    return AudienceOverlap(
        audiences=ordered,
        pairs=_pairs(reach, compared),
        people=reach.people,
        not_compared=len(ordered) - len(compared),
        unknown_orders=reach.unknown,
    )


def _reach(people: People) -> Reach:
    """Whom each creator reached, of everybody."""
    shared = [person for person, creators in people.met.items() if len(creators) > 1]
    places: dict[CreatorId, list[int]] = {}
    for place, person in enumerate(shared):
        for creator in people.met[person]:
            places.setdefault(creator, []).append(place)
    return Reach(
        audiences=_audiences(people),
        people=len(people.met),
        shared=len(shared),
        places=places,
        buyers=[place for place, person in enumerate(shared) if person in people.buyers],
        unknown=people.unknown,
    )


def _audiences(people: People) -> Iterable[Audience]:
    """Whom each creator reached, in numbers."""
    everybody: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    buyers: Counter[str] = Counter()
    for person, creators in people.met.items():
        everybody.update(creators)
        if len(creators) == 1:
            alone.update(creators)
        if person in people.buyers:
            buyers.update(creators)
    return [
        Audience(creator_id=who, people=everybody[who], only=alone[who], buyers=buyers[who])
        for who in everybody
    ]


def _pairs(
    reach: Reach, audiences: Sequence[Audience]
) -> Mapping[tuple[CreatorId, CreatorId], Overlap]:
    """Every two creators with people in common."""
    by_name = {one.creator_id: one for one in audiences}
    places = {who: reach.places.get(who, ()) for who in by_name}
    bits = {who: _bits(where, size=reach.shared) for who, where in places.items() if where}
    buyers = _bits(reach.buyers, size=reach.shared)
    found: dict[tuple[CreatorId, CreatorId], Overlap] = {}
    for one, two in combinations(sorted(bits), 2):
        both = bits[one] & bits[two]
        if both:
            found[one, two] = Overlap(
                first=by_name[one],
                second=by_name[two],
                both=both.bit_count(),
                buyers=(both & buyers).bit_count(),
            )
    return found


def _bits(places: Iterable[int], *, size: int) -> int:
    """A set of places as the bits of a number."""
    row = bytearray(size // 8 + 1)
    for place in places:
        row[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(row, "little")


def _other(pair: tuple[str, str], creator_id: str) -> str:
    """The other creator of a pair."""
    return pair[1] if pair[0] == creator_id else pair[0]


def _largest(one: Overlap) -> tuple[int, int, str, str]:
    """Sorts overlaps: most people in common, then fewest in either, then names."""
    return (-one.both, one.either, one.first.creator_id, one.second.creator_id)


def _checked(limit: int) -> int:
    """A limit that can be one."""
    if limit < 0:
        raise InvalidInputError("limit", "be at least 0", limit)
    return limit
