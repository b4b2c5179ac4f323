"""What the demo platform can be asked, how its pages follow each other, and what it limits."""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

import attrs

from influence.sansio import (
    Auth,
    Capability,
    FactSheet,
    FixedQuota,
    Incremental,
    LeakyBucket,
    Paging,
    Read,
    RollingQuota,
    TokenQuota,
)

PLATFORM = "demo"
_PACKAGE = "influence.connectors.demo"
HOST = "api.demo.example"

#: The most ids in one request for figures.
BATCH = 50
#: The most items on a page.
LARGEST_PAGE = 100

#: What a request takes from the quotas.
COSTS = {"metrics": 5, "search": 20, "audience": 2}

SCOPES = {
    "profile": "accounts.read",
    "posts": "accounts.read",
    "search": "accounts.read",
    "metrics": "insights.read",
    "audience": "insights.read",
    "orders": "shop.read",
    "refunds": "shop.read",
    "touches": "shop.read",
}

QUOTAS = (
    RollingQuota(units=600, within_s=60, name="calls a minute"),
    LeakyBucket(capacity=300, leak_per_s=20, name="the bucket"),
    FixedQuota(units=50_000, each="day", zone=ZoneInfo("America/Los_Angeles"), name="calls a day"),
    TokenQuota(tokens=200_000, each="hour", told_at="quota.left", name="figures an hour"),
)

_LATE = dt.timedelta(days=2)
_MOST_PAGES = 1_000


@cache
def fact_sheet() -> FactSheet:
    """The fact sheet, read once, when it is first asked for."""
    text = files(_PACKAGE).joinpath("fields.toml").read_text(encoding="utf-8")
    return FactSheet.read(text)


@cache
def demo_capability(host: str, *, page_size: int) -> Capability:
    """The capability of a connector that speaks to *host* in pages of *page_size*."""
    return Capability(
        platform=PLATFORM,
        hosts=(host,),
        reads=_reads(page_size),
        quotas=QUOTAS,
        auth=Auth(kind="token", scopes=tuple(dict.fromkeys(SCOPES.values())), settings=("token",)),
        uses=("own_accounts", "commercial", "research"),
        sheet=fact_sheet(),
    )


def _reads(size: int) -> tuple[Read, ...]:
    """Everything that is read, each in the kind of pages that its endpoint has."""
    late = Incremental(key="updated_at", lookback=_LATE)
    posts = Incremental(key="published", lookback=dt.timedelta(days=30))
    cursor = Paging(kind="cursor", size=size, most_pages=_MOST_PAGES)
    counted = attrs.evolve(cursor, kind="offset", has_total=True)
    numbered = attrs.evolve(counted, kind="page_number")
    reads = (
        Read(name="profile"),
        Read(name="posts", paging=cursor, incremental=posts),
        Read(name="metrics", batch=BATCH),
        Read(name="audience"),
        Read(name="search", paging=numbered),
        Read(name="orders", paging=counted, incremental=late),
        Read(name="refunds", paging=numbered, incremental=attrs.evolve(late, key="created_at")),
        Read(name="touches", paging=cursor, incremental=attrs.evolve(late, key="at_ms")),
    )
    return tuple(
        attrs.evolve(read, scopes=(SCOPES[read.name],), cost=COSTS.get(read.name, 1))
        for read in reads
    )
