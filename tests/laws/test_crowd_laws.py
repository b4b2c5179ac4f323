"""Busy visitors against pure Python, on worlds drawn from seeds in which nearly everybody is busy.

What is told of them comes from running counts where a model lets it, and from a few orders at a
time where it does not.
"""

from __future__ import annotations

from random import Random

import pytest
from drawn_worlds import (
    POLICIES,
    World,
    drawn_policy,
    drawn_world,
    plain_rows,
    together,
)
from told_worlds import ENGINES, Native, spark_engine, tables_of

from influence.attribution import AttributionPolicy
from influence.frames import _pairs

_SEED = "influence"


def _policy(number: int) -> AttributionPolicy:
    dice = Random(f"{_SEED} policy {number}")  # noqa: S311 - the same on every machine
    return drawn_policy(dice, number=number)


def _worlds(number: int, *, count: int, policy: AttributionPolicy) -> World:
    return together(
        drawn_world(
            Random(f"{_SEED} crowd {number} {place}"),  # noqa: S311 - the same on every machine
            tag=f"w{place}x",
            lookback_days=policy.lookback_days,
        )
        for place in range(count)
    )


@pytest.fixture(params=[0, 1])
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With more orders than that a visitor is busy."""
    monkeypatch.setattr(_pairs, "_MANY", request.param)
    monkeypatch.setattr(_pairs, "_AT_A_TIME", 20)


@pytest.mark.usefixtures("few")
class TestCrowds:
    """Whoever is busy, the rows are those of pure Python, to the minor unit."""

    def test_many_worlds_by_every_model_and_precedence(self) -> None:
        for number in range(POLICIES):
            policy = _policy(number)
            worlds = _worlds(number, count=8, policy=policy)
            found = ENGINES["Polars, lazy"].answer(tables_of(worlds), world=worlds, policy=policy)
            assert found == plain_rows(worlds, policy), policy

    @pytest.mark.parametrize("name", ["Polars, eager", "DuckDB", "Ibis on DuckDB"])
    def test_some_worlds_on_every_engine(self, name: str) -> None:
        for number in range(0, POLICIES, 7):
            policy = _policy(number)
            worlds = _worlds(number, count=8, policy=policy)
            found = ENGINES[name].answer(tables_of(worlds), world=worlds, policy=policy)
            assert found == plain_rows(worlds, policy), policy


def test_crowds_on_spark(spark: Native, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_pairs, "_MANY", 0)
    policy = _policy(3)
    worlds = _worlds(3, count=12, policy=policy)
    found = spark_engine(spark).answer(tables_of(worlds), world=worlds, policy=policy)
    assert found == plain_rows(worlds, policy)
