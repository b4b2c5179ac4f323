from __future__ import annotations

import datetime as dt
import pickle
import re
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from influence.campaigns import Angle, Campaign, Offer
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.metrics import SuccessMetrics
from influence.money import Money
from influence.shares import Share

_FIELDS: dict[str, Any] = {
    "campaign_id": "spring",
    "name": "Spring",
    "currency": "USD",
    "time_zone": "America/New_York",
    "starts": dt.date(2026, 3, 2),
    "ends": dt.date(2026, 4, 13),
    "success_metrics": SuccessMetrics(("saves", "clicks", "orders")),
}


def test_a_campaign_lasts_from_midnight_to_midnight_in_its_zone() -> None:
    period = Campaign(**_FIELDS).period
    assert period.start == dt.datetime(2026, 3, 2, 5, tzinfo=dt.UTC)
    assert period.end == dt.datetime(2026, 4, 13, 4, tzinfo=dt.UTC)


def test_a_campaign_is_a_value() -> None:
    campaign = Campaign(
        **_FIELDS,
        offer=Offer(product="Trail kit", primary_action="buy_with_code", urgency="deadline"),
        angles=(Angle(angle_id="before-after", format="before_and_after"),),
        budget=Money("12000", "USD"),
        gross_margin=Share("0.55"),
    )
    assert pickle.loads(pickle.dumps(campaign)) == campaign  # noqa: S301 - our own bytes
    assert campaign.time_zone == ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        (
            "ends",
            dt.date(2026, 3, 2),
            "campaign end must be after its start 2026-03-02, got '2026-03-02'",
        ),
        ("starts", "2026-03-02", "Campaign.starts must be a date, got '2026-03-02'"),
        (
            "angles",
            (Angle(angle_id="a"), Angle(angle_id="a")),
            "campaign angles must have an id of their own each, got ['a', 'a']",
        ),
        ("cycle_days", 0, "Campaign.cycle_days must be a whole number of at least 1, got 0"),
        ("angles", ("a",), "Campaign.angles must hold only angles, got 'a'"),
        ("offer", "Trail kit", "Campaign.offer must be an offer, got 'Trail kit'"),
        (
            "success_metrics",
            ("saves",),
            "Campaign.success_metrics must be three success metrics, got ('saves',)",
        ),
        ("time_zone", 5, "Campaign.time_zone must be a time zone, got 5"),
        ("currency", 840, "Campaign.currency must be an ISO 4217 code, got 840"),
        (
            "gross_margin",
            Share(2),
            "Campaign.gross_margin must be a share of at most 1, got Share('2')",
        ),
        ("payback_days", 0, "Campaign.payback_days must be a whole number of at least 1, got 0"),
    ],
)
def test_a_field_that_breaks_its_rule_is_named(field: str, value: object, message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Campaign(**{**_FIELDS, field: value})


def test_a_currency_that_nobody_knows_is_refused_with_the_close_one() -> None:
    with pytest.raises(InvalidInputError, match=r"^Campaign\.currency must be .+, got 'USDD';"):
        Campaign(**{**_FIELDS, "currency": "USDD"})


def test_the_budget_is_in_the_currency_of_the_campaign() -> None:
    message = (
        "campaign budget must be in USD, the currency of the campaign, got Money('1.00', 'EUR')"
    )
    with pytest.raises(CurrencyMismatchError, match=f"^{re.escape(message)}$"):
        Campaign(**_FIELDS, budget=Money("1", "EUR"))


@pytest.mark.parametrize(
    ("field", "value", "close"),
    [("primary_action", "buy_with_codes", "buy_with_code"), ("urgency", "deadlin", "deadline")],
)
def test_an_offer_has_one_action_and_a_known_urgency(field: str, value: str, close: str) -> None:
    fields: dict[str, Any] = {"product": "Kit", "primary_action": "start_trial", field: value}
    with pytest.raises(InvalidInputError, match=rf"; did you mean '{close}'\?$"):
        Offer(**fields)


def test_without_a_length_of_cycles_the_whole_campaign_is_one() -> None:
    campaign = Campaign(**_FIELDS)
    assert campaign.cycles == 1
    assert campaign.cycle_of(dt.datetime(2027, 1, 1, tzinfo=dt.UTC)) == 0


def test_a_cycle_begins_at_midnight_in_the_zone_of_the_campaign() -> None:
    campaign = Campaign(**_FIELDS, cycle_days=14)
    second = dt.datetime(2026, 3, 16, 4, tzinfo=dt.UTC)
    assert [campaign.cycle_of(second - dt.timedelta(seconds=n)) for n in (0, 1)] == [1, 0]


def test_what_is_early_or_late_belongs_to_the_first_or_last_cycle() -> None:
    campaign = Campaign(**_FIELDS, cycle_days=20)
    assert campaign.cycles == 3
    moments = [dt.datetime(2026, month, 1, tzinfo=dt.UTC) for month in (2, 4, 5)]
    assert [campaign.cycle_of(moment) for moment in moments] == [0, 1, 2]


def test_the_cycle_of_a_moment_needs_its_offset() -> None:
    got = "datetime.datetime(2026, 3, 5, 0, 0)"
    message = f"moment of a cycle must be a time with an offset, got {got}"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Campaign(**_FIELDS, cycle_days=14).cycle_of(dt.datetime(2026, 3, 5))  # noqa: DTZ001 - a mistake made on purpose
