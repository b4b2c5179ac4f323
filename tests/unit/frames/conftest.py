"""A small campaign on tables: two creators, three touches, two orders."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from influence.tracking import CodeTerms, Mark, Owners

NOON = dt.datetime(2026, 3, 8, 12, tzinfo=dt.UTC)


@pytest.fixture
def owners() -> Owners:
    """A link of ann's; a code, a keyword and a second code of bea's."""
    return Owners(
        (
            Mark(kind="link", value="ann", creator_id="ann"),
            Mark(kind="code", value="BEA10", creator_id="bea"),
            Mark(kind="code", value="BEA20", creator_id="bea", terms=CodeTerms(limit=1)),
            Mark(kind="dm", value="deal", creator_id="bea"),
        )
    )


@pytest.fixture
def touches() -> pl.DataFrame:
    """A visitor met ann, bea and ann; another met nobody."""
    hours = [3, 2, 1, 1]
    return pl.DataFrame(
        {
            "at": [NOON - dt.timedelta(hours=hour) for hour in hours],
            "visitor_id": ["v1", "v1", "v1", "v2"],
            "kind": ["link", "dm", "landing", "link"],
            "value": ["ann", "A DEAL, please", "ann", "nobody"],
        }
    )


@pytest.fixture
def orders() -> pl.DataFrame:
    """An order of each visitor, one of them with a code."""
    return pl.DataFrame(
        {
            "order_id": ["o1", "o2"],
            "at": [NOON, NOON],
            "items_minor": [1_000, 250],
            "visitor_id": ["v1", "v2"],
            "codes": [None, " bea 10 ; unknown"],
        }
    )


@pytest.fixture
def refunds() -> pl.DataFrame:
    """A part of the first order, in two steps, and of one that nobody knows."""
    return pl.DataFrame({"order_id": ["o1", "o1", "gone"], "amount_minor": [300, 1, 50]})
