"""Deliverables: what a creator agreed to make, when it is due, and how far it has come.

The states and the steps between them stand in one table, ``STEPS``; the code runs from it, and so
does the diagram. A history folds what happened into a state. What a state does to the money owed is
``OWES``; the money itself is for ``influence.production`` and ``influence.payments``.
"""

from __future__ import annotations

from influence.deliverables._deliverable import KINDS, Deliverable, Kind
from influence.deliverables._history import (
    History,
    RefusedMove,
    TakenStep,
    day_end,
    history_of,
)
from influence.deliverables._move import Move
from influence.deliverables._production_terms import USUAL_KILL_FEES, ProductionTerms
from influence.deliverables._state import (
    DELIVERED,
    ENDS,
    GATES,
    MOVERS,
    OWES,
    STATES,
    STEPS,
    TRANSITIONS,
    Gate,
    Mover,
    Owes,
    State,
    Step,
    step_between,
)

__all__ = [
    "DELIVERED",
    "ENDS",
    "GATES",
    "KINDS",
    "MOVERS",
    "OWES",
    "STATES",
    "STEPS",
    "TRANSITIONS",
    "USUAL_KILL_FEES",
    "Deliverable",
    "Gate",
    "History",
    "Kind",
    "Move",
    "Mover",
    "Owes",
    "ProductionTerms",
    "RefusedMove",
    "State",
    "Step",
    "TakenStep",
    "day_end",
    "history_of",
    "step_between",
]
