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

import attrs
from hypothesis import strategies as st

from influence.attribution import (
    PRECEDENCES,
    SEVERAL_CODES,
    AttributionModel,
    AttributionPolicy,
    LastTouch,
    LearningModel,
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
from influence.payments import Bonus, Commission, FlatFee, Hybrid, PaymentRule
from influence.posts import Post
from influence.progression import STAGES
from influence.results import Result
from influence.settlement import SettlementPolicy
from influence.shares import Share
from influence.testing._order_strategies import (
    ADDRESSES,
    REFERRERS,
    VISITORS,
    amounts,
    disputes_of,
    known_amounts,
    lines_of,
    moments as moments,  # noqa: PLC0414  # asked of this module as well, so checkers must see it
    orders_of,
    refunds_of,
)
from influence.tracking import CODE_CREDITS, KINDS, CodeTerms, Kind, Touch

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
def _terms(currency: str) -> st.SearchStrategy[PaymentRule | None]:
    """Terms of every simple kind, and none."""
    rates = st.integers(0, 100).map(Share.percent)
    flat = amounts(currency).map(lambda fee: FlatFee(per_deliverable={"post": fee}))
    commission = rates.map(lambda rate: Commission(rate=rate))
    bonus = amounts(currency, least=1).map(lambda pay: Bonus(metric="orders", pay=pay, every=2))
    hybrid = st.tuples(flat, bonus).map(lambda parts: Hybrid(parts=parts))
    return st.one_of(st.none(), flat, commission, bonus, hybrid)


@cache
def _code_terms() -> st.SearchStrategy[CodeTerms]:
    """Terms of a code, most of them without anything special."""
    days = st.sampled_from((None, None, None, 1, 7)).map(_day)
    special = st.builds(
        CodeTerms,
        starts=days,
        limit=st.sampled_from((None, None, 1, 2)),
        priority=st.sampled_from((0, 0, 1)),
        credit=st.sampled_from((None, None, *CODE_CREDITS)),
    )
    return st.one_of(st.just(CodeTerms()), special)


def _day(day: int | None) -> dt.datetime | None:
    """The first moment of a day of March 2026, counted from 0."""
    return None if day is None else dt.datetime(2026, 3, 1 + day, tzinfo=dt.UTC)


def _turn(place: int) -> CodeTerms:
    """When the code that goes from creator to creator is the one's at a place."""
    return CodeTerms(starts=_day(None if place == 0 else 2 * place), ends=_day(2 * place + 2))


@cache
@st.composite
def _deals(draw: st.DrawFn, who: str, place: int, currency: str) -> Deal:
    """A deal with marks of the creator's own, and a code that others had before or have after."""
    name = who.upper()
    own = draw(st.lists(st.sampled_from((f"{name}10", f"{name}20")), unique=True))
    turn = draw(st.lists(st.just("SPRING10"), max_size=1))
    return Deal(
        code_terms={
            **{code: draw(_code_terms()) for code in own},
            **{code: _turn(place) for code in turn},
        },
        creator_id=who,
        terms=draw(_terms(currency)),
        angles=tuple(draw(st.lists(st.sampled_from(("a", "b")), unique=True))),
        codes=(*own, *turn),
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
        visitor_id=draw(st.sampled_from(VISITORS)),
        kind=kind,
        value=value,
        referrer=draw(st.sampled_from(REFERRERS)),
    )


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
        revenue=draw(known_amounts(currency)),
        gross_profit=draw(known_amounts(currency)),
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
        cost=draw(known_amounts(currency)),
    )


@cache
def _leads(place: int) -> st.SearchStrategy[Lead]:
    """A lead of some visitor."""
    return st.builds(
        Lead,
        lead_id=st.just(f"l{place}"),
        at=moments(),
        visitor_id=st.sampled_from(VISITORS),
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
        amount=amounts(currency),
    )


def policies(
    models: Sequence[AttributionModel | LearningModel] = (LastTouch(), Even()),
) -> st.SearchStrategy[AttributionPolicy]:
    """Attribution policies of every precedence."""
    return st.builds(
        AttributionPolicy,
        model=st.sampled_from(models),
        lookback_days=st.sampled_from((0, 1, 7, 30)),
        precedence=st.sampled_from(PRECEDENCES),
        several_codes=st.sampled_from(SEVERAL_CODES),
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


@cache
def _creators(who: str) -> st.SearchStrategy[Creator]:
    """A creator, who may be a customer and have an address."""
    return st.builds(
        Creator,
        creator_id=st.just(who),
        name=st.just(who),
        email=st.sampled_from(ADDRESSES),
        customer_id=st.sampled_from((None, None, "c1")),
    )


@st.composite
def books(
    draw: st.DrawFn, *, models: Sequence[AttributionModel | LearningModel] = (LastTouch(), Even())
) -> Book:
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
    orders = tuple(draw(orders_of(names, n, currency)) for n in range(draw(st.integers(0, 6))))
    lines = draw(lines_of(orders))
    marked = tuple(draw(_deals(who, place, currency)) for place, who in enumerate(dealt))
    return Book(
        campaign=draw(_campaigns(currency)),
        creators=tuple(draw(_creators(who)) for who in names),
        deals=(*marked, *(Deal(creator_id=who, terms=draw(_terms(currency))) for who in counted)),
        posts=tuple(draw(_posts(names, n, currency)) for n in range(draw(st.integers(0, 4)))),
        touches=tuple(draw(_touches(names, n)) for n in range(draw(st.integers(0, 8)))),
        orders=orders,
        line_items=lines,
        refunds=draw(refunds_of(orders, lines)),
        disputes=draw(disputes_of(orders)),
        leads=tuple(draw(_leads(n)) for n in range(draw(st.integers(0, 3)))),
        results=tuple(
            draw(_results(who, currency)) for who in counted for _ in range(draw(st.integers(1, 3)))
        ),
        costs=tuple(draw(_costs(names, n, currency)) for n in range(draw(st.integers(0, 3)))),
        attribution=draw(policies(models)),
        settlement=SettlementPolicy(hold_days=draw(st.sampled_from((0, 30)))),
    )
