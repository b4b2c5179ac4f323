"""History: the moves of one deliverable folded into the state that it is in.

    moves in the order of their moments, and what the clock does between them → state

A move that the table does not have is refused and kept with the reason; it changes nothing. What
the clock does is no row of a table: a draft that nobody answered is approved, a proposal expires, a
piece that is not there by its day is overdue.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

import attrs

from influence.deliverables._deliverable import Deliverable
from influence.deliverables._move import Move
from influence.deliverables._production_terms import ProductionTerms
from influence.deliverables._state import (
    DELIVERED,
    ENDS,
    OWES,
    TRANSITIONS,
    Mover,
    Owes,
    State,
    step_between,
)
from influence.periods import microseconds


@attrs.frozen(kw_only=True)
class TakenStep:
    """A step that was taken.

    Args:
        before: The state that it left.
        after: The state that it led to.
        at: When.
        by: Who took it: as the table says, or the clock.
        move: The row that tells it; ``None`` when the clock took it.
    """

    before: State
    after: State
    at: dt.datetime
    by: Mover
    move: Move | None = None


@attrs.frozen(kw_only=True)
class RefusedMove:
    """A move that changed nothing.

    Args:
        move: The row.
        reason: Why.
    """

    move: Move
    reason: str


@attrs.frozen(kw_only=True)
class History:
    """How one deliverable came to where it is.

    Args:
        deliverable: Which.
        steps: The steps that were taken, in order.
        refused: The moves that changed nothing.
        start: The state that it began in.
    """

    deliverable: Deliverable
    steps: tuple[TakenStep, ...] = ()
    refused: tuple[RefusedMove, ...] = ()
    start: State = "proposed"

    @property
    def state(self) -> State:
        """The state that it is in."""
        return self.steps[-1].after if self.steps else self.start

    @property
    def since(self) -> dt.datetime | None:
        """Since when; ``None`` when nothing was told."""
        return self.steps[-1].at if self.steps else None

    @property
    def is_over(self) -> bool:
        """Whether nothing can become of it any more."""
        return self.state in ENDS

    def owed_by(self, terms: ProductionTerms) -> Owes:
        """What is owed for it, of the fee that the terms have.

        A post that was taken down after it had stayed for as long as was agreed is owed whole.
        """
        return "whole" if self._stayed(terms.keep_days) else OWES[self.state]

    def _stayed(self, days: int | None) -> bool:
        """Whether a post that is gone was there for so many days, each of 24 hours."""
        published, gone = self.reached("published"), self.since
        if self.state != "taken_down" or days is None or published is None or gone is None:
            return False
        return microseconds(gone) >= microseconds(published + dt.timedelta(days=days))

    def reached(self, state: State) -> dt.datetime | None:
        """When it first came to a state; ``None`` when it never did."""
        return next((step.at for step in self.steps if step.after == state), None)

    @property
    def was_delivered(self) -> bool:
        """Whether the audience could ever see it."""
        return any(step.after in DELIVERED for step in self.steps)

    @property
    def called_off_in(self) -> State | None:
        """The state that it was in when it was cancelled; ``None`` when it was not."""
        return self.steps[-1].before if self.state == "cancelled" and self.steps else None


def day_end(day: dt.date, *, zone: ZoneInfo) -> dt.datetime:
    """The moment at which a day ends in a zone: the midnight after it."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), zone)


