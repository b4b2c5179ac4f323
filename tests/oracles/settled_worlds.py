"""Worlds to be settled: credits about every bound that there is, under rules that follow from sums.

What each world owes is worked out by the pure rules on a performance with every order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, TypeAlias

import attrs
import pyarrow as pa  # type: ignore[import-untyped]  # no types
from hypothesis import strategies as st
from summed_rules import ZONES, rules

from influence.deals import Deal
from influence.money import Money
from influence.payments import (
    CreditedOrder,
    DatedCount,
    PaymentRule,
    Performance,
)
from influence.periods import Period, anchored_period_at, microseconds, zone
from influence.settlement import SettlementPolicy, settle as settle_one

CREATORS = ("ann", "bob", "cyd")
UNIT = dt.timedelta(microseconds=1)
#: Creator, first day of a period, orders alone and shared, gross, net and fee.
Settled: TypeAlias = tuple[str, str, int, int, int, int, int]
Table: TypeAlias = Any

_NAMES = ("order_id", "creator_id", "weight", "whole", "gross_minor", "net_minor")
_SCHEMA = pa.schema([(name, pa.string() if "_id" in name else pa.int64()) for name in _NAMES])
_HELD = pa.schema([("order_id", pa.string()), ("creator_id", pa.string())])
_TIME = pa.timestamp("us", tz="UTC")
_ORDERS = pa.schema([("order_id", pa.string()), ("at", _TIME), ("items_minor", pa.int64())])
_BOUGHT = pa.schema(
    [
        *_ORDERS,
        ("customer_id", pa.string()),
        ("is_new_customer", pa.bool_()),
        ("status", pa.string()),
    ]
)


@attrs.frozen
class Credit:
    """A row of credits, and when its order was placed."""

    at: dt.datetime
    order_id: str
    creator_id: str | None
    weight: int
    whole: int
    gross: int
    net: int


@attrs.frozen
class Bought:
    """Who placed an order, as far as it tells."""

    at: dt.datetime
    customer_id: str | None
    is_new_customer: bool | None
    status: str | None = None


@attrs.frozen
class World:
    """Credits, deals and how they are settled."""

    credits: tuple[Credit, ...]
    terms: Mapping[str, PaymentRule]
    work: Mapping[str, Performance]
    period: Period
    policy: SettlementPolicy
    held: frozenset[tuple[str, str | None]] = frozenset()
    orders: Mapping[str, Bought] = attrs.Factory(dict[str, Bought])

    def is_held(self, one: Credit) -> bool:
        """Whether a creator's part of an order may not be paid."""
        return bool({(one.order_id, None), (one.order_id, one.creator_id)} & self.held)

    def since(self, customer_id: str | None) -> dt.datetime | None:
        """When a customer first bought anything."""
        paid = (one for one in self.orders.values() if one.status in {None, "paid"})
        times = (one.at for one in paid if one.customer_id == customer_id is not None)
        return min(times, key=microseconds, default=None)

    @property
    def deals(self) -> list[Deal]:
        return [Deal(creator_id=who, terms=rule) for who, rule in self.terms.items()]


def tables_of(credits: Iterable[Credit]) -> tuple[Table, Table]:
    """Credits, and their orders, as tables of Arrow."""
    known = tuple(credits)
    rows = [dict(zip(_NAMES, attrs.astuple(one)[1:], strict=True)) for one in known]
    times = {one.order_id: one.at.astimezone(dt.UTC) for one in known}
    orders = [{"order_id": name, "at": at, "items_minor": 0} for name, at in times.items()]
    return pa.Table.from_pylist(rows, _SCHEMA), pa.Table.from_pylist(orders, _ORDERS)


def orders_table(world: World) -> Table:
    """All orders of a world, earned or not, as a table of Arrow."""
    rows = [
        {"order_id": name, "items_minor": 0, **attrs.asdict(one), "at": one.at.astimezone(dt.UTC)}
        for name, one in world.orders.items()
    ]
    return pa.Table.from_pylist(rows, _BOUGHT)


