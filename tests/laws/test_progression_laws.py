"""The laws of the payment ladder: one step a cycle, on fresh evidence, and never to and fro.

Ladders are drawn as data, so the laws hold for those of others too. Evidence is drawn around the
edges where a verdict turns: no profit, the tenth of the spend, the last place of the top. How often
a history moves anybody is counted: one that never does has tested little.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from fractions import Fraction
from itertools import pairwise

import attrs
from hypothesis import event, given, strategies as st

from influence.errors import InvalidTermsError
from influence.progression import (
    LADDERS,
    OUTCOMES,
    STAGES,
    DealLadder,
    Stage,
    StageEvidence,
    Standing,
    Transition,
)
from influence.shares import Share
from influence.testing._books import usd

_SPEND = 100


def _evidence(profit: int | None, *, posts: int, orders: int | None, rank: int) -> StageEvidence:
    return StageEvidence(
        posts=posts,
        orders=None if orders is None else Fraction(orders, 2),
        profit=None if profit is None else usd(str(profit)),
        rank=rank,
        creators=10,
        spend=usd(str(_SPEND)),
    )


cycles = st.builds(
    _evidence,
    st.sampled_from((90, 9, 1, -1, -10, -11, -90, 0, None)),
    posts=st.sampled_from((2, 4, 1, 0)),
    orders=st.sampled_from((10, 16, 9, 3, None)),
    rank=st.sampled_from((1, 2, 3, 10)),
)
histories = st.lists(cycles, min_size=8, max_size=16)
stages = st.sampled_from(STAGES)


@st.composite
def _transitions(draw: st.DrawFn) -> Transition:
    start, end = draw(st.lists(stages, min_size=2, max_size=2, unique=True))
    in_a_row = draw(st.sampled_from((1, 2, 1, 3)))
    return Transition(
        start=start,
        end=end,
        outcome=draw(st.sampled_from(OUTCOMES)),
        least_posts=draw(st.sampled_from((0, 2, 4))),
        least_orders=draw(st.sampled_from((0, 5, 0, 8))),
        top=draw(st.sampled_from((None, Share("1"), Share("0.2"), None, Share("0")))),
        in_a_row=in_a_row,
        at_once=None if in_a_row == 1 else draw(st.none() | st.just(Share("0.1"))),
    )


transitions = st.lists(_transitions(), min_size=2, max_size=6).map(tuple)


@st.composite
def _ladders(draw: st.DrawFn) -> DealLadder:
    """A ladder of our own or one of anybody's that is not refused."""
    if draw(st.booleans()):
        ladder = draw(st.sampled_from(tuple(LADDERS.values())))
        return attrs.evolve(ladder, cool_down=draw(st.integers(0, 3)))
    # A way is kept when those before it leave room for it, so that hardly anything is thrown away.
    ladder = DealLadder(transitions=(), cool_down=draw(st.integers(0, 3)))
    for way in draw(transitions):
        with suppress(InvalidTermsError):
            ladder = attrs.evolve(ladder, transitions=(*ladder.transitions, way))
    return ladder


@st.composite
def _places(draw: st.DrawFn) -> tuple[DealLadder, Stage]:
    """A ladder and a stage of it, mostly one that a way leads out of."""
    ladder = draw(_ladders())
    ways_out: tuple[Stage, ...] = tuple(step.start for step in ladder.transitions)
    start: Stage = draw(st.sampled_from(ways_out * 3 + STAGES))
    return ladder, start


places = _places()


def _steps(ladder: DealLadder, history: Sequence[StageEvidence], start: Stage) -> list[int]:
    progresses = ladder.replay(history, standing=Standing(stage=start))
    return [number for number, one in enumerate(progresses) if one.step is not None]


class TestSteps:
    """A cycle takes one transition of the ladder or none, and says why."""

    @given(places, histories)
    def test_a_step_is_a_transition_whose_needs_are_met(
        self, place: tuple[DealLadder, Stage], history: list[StageEvidence]
    ) -> None:
        ladder, start = place
        progresses = ladder.replay(history, standing=Standing(stage=start))
        event(f"steps: {sum(one.step is not None for one in progresses)}")
        for one, evidence in zip(progresses, history, strict=True):
            assert all(one.reasons)
            assert one.reasons
            if one.step is None:
                assert one.next_stage == one.stage
                continue
            shown = one.before.with_cycle(evidence).shown
            assert one.step in ladder.transitions
            assert (one.step.start, one.step.end) == (one.stage, one.next_stage)
            assert one.step.unmet(evidence, shown=shown) == ()

    @given(places, histories)
    def test_a_refusal_names_each_way_that_was_closed(
        self, place: tuple[DealLadder, Stage], history: list[StageEvidence]
    ) -> None:
        ladder, start = place
        for one in ladder.replay(history, standing=Standing(stage=start)):
            ways = [step.end for step in ladder.transitions if step.start == one.stage]
            if one.step is None and not one.reasons[0].startswith("rests") and ways:
                assert [text.split(":")[0] for text in one.reasons] == [
                    f"not {end}" for end in ways
                ]

    @given(places, histories, st.data())
    def test_a_history_may_be_told_in_two_parts(
        self, place: tuple[DealLadder, Stage], history: list[StageEvidence], more: st.DataObject
    ) -> None:
        ladder, start = place
        cut = more.draw(st.integers(0, len(history)))
        standing = Standing(stage=start)
        first = ladder.replay(history[:cut], standing=standing)
        then = ladder.replay(history[cut:], standing=first[-1].after if first else standing)
        assert first + then == ladder.replay(history, standing=standing)