def history_of(
    deliverable: Deliverable,
    moves: Iterable[Move],
    *,
    terms: ProductionTerms,
    zone: ZoneInfo,
    as_of: dt.datetime,
) -> History:
    """The moves of a deliverable up to a moment, and what the clock did.

    Args:
        deliverable: Which.
        moves: Its moves, in any order.
        terms: How long each side has.
        zone: The zone of the days.
        as_of: The moment; later moves are not looked at.

    Example:
        >>> from zoneinfo import ZoneInfo
        >>> utc = ZoneInfo("UTC")
        >>> at = dt.datetime(2026, 3, 3, 12, tzinfo=utc)
        >>> def told(day, to):
        ...     when = at + dt.timedelta(days=day)
        ...     return Move(move_id=to, creator_id="maya", deliverable="v1", to=to, at=when)
        >>> moves = [told(0, "agreed"), told(1, "draft_submitted")]
        >>> history = history_of(
        ...     Deliverable(kind="short_video", deliverable_id="v1"),
        ...     moves,
        ...     terms=ProductionTerms(deemed_approved_days=3),
        ...     zone=utc,
        ...     as_of=at + dt.timedelta(days=9),
        ... )
        >>> history.state, history.steps[-1].by, history.since.isoformat()
        ('approved', 'clock', '2026-03-08T00:00:00+00:00')
    """
    fold = _Fold(deliverable=deliverable, terms=terms, zone=zone)
    for move in sorted(moves, key=lambda one: (microseconds(one.at), one.move_id)):
        if microseconds(move.at) > microseconds(as_of):
            break
        fold.wait_until(move.at)
        fold.take(move)
    fold.wait_until(as_of)
    return History(deliverable=deliverable, steps=tuple(fold.steps), refused=tuple(fold.refused))


@attrs.define(kw_only=True)
class _Fold:
    """A history on its way."""

    deliverable: Deliverable
    terms: ProductionTerms
    zone: ZoneInfo
    state: State = "proposed"
    since: dt.datetime | None = None
    steps: list[TakenStep] = attrs.field(factory=list[TakenStep])
    refused: list[RefusedMove] = attrs.field(factory=list[RefusedMove])

    def take(self, move: Move) -> None:
        """Take the step that a move tells, or keep the reason why not."""
        if move.to == self.state and self.since is None:
            self.since = move.at
            return
        step = step_between(self.state, move.to)
        if step is None or (step.by == "clock" and not step.or_by_clock):
            self.refused.append(RefusedMove(move=move, reason=self._reason(move)))
            return
        self._go(move.to, at=move.at, by=step.by, move=move)

    def _reason(self, move: Move) -> str:
        """Why a move is no step."""
        exits = [
            state
            for state in TRANSITIONS[self.state]
            if (step := step_between(self.state, state)) is not None and step.by != "clock"
        ]
        where = f"go from {self.state} to {' or '.join(exits)}" if exits else f"stay {self.state}"
        return f"{move.deliverable} must {where}, got {move.to}"

    def wait_until(self, moment: dt.datetime) -> None:
        """Let the clock do what it does by a moment."""
        for after, at in self._by_clock():
            if microseconds(at) <= microseconds(moment):
                self._go(after, at=at, by="clock")
                self.wait_until(moment)
                return

    def _by_clock(self) -> Iterator[tuple[State, dt.datetime]]:
        """What the clock would do next, and when."""
        if self.since is None:
            return
        if self.state == "proposed" and self.terms.proposal_days is not None:
            yield "expired", self._after(self.since, self.terms.proposal_days)
        if self.state == "draft_submitted" and self.terms.deemed_approved_days is not None:
            yield "approved", self._after(self.since, self.terms.deemed_approved_days)
        if "overdue" in TRANSITIONS[self.state]:
            due = self.deliverable.draft_due or self.deliverable.post_due
            end = None if due is None else day_end(due, zone=self.zone)
            # What is asked for again after its day was over has no day any more.
            if end is not None and microseconds(end) > microseconds(self.since):
                yield "overdue", end

    def _after(self, began: dt.datetime, days: int) -> dt.datetime:
        """The end of the last of so many days after a moment."""
        day = began.astimezone(self.zone).date() + dt.timedelta(days=days)
        return day_end(day, zone=self.zone)

    def _go(self, after: State, *, at: dt.datetime, by: Mover, move: Move | None = None) -> None:
        """Take a step."""
        self.steps.append(TakenStep(before=self.state, after=after, at=at, by=by, move=move))
        self.state, self.since = after, at
