"""Trails: each visitor's touches in the order of time, with the creators they belong to.

A trail is sorted once, and the lookback of a sale is a stretch of it, found by bisection. So a
visitor with a hundred thousand touches and a thousand orders costs no more than the stretches
themselves, and a visitor who bought nothing costs nothing but the grouping. Moments are whole
microseconds since the epoch, because two times of one zone compare by their wall clocks, which
repeat an hour every autumn.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter, itemgetter

import attrs

from influence.attribution._path import PathTouch
from influence.ids import CreatorId
from influence.tracking import Kind, Owners, Touch

_moment = attrgetter("moment")


@attrs.frozen(kw_only=True)
class Trail:
    """One visitor's touches.

    Args:
        owned: Those whose mark belonged to a creator when it was met, in order.
        moments: When each of them happened, in microseconds.
        places: Where on the trail each creator's touches stand.
        ownerless: The marks that belonged to nobody, in the order of time.
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


@attrs.frozen
class Trails:
    """The touches of all visitors.

    Args:
        by_visitor: Each visitor's touches, in whatever order they came.
        owners: Whose each mark is.
    """

    by_visitor: Mapping[str, list[Touch]]
    owners: Owners
    _sorted: dict[str, list[Touch]] = attrs.field(factory=dict[str, list[Touch]], init=False)
    _trails: dict[str, Trail] = attrs.field(factory=dict[str, Trail], init=False)
    _steady: dict[tuple[Kind, str], CreatorId | None] = attrs.field(
        factory=dict[tuple[Kind, str], "CreatorId | None"], init=False
    )
    _dated: set[tuple[Kind, str]] = attrs.field(factory=set[tuple[Kind, str]], init=False)

    @classmethod
    def of(cls, touches: Iterable[Touch], *, owners: Owners) -> Trails:
        """The trails of touches in whatever order they come."""
        by_visitor: dict[str, list[Touch]] = {}
        for touch in touches:
            group = by_visitor.get(touch.visitor_id)
            if group is None:
                by_visitor[touch.visitor_id] = [touch]
            else:
                group.append(touch)
        return cls(by_visitor, owners)

    def touches(self, visitor: str) -> list[Touch] | None:
        """A visitor's touches by time, those of one instant in any order; ``None`` without any."""
        known = self._sorted.get(visitor)
        if known is None and visitor in self.by_visitor:
            known = self._sorted[visitor] = sorted(self.by_visitor[visitor], key=_moment)
        return known

    def trail(self, visitor: str) -> Trail | None:
        """A visitor's trail, or ``None`` when they met nothing."""
        if visitor not in self._trails:
            touches = self.touches(visitor)
            if touches is None:
                return None
            self._trails[visitor] = self._trail(touches)
        return self._trails[visitor]

    def owner(self, touch: Touch) -> CreatorId | None:
        """The creator whose mark was met; asked once for each mark that is not dated."""
        mark = (touch.kind, touch.value)
        if mark in self._steady:
            return self._steady[mark]
        if mark not in self._dated:
            candidates = self.owners.candidates(touch.kind, touch.value)
            if not any(one.terms.are_dated for one in candidates):
                found = candidates[0].creator_id if candidates else None
                self._steady[mark] = found
                return found
            self._dated.add(mark)
        return self.owners.of_touch(touch)

    def code_owner(self, code: str) -> CreatorId | None:
        """The owner of a code that is not dated; asked once for each."""
        mark: tuple[Kind, str] = ("code", code)
        if mark not in self._steady:
            self._steady[mark] = self.owners.of("code", code)
        return self._steady[mark]

    def _trail(self, touches: Iterable[Touch]) -> Trail:
        """The trail of one visitor; a touch that is told twice, by its id, is one touch."""
        owned: list[PathTouch] = []
        ownerless: list[PathTouch] = []
        for touch in {touch.touch_id: touch for touch in touches}.values():
            creator = self.owner(touch)
            met = PathTouch(
                at=touch.at, kind=touch.kind, creator_id=creator or "", value=touch.value
            )
            (owned if creator else ownerless).append(met)
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
