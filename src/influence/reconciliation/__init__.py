"""Reconciliation: somebody else's statement beside ours, with where and why it differs.

    theirs − ours = difference, and a reason is claimed only when it makes theirs to the cent

Each reason is tried: one thing about our terms, facts or settlement is changed, the figure is
computed anew by the same settlement, and only when it is theirs the reason is told. What no reason
explains says which facts would decide. Reading their table is for ``influence.books``.
"""

from __future__ import annotations

from influence.reconciliation._reason import REASON_KINDS, Reason, ReasonKind
from influence.reconciliation._reconcile import reconcile
from influence.reconciliation._reconciled_line import ReconciledLine, Status
from influence.reconciliation._reconciliation import ReasonTotal, Reconciliation
from influence.reconciliation._scenario import Measure
from influence.reconciliation._their_line import TheirLine

__all__ = [
    "REASON_KINDS",
    "Measure",
    "Reason",
    "ReasonKind",
    "ReasonTotal",
    "ReconciledLine",
    "Reconciliation",
    "Status",
    "TheirLine",
    "reconcile",
]
