"""Books made by hand, for tests and examples: a campaign of March 2026 and the facts that matter.

Every builder fills in what a test does not care about. Moments are told as days after the start of
the campaign.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from influence.attribution import AttributionPolicy
from influence.campaign_book import Book
from influence.campaigns import Campaign
from influence.costs import Cost
from influence.creators import Creator
from influence.deals import Deal
from influence.disputes import Dispute
from influence.exchange import ExchangeRate
from influence.leads import Lead
from influence.metrics import SuccessMetrics
from influence.money import Money
from influence.orders import LineItem, Order, Refund
from influence.posts import Post
from influence.results import Result
from influence.settlement import SettlementPolicy
from influence.shares import Share
from influence.tracking import Kind, Touch

#: The first moment of the campaign that the builders make.
START = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)

Fact = (
    Deal | ExchangeRate | Post | Touch | Order | LineItem | Refund | Dispute | Lead | Result | Cost
)


def at(days: int = 0, *, hours: int = 0, microseconds: int = 0) -> dt.datetime:
    """The moment so long after the start of the campaign.

    Example:
        >>> at(2, hours=3).isoformat()
        '2026-03-03T03:00:00+00:00'
    """
    return START + dt.timedelta(days=days, hours=hours, microseconds=microseconds)


def usd(amount: str) -> Money:
    """An amount of the builders' currency."""
    return Money(amount, "USD")


def campaign(*, margin: str | None = "0.50", payback_days: int = 45) -> Campaign:
    """A campaign of March 2026 in dollars.

    Args:
        margin: Gross margin; ``None`` when nobody tells it.
        payback_days: Within how many days gross profit has to cover the spend.
    """
    return Campaign(
        campaign_id="spring",
        name="Spring",
        currency="USD",
        time_zone="UTC",
        starts=START.date(),
        ends=dt.date(2026, 4, 1),
        success_metrics=SuccessMetrics(("saves", "clicks", "orders")),
        gross_margin=None if margin is None else Share(margin),
        payback_days=payback_days,
    )


def touch(
    touch_id: str, *, value: str, kind: Kind = "link", when: dt.datetime = START, who: str = "v1"
) -> Touch:
    """A visitor meeting a mark."""
    return Touch(touch_id=touch_id, at=when, visitor_id=who, kind=kind, value=value)


def order(
    order_id: str,
    *,
    items: str = "100.00",
    when: dt.datetime = START,
    who: str | None = "v1",
    codes: Iterable[str] = (),
    customer: str | None = None,
) -> Order:
    """A paid order."""
    return Order(
        order_id=order_id,
        at=when,
        items=usd(items),
        visitor_id=who,
        customer_id=customer,
        codes=tuple(codes),
    )


def book(
    *facts: Fact,
    creators: Iterable[str] = (),
    campaign: Campaign | None = None,
    attribution: AttributionPolicy | None = None,
    settlement: SettlementPolicy | None = None,
) -> Book:
    """A book of these facts, with everybody they name.

    Args:
        facts: Deals and rows of whatever table, in any order.
        creators: Creators that the facts do not name.
        campaign: The campaign; one of March 2026 in dollars without it.
        attribution: How credit is decided; the last touch within 30 days without it.
        settlement: When what is owed may be paid; after 30 days without it.

    Example:
        >>> made = book(Deal(creator_id="maya", codes=("MAYA15",)), order("1", codes=["maya15"]))
        >>> [creator.creator_id for creator in made.creators], made.owners.of("code", "MAYA15")
        (['maya'], 'maya')
    """
    named = [fact.creator_id for fact in facts if isinstance(fact, Deal | Post | Result | Cost)]
    everybody = dict.fromkeys((*(who for who in named if who is not None), *creators))
    return Book(
        campaign=_spring() if campaign is None else campaign,
        creators=tuple(Creator(creator_id=who, name=who.title()) for who in everybody),
        deals=tuple(fact for fact in facts if isinstance(fact, Deal)),
        rates=tuple(fact for fact in facts if isinstance(fact, ExchangeRate)),
        posts=tuple(fact for fact in facts if isinstance(fact, Post)),
        touches=tuple(fact for fact in facts if isinstance(fact, Touch)),
        orders=tuple(fact for fact in facts if isinstance(fact, Order)),
        line_items=tuple(fact for fact in facts if isinstance(fact, LineItem)),
        refunds=tuple(fact for fact in facts if isinstance(fact, Refund)),
        disputes=tuple(fact for fact in facts if isinstance(fact, Dispute)),
        leads=tuple(fact for fact in facts if isinstance(fact, Lead)),
        results=tuple(fact for fact in facts if isinstance(fact, Result)),
        costs=tuple(fact for fact in facts if isinstance(fact, Cost)),
        attribution=AttributionPolicy() if attribution is None else attribution,
        settlement=SettlementPolicy() if settlement is None else settlement,
    )


_spring = campaign
