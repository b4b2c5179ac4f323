"""Strategies for whole books: few visitors, moments and marks, so that facts meet each other.

Random books almost never hold two touches of one instant, a touch on the very edge of the lookback,
a customer who comes back by another browser or an order that two creators claim. Here all of them
are common, because moments are whole hours of a few days, and the edges of the lookback are among
them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache
from typing import ClassVar
from zoneinfo import ZoneInfo

import attrs
from hypothesis import strategies as st

from influence.attribution import (
    PRECEDENCES,
    AttributionModel,
    AttributionPolicy,
    LastTouch,
    Path,
)
from influence.campaign_book import Book
from influence.campaigns import Campaign
from influence.costs import Cost
from influence.creators import Creator
from influence.deals import Deal
from influence.deliverables import Deliverable
from influence.leads import Lead
from influence.metrics import SuccessMetrics
from influence.money import Money
from influence.orders import Order, Refund
from influence.payments import Bonus, Commission, FlatFee, Hybrid, PaymentRule
from influence.posts import Post
from influence.progression import STAGES
from influence.results import Result
from influence.settlement import SettlementPolicy
from influence.shares import Share
from influence.tracking import KINDS, Kind, Touch

_START = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
_ZONES = (dt.UTC, dt.timezone(dt.timedelta(hours=5, minutes=30)), ZoneInfo("America/New_York"))
_VISITORS = ("v1", "v2", "v3")
_CUSTOMERS = ("c1", "c2")
_CURRENCIES = ("USD", "JPY", "KWD")
_COUNTS = st.one_of(st.none(), st.integers(0, 20))


@attrs.frozen
class Even:
    """An attribution model that credits every touch alike, so that orders are shared."""

    name: ClassVar[str] = "even"

    def weights(self, path: Path, /) -> Sequence[int]:
        """One for each touch."""
        return [1] * len(path)


@cache
def moments() -> st.SearchStrategy[dt.datetime]:
    """Moments of a few days around a campaign, in several zones; many fall together."""
    days = st.sampled_from((-31, -30, -7, 0, 1, 2, 7, 8, 30, 37, 60))
    hours = st.sampled_from((0, 0, 0, 1, 23))
    return st.builds(_moment, days, hours, st.sampled_from(_ZONES))


def _moment(day: int, hour: int, zone: dt.tzinfo) -> dt.datetime:
    """A moment so long after the start, as a clock of the zone shows it."""
    return (_START + dt.timedelta(days=day, hours=hour)).astimezone(zone)


@cache
def _amounts(currency: str, *, least: int = 0) -> st.SearchStrategy[Money]:
    """Amounts of a currency; small ones and round ones are common."""
    minor = st.one_of(st.integers(least, 200), st.integers(least, 10**6), st.just(10_000))
    return minor.map(lambda units: Money.from_minor(units, currency))


@cache
def _known_amounts(currency: str) -> st.SearchStrategy[Money | None]:
    """Amounts that the source tells, or does not."""
    return st.one_of(st.none(), _amounts(currency))


@cache
def _profits(currency: str) -> st.SearchStrategy[Money | None]:
    """Gross profits that the shop tells, or does not; some are losses."""
    losses = _amounts(currency).map(lambda loss: -loss)
    return st.one_of(_known_amounts(currency), losses)


@cache
def _terms(currency: str) -> st.SearchStrategy[PaymentRule | None]:
    """Terms of every simple kind, and none."""
    rates = st.integers(0, 100).map(Share.percent)
    flat = _amounts(currency).map(lambda fee: FlatFee(per_deliverable={"post": fee}))
    commission = rates.map(lambda rate: Commission(rate=rate))
    bonus = _amounts(currency, least=1).map(lambda pay: Bonus(metric="orders", pay=pay, every=2))
    hybrid = st.tuples(flat, bonus).map(lambda parts: Hybrid(parts=parts))
    return st.one_of(st.none(), flat, commission, bonus, hybrid)


@cache
@st.composite
def _deals(draw: st.DrawFn, who: str, currency: str) -> Deal:
    """A deal with marks of the creator's own."""
    name = who.upper()
    return Deal(
        creator_id=who,
        terms=draw(_terms(currency)),
        angles=tuple(draw(st.lists(st.sampled_from(("a", "b")), unique=True))),
        codes=tuple(draw(st.lists(st.sampled_from((f"{name}10", f"{name}20")), unique=True))),
        links=tuple(draw(st.lists(st.just(who), max_size=1))),
        dm_keywords=tuple(draw(st.lists(st.just(f"deal{who}"), max_size=1))),
        stage=draw(st.sampled_from((None, *STAGES))),
        deliverables=draw(st.sampled_from(((), (Deliverable(kind="post", count=2),)))),
    )


