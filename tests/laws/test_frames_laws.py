"""Attribution on every engine against pure Python, on worlds drawn from seeds.

Engines take long to plan and hardly longer for more rows, so many worlds are asked about at once:
each has names of its own, and what is expected of all is what is expected of each. Every batch can
be drawn again alone from its number.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random

import attrs
import pytest
from drawn_worlds import (
    CURRENCY,
    POLICIES,
    Row,
    World,
    drawn_policy,
    drawn_world,
    lacking,
    plain_rows,
    together,
)
from hypothesis import given, note, strategies as st
from told_worlds import ENGINES, Engine, Native, spark_engine, tables_of

from influence.attribution import AttributionPolicy, TimeDecay, attribute
from influence.frames import also_paid
from influence.money import Money
from influence.orders import Order
from influence.periods import microseconds
from influence.tracking import Mark, Touch

_SEED = "influence"
_ZONES = ("UTC", "America/New_York", "Asia/Kathmandu")
_LAZY = ENGINES["Polars, lazy"]
#: On these a batch takes less than a tenth of a second.
_FAST = ("Polars, lazy", "Polars, streaming", "Polars, eager", "pandas", "PyArrow")
_SLOW = ("DuckDB", "Ibis on DuckDB")
#: Numbers of policies in which each model and each precedence stands.
_DIAGONAL = (0, 9, 18, 27, 36, 5, 14, 23)
_ORDERS = ("orders.codes", "orders.customer_id", "orders.visitor_id", "orders.status")
_LACKING: Sequence[tuple[str, ...]] = (
    (),
    *((column,) for column in _ORDERS),
    ("touches",),
    ("refunds",),
    ("touches.touch_id", "refunds.refund_id", "refunds.at"),
    ("orders.visitor_id", "orders.codes"),
    (*_ORDERS, "touches", "refunds"),
)


def _policy(number: int) -> AttributionPolicy:
    dice = Random(f"{_SEED} policy {number}")  # noqa: S311 - the same on every machine
    return drawn_policy(dice, number=number)


def _world(number: int, *, tag: str, policy: AttributionPolicy) -> World:
    dice = Random(f"{_SEED} world {number}")  # noqa: S311 - the same on every machine
    return drawn_world(dice, tag=tag, lookback_days=policy.lookback_days)


def _worlds(number: int, *, count: int, policy: AttributionPolicy) -> World:
    """The worlds of a batch, as one."""
    first = number * 1_000
    return together(
        _world(first + place, tag=f"w{place}x", policy=policy) for place in range(count)
    )


def _difference(found: Sequence[Row], expected: Sequence[Row]) -> str:
    """What two answers do not share, the first few of it."""
    missing, wrong = Counter(expected), Counter(found)
    missing, wrong = missing - wrong, wrong - missing
    return "" if found == expected else f"{[*wrong][:3]} instead of {[*missing][:3]}"


def _differences(engine: Engine, numbers: Sequence[int], *, count: int) -> Iterator[str]:
    """Where an engine says something else than pure Python, batch by batch."""
    for number in numbers:
        policy = _policy(number)
        worlds = _worlds(number, count=count, policy=policy)
        tables = tables_of(worlds, zone=_ZONES[number % len(_ZONES)])
        found = engine.answer(tables, world=worlds, policy=policy)
        difference = _difference(found, plain_rows(worlds, policy))
        if difference:
            yield f"batch {number} by {policy}: {difference}"


class TestEngines:
    """Whatever the engine, the rows are those of pure Python, to the minor unit."""

    def test_many_worlds_by_every_model_and_precedence(self) -> None:
        assert list(_differences(ENGINES[_FAST[0]], range(POLICIES), count=25)) == []

    @pytest.mark.parametrize("name", [*_FAST[1:], *_SLOW])
    def test_many_worlds_by_some_policies(self, name: str) -> None:
        assert list(_differences(ENGINES[name], _DIAGONAL, count=20)) == []

    def test_many_worlds_on_spark(self, spark: Native) -> None:
        assert list(_differences(spark_engine(spark), _DIAGONAL[::2], count=24)) == []

    @pytest.mark.deep
    @pytest.mark.parametrize("name", _FAST)
    def test_thousands_of_worlds(self, name: str) -> None:
        assert list(_differences(ENGINES[name], range(5 * POLICIES), count=40)) == []

    @pytest.mark.deep
    @pytest.mark.parametrize("name", _SLOW)
    def test_thousands_of_worlds_on_engines_that_plan_longer(self, name: str) -> None:
        assert list(_differences(ENGINES[name], range(POLICIES), count=60)) == []

    @pytest.mark.deep
    def test_a_thousand_worlds_on_spark(self, spark: Native) -> None:
        assert list(_differences(spark_engine(spark), range(POLICIES), count=25)) == []


class TestAlsoPaid:
    """Where every code is paid, whoever is paid beside the winners is the same on every engine."""

    @pytest.mark.parametrize(
        ("name", "numbers"),
        [(_FAST[0], range(POLICIES)), *((name, _DIAGONAL[::3]) for name in (*_FAST[2:], *_SLOW))],
    )
    def test_many_worlds(self, name: str, numbers: Sequence[int]) -> None:
        assert _paid_differently(ENGINES[name], numbers) == []

    def test_many_worlds_on_spark(self, spark: Native) -> None:
        assert _paid_differently(spark_engine(spark), _DIAGONAL[1:2]) == []

    def test_there_are_some(self) -> None:
        assert sum(len(_also_paid(number)[1]) for number in range(POLICIES)) > 50


def _also_paid(number: int) -> tuple[World, list[Row]]:
    """The worlds of a batch, and the rows of those who are paid beside the winners."""
    policy = attrs.evolve(_policy(number), several_codes="each_is_paid")
    worlds = _worlds(number, count=20, policy=policy)
    told = attribute(
        worlds.orders,
        touches=worlds.touches,
        refunds=worlds.refunds,
        owners=worlds.owners,
        policy=policy,
        currency=CURRENCY,
    )
    rows = [
        (story.order_id, who, 1, 1, story.gross.minor, story.net.minor)
        for story in told.stories
        for who in story.also_paid
    ]
    return worlds, sorted(rows)


def _paid_differently(engine: Engine, numbers: Sequence[int]) -> list[str]:
    """Where an engine pays others beside the winners than pure Python, batch by batch."""
    found: list[str] = []
    for number in numbers:
        policy = attrs.evolve(_policy(number), several_codes="each_is_paid")
        worlds, expected = _also_paid(number)
        natives = {name: engine.opened(table) for name, table in tables_of(worlds).items()}
        paid = also_paid(**natives, owners=worlds.owners, policy=policy)
        assert type(paid) is type(natives["orders"])
        rows = sorted((row[0], row[1], *row[2:]) for row in engine.rows(paid))
        found += [f"batch {number} by {policy}: {_difference(rows, expected)}"] * (rows != expected)
    return found


class TestAlone:
    """A world alone is credited as among others, whatever it lacks."""

    @given(
        st.randoms(use_true_random=False), st.integers(0, POLICIES - 1), st.sampled_from(_LACKING)
    )
    def test_any_world(self, dice: Random, number: int, without: tuple[str, ...]) -> None:
        policy = _policy(number)
        drawn = drawn_world(dice, tag="x", lookback_days=policy.lookback_days)
        world = lacking(drawn, without)
        note(f"{world} by {policy} without {without}")
        found = _LAZY.answer(tables_of(world, without=without), world=world, policy=policy)
        assert found == plain_rows(world, policy)

    @pytest.mark.parametrize("name", ENGINES)
    @pytest.mark.parametrize("without", _LACKING, ids=str)
    def test_a_world_without_something(self, name: str, without: tuple[str, ...]) -> None:
        assert _alone(ENGINES[name], without) == ""

    def test_worlds_without_something_on_spark(self, spark: Native) -> None:
        assert [_alone(spark_engine(spark), without) for without in _LACKING[-2:]] == ["", ""]


def _alone(engine: Engine, without: tuple[str, ...]) -> str:
    """Where an engine says something else of one world that lacks something."""
    number = _LACKING.index(without)
    policy = _policy(_DIAGONAL[number % len(_DIAGONAL)])
    world = lacking(_world(number, tag="x", policy=policy), without)
    found = engine.answer(tables_of(world, without=without), world=world, policy=policy)
    return _difference(found, plain_rows(world, policy))


class TestFewRows:
    """No row and one row are answered as many are."""

    @pytest.mark.parametrize("name", ENGINES)
    def test_tables_without_rows(self, name: str) -> None:
        policy = _policy(POLICIES - 1)
        for owned in (World(), World(marks=_GIANT.marks)):
            assert ENGINES[name].answer(tables_of(owned), world=owned, policy=policy) == []

    @pytest.mark.parametrize("name", ENGINES)
    def test_one_order_and_nothing_else(self, name: str) -> None:
        world = attrs.evolve(_GIANT, orders=_GIANT.orders[:1], touches=(), cells=(None,))
        found = ENGINES[name].answer(tables_of(world), world=world, policy=_policy(3))
        assert found == [("o0", "", 1, 1, 10**15, 10**15)]


_START = dt.datetime(2026, 3, 8, 7, tzinfo=dt.UTC)
_GIANT = World(
    marks=tuple(Mark(kind="link", value=who, creator_id=who) for who in ("ann", "bea", "cal")),
    touches=tuple(
        Touch(
            touch_id=f"t{place}",
            at=_START + dt.timedelta(minutes=7 * place),
            visitor_id="v",
            kind="link",
            value=("ann", "bea", "nobody", "cal")[place**2 % 7 % 4],
        )
        for place in range(3_000)
    ),
    orders=tuple(
        Order(
            order_id=f"o{place}",
            at=_START + dt.timedelta(minutes=700 * place),
            items=Money.from_minor(10**15 - place, CURRENCY),
            visitor_id="v",
        )
        for place in range(30)
    ),
    cells=(None,) * 30,
)


class TestGiantVisitor:
    """A visitor with thousands of touches is credited as any other."""

    @pytest.mark.parametrize("name", ["Polars, lazy", "DuckDB"])
    def test_a_giant_visitor(self, name: str) -> None:
        policy = AttributionPolicy(model=TimeDecay(half_life_days=2), lookback_days=9)
        found = ENGINES[name].answer(tables_of(_GIANT), world=_GIANT, policy=policy)
        assert found == plain_rows(_GIANT, policy)


class TestWorlds:
    """What is rare elsewhere is common in the worlds that are drawn."""

    def test_what_is_rare_is_there(self) -> None:
        counted = Counter[str]()
        for number in range(POLICIES):
            policy = _policy(number)
            for place in range(25):
                world = _world(number * 1_000 + place, tag="x", policy=policy)
                counted.update({*_rare(world, policy)})
        assert {name: counted[name] for name in _RARE if counted[name] < 10} == {}


_RARE = (
    "no touch", "no order", "one order", "one visitor", "two visitors of a customer",
    "no visitor", "cancelled", "several codes", "a code twice", "nobody's code", "a limit reached",
    "a dated code", "a repeated touch", "two touches at once", "a touch at the order",
    "a touch at the lookback", "a touch before the lookback", "a touch just after",
    "before 1970", "below zero", "10^15", "shared", "unattributed",
)  # fmt: skip


def _rare(world: World, policy: AttributionPolicy) -> Iterator[str]:
    """What is rare about a world."""
    yield from _rare_sizes(world)
    yield from _rare_touches(world, policy.lookback_days * 86_400_000_000)
    yield from _rare_orders(world)
    if any(mark.terms.are_dated for mark in world.marks):
        yield "a dated code"
    unlimited = attrs.evolve(
        world,
        marks=tuple(
            attrs.evolve(mark, terms=attrs.evolve(mark.terms, limit=None)) for mark in world.marks
        ),
    )
    rows = plain_rows(world, policy)
    if rows != plain_rows(unlimited, policy):
        yield "a limit reached"
    for _, creator, weight, whole, _, net in rows:
        yield "unattributed" if not creator else "shared" if weight < whole else "alone"
        if net < 0:
            yield "below zero"


def _rare_orders(world: World) -> Iterator[str]:
    """What is rare about orders."""
    for order in world.orders:
        yield "no visitor" if order.visitor_id is None else order.status
        if len(order.codes) > 1:
            yield "several codes"
        if len(set(order.codes)) < len(order.codes):
            yield "a code twice"
        if any(world.owners.of("code", code) is None for code in order.codes):
            yield "nobody's code"
        if order.items.minor == 10**15:
            yield "10^15"


def _rare_sizes(world: World) -> Iterator[str]:
    """What is rare about how many there are of what."""
    if not world.touches:
        yield "no touch"
    if len(world.orders) < 2:
        yield ("no order", "one order")[len(world.orders)]
    if len({touch.visitor_id for touch in world.touches}) == 1:
        yield "one visitor"
    buyers = {(order.customer_id, order.visitor_id) for order in world.orders}
    known = Counter(customer for customer, visitor in buyers if customer and visitor)
    if any(count > 1 for count in known.values()):
        yield "two visitors of a customer"


def _rare_touches(world: World, lookback: int) -> Iterator[str]:
    """What is rare about when touches are."""
    beside = {
        0: "a touch at the order",
        lookback: "a touch at the lookback",
        lookback + 1: "a touch before the lookback",
        -1: "a touch just after",
    }
    seen = Counter((touch.visitor_id, touch.at, touch.kind, touch.value) for touch in world.touches)
    if any(count > 1 for count in seen.values()):
        yield "a repeated touch"
    met = Counter((touch.visitor_id, microseconds(touch.at)) for touch in world.touches)
    if any(count > 1 for count in met.values()):
        yield "two touches at once"
    for touch in world.touches:
        if microseconds(touch.at) < 0:
            yield "before 1970"
        for order in world.orders:
            if order.visitor_id == touch.visitor_id:
                yield beside.get(order.moment - microseconds(touch.at), "elsewhere")
