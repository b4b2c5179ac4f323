"""Payment rules: what a checker must believe of them, and the mistakes it must refuse."""

from __future__ import annotations

from typing import ClassVar, assert_type

import attrs

from influence.money import ExactMoney, Money
from influence.payments import Commission, Fee, FeeLine, FlatFee, Hybrid, PaymentRule, Performance
from influence.roi import UnitEconomics
from influence.shares import Share


@attrs.frozen(kw_only=True)
class Barter:
    """A rule without a base class."""

    name: ClassVar[str] = "barter"
    rate: Share = attrs.field(converter=Share)

    def fee(self, performance: Performance, /) -> Fee:
        """Pay a share."""
        line = FeeLine("products", self.rate.of(performance.net_sales).rounded("floor"))
        return Fee.of_lines([line], currency=performance.currency)


class Mute:
    """No rule: it answers money, not a fee."""

    name: ClassVar[str] = "mute"

    def fee(self, performance: Performance, /) -> Money:
        """Answer what is sold."""
        return performance.net_sales


rule: PaymentRule = Barter(rate="0.2")
commission = Commission(rate="0.1")
hybrid = Hybrid(parts=(rule, commission))
assert_type(commission.rate, Share | None)
assert_type(Share("0.1").of(Money("5", "USD")), ExactMoney)


def paid(performance: Performance) -> Money:
    """What is paid."""
    assert_type(performance.net_sales, Money)
    assert_type(rule.fee(performance).working, tuple[FeeLine, ...])
    return rule.fee(performance).amount


economics = UnitEconomics(spend=Money("1200", "USD"), leads=60)
assert_type(economics.profit, Money | None)

wrong: PaymentRule = Mute()  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
Hybrid(parts=(Mute(),))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Commission("0.1")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Commission(rate=0.1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Commission(rate="0.1", rounding="half_up")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
FlatFee(per_deliverable={"post": "300"})  # type: ignore[dict-item]  # pyright: ignore[reportArgumentType]
commission.rate = Share("0.2")  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
UnitEconomics(spend="1200")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
not_known: Money = economics.profit  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
half: Money = Money("1", "USD") / 2  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue, reportUnknownVariableType]
