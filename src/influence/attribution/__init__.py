"""Attribution: who gets the credit for a sale, and why nobody else does.

One resolver reads links, codes, keywords and landing pages; a model, one a file, splits an order
over the touches of its path in exact integers. What a creator is owed for the credit is for
``influence.payments``.
"""

from __future__ import annotations

from influence.attribution._attribute import CreditedLead, attribute, attribute_leads
from influence.attribution._journey import Journey
from influence.attribution._last_touch import LastTouch
from influence.attribution._model import AttributionModel, LearningModel
from influence.attribution._path import Path, PathTouch
from influence.attribution._policy import PRECEDENCES, AttributionPolicy, Precedence
from influence.attribution._story import (
    Attribution,
    Credit,
    CreditedAmount,
    Loser,
    Miss,
    Resolution,
    Story,
)

__all__ = [
    "PRECEDENCES",
    "Attribution",
    "AttributionModel",
    "AttributionPolicy",
    "Credit",
    "CreditedAmount",
    "CreditedLead",
    "Journey",
    "LastTouch",
    "LearningModel",
    "Loser",
    "Miss",
    "Path",
    "PathTouch",
    "Precedence",
    "Resolution",
    "Story",
    "attribute",
    "attribute_leads",
]
