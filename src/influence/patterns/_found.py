"""Found: the patterns in what was booked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from influence._wording import percent
from influence.bookings import Booking
from influence.candidates import Candidate
from influence.errors import UnknownNameError
from influence.ids import CreatorId
from influence.patterns._pattern import Pattern
from influence.patterns._policy import PatternPolicy
from influence.patterns._record import Record, is_telling, multiple_of, per_order_of, record_of
from influence.ratios import decimal_of, figure_text
from influence.workings import Working

_ByCreator = Mapping[CreatorId, Sequence[Booking]]


@attrs.frozen(kw_only=True)
class Patterns:
    """The patterns in what was booked.

    Args:
        found: Every angle × niche that enough creators told, the likeliest to pay first.
        level: The return multiple of all bookings that tell one; ``None`` when none does.
        alone: How many angle × niche too few creators told.
        left_out: How many bookings belong to none, for want of an angle, a niche, a cost or a known
            gross profit.
        policy: The assumptions.
    """

    found: tuple[Pattern, ...]
    level: Fraction | None
    alone: int
    left_out: int
    policy: PatternPolicy

    @property
    def winning(self) -> tuple[Pattern, ...]:
        """Those that win, the likeliest first."""
        return tuple(pattern for pattern in self.found if pattern.is_winning)

    def working(self) -> Working:
        """Each pattern with what it returned, and how many win."""
        return Working.of(
            *((_told_text(one), decimal_of(round(one.multiple, 4))) for one in self.found),
            ("return multiple of the campaign", figure_text(self.level)),
            (f"angles told by fewer than {self.policy.least_creators} of a niche", self.alone),
            ("bookings that belong to no pattern", self.left_out),
            ("winning patterns", len(self.winning)),
        )

    def told(self, angle: str) -> tuple[Pattern, ...]:
        """The patterns of an angle, in every niche where there is one.

        Raises:
            UnknownNameError: No pattern has this angle; the close one is named.
        """
        found = tuple(pattern for pattern in self.found if pattern.angle == angle)
        if not found:
            raise UnknownNameError("angle of a pattern", angle, {one.angle for one in self.found})
        return found


def patterns_of(
    candidates: Sequence[Candidate],
    *,
    policy: PatternPolicy = PatternPolicy(),  # noqa: B008  # it is frozen
) -> Patterns:
    """The patterns in the bookings of the *candidates*.

    Args:
        candidates: Who was booked, with niche and bookings; who was not adds nothing.
        policy: The assumptions.

    Example:
        >>> from influence.bookings import Booking
        >>> from influence.money import Money
        >>> def told(who, earned, orders):
        ...     return Candidate(
        ...         creator_id=who,
        ...         niche="running",
        ...         bookings=(
        ...             Booking(
        ...                 cycle=0,
        ...                 angle="day-in-the-life",
        ...                 cost=Money("100", "USD"),
        ...                 gross_profit=Money(earned, "USD"),
        ...                 orders=orders,
        ...             ),
        ...         ),
        ...     )
        >>> found = patterns_of([told("maya", "240", 14), told("leo", "190", 11)])
        >>> pattern = found.winning[0]
        >>> pattern.angle, pattern.niche, pattern.multiple, pattern.earners
        ('day-in-the-life', 'running', Fraction(43, 20), 2)
    """
    told: dict[tuple[str, str], dict[CreatorId, list[Booking]]] = {}
    left_out = 0
    for one in candidates:
        for booking in one.bookings:
            if one.niche is None or not booking.angle.strip() or not is_telling(booking):
                left_out += 1
                continue
            cell = told.setdefault((booking.angle, one.niche), {})
            cell.setdefault(one.creator_id, []).append(booking)
    known = _known(candidates)
    level, per_order = multiple_of(known), per_order_of(known)
    found = [
        Pattern(
            angle=angle,
            niche=niche,
            records=_records(cell),
            level=level,
            per_order=per_order,
            policy=policy,
        )
        for (angle, niche), cell in told.items()
        if level is not None and len(cell) >= policy.least_creators
    ]
    return Patterns(
        found=tuple(
            sorted(found, key=lambda one: (-one.probability_winning, one.angle, one.niche))
        ),
        level=level,
        alone=len(told) - len(found),
        left_out=left_out,
        policy=policy,
    )


def _told_text(one: Pattern) -> str:
    """A pattern on a line before what it returned."""
    likely = f"{percent(one.probability_winning)} likely to pay"
    return f"{one.angle} in {one.niche}, {len(one.records)} creators, {likely}, returned"


def _known(candidates: Sequence[Candidate]) -> tuple[Record, ...]:
    """What the bookings of each candidate came to, where they tell anything."""
    found = (record_of(one.creator_id, one.bookings) for one in candidates)
    return tuple(record for record in found if record is not None)


def _records(cell: _ByCreator) -> tuple[Record, ...]:
    """What came of an angle for each creator, by id."""
    found = (record_of(who, bookings) for who, bookings in sorted(cell.items()))
    return tuple(record for record in found if record is not None)
