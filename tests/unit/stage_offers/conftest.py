"""Packages of a creator whose orders earn 30 USD each."""

from __future__ import annotations

import datetime as dt
import math

import pytest

from influence.outlooks import Outlook
from influence.periods import Period
from influence.stage_offers import Prospect
from influence.testing._books import usd

MARCH = Period(dt.datetime(2026, 3, 1, tzinfo=dt.UTC), dt.datetime(2026, 4, 1, tzinfo=dt.UTC))


@pytest.fixture
def certain() -> Prospect:
    """Ten orders of 60 USD at half margin, whatever happens: 300 USD of gross profit."""
    return Prospect(
        outlook=Outlook(
            creator_id="maya",
            log_mean=math.log(3),
            log_sd=0.0,
            outcome_log_sd=0.0,
            effective_orders=9.0,
        ),
        price=usd("100"),
        period=MARCH,
        order_value=usd("60"),
        gross_margin="0.5",
    )


@pytest.fixture
def unsure(certain: Prospect) -> Prospect:
    """The same on average, and anything from nothing to thirty orders."""
    sd = 0.8
    return Prospect(
        outlook=Outlook(
            creator_id="maya",
            log_mean=math.log(3) - 0.3**2 / 2,
            log_sd=0.3,
            outcome_log_sd=sd,
            effective_orders=9.0,
        ),
        price=certain.price,
        period=MARCH,
        order_value=certain.order_value,
        gross_margin="0.5",
        other_costs=usd("20"),
    )
