"""Trails: each visitor's touches in the order of time, with the creators they belong to.

A trail is sorted once, and the lookback of a sale is a stretch of it, found by bisection. So a
visitor with a hundred thousand touches and a thousand orders costs no more than the stretches
themselves. Moments are whole microseconds since the epoch, because two times of one zone compare by
their wall clocks, which repeat an hour every autumn.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

import attrs

from influence.attribution._path import PathTouch
from influence.ids import CreatorId
from influence.tracking import Kind, Owners, Touch


@attrs.frozen(kw_only=True)
class Trail:
    """One visitor's touches.

    Args:
        owned: Those whose mark belongs to a creator, in order.
        moments: When each of them happened, in microseconds.
        places: Where on the trail each creator's touches stand.
        ownerless: The marks that belong to nobody, in the order of time.
    """

    owned: tuple[PathTouch, ...]
    moments: Sequence[int]
    places: Mapping[CreatorId, Sequence[int]]
    ownerless: Sequence[str]

    def stretch(self, *, since: int, until: int) -> Stretch:
        """The part from *since* to *until*, both inclusive."""
        return Stretch(
            trail=self,
            first=bisect_left(self.moments, since),
            end=bisect_right(self.moments, until),
        )


@attrs.frozen(kw_only=True)
class Stretch:
    """A part of a trail.

    Args:
        trail: The whole.
        first: The place at which the part begins.
        end: The place after its last touch.
    """

    trail: Trail
    first: int
    end: int

    @property
    def touches(self) -> tuple[PathTouch, ...]:
        """The touches of the part."""
        return self.trail.owned[self.first : self.end]

    @property
    def before(self) -> int:
        """How many touches lie before it."""
        return self.first

    @property
    def after(self) -> int:
        """How many touches lie after it."""
        return len(self.trail.owned) - self.end

    def nearest_before(self, most: int) -> tuple[PathTouch, ...]:
        """The last touches before it, no more than *most*."""
        return self.trail.owned[max(0, self.first - most) : self.first]

    def nearest_after(self, most: int) -> tuple[PathTouch, ...]:
        """The first touches after it, no more than *most*."""
        return self.trail.owned[self.end : self.end + most]

    def latest(self) -> Iterator[PathTouch]:
        """The last touch on it of each creator."""
        for places in self.trail.places.values():
            place = bisect_left(places, self.end) - 1
            if place >= 0 and places[place] >= self.first:
                yield self.trail.owned[places[place]]


def trails_of(touches: Iterable[Touch], *, owners: Owners) -> Mapping[str, Trail]:
    """The trail of each visitor, from touches in whatever order they come."""
    by_visitor: dict[str, list[Touch]] = {}
    for touch in touches:
        by_visitor.setdefault(touch.visitor_id, []).append(touch)
    known: dict[tuple[Kind, str], CreatorId | None] = {}
    return {
        visitor: _trail(group, owners=owners, known=known) for visitor, group in by_visitor.items()
    }


def _trail(
    touches: Iterable[Touch], *, owners: Owners, known: dict[tuple[Kind, str], CreatorId | None]
) -> Trail:
    """The trail of one visitor; *known* remembers the owners that were asked for before."""
    owned: list[PathTouch] = []
    ownerless: list[PathTouch] = []
    for touch in touches:
        mark = (touch.kind, touch.value)
        if mark not in known:
            known[mark] = owners.of_touch(touch)
        met = PathTouch(
            at=touch.at, kind=touch.kind, creator_id=known[mark] or "", value=touch.value
        )
        (owned if known[mark] else ownerless).append(met)
    keyed = sorted(((met.place, met) for met in owned), key=itemgetter(0))
    ownerless.sort(key=lambda met: met.place)
    places: dict[CreatorId, list[int]] = {}
    for place, (_, met) in enumerate(keyed):
        places.setdefault(met.creator_id, []).append(place)
    return Trail(
        owned=tuple(met for _, met in keyed),
        moments=[key[0] for key, _ in keyed],
        places=places,
        ownerless=[met.mark for met in ownerless],
    )
