from __future__ import annotations

import re
from typing import Any, ClassVar

import attrs
import pytest

from influence.errors import InvalidTermsError, PluginError
from influence.money import Money
from influence.payments import Bonus, Commission, Fee, FeeLine, FlatFee, Hybrid, InKind, Performance
from influence.shares import Share
from influence.testing import performance


@attrs.frozen
class Travelling:
    """Pays in its own currency, whatever was sold."""

    name: ClassVar[str] = "travelling"

    def fee(self, performance: Performance, /) -> Fee:  # noqa: ARG002 - wrong on purpose
        return Fee.of_lines([FeeLine("a trip", Money("5", "EUR"))], currency="EUR")


def test_each_part_keeps_its_lines_and_costs() -> None:
    rule = Hybrid(
        parts=(
            FlatFee(per_deliverable={"short_video": Money("300", "USD")}),
            Bonus(metric="orders", every=10, pay=Money("50", "USD")),
            InKind(cost=Money("48", "USD"), fair_market_value=Money("110", "USD")),
        )
    )
    fee = rule.fee(performance(["20.00"] * 12, deliverables={"short_video": 1}, currency="USD"))
    assert [line.amount for line in fee.working] == [Money("300", "USD"), Money("50", "USD")]
    assert fee.amount == Money("350", "USD")
    assert fee.cost == Money("398", "USD")


def test_a_list_of_parts_is_kept_as_a_tuple() -> None:
    parts: Any = [Commission(rate=Share("0.1"))]
    rule = Hybrid(parts=parts)
    parts.clear()
    assert rule.parts == (Commission(rate=Share("0.1")),)
    assert hash(rule) == hash(Hybrid(parts=(Commission(rate=Share("0.1")),)))


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ((), "hybrid must have at least one part, got []"),
        (
            (Commission(rate=Share("0.1")), "10 %"),
            "hybrid parts[1] must be a payment rule with a name and a fee, got '10 %'",
        ),
        (
            (Travelling,),
            f"hybrid parts[0] must be a payment rule with a name and a fee, got {Travelling!r}",
        ),
    ],
)
def test_terms_that_cannot_be_agreed_are_refused(parts: Any, message: str) -> None:  # noqa: ANN401 - wrong on purpose
    with pytest.raises(InvalidTermsError, match=f"^{re.escape(message)}$"):
        Hybrid(parts=parts)


def test_a_part_that_pays_in_another_currency_is_its_authors_mistake() -> None:
    message = (
        "payment rule travelling must answer a fee in USD, the currency of the performance, "
        "got Money('5.00', 'EUR')"
    )
    with pytest.raises(PluginError, match=f"^{re.escape(message)}$"):
        Hybrid(parts=(Travelling(),)).fee(performance(currency="USD"))


def test_its_top_rate_is_that_of_all_parts_together() -> None:
    parts = (Commission(rate="0.10"), Hybrid(parts=(Commission(rate="0.05"),)))
    assert Hybrid(parts=parts).top_rate == Share("0.15")