@cache
@st.composite
def _touches(draw: st.DrawFn, names: tuple[str, ...], place: int) -> Touch:
    """A touch of somebody's mark, written as people write it, or of nobody's."""
    kind = draw(st.sampled_from(KINDS))
    who = draw(st.sampled_from((*names, "nobody")))
    values: dict[Kind, str] = {"code": f" {who} 10", "dm": f"Hello,\nDEAL{who}!"}
    value = values.get(kind, who)
    return Touch(
        touch_id=f"t{place}",
        at=draw(moments()),
        visitor_id=draw(st.sampled_from(_VISITORS)),
        kind=kind,
        value=value,
    )


@cache
@st.composite
def _orders(draw: st.DrawFn, names: tuple[str, ...], place: int, currency: str) -> Order:
    """An order, with or without visitor, customer, codes and gross profit."""
    marks = [f"{who}{code}" for who in (*names, "welcome") for code in (10, 20)]
    return Order(
        order_id=f"o{place}",
        at=draw(moments()),
        items=draw(_amounts(currency)),
        visitor_id=draw(st.sampled_from((None, *_VISITORS))),
        customer_id=draw(st.sampled_from((None, *_CUSTOMERS))),
        codes=tuple(draw(st.lists(st.sampled_from(marks), max_size=2))),
        gross_profit=draw(_profits(currency)),
        is_new_customer=draw(st.sampled_from((None, True, False))),
        status=draw(st.sampled_from(("paid", "paid", "paid", "paid", "cancelled", "test"))),
    )


@st.composite
def _refunds(draw: st.DrawFn, orders: Sequence[Order]) -> tuple[Refund, ...]:
    """Refunds of some orders: of a part, of two parts, or of all."""
    refunds: list[Refund] = []
    for order in orders:
        parts = draw(st.sampled_from(((), (), (1,), (3,), (1, 2))))
        amounts = order.items.allocate([1, 2]) if parts != (3,) else (order.items,)
        for part, amount in zip(parts, amounts, strict=False):
            if amount.is_positive:
                refund_id = f"r{part}-{order.order_id}"
                moment = draw(moments())
                refunds.append(
                    Refund(refund_id=refund_id, order_id=order.order_id, at=moment, amount=amount)
                )
    return tuple(refunds)


@cache
@st.composite
def _results(draw: st.DrawFn, who: str, currency: str) -> Result:
    """A row of counted results that tells some of its figures."""
    return Result(
        creator_id=who,
        date=draw(moments()).date(),
        clicks=draw(_COUNTS),
        leads=draw(_COUNTS),
        orders=draw(_COUNTS),
        customers=draw(_COUNTS),
        revenue=draw(_known_amounts(currency)),
        gross_profit=draw(_known_amounts(currency)),
    )


@cache
@st.composite
def _posts(draw: st.DrawFn, names: tuple[str, ...], place: int, currency: str) -> Post:
    """A post that tells some of its figures."""
    return Post(
        post_id=f"p{place}",
        creator_id=draw(st.sampled_from(names)),
        published_at=draw(moments()),
        kind="post",
        angle=draw(st.sampled_from((None, "a", "b"))),
        saves=draw(_COUNTS),
        clicks=draw(_COUNTS),
        cost=draw(_known_amounts(currency)),
    )


