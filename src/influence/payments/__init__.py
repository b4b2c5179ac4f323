"""Payments: what a creator is owed for a performance, one rule a file.

A payment rule is a pure function. It sees what was delivered, which orders were credited and the
totals of metrics, and answers a fee whose lines add up to it. Who earned the orders is for
``influence.attribution``; when a fee is paid is for ``influence.settlement``.
"""

from __future__ import annotations

from influence.payments._amended import Amended, Amendment
from influence.payments._bonus import Bonus
from influence.payments._commission import Commission
from influence.payments._commissionable import CommissionableBase
from influence.payments._credited_order import CreditedOrder
from influence.payments._dated_count import DatedCount
from influence.payments._fee import Fee, FeeLine
from influence.payments._flat_fee import FlatFee
from influence.payments._hybrid import Hybrid
from influence.payments._in_kind import InKind
from influence.payments._order_line import LINE_KINDS, LineKind, OrderLine
from influence.payments._performance import Performance
from influence.payments._rule import PaymentRule, fee_of, is_payment_rule
from influence.payments._window import Window

__all__ = [
    "LINE_KINDS",
    "Amended",
    "Amendment",
    "Bonus",
    "Commission",
    "CommissionableBase",
    "CreditedOrder",
    "DatedCount",
    "Fee",
    "FeeLine",
    "FlatFee",
    "Hybrid",
    "InKind",
    "LineKind",
    "OrderLine",
    "PaymentRule",
    "Performance",
    "Window",
    "fee_of",
    "is_payment_rule",
]
