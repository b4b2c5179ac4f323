"""Bench: who can be booked, was not in the last cycle, and has a reason to be.

    proven    gross profit above cost over all their bookings, with enough orders
    fits      their niche has a winning pattern, and they have not lost money with its angle

Whoever is neither is not on it: there is nothing to say for them but that they are there.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from influence._wording import percent
from influence.candidates import Candidate
from influence.ids import CreatorId
from influence.patterns._found import Patterns
from influence.patterns._pattern import Pattern
from influence.patterns._record import Record, record_of
from influence.ratios import decimal_of, figure_text
from influence.workings import Working


@attrs.frozen(kw_only=True)
class Benched:
    """Somebody on the bench.

    Args:
        creator_id: Who.
        last_cycle: When they were booked last; ``None`` when never.
        record: What all their bookings came to; ``None`` when that is unknown.
        is_proven: Whether they returned their cost with enough orders.
        fits: The winning patterns that they fit, the likeliest first.
        reasons: Why they are on the bench, in words.
    """

    creator_id: CreatorId
    last_cycle: int | None
    record: Record | None
    is_proven: bool
    fits: tuple[Pattern, ...]
    reasons: tuple[str, ...]

    def working(self) -> Working:
        """What is known of them and why they are on the bench."""
        last = "never" if self.last_cycle is None else self.last_cycle
        came = () if self.record is None else (self.record,)
        return Working.of(
            ("cycle in which they were booked last", last),
            *((one.in_words(), decimal_of(round(one.multiple, 4))) for one in came),
            *(("because", reason) for reason in self.reasons),
            ("on the bench", "proven" if self.is_proven else "fits"),
        )


def bench_of(
    candidates: Sequence[Candidate], *, patterns: Patterns, last_cycle: int | None = None
) -> tuple[Benched, ...]:
    """Who is on the bench: the proven first, the best of them first, then who fits.

    Args:
        candidates: Everybody who can be booked.
        patterns: What pays in which niche.
        last_cycle: The number of the last cycle; without it, the last in which anybody was booked.

    Example:
        >>> from influence.patterns import patterns_of
        >>> bench_of([Candidate(creator_id="noa", niche="running")], patterns=patterns_of([]))
        ()
    """
    booked = [booking.cycle for one in candidates for booking in one.bookings]
    last = max(booked, default=0) if last_cycle is None else last_cycle
    resting = [one for one in candidates if last not in {each.cycle for each in one.bookings}]
    winning, least = patterns.winning, patterns.policy.proven_orders
    found = [_benched(one, winning=winning, least=least) for one in resting]
    return tuple(sorted((one for one in found if one.is_proven or one.fits), key=_place))


def _place(one: Benched) -> tuple[bool, Fraction, float, CreatorId]:
    """The proven by what they returned, the others by the likeliest pattern, then by id."""
    returned = one.record.multiple if one.is_proven and one.record else Fraction(0)
    likeliest = max((pattern.probability_winning for pattern in one.fits), default=0.0)
    return not one.is_proven, -returned, -likeliest, one.creator_id


def _benched(one: Candidate, *, winning: Sequence[Pattern], least: int) -> Benched:
    """A candidate as they would stand on the bench."""
    record = record_of(one.creator_id, one.bookings)
    last = max((booking.cycle for booking in one.bookings), default=None)
    fits = tuple(pattern for pattern in winning if _fits(one, pattern))
    is_proven = _is_proven(record, least=least)
    proof = (_proof(record, last=last),) if record is not None and is_proven else ()
    return Benched(
        creator_id=one.creator_id,
        last_cycle=last,
        record=record,
        is_proven=is_proven,
        fits=fits,
        reasons=(*proof, *(_fit_text(pattern) for pattern in fits)),
    )


def _is_proven(record: Record | None, *, least: int) -> bool:
    """Whether a creator returned their cost with enough orders."""
    if record is None or record.orders is None:
        return False
    return record.has_earned and record.orders >= least


def _fits(one: Candidate, pattern: Pattern) -> bool:
    """Whether a creator is of the pattern's niche and has not lost money with its angle."""
    told = record_of(one.creator_id, (each for each in one.bookings if each.angle == pattern.angle))
    return one.niche == pattern.niche and (told is None or told.multiple >= 1)


def _proof(record: Record, *, last: int | None) -> str:
    """What somebody has shown, in words."""
    until = "" if last is None else f" until cycle {last + 1}"
    return f"proven: {record.in_words()} and {figure_text(record.orders)} orders{until}"


def _fit_text(pattern: Pattern) -> str:
    """Which pattern somebody fits, in words."""
    returned = decimal_of(round(pattern.multiple, 2))
    many = f"{pattern.earners} of {len(pattern.records)} creators earned with it"
    chance = percent(pattern.probability_winning)
    return (
        f"fits {pattern.angle} in {pattern.niche}, which returned {returned} times its cost:"
        f" {many}, {chance} likely to pay again"
    )
