from __future__ import annotations

import datetime as dt
import re
from typing import Any

import attrs
import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError, UnknownNameError
from influence.money import Money
from influence.payments import CalledOff, DatedCount, FlatFee
from influence.shares import Share
from influence.testing import at, performance

_VIDEO = FlatFee(per_deliverable={"short_video": Money("300", "USD")})


def test_each_kind_with_a_price_has_its_line_even_when_none_was_delivered() -> None:
    rule = FlatFee(per_deliverable={"story_frame": Money("40", "USD"), "post": Money("1", "USD")})
    fee = rule.fee(performance(deliverables={"story_frame": 3, "live": 9}, currency="USD"))
    assert [str(line) for line in fee.working] == [
        "0 × post delivered at 1.00 USD: 0.00 USD",
        "3 × story frame delivered at 40.00 USD: 120.00 USD",
    ]


@pytest.mark.parametrize(
    ("deliverables", "line"),
    [
        ({}, "flat fee for the campaign, nothing delivered yet: 0.00 USD"),
        ({"post": 0}, "flat fee for the campaign, nothing delivered yet: 0.00 USD"),
        ({"post": 1}, "flat fee for the campaign: 1000.00 USD"),
    ],
)
def test_a_fee_for_the_campaign_is_owed_from_the_first_delivery_on(
    deliverables: dict[str, int], line: str
) -> None:
    fee = FlatFee(per_campaign=Money("1000", "USD")).fee(
        performance(deliverables=deliverables, currency="USD")
    )
    assert [str(one) for one in fee.working] == [line]


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({}, "flat_fee must name either per_deliverable or per_campaign, got []"),
        (
            {"per_deliverable": {"post": Money("1", "USD")}, "per_campaign": Money("1", "USD")},
            (
                "flat_fee must name either per_deliverable or per_campaign, "
                "got ['per_deliverable', 'per_campaign']"
            ),
        ),
        (
            {"per_deliverable": {"post": Money("-1", "USD")}},
            (
                "flat_fee per_deliverable post must be an amount of at least 0, "
                "got Money('-1.00', 'USD')"
            ),
        ),
        (
            {"per_deliverable": {"post": "300"}},
            "flat_fee per_deliverable post must be an amount of at least 0, got '300'",
        ),
        (
            {"per_deliverable": [("post", 300)]},
            "flat_fee per_deliverable must be a mapping of kinds to amounts, got [('post', 300)]",
        ),
        (
            {"per_deliverable": {"post": Money("1", "USD"), "live": Money("1", "EUR")}},
            (
                "flat_fee per_deliverable live must be in USD, the currency of "
                "flat_fee per_deliverable post, got Money('1.00', 'EUR')"
            ),
        ),
        (
            {"per_campaign": Money("-1", "USD")},
            "flat_fee per_campaign must be an amount of at least 0, got Money('-1.00', 'USD')",
        ),
    ],
)
def test_terms_that_cannot_be_agreed_are_refused(terms: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        FlatFee(**terms)


def test_a_kind_that_nobody_knows_is_refused_with_the_close_one() -> None:
    with pytest.raises(
        UnknownNameError,
        match=r"^kind in flat_fee per_deliverable must be .+, got 'video'; did you mean",
    ):
        FlatFee(per_deliverable={"video": Money("1", "USD")})


@pytest.mark.parametrize(
    ("rule", "what"),
    [
        (_VIDEO, "flat_fee per_deliverable short_video"),
        (FlatFee(per_campaign=Money("300", "USD")), "flat_fee per_campaign"),
    ],
)
def test_a_price_never_travels_to_another_currency(rule: FlatFee, what: str) -> None:
    message = f"{what} must be in EUR, the currency of the performance, got Money('300.00', 'USD')"
    with pytest.raises(CurrencyMismatchError, match=f"^{re.escape(message)}$"):
        rule.fee(performance(currency="EUR"))


def test_prices_cannot_be_changed_afterwards() -> None:
    prices = {"short_video": Money("300", "USD")}
    rule = FlatFee(per_deliverable=prices)
    prices["short_video"] = Money("1", "USD")
    assert rule == _VIDEO
    assert hash(rule) == hash(_VIDEO)


def test_a_line_rests_on_the_deliveries_of_its_kind() -> None:
    at = dt.datetime(2026, 3, 4, tzinfo=dt.UTC)
    deliveries = (
        DatedCount(name="post", at=at, count=1, fact="post 2"),
        DatedCount(name="live", at=at, count=1, fact="post 1"),
    )
    did = performance(deliverables={"post": 2, "live": 1}, currency="USD")
    dated = attrs.evolve(did, deliveries=deliveries)
    (line,) = FlatFee(per_deliverable={"post": Money("5", "USD")}).fee(dated).working
    assert line.facts == ("post 2",)
    (line,) = FlatFee(per_campaign=Money("5", "USD")).fee(dated).working
    assert line.facts == ("post 1", "post 2")


def _off(share: str, *, kind: str = "short_video", count: int = 1) -> CalledOff:
    return CalledOff(
        name=kind, at=at(1), count=count, share=Share(share), fact=f"deliverable {kind}"
    )


def test_what_was_called_off_is_paid_by_its_share() -> None:
    did = performance(deliverables={"short_video": 1}, currency="USD")
    off = (_off("1/3", count=2), _off("1", kind="post"))
    fee = _VIDEO.fee(attrs.evolve(did, called_off=off))
    assert [(str(line), line.facts) for line in fee.working] == [
        ("1 × short video delivered at 300.00 USD: 300.00 USD", ()),
        (
            "2 × short video called off, 1/3 of 600.00 USD: 200.00 USD",
            ("deliverable short_video",),
        ),
    ]


def test_a_fee_for_the_campaign_is_owed_by_the_highest_share_while_nothing_is_delivered() -> None:
    rule = FlatFee(per_campaign=Money("1000", "USD"))
    off = (_off("0.5"), _off("0.25", kind="post"))
    fee = rule.fee(attrs.evolve(performance(currency="USD"), called_off=off))
    assert [str(line) for line in fee.working] == [
        "flat fee for the campaign called off, 50 % of 1000.00 USD: 500.00 USD"
    ]
    did = performance(deliverables={"post": 1}, currency="USD")
    assert rule.fee(attrs.evolve(did, called_off=off)).amount == Money("1000", "USD")
