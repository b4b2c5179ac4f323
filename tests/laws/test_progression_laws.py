"""The laws of the payment ladder: one step a cycle, on fresh evidence, and never to and fro.

Ladders are drawn as data, so the laws hold for those of others too. Evidence is drawn around the
edges where a verdict turns: no profit, the tenth of the spend, the last place of the top, the
chances at which a band begins or ends. How often
a history moves anybody is counted: one that never does has tested little.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from fractions import Fraction
from itertools import pairwise
from random import Random

import attrs
from hypothesis import event, given, strategies as st

from influence.errors import InvalidTermsError
from influence.money import Money
from influence.outlooks import Outlook
from influence.progression import (
    LADDERS,
    OUTCOMES,
    STAGES,
    ChanceThresholds,
    DealLadder,
    FeeOutlook,
    Stage,
    StageEvidence,
    Standing,
    Transition,
    expected_places,
)
from influence.shares import Share
from influence.testing._books import usd

_SPEND = 100


def _evidence(
    profit: int | None,
    *,
    posts: int,
    orders: int | None,
    rank: int,
    chance: float | None = None,
    expected_rank: int | None = None,
) -> StageEvidence:
    return StageEvidence(
        posts=posts,
        orders=None if orders is None else Fraction(orders, 2),
        profit=None if profit is None else usd(str(profit)),
        rank=rank,
        creators=10,
        spend=usd(str(_SPEND)),
        probability_profitable=chance,
        expected_rank=expected_rank,
    )


cycles = st.builds(
    _evidence,
    st.sampled_from((90, 9, 1, -1, -10, -11, -90, 0, None)),
    posts=st.sampled_from((2, 4, 1, 0)),
    orders=st.sampled_from((10, 16, 9, 3, None)),
    rank=st.sampled_from((1, 2, 3, 10)),
    chance=st.sampled_from((0.8, 0.95, 0.5, 0.49, 0.2, 0.79, 0.9, None, 0.0, 1.0)),
    expected_rank=st.sampled_from((1, 2, 3, 10, None)),
)
histories = st.lists(cycles, min_size=8, max_size=16)
stages = st.sampled_from(STAGES)
chances = st.sampled_from((0.0, 0.2, 0.49, 0.5, 0.6, 0.79, 0.8, 0.89, 0.9, 0.95, 1.0)) | st.floats(
    0, 1
)
outlooks = st.builds(
    lambda mean, sd, more: Outlook(
        creator_id="maya", log_mean=mean, log_sd=sd, outcome_log_sd=sd + more, effective_orders=9.0
    ),
    st.floats(-3, 3),
    st.sampled_from((0.0, 0.1, 0.3, 0.8)) | st.floats(0, 2),
    st.floats(0, 1),
)


@st.composite
def _thresholds(draw: st.DrawFn) -> ChanceThresholds:
    """Mostly the values that are shipped, and others around them."""
    if draw(st.booleans()):
        return ChanceThresholds()
    down, flat, hybrid = draw(st.lists(st.integers(0, 20), min_size=3, max_size=3).map(sorted))
    return ChanceThresholds(
        down=Share(Fraction(down, 20)),
        flat=Share(Fraction(flat, 20)),
        hybrid=Share(Fraction(hybrid, 20)),
        top=draw(st.sampled_from(("0.2", "1", "0"))),
        least_posts=draw(st.integers(0, 3)),
    )


thresholds = _thresholds()


@st.composite
def _transitions(draw: st.DrawFn) -> Transition:
    start, end = draw(st.lists(stages, min_size=2, max_size=2, unique=True))
    outcome = draw(st.sampled_from((*OUTCOMES, None)))
    in_a_row = 1 if outcome is None else draw(st.sampled_from((1, 2, 1, 3)))
    least, below = draw(st.sampled_from(_BANDS))
    return Transition(
        start=start,
        end=end,
        outcome=outcome,
        least_probability=least,
        below_probability=below,
        expected_top=draw(st.sampled_from((None, None, Share("0.2"), None, Share("0")))),
        least_posts=draw(st.sampled_from((0, 2, 4))),
        least_orders=draw(st.sampled_from((0, 5, 0, 8))),
        top=draw(st.sampled_from((None, Share("1"), Share("0.2"), None, Share("0")))),
        in_a_row=in_a_row,
        at_once=None if in_a_row == 1 else draw(st.none() | st.just(Share("0.1"))),
    )


# Bands of chances that touch, overlap and lie apart.
_BANDS = (
    (None, None),
    (Share("0.8"), None),
    (None, Share("0.5")),
    (Share("0.5"), Share("0.9")),
    (None, Share("0.8")),
    (Share("0.9"), None),
    (None, None),
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

    @given(st.lists(_transitions(), min_size=6, max_size=10).map(tuple))
    def test_a_ladder_is_refused_exactly_when_one_evidence_can_lead_in_a_circle(
        self, steps: tuple[Transition, ...]
    ) -> None:
        # Evidence so strong that it opens whatever its outcome and its chance can open, on a ladder
        # without rest; the chances are all twentieths, between which no band begins or ends.
        strong = [
            _evidence(profit, posts=9, orders=99, rank=1, chance=chance / 20, expected_rank=1)
            for profit in (10**6, -(10**6))
            for chance in range(21)
        ]
        circles = False
        for evidence in strong:
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
    last = seen[-1]
    chance, least, below = (
        last.probability_profitable, step.least_probability, step.below_probability,
    )  # fmt: skip
    is_likely = least is None or (chance is not None and chance >= least.fraction)
    is_unlikely = below is None or (chance is not None and chance < below.fraction)
    return (
        _slowly_earned(step, seen)
        and is_likely
        and is_unlikely
        and sum(one.posts for one in seen) >= step.least_posts
        and sum(one.orders or 0 for one in seen) >= step.least_orders
        and (step.top is None or last.is_top(step.top))
        and (step.expected_top is None or last.is_expected_top(step.expected_top))
    )


def _slowly_earned(step: Transition, seen: list[StageEvidence]) -> bool:
    if step.outcome is None:
        return True
    sign = 1 if step.outcome == "profit" else -1
    gains = [0 if one.profit is None else sign * one.profit.amount for one in seen]
    row = next((n for n, gain in enumerate(reversed(gains)) if gain <= 0), len(gains))
    is_large = step.at_once is not None and gains[-1] > step.at_once.fraction * _SPEND
    return row > 0 and (row >= step.in_a_row or is_large) and (sign < 0 or sum(gains) > 0)


class TestChances:
    """A ladder that steps by chances never leads lower on a higher one."""

    @given(thresholds, st.sampled_from(STAGES), cycles, st.lists(chances, min_size=2, max_size=2))
    def test_from_one_standing_a_higher_chance_never_gives_a_lower_stage(
        self, values: ChanceThresholds, start: Stage, cycle: StageEvidence, pair: list[float]
    ) -> None:
        low, high = sorted(pair)
        reached = [_next(values.ladder(), start, cycle, chance) for chance in (low, high)]
        event(f"differ: {reached[0] != reached[1]}")
        assert STAGES.index(reached[0]) <= STAGES.index(reached[1])

    @given(thresholds, st.sampled_from(STAGES), cycles, st.lists(chances, min_size=2, max_size=2))
    def test_nor_does_a_chance_that_stays_higher_for_years(
        self, values: ChanceThresholds, start: Stage, cycle: StageEvidence, pair: list[float]
    ) -> None:
        low, high = (
            values.ladder().replay(
                [attrs.evolve(cycle, probability_profitable=chance)] * 12,
                standing=Standing(stage=start),
            )
            for chance in sorted(pair)
        )
        for below, above in zip(low, high, strict=True):
            assert _height(below.next_stage) <= _height(above.next_stage)

    @given(thresholds, st.sampled_from(STAGES), cycles, st.data())
    def test_between_down_and_flat_nobody_steps(
        self, values: ChanceThresholds, start: Stage, cycle: StageEvidence, more: st.DataObject
    ) -> None:
        up = min(values.flat, values.hybrid).fraction
        steps = st.lists(st.fractions(values.down.fraction, up, max_denominator=1000), min_size=1)
        history = [
            attrs.evolve(cycle, probability_profitable=chance)
            for chance in more.draw(steps)
            if chance < up
        ]
        assert _steps(values.ladder(cool_down=0), history, start) == []

    @given(thresholds, st.integers(0, 3))
    def test_values_and_ladder_tell_each_other(self, values: ChanceThresholds, rest: int) -> None:
        assert ChanceThresholds.of(values.ladder(cool_down=rest)) == values

    @given(thresholds, st.sampled_from(STAGES), histories)
    def test_an_unknown_chance_moves_nobody_and_says_so(
        self, values: ChanceThresholds, start: Stage, history: list[StageEvidence]
    ) -> None:
        unknown = [attrs.evolve(one, probability_profitable=None) for one in history]
        for one in values.ladder().replay(unknown, standing=Standing(stage=start)):
            assert one.step is None
            assert all("it is unknown" in why or "no further step" in why for why in one.reasons)


class TestFeeOutlooks:
    """What is believed at an offered fee follows the fee, and money in other units changes none."""

    @given(outlooks, st.integers(1, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
    def test_a_dearer_offer_is_never_likelier_to_pay(
        self, outlook: Outlook, price: int, one: int, other: int
    ) -> None:
        cheap, dear = (_at_fee(outlook, price, offered) for offered in sorted((one, other)))
        assert cheap.probability_profitable >= dear.probability_profitable
        assert cheap.expected_profit >= dear.expected_profit

    @given(outlooks, st.integers(1, 10**6), st.integers(0, 10**6), st.integers(1, 1000))
    def test_scaling_money_changes_no_chance(
        self, outlook: Outlook, price: int, offered: int, scale: int
    ) -> None:
        before = _at_fee(outlook, price, offered)
        after = _at_fee(outlook, price * scale, offered * scale)
        assert before.probability_profitable == after.probability_profitable
        assert before.expected_profit * scale == after.expected_profit

    @given(st.lists(st.tuples(outlooks, st.integers(0, 9)), max_size=8), st.randoms())
    def test_places_do_not_depend_on_the_order_in_which_creators_stand(
        self, drawn: list[tuple[Outlook, int]], dice: Random
    ) -> None:
        known = [
            _at_fee(attrs.evolve(outlook, creator_id=f"c{number}"), 100, offered)
            for number, (outlook, offered) in enumerate(drawn)
        ]
        places = expected_places(known)
        shuffled = dice.sample(known, len(known))
        assert expected_places(shuffled) == places
        for one in known:
            better = sum(two.expected_profit > one.expected_profit for two in known)
            assert places[one.outlook.creator_id] == better + 1


def _next(ladder: DealLadder, start: Stage, cycle: StageEvidence, chance: float) -> Stage:
    evidence = attrs.evolve(cycle, probability_profitable=chance)
    return ladder.next_from(start, evidence=evidence).next_stage


def _height(stage: Stage) -> int:
    """How much a stage promises beforehand: product and affiliate are the two ways to begin."""
    return max(1, STAGES.index(stage))


def _at_fee(outlook: Outlook, price: int, offered: int) -> FeeOutlook:
    return FeeOutlook(
        outlook=outlook,
        price=Money.from_minor(price, "USD"),
        offered=Money.from_minor(offered, "USD"),
    )
