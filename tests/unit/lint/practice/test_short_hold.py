from __future__ import annotations

from tests.unit.lint.practice.conftest import Said

from influence.lint import ShortHold
from influence.shares import Share

REFUNDS = "refund_id,order_id,at,amount\n" + "".join(
    f"R-{place},S-100{place},2026-04-2{place}T12:00:00-04:00,10.00\n" for place in range(1, 5)
)


def test_refunds_after_the_hold_are_told(said: Said) -> None:
    assert said(ShortHold(), refunds=REFUNDS, campaign="[settlement]\nhold_days = 14") == [
        (
            "campaign settlement.hold_days: INF833 a hold of 14 days must outlast refunds, got 4 "
            "of 4 after it, the last after 46 days"
        )
    ]


def test_a_few_late_ones_are_too_few_to_tell(said: Said) -> None:
    text = "[settlement]\nhold_days = 14"
    assert said(ShortHold(least_refunds=5), refunds=REFUNDS, campaign=text) == []
    assert said(ShortHold(mostly=Share(1)), refunds=REFUNDS, campaign=text) == []


def test_without_refunds_nothing_is_told(said: Said) -> None:
    assert said(ShortHold()) == []
