"""Tracking: the marks that lead from a sale back to a creator.

A mark is a link (its UTM content), a discount code, a keyword in a direct message, or a landing
page. A touch is a visitor meeting one. Marks are compared in one normal form, so that ``Maya 15``
typed at a checkout is the code ``MAYA15``, and a keyword is found wherever its words stand together
in a message. A code may belong to one creator in spring and to another in summer. Who wins when
several marks speak is for ``influence.attribution``.
"""

from __future__ import annotations

from influence.tracking._code_terms import CODE_CREDITS, CodeCredit, CodeTerms
from influence.tracking._mark import KINDS, Kind, Mark
from influence.tracking._normal_form import normal_form, words
from influence.tracking._owners import Owners
from influence.tracking._touch import Touch
from influence.tracking._touch_table import TouchTable

__all__ = [
    "CODE_CREDITS",
    "KINDS",
    "CodeCredit",
    "CodeTerms",
    "Kind",
    "Mark",
    "Owners",
    "Touch",
    "TouchTable",
    "normal_form",
    "words",
]