def held_table(world: World) -> Table:
    """What is held as a table of Arrow."""
    rows = [{"order_id": order, "creator_id": who} for order, who in sorted(world.held, key=str)]
    return pa.Table.from_pylist(rows, _HELD)


def moments(period: Period) -> st.SearchStrategy[dt.datetime]:
    """Times about the bounds of months, days and clock changes, before and after the period."""
    bounds = [
        dt.datetime(2024, month, day, tzinfo=zone(name))
        for name in ZONES
        for month, day in ((1, 1), (1, 31), (2, 29), (3, 1), (3, 31), (4, 1), (5, 1), (12, 1))
    ]
    changes = [
        dt.datetime(2024, 3, 10, 7, tzinfo=dt.UTC),
        dt.datetime(2024, 3, 31, 1, tzinfo=dt.UTC),
        period.start,
        period.end,
    ]
    steps = st.sampled_from((-UNIT, 0 * UNIT, UNIT, dt.timedelta(hours=1), dt.timedelta(days=9)))
    instants = [at.astimezone(dt.UTC) for at in (*bounds, *changes)]
    return st.builds(lambda at, step: at + step, st.sampled_from(instants), steps)


amounts = st.one_of(
    st.integers(0, 5), st.integers(0, 100_000), st.integers(10**15 - 9, 10**15), st.just(0)
)


