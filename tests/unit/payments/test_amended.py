from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.money import Money
from influence.payments import Amended, Amendment, Commission, FlatFee, InKind
from influence.shares import Share
from influence.testing import performance

_TEN = Commission(rate="0.10")


def _from(day: int, rate: str, *, month: int = 3) -> Amendment:
    return Amendment(effective_from=dt.date(2026, month, day), terms=Commission(rate=rate))


def test_each_order_keeps_the_terms_of_its_day_and_the_lines_say_which() -> None:
    terms = Amended(first=_TEN, amendments=(_from(2, "0.20"), _from(3, "0.30")))
    fee = terms.fee(performance(["100.00"] * 50, currency="USD"))
    assert [str(line) for line in fee.working] == [
        "10 % of 2400.00 USD net sales in 24 orders: 240.00 USD",
        "terms from 2026-03-02: 20 % of 2400.00 USD net sales in 24 orders: 480.00 USD",
        "terms from 2026-03-03: 30 % of 200.00 USD net sales in 2 orders: 60.00 USD",
    ]


def test_the_day_begins_in_the_zone() -> None:
    terms = Amended(first=_TEN, amendments=(_from(2, "0.20"),), zone="America/New_York")
    fee = terms.fee(performance(["100.00"] * 30, currency="USD"))
    assert fee.amount == Money("310", "USD")


def test_terms_that_were_never_in_force_say_nothing() -> None:
    did = performance(["100.00"], currency="USD")
    later = Amended(first=_TEN, amendments=(_from(1, "0.20", month=4),))
    assert [str(line) for line in later.fee(did).working] == [
        "10 % of 100.00 USD net sales in 1 order: 10.00 USD"
    ]
    before = Amended(first=_TEN, amendments=(_from(1, "0.20"),))
    assert before.fee(did).amount == Money("20", "USD")


def test_what_has_no_date_keeps_the_first_terms_and_costs_stay_beside() -> None:
    box = InKind(cost=Money("48", "USD"), fair_market_value=Money("110", "USD"))
    story = FlatFee(per_deliverable={"story_frame": Money("50", "USD")})
    amendment = Amendment(effective_from=dt.date(2026, 3, 2), terms=box)
    fee = Amended(first=story, amendments=(amendment,)).fee(
        performance(deliverables={"story_frame": 2}, currency="USD")
    )
    assert fee.amount == Money("100", "USD")
    assert [str(line) for line in fee.costs] == [
        "terms from 2026-03-02: product in kind at cost, fair market value 110.00 USD: 48.00 USD"
    ]


def test_its_top_rate_is_the_highest_of_all_versions() -> None:
    assert Amended(first=_TEN, amendments=(_from(2, "0.20"), _from(3, "0.05"))).top_rate == Share(
        "0.20"
    )


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"amendments": ()}, "amended must have at least one amendment, got []"),
        (
            {"amendments": (_from(2, "0.20"), _from(2, "0.30"))},
            "amendment must come after the one before, 2026-03-02, got '2026-03-02'",
        ),
        (
            {"first": "10 %", "amendments": (_from(2, "0.20"),)},
            "amended first must be a payment rule with a name and a fee, got '10 %'",
        ),
    ],
)
def test_terms_that_cannot_be_agreed_are_refused(terms: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Amended(**{"first": _TEN, **terms})


def test_an_amendment_has_a_day_and_terms() -> None:
    wrong: Any = "20 %"
    message = "amendment terms must be a payment rule with a name and a fee, got '20 %'"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Amendment(effective_from=dt.date(2026, 3, 2), terms=wrong)
    day: Any = "2026-03-02"
    message = "Amendment.effective_from must be a date, got '2026-03-02'"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Amendment(effective_from=day, terms=_TEN)


def test_a_zone_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownNameError, match=r", got 'Europe/Berln'; did you mean"):
        Amended(first=_TEN, amendments=(_from(2, "0.20"),), zone="Europe/Berln")
