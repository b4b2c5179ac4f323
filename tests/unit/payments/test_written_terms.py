from __future__ import annotations

import datetime as dt
import json
from fractions import Fraction
from typing import ClassVar

import attrs

from influence.money import Money
from influence.payments import (
    Amended,
    Amendment,
    Commission,
    Fee,
    FlatFee,
    Hybrid,
    Performance,
    written_terms,
)


def test_terms_are_written_field_by_field_as_json_can_hold_them() -> None:
    rule = Amended(
        first=Hybrid(
            parts=(
                Commission(rate="0.1", first_months=3),
                FlatFee(per_deliverable={"post": Money("5", "USD"), "live": Money("9", "USD")}),
            )
        ),
        amendments=(Amendment(effective_from=dt.date(2026, 4, 1), terms=Commission(rate="1/3")),),
    )
    written = written_terms(rule)
    assert json.loads(json.dumps(written)) == written
    assert written["rule"] == "amended"
    assert written["amendments"] == [
        {
            "effective_from": "2026-04-01",
            "terms": written_terms(Commission(rate="1/3")),
        }
    ]
    first = written_terms(rule.first)["parts"]
    assert isinstance(first, list)
    assert first[0] == {
        "rule": "commission",
        "rate": "0.1",
        "per_order": None,
        "per_unit": None,
        "lines": [],
        "base": {"includes": [], "vat": None},
        "new_customers_only": False,
        "first_months": 3,
        "zone": "UTC",
        "rounding": "half_even",
        "rounds": "statement",
    }
    assert first[1] == {
        "rule": "flat_fee",
        "per_deliverable": {"live": "9.00 USD", "post": "5.00 USD"},
        "per_campaign": None,
    }


@attrs.frozen
class Part:
    weight: Fraction


@attrs.frozen
class Weighed:
    name: ClassVar[str] = "weighed"
    part: Part

    def fee(self, performance: Performance, /) -> Fee:
        return Fee.of_lines([], currency=performance.currency)


class Plain:
    name: ClassVar[str] = "plain"

    def fee(self, performance: Performance, /) -> Fee:
        return Fee.of_lines([], currency=performance.currency)

    def __repr__(self) -> str:
        return "Plain()"


def test_parts_of_other_peoples_rules_are_written_too() -> None:
    assert written_terms(Weighed(Part(Fraction(1, 3)))) == {
        "rule": "weighed",
        "part": {"weight": "1/3"},
    }


def test_a_rule_without_fields_is_written_as_it_shows_itself() -> None:
    assert written_terms(Plain()) == {"rule": "plain", "value": "Plain()"}
