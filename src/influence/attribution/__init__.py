"""Attribution: who gets the credit for a sale, and why nobody else does.

One resolver reads links, codes, keywords and landing pages; a model, one a file, splits an order
over the touches of its path in exact integers. What a creator is owed for the credit is for
``influence.payments``.
"""

from __future__ import annotations

from influence.attribution._attribute import attribute
from influence.attribution._attribute_leads import CreditedLead, attribute_leads
from influence.attribution._attribution import Attribution, CreatorCredit, CreditRow
from influence.attribution._code_leaks import CodeLeak, code_leaks
from influence.attribution._conversion_paths import conversion_paths
from influence.attribution._coupon_sites import COUPON_SITES
from influence.attribution._credit import Credit, CreditedAmount, Loser, Miss, Resolution
from influence.attribution._free_mail import FREE_MAIL_DOMAINS
from influence.attribution._journey import Journey
from influence.attribution._last_touch import LastTouch
from influence.attribution._model import AttributionModel, LearningModel
from influence.attribution._path import Path, PathTouch
from influence.attribution._policy import (
    PRECEDENCES,
    SEVERAL_CODES,
    AttributionPolicy,
    Precedence,
    SeveralCodes,
)
from influence.attribution._story import Story

__all__ = [
    "COUPON_SITES",
    "FREE_MAIL_DOMAINS",
    "PRECEDENCES",
    "SEVERAL_CODES",
    "Attribution",
    "AttributionModel",
    "AttributionPolicy",
    "CodeLeak",
    "CreatorCredit",
    "Credit",
    "CreditRow",
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
    "SeveralCodes",
    "Story",
    "attribute",
    "attribute_leads",
    "code_leaks",
    "conversion_paths",
]
