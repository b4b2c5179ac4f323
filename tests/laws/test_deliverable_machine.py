"""The states of a deliverable, held to an oracle that was written down by hand beside them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from influence.deliverables import (
    DELIVERED,
    ENDS,
    OWES,
    STATES,
    STEPS,
    TRANSITIONS,
    Deliverable,
    History,
    Move,
    ProductionTerms,
    State,
    history_of,
)

UTC = ZoneInfo("UTC")
START = dt.datetime(2026, 3, 2, 12, tzinfo=UTC)

#: By hand: from each state, who may lead on to which; a clock step is never a row.
BY_HAND: dict[State, set[State]] = {
    "proposed": {"agreed", "rejected", "cancelled"},
    "agreed": {"shipped", "draft_submitted", "cancelled"},
    "shipped": {"draft_submitted", "cancelled"},
    "draft_submitted": {"changes_requested", "approved", "rejected", "cancelled"},
    "changes_requested": {"draft_submitted", "rejected", "cancelled"},
    "approved": {"scheduled", "published", "cancelled"},
    "scheduled": {"published", "cancelled"},
    "published": {"verified", "taken_down"},
    "verified": {"completed", "taken_down"},
    "completed": {"taken_down"},
    "overdue": {"draft_submitted", "cancelled"},
    "rejected": set(),
    "cancelled": set(),
    "expired": set(),
    "taken_down": set(),
}
BY_CLOCK = {
    ("proposed", "expired"),
    ("agreed", "overdue"),
    ("shipped", "overdue"),
    ("changes_requested", "overdue"),
}
_LONG = 5
TERMS = ProductionTerms(proposal_days=5, deemed_approved_days=3, keep_days=10)
REACHED: Counter[tuple[str, str]] = Counter()


def fold(moves: list[Move], *, due: dt.date | None, as_of: dt.datetime) -> History:
    piece = Deliverable(kind="short_video", deliverable_id="v1", draft_due=due)
    return history_of(piece, moves, terms=TERMS, zone=UTC, as_of=as_of)


class TestTable:
    """Every state has an exit or is an end, and every state can come to an end."""

    def test_it_is_the_one_written_by_hand(self) -> None:
        told = {(before, after) for before, exits in BY_HAND.items() for after in exits}
        assert {(step.before, step.after) for step in STEPS} == told | BY_CLOCK
        assert {(step.before, step.after) for step in STEPS if step.by == "clock"} == BY_CLOCK
        assert len(STEPS) == len({(step.before, step.after) for step in STEPS})

    def test_no_state_is_without_an_exit_but_the_ends(self) -> None:
        assert {state for state in STATES if not TRANSITIONS[state]} == set(ENDS)

    def test_every_state_is_reached_and_reaches_an_end(self) -> None:
        for state in STATES:
            assert reachable("proposed") >= {state}
            assert reachable(state) & set(ENDS)

    def test_both_gates_stand_before_what_is_owed_whole(self) -> None:
        assert [step.before for step in STEPS if step.gate == "draft"] == ["draft_submitted"]
        assert [step.before for step in STEPS if step.gate == "live"] == ["published"]
        without = {(step.before, step.after) for step in STEPS if step.gate != "draft"}
        seen, edge = {"proposed"}, ["proposed"]
        while edge:
            here = edge.pop()
            new = {after for before, after in without if before == here} - seen
            seen |= new
            edge += new
        assert not seen & set(DELIVERED)

    def test_every_state_owes_something_or_nothing(self) -> None:
        assert set(OWES) == set(STATES)
        assert {state for state in STATES if OWES[state] == "whole"} == set(DELIVERED)


def reachable(start: State) -> set[State]:
    """Every state that can be come to."""
    seen: set[State] = {start}
    edge: list[State] = [start]
    while edge:
        new = set(TRANSITIONS[edge.pop()]) - seen
        seen |= new
        edge += new
    return seen


class Production(RuleBasedStateMachine):
    """Moves and days come in any order, and the oracle keeps up with the fold."""

    def __init__(self) -> None:
        """Nothing was told yet, and the draft is due in four days."""
        super().__init__()
        self.moves: list[Move] = []
        self.now = START
        self.due: dt.date | None = (START + dt.timedelta(days=6)).date()
        self.state: State = "proposed"
        self.since = START
        self.refused = 0
        self.moves.append(self.move("proposed"))

    def move(self, to: State) -> Move:
        return Move(
            move_id=f"{len(self.moves):03}",
            creator_id="maya",
            deliverable="v1",
            to=to,
            at=self.now,
        )

    @rule(to=st.sampled_from(STATES))
    def told(self, to: State) -> None:
        """A row that the table does not have, which must change nothing."""
        self.now += dt.timedelta(hours=1)
        self.clock()
        if to not in BY_HAND[self.state]:
            self.moves.append(self.move(to))
            self.refused += 1

    @rule(data=st.data())
    def stepped(self, data: st.DataObject) -> None:
        """A row that leads on, so that the far states are reached as well."""
        self.now += dt.timedelta(hours=1)
        self.clock()
        self.lead_on(data, sorted(BY_HAND[self.state] - set(ENDS)))

    @precondition(lambda self: len(self.moves) > _LONG)
    @rule(data=st.data())
    def ended(self, data: st.DataObject) -> None:
        """A row that ends it, once it has gone some way."""
        self.now += dt.timedelta(hours=1)
        self.clock()
        self.lead_on(data, sorted(BY_HAND[self.state] & set(ENDS)))

    def lead_on(self, data: st.DataObject, exits: list[State]) -> None:
        """Take one of the exits, where there is one."""
        if exits:
            to: State = data.draw(st.sampled_from(exits))
            self.moves.append(self.move(to))
            self.go(to)

    @rule(days=st.integers(1, 4))
    def waited(self, days: int) -> None:
        """Days without a row."""
        self.now += dt.timedelta(days=days)
        self.clock()

    def go(self, to: State, at: dt.datetime | None = None) -> None:
        REACHED[self.state, to] += 1
        self.state, self.since = to, at or self.now

    def clock(self) -> None:
        """What the clock does, by hand: midnights after the last day."""
        waits: dict[State, tuple[int, State]] = {
            "proposed": (5, "expired"),
            "draft_submitted": (3, "approved"),
        }
        if self.state in waits:
            days, after = waits[self.state]
            end = midnight(self.since.date() + dt.timedelta(days=days))
            if end <= self.now:
                self.go(after, end)
        if self.state in {"agreed", "shipped", "changes_requested"} and self.due is not None:
            end = midnight(self.due)
            if self.since < end <= self.now:
                self.go("overdue", end)

    @invariant()
    def the_fold_is_where_the_oracle_is(self) -> None:
        history = fold(self.moves, due=self.due, as_of=self.now)
        assert (history.state, history.since or START) == (self.state, self.since)
        assert len(history.refused) == self.refused
        assert all(one.before != one.after for one in history.steps)
        assert [one.at for one in history.steps] == sorted(one.at for one in history.steps)

    @invariant()
    def what_is_told_later_changes_nothing_before(self) -> None:
        half = START + (self.now - START) / 2
        early = [move for move in self.moves if move.at <= half]
        whole = fold(self.moves, due=self.due, as_of=half)
        assert attrs.evolve(whole) == fold(early, due=self.due, as_of=half)


def midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), UTC)


TestProduction = Production.TestCase
TestProduction.settings = settings(max_examples=120, stateful_step_count=25)


class TestOrder:
    """Rows may stand in any order in their table."""

    @given(order=st.permutations(range(6)))
    def test_of_rows_changes_nothing(self, order: list[int]) -> None:
        path: tuple[State, ...] = (
            *("agreed", "draft_submitted", "changes_requested", "draft_submitted"),
            *("approved", "published"),
        )
        rows = [
            Move(
                move_id=str(place),
                creator_id="maya",
                deliverable="v1",
                to=to,
                at=START + dt.timedelta(hours=place),
            )
            for place, to in enumerate(path)
        ]
        end = START + dt.timedelta(days=1)
        told = fold([rows[place] for place in order], due=None, as_of=end)
        assert told == fold(rows, due=None, as_of=end)
        assert told.state == "published"


class TestEveryStep:
    """Each step of the table is taken by some row or by the clock."""

    @pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.before}-{step.after}")
    def test_can_be_taken(self, step: object) -> None:
        found = next(one for one in STEPS if one is step)
        path = shortest(found.before)
        moves = [
            Move(
                move_id=str(place),
                creator_id="maya",
                deliverable="v1",
                to=to,
                at=START + dt.timedelta(minutes=place),
            )
            for place, to in enumerate(("proposed", *path))
            if to != "overdue"
        ]
        end = START + dt.timedelta(hours=1)
        due = None
        if found.by == "clock" or found.before == "overdue":
            due = START.date()
            end = START + dt.timedelta(days=9)
        if found.by != "clock":
            at = end if found.before == "overdue" else START + dt.timedelta(minutes=30)
            moves.append(
                Move(move_id="z", creator_id="maya", deliverable="v1", to=found.after, at=at)
            )
        history = fold(moves, due=due, as_of=end)
        assert (found.before, found.after) in {(one.before, one.after) for one in history.steps}


def shortest(state: State) -> tuple[State, ...]:
    """The shortest way to a state, without the first."""
    ways: dict[State, tuple[State, ...]] = {"proposed": ()}
    edge: list[State] = ["proposed"]
    while state not in ways:
        here = edge.pop(0)
        for after in TRANSITIONS[here]:
            if after not in ways:
                ways[after] = (*ways[here], after)
                edge.append(after)
    return ways[state]
