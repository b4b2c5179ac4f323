"""Settlement: what can be paid now, what is held, and what is carried.

Statement = entitlement now − what was booked. What is owed is for ``influence.payments``; where
statements are kept is for a ledger.
"""

from __future__ import annotations

from influence.settlement._account import Account
from influence.settlement._batches import FactBatch, StatementBatch
from influence.settlement._chain import chained
from influence.settlement._closing import account_of, closed
from influence.settlement._due import Due, Settlement, close
from influence.settlement._faults import LedgerFault, faults_of
from influence.settlement._ledger import (
    GENESIS,
    Balance,
    ClosedStatement,
    Conflict,
    Ledger,
    LedgerFact,
    Receipt,
    canonical,
)
from influence.settlement._ledger_facts import (
    dispute_facts,
    order_fact,
    reading_fact,
    refund_fact,
    terms_facts,
)
from influence.settlement._memory_ledger import MemoryLedger, copied
from influence.settlement._policy import SettlementPolicy
from influence.settlement._rail import PayoutRail
from influence.settlement._reading import Reading, performed
from influence.settlement._settle import settle
from influence.settlement._sold_order import SoldOrder
from influence.settlement._statement import HeldOrder, Statement, StatementLine

__all__ = [
    "GENESIS",
    "Account",
    "Balance",
    "ClosedStatement",
    "Conflict",
    "Due",
    "FactBatch",
    "HeldOrder",
    "Ledger",
    "LedgerFact",
    "LedgerFault",
    "MemoryLedger",
    "PayoutRail",
    "Reading",
    "Receipt",
    "Settlement",
    "SettlementPolicy",
    "SoldOrder",
    "Statement",
    "StatementBatch",
    "StatementLine",
    "account_of",
    "canonical",
    "chained",
    "close",
    "closed",
    "copied",
    "dispute_facts",
    "faults_of",
    "order_fact",
    "performed",
    "reading_fact",
    "refund_fact",
    "settle",
    "terms_facts",
]
