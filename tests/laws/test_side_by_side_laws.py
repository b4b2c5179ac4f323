"""Several models side by side against pure Python, each of them, on worlds drawn from seeds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

import attrs
import narwhals as nw
import pytest
from drawn_worlds import POLICIES, Row, World, drawn_policy, drawn_world, plain_rows, together
from told_worlds import ENGINES, Engine, Native, tables_of

from influence.attribution import (
    AttributionModel,
    AttributionPolicy,
    FirstTouch,
    LastTouch,
    Linear,
    PositionBased,
    TimeDecay,
)
from influence.frames import attribute_all
from influence.frames._engines import _polars_spread

MODELS: Mapping[str, AttributionModel] = {
    "first": FirstTouch(),
    "last": LastTouch(),
    "linear": Linear(),
    "ends": PositionBased(),
    "odd": PositionBased(first="0.333", last="0.0007"),
    "decay": TimeDecay(half_life_days=1),
    "fast": TimeDecay(half_life_days=0, half_life_hours=1),
}
_SEED = "influence"
#: Numbers of policies in which each precedence stands, and lookbacks differ.
_PRECEDENCES = (0, 10, 19, 28, 37)


def _world(number: int, *, count: int, policy: AttributionPolicy) -> World:
    return together(
        drawn_world(
            Random(f"{_SEED} side {number} {place}"),  # noqa: S311 - the same on every machine
            tag=f"w{place}x",
            lookback_days=policy.lookback_days,
        )
        for place in range(count)
    )


def _told(rows: Native, word: str) -> list[Row]:
    """What a model says, as it would say it alone."""
    names = ("weight", "whole", "gross_minor", "net_minor")
    columns = [nw.col(f"{word}_{name}") for name in names]
    frame = nw.from_native(rows).lazy().filter(nw.col(f"{word}_weight") > 0)
    told = frame.select("order_id", "creator_id", *columns).collect("polars").to_native()
    return sorted((row[0], row[1] or "", *row[2:]) for row in told.rows())


def _differences(engine: Engine, *, count: int) -> Iterator[str]:
    """Where an engine says something else than pure Python."""
    for number in _PRECEDENCES:
        dice = Random(f"{_SEED} policy {number}")  # noqa: S311 - the same on every machine
        policy = drawn_policy(dice, number=number % POLICIES)
        world = _world(number, count=count, policy=policy)
        tables = {name: engine.opened(table) for name, table in tables_of(world).items()}
        rows = attribute_all(
            tables.pop("orders"), **tables, owners=world.owners, policy=policy, models=MODELS
        )
        for word, model in MODELS.items():
            if _told(rows, word) != plain_rows(world, attrs.evolve(policy, model=model)):
                yield f"{word} of {number} by {policy}"


@pytest.mark.parametrize(("name", "few"), [("Polars, lazy", 1), ("Polars, lazy", 9), ("DuckDB", 1)])
def test_many_worlds(name: str, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_polars_spread, "_FEW", few)

    assert list(_differences(ENGINES[name], count=40)) == []