@cache
def _leads(place: int) -> st.SearchStrategy[Lead]:
    """A lead of some visitor."""
    return st.builds(
        Lead,
        lead_id=st.just(f"l{place}"),
        at=moments(),
        visitor_id=st.sampled_from(_VISITORS),
        kind=st.sampled_from(("lead", "signup", "booking")),
        qualified=st.sampled_from((None, True, False)),
    )


@cache
def _costs(names: tuple[str, ...], place: int, currency: str) -> st.SearchStrategy[Cost]:
    """A cost of one creator, or one that all share."""
    return st.builds(
        Cost,
        cost_id=st.just(f"k{place}"),
        creator_id=st.sampled_from((*names, None)),
        kind=st.sampled_from(("product", "other")),
        at=moments(),
        amount=_amounts(currency),
    )


def policies(
    models: Sequence[AttributionModel] = (LastTouch(), Even()),
) -> st.SearchStrategy[AttributionPolicy]:
    """Attribution policies of every precedence."""
    return st.builds(
        AttributionPolicy,
        model=st.sampled_from(models),
        lookback_days=st.sampled_from((0, 1, 7, 30)),
        precedence=st.sampled_from(PRECEDENCES),
    )


@cache
def _campaigns(currency: str) -> st.SearchStrategy[Campaign]:
    """Campaigns of March 2026."""
    return st.builds(
        Campaign,
        campaign_id=st.just("spring"),
        name=st.just("Spring"),
        currency=st.just(currency),
        time_zone=st.sampled_from(("UTC", "America/New_York")),
        starts=st.just(dt.date(2026, 3, 1)),
        ends=st.just(dt.date(2026, 4, 1)),
        success_metrics=st.just(SuccessMetrics(("saves", "clicks", "orders"))),
        gross_margin=st.sampled_from((None, Share("0.55"))),
        payback_days=st.sampled_from((1, 7, 45)),
    )


@st.composite
def books(draw: st.DrawFn, *, models: Sequence[AttributionModel] = (LastTouch(), Even())) -> Book:
    """Whole books, complete and consistent.

    Args:
        draw: Given by Hypothesis.
        models: The attribution models to choose from.
    """
    currency = draw(st.sampled_from(_CURRENCIES))
    names = ("ann", "bea", "cal", "dov")[: draw(st.integers(1, 4))]
    counted = [who for who in names if draw(st.sampled_from((False, False, False, True)))]
    dealt = [
        who for who in names if who not in counted and draw(st.sampled_from((True, True, False)))
    ]
    orders = tuple(draw(_orders(names, n, currency)) for n in range(draw(st.integers(0, 6))))
    marked = tuple(draw(_deals(who, currency)) for who in dealt)
    return Book(
        campaign=draw(_campaigns(currency)),
        creators=tuple(Creator(creator_id=who, name=who) for who in names),
        deals=(*marked, *(Deal(creator_id=who, terms=draw(_terms(currency))) for who in counted)),
        posts=tuple(draw(_posts(names, n, currency)) for n in range(draw(st.integers(0, 4)))),
        touches=tuple(draw(_touches(names, n)) for n in range(draw(st.integers(0, 8)))),
        orders=orders,
        refunds=draw(_refunds(orders)),
        leads=tuple(draw(_leads(n)) for n in range(draw(st.integers(0, 3)))),
        results=tuple(
            draw(_results(who, currency)) for who in counted for _ in range(draw(st.integers(1, 3)))
        ),
        costs=tuple(draw(_costs(names, n, currency)) for n in range(draw(st.integers(0, 3)))),
        attribution=draw(policies(models)),
        settlement=SettlementPolicy(hold_days=draw(st.sampled_from((0, 30)))),
    )
