"""Settlement: from what a rule says is owed to what can be paid now."""

from __future__ import annotations

from influence.settlement._policy import SettlementPolicy
from influence.settlement._statement import Statement, settle

__all__ = ["SettlementPolicy", "Statement", "settle"]
