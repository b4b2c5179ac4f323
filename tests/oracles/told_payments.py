"""Terms and performances of ``drawn_payments`` as the library wants them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from exact_calendar import moment
from exact_orders import Did, Order, Terms

from influence import payments
from influence.money import Money
from influence.payments import PaymentRule, Performance
from influence.periods import Period
from influence.shares import Share

_AMOUNTS = (
    "at_most",
    "cost",
    "fair_market_value",
    "flat",
    "minimum",
    "pay",
    "per_campaign",
    "per_customer",
    "per_order",
    "per_period",
    "per_unit",
)
_RULES: dict[str, Callable[..., PaymentRule]] = {
    "amended": payments.Amended,
    "bonus": payments.Bonus,
    "capped": payments.Capped,
    "commission": payments.Commission,
    "flat_fee": payments.FlatFee,
    "guaranteed": payments.Guaranteed,
    "hybrid": payments.Hybrid,
    "in_kind": payments.InKind,
    "retainer": payments.Retainer,
    "tiered": payments.Tiered,
}
Read = Callable[[Any], object]


class TermsAsRule:
    """Makes rules out of terms in one currency."""

    def __init__(self, currency: str) -> None:
        self._currency = currency
        self._reads: dict[str, Read] = {
            **dict.fromkeys(_AMOUNTS, self._money),
            **dict.fromkeys(("rate", "vat"), Share),
            **dict.fromkeys(("terms", "first"), self.rule),
            "per_deliverable": lambda prices: {k: self._money(v) for k, v in prices.items()},
            "parts": lambda parts: tuple(map(self.rule, parts)),
            "amendments": lambda given: tuple(map(self._amendment, given)),
            "base": lambda base: payments.CommissionableBase(**self._fields(base)),
            "window": lambda window: payments.Window(**window),
            "lines": self._all(payments.CommissionLine),
            "steps": self._all(payments.BonusStep),
            "tiers": self._all(payments.Tier),
        }

    def rule(self, terms: Terms) -> PaymentRule:
        """The terms as a rule."""
        fields = {key: value for key, value in terms.items() if key != "rule"}
        if terms.get("metric") == "revenue":
            fields |= {
                key: self._priced(fields[key]) for key in ("steps", "tiers") if key in fields
            }
            fields |= self._priced([fields])[0]
        return _RULES[terms["rule"]](**self._fields(fields))

    def _money(self, minor: int) -> Money:
        """An amount."""
        return Money.from_minor(minor, self._currency)

    def _fields(self, terms: Terms) -> dict[str, Any]:
        """Every term as the library wants it."""
        return {
            key: value if value is None or key not in self._reads else self._reads[key](value)
            for key, value in terms.items()
        }

    def _all(self, kind: Callable[..., object]) -> Read:
        """What reads a list of parts."""
        return lambda parts: tuple(kind(**self._fields(part)) for part in parts)

    def _amendment(self, given: Terms) -> payments.Amendment:
        """New terms from a day on."""
        return payments.Amendment(effective_from=given["from"], terms=self.rule(given["terms"]))

    def _priced(self, parts: list[Terms]) -> list[Terms]:
        """The same with thresholds that are amounts, as they are on revenue."""
        thresholds = ("at", "every", "reaches", "starts_at")
        return [
            {
                key: self._money(value) if key in thresholds and value is not None else value
                for key, value in part.items()
            }
            for part in parts
        ]


def told(did: Did) -> Performance:
    """What was done as a performance."""
    currency = did["currency"]

    def money(minor: int) -> Money:
        return Money.from_minor(minor, currency)

    def counts(dated: list[Terms]) -> tuple[payments.DatedCount, ...]:
        return tuple(
            payments.DatedCount(
                name=one["name"], at=moment(one["at"]), count=one["count"], fact=f"fact {place}"
            )
            for place, one in enumerate(dated)
        )

    zone = ZoneInfo(did["zone"])
    span = (moment(did["start"]).astimezone(zone), moment(did["end"]).astimezone(zone))
    return Performance(
        currency=currency,
        period=Period(*span),
        orders=tuple(_order(order, money) for order in did["orders"]),
        deliverables=did["deliverables"],
        metrics=did["metrics"],
        deliveries=counts(did["deliveries"]),
        readings=counts(did["readings"]),
    )


def _order(order: Order, money: Callable[[int], Money]) -> payments.CreditedOrder:
    """An order."""
    lines = tuple(
        payments.OrderLine(
            **{**line, "gross": money(line["gross"]), "refunded": money(line["refunded"])}
        )
        for line in order["lines"]
    )
    return payments.CreditedOrder(
        order_id=order["id"],
        at=moment(order["at"]),
        gross=money(order["gross"]),
        refunded=money(order["refunded"]),
        is_new_customer=order["new"],
        credit=order["credit"],
        customer_id=order["customer"],
        customer_since=None if order["since"] is None else moment(order["since"]),
        lines=lines,
        tax=money(order["tax"]),
        shipping=money(order["shipping"]),
    )
