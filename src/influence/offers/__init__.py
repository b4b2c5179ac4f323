"""Offers: terms compared before anybody signs, at every number of orders that is thought possible.

    profit(n) = gross profit(n) − fee(n) − costs(n)

An offer is terms under a name; an expectation says what both sides think will happen. Each offer is
asked for its fee by its own rule, and nothing is estimated: break-even and crossovers are whole
orders, found by looking at every volume from none to the most. What was in fact sold is for
``influence.roi``, and what is owed for it for ``influence.settlement``.
"""

from __future__ import annotations

from influence.offers._comparison import Comparison, Stretch, compare
from influence.offers._expectation import CASES, MOST_ORDERS, Case, Expectation
from influence.offers._offer import Offer
from influence.offers._outcome import OUTCOME_FIGURES, Outcome, OutcomeFigure
from influence.offers._outlook import Outlook

__all__ = [
    "CASES",
    "MOST_ORDERS",
    "OUTCOME_FIGURES",
    "Case",
    "Comparison",
    "Expectation",
    "Offer",
    "Outcome",
    "OutcomeFigure",
    "Outlook",
    "Stretch",
    "compare",
]