@st.composite
def credits_of(draw: st.DrawFn, period: Period, *, tag: str = "") -> tuple[Credit, ...]:
    """Credits of all creators, whose names begin with a tag."""
    found: list[Credit] = []
    times = draw(st.lists(moments(period), min_size=1, max_size=4))
    for place in range(draw(st.integers(0, 12))):
        gross = draw(amounts)
        net = draw(st.sampled_from((gross, gross, 0, gross // 2, max(0, gross - 1))))
        who = draw(st.lists(st.sampled_from(CREATORS), max_size=3, unique=True))
        creators: list[str | None] = [f"{tag}{one}" for one in who] or [None]
        weights = [draw(st.integers(1, 3)) for _ in creators]
        parts = zip(
            creators,
            weights,
            Money.from_minor(gross, "USD").allocate(weights),
            Money.from_minor(net, "USD").allocate(weights),
            strict=True,
        )
        at = draw(st.sampled_from(times))
        name = f"{tag}o{draw(st.integers(0, 99)):02}-{place}"
        found += (
            Credit(at, name, creator, weight, sum(weights), one.minor, left.minor)
            for creator, weight, one, left in parts
        )
    return tuple(found)


@st.composite
def _orders_of(draw: st.DrawFn, credits: Iterable[Credit], period: Period) -> Mapping[str, Bought]:
    """Who placed the orders of credits, and some orders that nobody earned."""
    customers = st.sampled_from((None, "kim", "lee", "mia"))
    is_new = st.sampled_from((None, True, False))
    names = {one.order_id: one.at for one in credits}
    earned = {name: Bought(at, draw(customers), draw(is_new)) for name, at in names.items()}
    statuses = st.sampled_from((None, "paid", "cancelled", "test"))
    others = st.builds(Bought, moments(period), customers, is_new, statuses)
    unearned = draw(st.lists(others, max_size=3))
    return {**earned, **{f"other-{place}": one for place, one in enumerate(unearned)}}


@st.composite
def worlds(
    draw: st.DrawFn, *, rules: st.SearchStrategy[PaymentRule] = rules, crowd: int = 1
) -> World:
    """A world, or a *crowd* of them that are settled together: each has creators of its own."""
    clock = zone(draw(st.sampled_from(ZONES)))
    start = draw(st.sampled_from(("2024-01-01T00:00", "2024-01-31T13:00", "2024-02-29T00:00")))
    end = draw(st.sampled_from(("2024-04-01T00:00", "2024-05-01T00:00:01", "2024-03-10T03:00")))
    begins, ends = (dt.datetime.fromisoformat(one).replace(tzinfo=clock) for one in (start, end))
    period = Period(begins, ends)
    did = Performance(
        currency="USD",
        period=period,
        deliverables={"short_video": 2},
        deliveries=(
            DatedCount(
                name="short_video", at=period.start + dt.timedelta(days=40), count=1, fact="post-1"
            ),
        ),
        metrics={"saves": draw(st.integers(0, 5))},
    )
    tags = [f"{place}-" for place in range(crowd)]
    terms = {
        f"{tag}{who}": draw(rules) for tag in tags for who in CREATORS[: draw(st.integers(1, 3))]
    }
    credits = tuple(one for tag in tags for one in draw(credits_of(period, tag=tag)))
    names = sorted({one.order_id for one in credits})
    holds = st.tuples(st.sampled_from([*names, "none"]), st.sampled_from((None, *terms)))
    return World(
        credits=credits,
        orders=draw(_orders_of(credits, period)),
        held=frozenset(draw(st.lists(holds, max_size=2 * crowd))),
        terms=terms,
        work=dict.fromkeys(terms, did),
        period=period,
        policy=SettlementPolicy(
            hold_days=draw(st.sampled_from((0, 0, 14))),
            period_months=draw(st.sampled_from((None, 1, 1, 2))),
        ),
    )


@st.composite
def loose_credits(draw: st.DrawFn, *, crowd: int = 1) -> tuple[Credit, ...]:
    """Credits as an engine may hold them: more may have come back than was sold."""
    year = Period(dt.datetime(2023, 5, 1, tzinfo=dt.UTC), dt.datetime(2025, 5, 1, tzinfo=dt.UTC))
    rows = [one for tag in range(crowd) for one in draw(credits_of(year, tag=f"{tag}-"))]
    signs = st.sampled_from((1, 1, -1))
    return tuple(attrs.evolve(one, net=one.net * draw(signs)) for one in rows)


def expected(world: World) -> set[Settled]:
    """Every accrual period of everybody with terms, as the pure rules have it."""
    found: set[Settled] = set()
    for who, rule in world.terms.items():
        theirs = [one for one in world.credits if one.creator_id == who]
        statement = settle_one(
            rule,
            attrs.evolve(
                world.work[who],
                orders=tuple(_credited(one, world=world) for one in theirs),
            ),
            creator_id=who,
            policy=world.policy,
            as_of=world.period.end,
        )
        sums = _sums(theirs, world=world)
        for line in statement.lines:
            is_whole = line.period == "whole campaign"
            day = world.period.start.date().isoformat() if is_whole else line.period
            found.add((who, day, *sums.get(day, (0, 0, 0, 0)), line.entitled.minor))
    return found


def _credited(one: Credit, *, world: World) -> CreditedOrder:
    """A credit in the words of payment rules."""
    gross = Money.from_minor(max(one.gross, one.net), "USD")
    bought = world.orders[one.order_id]
    return CreditedOrder(
        order_id=one.order_id,
        at=one.at,
        gross=gross,
        refunded=gross - Money.from_minor(one.net, "USD"),
        credit=Fraction(one.weight, one.whole),
        customer_id=bought.customer_id,
        customer_since=world.since(bought.customer_id),
        is_new_customer=bought.is_new_customer,
        held_because="a dispute" if world.is_held(one) else None,
    )


def _sums(credits: Iterable[Credit], *, world: World) -> Mapping[str, tuple[int, int, int, int]]:
    """Orders alone and shared, gross and net, by the first day of the period."""
    sums: dict[str, tuple[int, int, int, int]] = {}
    start, end = world.period.start, world.period.end
    months = world.policy.period_months
    hold = dt.timedelta(days=world.policy.hold_days)
    for one in credits:
        if one.at.astimezone(dt.UTC) > end.astimezone(dt.UTC) - hold or world.is_held(one):
            continue
        inside = min(max(one.at, start, key=microseconds), end - UNIT, key=microseconds)
        begins = (
            start if months is None else anchored_period_at(start, months=months, at=inside).start
        )
        before = sums.get(begins.date().isoformat(), (0, 0, 0, 0))
        is_alone = one.weight == one.whole
        adds = (int(is_alone), int(not is_alone), one.gross, one.net)
        alone, shared, gross, net = map(sum, zip(before, adds, strict=True))
        sums[begins.date().isoformat()] = (alone, shared, gross, net)
    return sums
