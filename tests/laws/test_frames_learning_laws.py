"""Models that learn give on an engine, row by row, what they give in pure Python."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings, strategies as st
from learning_worlds import KINDS_OF_FRAMES, OWNERS, Row, World, in_order, rows_of, worlds

from influence.attribution import PLAYERS, PRECEDENCES, AttributionPolicy, Markov, Shapley
from influence.errors import MissingDataError
from influence.frames import _pairs, attribute, fitted
from influence.frames._learning import _trail_sizes as sizes, _trails as trails
from influence.shares import Share
from influence.tracking import Owners

players = st.sampled_from(PLAYERS)
markovs = st.builds(
    Markov,
    order=st.integers(1, 3),
    players=players,
    repeats=st.sampled_from(("kept", "dropped")),
)
shapleys = st.builds(
    Shapley,
    players=players,
    worth=st.sampled_from(("conversions", "value", "rate")),
    exact_players=st.sampled_from((0, 3, 12)),
    samples=st.integers(2, 20),
    seed=st.integers(0, 9),
    confidence=st.sampled_from((Share("0.5"), Share("0.95"))),
)
#: The marks that are somebody's for ever; some codes have limits and priorities.
UNDATED = Owners(tuple(mark for mark in OWNERS.marks if not mark.terms.are_dated))
policies = st.builds(
    AttributionPolicy,
    model=markovs | shapleys,
    lookback_days=st.sampled_from((0, 3, 30)),
    precedence=st.sampled_from(PRECEDENCES),
)


def _agree(world: World, policy: AttributionPolicy, kind: str, *, owners: Owners = OWNERS) -> None:
    """The rows are those of pure Python; where it has too little to learn from, both say so."""
    wanted = _answer(lambda: in_order(list(world.attributed(policy, owners=owners).rows())))
    tables = world.tables(kind)
    told = _answer(lambda: rows_of(attribute(**tables, owners=owners, policy=policy)))
    assert told == wanted


def _answer(ask: Callable[[], list[Row]]) -> list[Row] | str:
    """The rows, or what is missing to tell them."""
    try:
        return ask()
    except MissingDataError as missing:
        return str(missing)


class TestRows:
    """Every order is split as in pure Python, with the same weights, to the cent."""

    @given(world=worlds(), policy=policies)
    @settings(max_examples=settings().max_examples)
    def test_on_polars(self, world: World, policy: AttributionPolicy) -> None:
        _agree(world, policy, "polars")

    @given(world=worlds(), policy=policies)
    @settings(max_examples=settings().max_examples // 4)
    def test_on_duckdb(self, world: World, policy: AttributionPolicy) -> None:
        _agree(world, policy, "duckdb")

    @given(world=worlds(), policy=policies)
    def test_where_everybody_is_busy(self, world: World, policy: AttributionPolicy) -> None:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(_pairs, "_MANY", 0)
            patched.setattr(_pairs, "_AT_A_TIME", 3)
            _agree(world, policy, "polars")

    @pytest.mark.parametrize("kind", sorted({*KINDS_OF_FRAMES} - {"polars", "duckdb"}))
    @given(world=worlds(), policy=policies)
    @settings(max_examples=3)
    def test_on_the_others(self, kind: str, world: World, policy: AttributionPolicy) -> None:
        _agree(world, policy, kind)


class TestLinedUp:
    """Marks that never change hands, and touches lined up a few at a time, change nothing."""

    @given(world=worlds(), policy=policies, at_once=st.integers(1, 4))
    @settings(max_examples=settings().max_examples)
    def test_on_polars(self, world: World, policy: AttributionPolicy, at_once: int) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(trails, "_AT_ONCE", at_once)
            patch.setattr(sizes, "_AT_ONCE", at_once)
            _agree(world, policy, "polars", owners=UNDATED)


class TestLearned:
    """What is learned on an engine gives on the same tables what learning there and then gives."""

    @given(world=worlds(), policy=policies)
    def test_a_fitted_model_splits_as_the_one_that_learns(
        self, world: World, policy: AttributionPolicy
    ) -> None:
        tables = world.tables("polars")
        try:
            learned = fitted(
                tables["orders"], touches=tables["touches"], owners=OWNERS, policy=policy
            )
        except MissingDataError:
            return
        known = AttributionPolicy(
            model=learned, lookback_days=policy.lookback_days, precedence=policy.precedence
        )
        assert rows_of(attribute(**tables, owners=OWNERS, policy=known)) == in_order(
            list(world.attributed(policy).rows())
        )
