"""Markov and Shapley on an engine: what is counted there, what follows, and what is refused."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import ClassVar

import pytest
from learning_worlds import CREATORS, OWNERS, Row, World, in_order, met, rows_of, sold

from influence import _absorption as absorption
from influence.attribution import (
    PLAYERS,
    AttributionModel,
    AttributionPolicy,
    FittedMarkov,
    FittedShapley,
    Journey,
    Linear,
    Markov,
    PathTouch,
    Players,
    Shapley,
)
from influence.errors import InvalidInputError, MissingDataError
from influence.frames import attribute, fitted
from influence.frames._learning import _solve as solve
from influence.tracking import Mark, Owners

FittedModel = FittedMarkov | FittedShapley


class Listening:
    """A model that learns and tells what it was shown."""

    name: ClassVar[str] = "listening"

    def __init__(self, model: Markov | Shapley) -> None:
        self.model = model
        self.shown: FittedModel | None = None

    def player(self, touch: PathTouch, /) -> str:
        return self.model.player(touch)

    def fitted(self, journeys: Sequence[Journey], /) -> AttributionModel:
        self.shown = self.model.fitted(journeys)
        return self.shown


def in_python(world: World, model: Markov | Shapley) -> FittedModel:
    """What a model learns of a world in pure Python."""
    listening = Listening(model)
    world.attributed(AttributionPolicy(model=listening))
    assert listening.shown is not None
    return listening.shown


def on_polars(world: World, model: Markov | Shapley, *, owners: Owners = OWNERS) -> FittedModel:
    """The same on an engine."""
    tables = world.tables("polars")
    policy = AttributionPolicy(model=model)
    return fitted(tables["orders"], touches=tables["touches"], owners=owners, policy=policy)


def campaign() -> World:
    """Two customers, one of them with two visitors, somebody who bought nothing, and a code."""
    touches = [
        met(0, "link", "ann", 24, 0),
        met(1, "link", "bea", 30, 1),
        met(1, "dm", "bea", 31, 2),
        met(0, "landing", "cal", 40, 3),
        met(2, "link", "dov", 10, 4),
        met(2, "link", "ann", 11, 5),
        met(3, "link", "bea", 5, 6),
        met(3, "link", "nobody", 6, 7),
        met(4, "link", "nobody", 7, 8),
    ]
    orders = [
        sold(0, 48, 10_001, visitor_id="v0", customer_id="one"),
        sold(1, 50, 5_000, visitor_id="v1", customer_id="one", codes=("bea code", "ann code")),
        sold(2, 60, 700, visitor_id="v3", status="cancelled"),
    ]
    return World(orders=orders, touches=touches)


MODELS: Sequence[Markov | Shapley] = (
    Markov(),
    Markov(players="channels"),
    Markov(order=2),
    Markov(order=2, repeats="dropped"),
    Markov(order=9),
    Shapley(),
    Shapley(worth="value", players="channels"),
    Shapley(worth="rate"),
    Shapley(worth="rate", exact_players=2, samples=50),
)


@pytest.mark.parametrize("model", MODELS, ids=str)
class TestFitted:
    def test_all_that_is_learned_is_what_pure_python_learns(self, model: Markov | Shapley) -> None:
        assert on_polars(campaign(), model) == in_python(campaign(), model)

    def test_without_touches_the_codes_are_all_there_is(self, model: Markov | Shapley) -> None:
        world = World(orders=campaign().orders)
        policy = AttributionPolicy(model=model)
        orders = world.tables("polars")["orders"]
        if isinstance(model, Shapley) and model.worth == "rate":
            with pytest.raises(MissingDataError, match="hold visitors who bought nothing"):
                attribute(orders, owners=OWNERS, policy=policy)
            return
        told = rows_of(attribute(orders, owners=OWNERS, policy=policy))
        assert told == in_order(list(world.attributed(policy).rows()))

    def test_of_nothing_nothing_is_learned(self, model: Markov | Shapley) -> None:
        assert on_polars(World(), model) == model.fitted([])
        assert on_polars(World(), model, owners=Owners(())).scores.players == ()


class TestNothing:
    """Whoever has no score earns nothing beside those who have one, and a part where nobody has."""

    @pytest.mark.parametrize("players", PLAYERS)
    def test_where_nobody_has_a_score_all_have_the_same(self, players: Players) -> None:
        touches = [met(0, "link", "ann", 1, 0), met(0, "dm", "bea", 2, 1)]
        world = World(orders=[sold(0, 3, 0, visitor_id="v0")], touches=touches)
        told = credited(world, Shapley(worth="value", players=players))
        assert told == [("o0", "ann", 1, 2, 0, 0), ("o0", "bea", 1, 2, 0, 0)]

    def test_who_lowers_the_rate_earns_nothing_beside_others(self) -> None:
        touches = [
            met(0, "link", "ann", 1, 0),
            met(0, "link", "bea", 2, 1),
            met(1, "link", "ann", 1, 2),
            *(met(visitor, "link", "bea", 1, visitor) for visitor in range(10, 20)),
        ]
        orders = [sold(number, 3, 1_000, visitor_id=f"v{number}") for number in (0, 1)]
        world = World(orders=orders, touches=touches)
        told = credited(world, Shapley(worth="rate"))
        assert [row[:2] for row in told] == [("o0", "ann"), ("o1", "ann")]


def credited(world: World, model: Markov | Shapley) -> list[Row]:
    """The rows on Polars, which are those of pure Python."""
    policy = AttributionPolicy(model=model)
    told = rows_of(attribute(**world.tables("polars"), owners=OWNERS, policy=policy))
    assert told == in_order(list(world.attributed(policy).rows()))
    return told


def test_touches_by_nobody_known_are_all_lost() -> None:
    tables = campaign().tables("polars")
    orders = tables["orders"].drop("visitor_id", "customer_id", "codes")
    policy = AttributionPolicy(model=Markov())
    learned = fitted(orders, touches=tables["touches"], owners=OWNERS, policy=policy)
    assert {line.player for line in learned.scores.players} == set(CREATORS)
    assert learned.scores.conversions == 0


def crowd(count: int) -> tuple[World, Owners]:
    """So many creators, of whom every journey meets a few."""
    dice = Random("crowd")  # noqa: S311 - the same creators on every machine
    names = [f"creator {number:03}" for number in range(count)]
    touches = [
        met(visitor, "link", who, hours, visitor * 10 + hours)
        for visitor in range(count * 2)
        for hours, who in enumerate(dice.choices(names, k=4))
    ]
    orders = [
        sold(visitor, 48, dice.randrange(10_000), visitor_id=f"v{visitor}")
        for visitor in range(count)
    ]
    owners = Owners(tuple(Mark(kind="link", value=f"{who} link", creator_id=who) for who in names))
    return World(orders=orders, touches=touches), owners


class TestCrowd:
    """More creators than a chain is solved exactly for, and than one number has bits."""

    @pytest.mark.parametrize(
        "model", [Markov(), Shapley(worth="value"), Shapley(worth="rate", samples=3)], ids=str
    )
    def test_what_is_learned_is_what_pure_python_learns(self, model: Markov | Shapley) -> None:
        world, owners = crowd(130)
        listening = Listening(model)
        policy = AttributionPolicy(model=listening)
        pure = world.attributed(policy, owners=owners)
        learned = on_polars(world, model, owners=owners)
        assert learned == listening.shown
        assert learned.scores.kind == {"markov": "rounded"}.get(model.name, learned.scores.kind)
        tables = world.tables("polars")
        known = AttributionPolicy(model=learned)
        assert rows_of(attribute(**tables, owners=owners, policy=known)) == in_order(
            list(pure.rows())
        )

    def test_more_states_than_can_be_solved_are_refused(self) -> None:
        world, owners = crowd(1_300)
        with pytest.raises(InvalidInputError, match=r"markov chain must have at most 2000 states"):
            on_polars(world, Markov(order=2), owners=owners)


class TestSolve:
    """NumPy solves a chain to the last bit as Python does."""

    @pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 66, 97])
    @pytest.mark.parametrize("density", [0.03, 0.3, 1.0])
    def test_to_the_last_bit(self, count: int, density: float) -> None:
        rows, sizes = chain(count, density)
        wanted = absorption.rounded_parts(rows, sizes=sizes)
        assert solve.rounded_parts(rows, sizes=sizes) == wanted

    def test_without_numpy_python_solves_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(solve, "find_spec", lambda name: None)  # noqa: ARG005 - nothing is there
        monkeypatch.setattr(solve, "_parts", None)
        rows, sizes = chain(5, 1.0)
        wanted = absorption.rounded_parts(rows, sizes=sizes)
        assert solve.rounded_parts(rows, sizes=sizes) == wanted


def chain(count: int, density: float) -> tuple[list[list[int]], list[int]]:
    """A chain of so many states in blocks of one to three, all of which can end."""
    dice = Random(f"{count} {density}")  # noqa: S311 - the same chain on every machine
    sizes: list[int] = []
    while sum(sizes) < count:
        sizes.append(min(count - sum(sizes), dice.choice((1, 1, 2, 3))))
    rows = [
        [
            dice.randrange(60) if state else 0,
            dice.randrange(1, 60) if state else 0,
            0,
            *(dice.randrange(1, 10**6) if dice.random() < density else 0 for _ in range(count)),
        ]
        for state in range(count + 1)
    ]
    rows[0][absorption.ENDS] += 1
    return rows, sizes


class TestRefusals:
    def test_only_models_that_learn_are_fitted(self) -> None:
        tables = campaign().tables("polars")
        policy = AttributionPolicy(model=Linear())
        with pytest.raises(InvalidInputError) as refused:
            fitted(tables["orders"], touches=tables["touches"], owners=OWNERS, policy=policy)
        rule = (
            "be one that learns on an engine, Markov or Shapley; influence.attribution.attribute"
            " learns by any model"
        )
        assert str(refused.value) == f"attribution model must {rule}, got 'linear'"

    def test_a_model_of_somebody_else_that_learns_has_no_form_for_engines(self) -> None:
        policy = AttributionPolicy(model=Listening(Markov()))
        with pytest.raises(InvalidInputError, match=r"influence\.attribute runs any model"):
            attribute(**campaign().tables("polars"), owners=OWNERS, policy=policy)
