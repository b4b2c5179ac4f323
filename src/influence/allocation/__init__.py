"""Allocation: whom to book in the next cycle, and with how many packages each.

    value of package k = (multiple × response^(k−1) − 1 + test × test response^(k−1)) × price
    allocation         = the packages of most value together that the budget can pay for

Packages are whole, so this is a knapsack: taking the best value for money first can leave a good
package out for two that are worse. It is solved exactly for the usual sizes; where the search is
cut off, the result says so, and how much better any other could be at most. What is not worth its
price is not bought, and a remainder is an answer with a reason. What is believed of creators is for
``influence.beliefs``; both in one call is ``influence.next_cycle``.
"""

from __future__ import annotations

from influence.allocation._allocate import MOST_STATES, allocate
from influence.allocation._allocation import Allocation
from influence.allocation._changes import TURNS, Change, Past, Turn, last_cycle
from influence.allocation._choice import Choice
from influence.allocation._line import AllocationLine
from influence.allocation._marginal_return import beside_each_other, marginal_return
from influence.allocation._policy import AllocationPolicy

__all__ = [
    "MOST_STATES",
    "TURNS",
    "Allocation",
    "AllocationLine",
    "AllocationPolicy",
    "Change",
    "Choice",
    "Past",
    "Turn",
    "allocate",
    "beside_each_other",
    "last_cycle",
    "marginal_return",
]
