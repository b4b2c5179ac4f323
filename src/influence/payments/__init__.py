"""Payments: what a creator is owed for a performance, one rule a file.

A payment rule is a pure function. It sees what was delivered, which orders were credited and the
totals of metrics, and answers a fee whose lines add up to it. Who earned the orders is for
``influence.attribution``; when a fee is paid is for ``influence.settlement``.
"""

from __future__ import annotations

from influence.payments._amended import Amended, Amendment
from influence.payments._bonus import Bonus
from influence.payments._bonus_step import BonusStep
from influence.payments._called_off import CalledOff
from influence.payments._capped import Capped
from influence.payments._commission import Commission
from influence.payments._commission_line import CommissionLine
from influence.payments._commissionable import CommissionableBase
from influence.payments._credited_order import CreditedOrder
from influence.payments._dated_count import DatedCount
from influence.payments._fee import Fee, FeeLine
from influence.payments._flat_fee import FlatFee
from influence.payments._guaranteed import Guaranteed
from influence.payments._hybrid import Hybrid
from influence.payments._in_kind import InKind
from influence.payments._order_line import OrderLine
from influence.payments._performance import Performance
from influence.payments._retainer import Retainer
from influence.payments._rule import (
    PaymentRule,
    fee_of,
    is_payment_rule,
    rules_within,
    top_rate_of,
)
from influence.payments._tier import Tier
from influence.payments._tier_ladder import TierCounts, TierMetric
from influence.payments._tier_meanings import TierMeaningRow, TierMeanings, tier_meanings
from influence.payments._tier_parts import TierMeaning
from influence.payments._tiered import Tiered
from influence.payments._window import Window
from influence.payments._written_terms import written_terms

__all__ = [
    "Amended",
    "Amendment",
    "Bonus",
    "BonusStep",
    "CalledOff",
    "Capped",
    "Commission",
    "CommissionLine",
    "CommissionableBase",
    "CreditedOrder",
    "DatedCount",
    "Fee",
    "FeeLine",
    "FlatFee",
    "Guaranteed",
    "Hybrid",
    "InKind",
    "OrderLine",
    "PaymentRule",
    "Performance",
    "Retainer",
    "Tier",
    "TierCounts",
    "TierMeaning",
    "TierMeaningRow",
    "TierMeanings",
    "TierMetric",
    "Tiered",
    "Window",
    "fee_of",
    "is_payment_rule",
    "rules_within",
    "tier_meanings",
    "top_rate_of",
    "written_terms",
]
