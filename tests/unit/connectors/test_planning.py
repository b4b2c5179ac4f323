"""Plans: what will be missing and what it will cost, before any call."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast
from zoneinfo import ZoneInfo

import attrs
import pytest
from scripted import CAPABILITY, Tiny, with_quotas

from influence.connectors import Plan, Wanted, plan
from influence.connectors._quota_time import least_s
from influence.errors import UnknownNameError
from influence.sansio import (
    FactSheet,
    FixedQuota,
    LeakyBucket,
    Quota,
    RollingQuota,
    TokenQuota,
    VendorField,
    Window,
)

TODAY = dt.date(2026, 11, 27)


def planned(wanted: Wanted, *, tiny: Tiny | None = None) -> Plan:
    return plan(tiny or Tiny(), wanted=wanted, on=TODAY)


def field(vendor: str, metric: str, **more: Any) -> VendorField:  # noqa: ANN401  # fields of a field
    words: dict[str, Any] = {
        "unit": "count",
        "access": "public",
        "counts": "each",
        "source": "the reference",
        "verified": TODAY,
        **more,
    }
    return VendorField(vendor=vendor, metric=metric, **words)


def test_a_read_of_accounts_takes_a_request_for_each_at_least() -> None:
    found = planned(Wanted(reads=("profile", "posts", "audience"), accounts=3))
    assert [str(read) for read in found.reads] == [
        "profile: 3 requests",
        "posts: 3 to 60 requests",
        "audience: 3 requests",
    ]
    assert (found.least_requests, found.most_requests) == (9, 66)


def test_items_that_are_known_are_counted_in_pages() -> None:
    found = planned(Wanted(reads=("orders", "posts"), accounts=4, items={"orders": 9, "posts": 3}))
    assert [(read.least_requests, read.most_requests) for read in found.reads] == [(5, 20), (4, 80)]


def test_no_account_takes_no_request() -> None:
    assert planned(Wanted(reads=("posts",), accounts=0)).most_requests == 0


def test_figures_are_counted_in_batches() -> None:
    found = planned(Wanted(reads=("metrics",), posts=7, metrics=("views", "views")))
    assert [str(read) for read in found.reads] == ["metrics: 3 to 9 requests"]
    for nothing in (
        Wanted(reads=("metrics",)),
        Wanted(reads=("metrics",), posts=7, metrics=()),
    ):
        assert planned(nothing).most_requests == 0


def test_one_request_is_one() -> None:
    assert str(planned(Wanted(reads=("profile",))).reads[0]) == "profile: 1 request"


def test_what_is_not_possible_says_why() -> None:
    some = attrs.evolve(
        CAPABILITY, reads=tuple(read for read in CAPABILITY.reads if read.name != "search")
    )
    wanted = Wanted(reads=("search", "metrics"), scopes=("basic",))
    found = planned(wanted, tiny=Tiny(capability=some))
    assert [str(read) for read in found.reads] == [
        "search: not possible, tiny does not read it",
        "metrics: not possible, the token lacks insights",
    ]
    assert (found.is_possible, found.least_requests) == (False, 0)
    assert planned(attrs.evolve(wanted, reads=("metrics",), scopes=("insights",))).is_possible


@pytest.mark.parametrize(("uses", "told"), [(("research",), "research"), ((), "nothing")])
def test_what_the_terms_do_not_permit_is_not_possible(uses: Any, told: str) -> None:  # noqa: ANN401  # a tuple of literals
    tiny = Tiny(capability=attrs.evolve(CAPABILITY, uses=uses))
    found = planned(Wanted(reads=("orders",), use="advertising"), tiny=tiny)
    assert found.reads[0].why_not == f"the terms permit {told}, not advertising"


def test_what_will_be_missing_is_told_metric_by_metric() -> None:
    sheet = FactSheet(
        fields=(
            field("plays", "views", retired=dt.date(2025, 4, 1), replaced_by="views"),
            field("saved", "saves", access="owner", since=dt.date(2021, 8, 1)),
            field("views", "reach", since=dt.date(2020, 1, 1)),
            field("clicks", "clicks", retired=dt.date(2026, 1, 1)),
        )
    )
    tiny = Tiny(capability=attrs.evolve(CAPABILITY, sheet=sheet))
    since = dt.datetime(2021, 1, 1, tzinfo=dt.UTC)
    wanted = Wanted(
        reads=("metrics",),
        posts=1,
        window=Window(since=since),
        metrics=("views", "saves", "reach", "clicks", "shares"),
    )
    assert planned(wanted, tiny=tiny).reads[0].missing == (
        "views: plays is retired since 2025-04-01, views came instead",
        "saves before 2021-08-01: it did not exist",
        "saves of accounts that are not the token's own: it is told to the owner",
        "clicks: clicks is retired since 2026-01-01",
        "shares: tiny does not tell it",
    )
    assert planned(attrs.evolve(wanted, window=Window()), tiny=tiny).reads[0].missing[1] == (
        "saves of accounts that are not the token's own: it is told to the owner"
    )


def test_it_is_printed_with_its_quotas() -> None:
    tiny = with_quotas(RollingQuota(units=10, within_s=60), FixedQuota(units=100, name="day"))
    wanted = Wanted(reads=("orders", "metrics"), items={"orders": 30}, posts=2, metrics=("reach",))
    found = planned(wanted, tiny=tiny)
    assert str(found) == (
        "tiny: 16 to 27 requests, at least 180 s\n"
        "  orders: 15 to 20 requests\n"
        "  metrics: 1 to 7 requests\n"
        "    without reach: tiny does not tell it\n"
        "  quota calls: 31 to 47 units of at most 10 units within any 60 s\n"
        "  quota day: 31 to 47 units of at most 100 units each day of UTC"
    )
    assert (found.least_units, found.most_units) == (31, 47)


@pytest.mark.parametrize(
    ("quota", "units", "seconds"),
    [
        (RollingQuota(units=10, within_s=60), 10, 0),
        (RollingQuota(units=10, within_s=60), 11, 60),
        (FixedQuota(units=10, each="hour"), 20, 0),
        (FixedQuota(units=10, each="hour"), 21, 3_600),
        (FixedQuota(units=1, zone=ZoneInfo("Europe/Berlin")), 3, 23 * 3_600),
        (LeakyBucket(capacity=10, leak_per_s=4), 15, 2),
        (TokenQuota(tokens=10, told_at="left", each="minute"), 30, 60),
        (RollingQuota(units=10, within_s=60), 0, 0),
    ],
)
def test_the_least_time_that_a_quota_leaves(quota: Quota, units: int, seconds: int) -> None:
    assert least_s(quota, units=units) == seconds


def test_without_quotas_it_takes_no_time() -> None:
    assert planned(Wanted(reads=("orders",))).least_s == 0


def test_a_read_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'orders'"):
        Wanted(reads=cast("Any", ("ordres",)))
