"""The settlement laws 17 to 22 for rules of every shape, on a ledger in memory."""

from __future__ import annotations

from influence.money import Money
from influence.payments import Bonus, Commission, Hybrid
from influence.testing import SettlementLaws


class TestCommission(SettlementLaws):
    rule = Commission(rate="0.15")


class TestCommissionThatIsRoundedDown(SettlementLaws):
    rule = Commission(rate="0.333", rounding="floor")


class TestCommissionAndBonus(SettlementLaws):
    rule = Hybrid(
        parts=(
            Commission(rate="0.1"),
            Bonus(metric="orders", every=2, pay=Money("7.50", "USD")),
        )
    )