class TestCoolDown:
    """Between two steps lie at least as many cycles as the ladder rests."""

    @given(places, histories)
    def test_a_ladder_rests_between_steps(
        self, place: tuple[DealLadder, Stage], history: list[StageEvidence]
    ) -> None:
        ladder, start = place
        taken = _steps(ladder, history, start)
        assert all(b - a > ladder.cool_down for a, b in pairwise(taken))

    @given(places, histories, histories)
    def test_what_came_before_a_step_is_not_looked_at_again(
        self,
        place: tuple[DealLadder, Stage],
        history: list[StageEvidence],
        later: list[StageEvidence],
    ) -> None:
        ladder, start = place
        progresses = ladder.replay(history, standing=Standing(stage=start))
        for one in progresses:
            if one.step is not None:
                fresh = Standing(stage=one.next_stage, came_from=one.stage)
                then = ladder.replay(later, standing=one.after)
                assert then == ladder.replay(later, standing=fresh)


class TestNoFlapping:
    """Evidence that stays the same never leads back, and within the band nobody steps."""

    @given(places, cycles)
    def test_on_constant_evidence_nobody_returns_to_a_stage_they_left(
        self, place: tuple[DealLadder, Stage], evidence: StageEvidence
    ) -> None:
        ladder, start = place
        progresses = ladder.replay([evidence] * 24, standing=Standing(stage=start))
        entered = [start, *(one.next_stage for one in progresses if one.step is not None)]
        event(f"stages: {len(entered)}")
        assert len(entered) == len(set(entered))

    @given(
        st.sampled_from(tuple(LADDERS.values())),
        st.sampled_from(("flat", "hybrid")),
        st.lists(st.tuples(st.integers(-10, 0), st.integers(0, 90), st.integers(3, 10))),
    )
    def test_within_the_band_no_step_is_taken(
        self, ladder: DealLadder, start: Stage, swings: list[tuple[int, int, int]]
    ) -> None:
        # Small losses, each followed by a cycle without one, and never among the top.
        history = [
            _evidence(profit, posts=3, orders=20, rank=rank)
            for low, high, rank in swings
            for profit in (low, high)
        ]
        assert _steps(ladder, history, start) == []

    @given(transitions)
    def test_a_ladder_is_refused_exactly_when_one_evidence_can_lead_in_a_circle(
        self, steps: tuple[Transition, ...]
    ) -> None:
        # Evidence so strong that it opens whatever its outcome can open, on a ladder without rest.
        circles = False
        for profit in (10**6, -(10**6)):
            evidence = _evidence(profit, posts=9, orders=99, rank=1)
            open_ways: list[tuple[Stage, Stage]] = [
                (one.start, one.end) for one in steps if _opens(one, evidence)
            ]
            circles = circles or any(_reaches(open_ways, stage, stage) for stage in STAGES)
        event(f"circles: {circles}")
        try:
            DealLadder(transitions=steps)
        except InvalidTermsError:
            assert circles
        else:
            assert not circles


def _opens(step: Transition, evidence: StageEvidence) -> bool:
    shown = Standing(stage=step.start)
    for _ in range(step.in_a_row):
        shown = shown.with_cycle(evidence)
    return step.unmet(evidence, shown=shown.shown) == ()


def _reaches(ways: list[tuple[Stage, Stage]], start: Stage, goal: Stage) -> bool:
    reached: set[Stage] = set()
    for _ in STAGES:
        reached |= {end for begin, end in ways if begin == start or begin in reached}
    return goal in reached


class TestOracle:
    """A slow reading of the whole history comes to the same stages."""

    @given(places, histories)
    def test_stages_are_those_of_a_slow_reading(
        self, place: tuple[DealLadder, Stage], history: list[StageEvidence]
    ) -> None:
        ladder, start = place
        progresses = ladder.replay(history, standing=Standing(stage=start))
        assert [one.next_stage for one in progresses] == _slowly(ladder, start, history)


def _slowly(ladder: DealLadder, stage: Stage, history: list[StageEvidence]) -> list[Stage]:
    reached: list[Stage] = []
    since, has_stepped = 0, False
    for number in range(len(history)):
        seen = history[since : number + 1]
        ends: list[Stage] = [
            step.end
            for step in ladder.transitions
            if step.start == stage and _slowly_open(step, seen)
        ]
        if ends and not (has_stepped and len(seen) <= ladder.cool_down):
            stage, since, has_stepped = ends[0], number + 1, True
        reached.append(stage)
    return reached


def _slowly_open(step: Transition, seen: list[StageEvidence]) -> bool:
    sign = 1 if step.outcome == "profit" else -1
    gains = [0 if one.profit is None else sign * one.profit.amount for one in seen]
    row = next((n for n, gain in enumerate(reversed(gains)) if gain <= 0), len(gains))
    is_large = step.at_once is not None and gains[-1] > step.at_once.fraction * _SPEND
    return (
        row > 0
        and (row >= step.in_a_row or is_large)
        and (sign < 0 or sum(gains) > 0)
        and sum(one.posts for one in seen) >= step.least_posts
        and sum(one.orders or 0 for one in seen) >= step.least_orders
        and (step.top is None or seen[-1].is_top(step.top))
    )
