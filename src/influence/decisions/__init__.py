"""Decisions: whom to scale, renew, retest, hold or drop, with the reasons.

    scale   likely to go on earning, paid back within the window, and room to grow
    renew   profitable, but later, less surely, or with no room to grow
    retest  one more test is due, with another angle: fewer than two have missed
    hold    nothing to book now: no telling, too dear at this price, or time to rest
    drop    two angles missed, and more likely to lose than to earn

A decision looks at money, and at the outlook of the creator's next package where there is one:

    chance that they earn more than they cost = Φ(log mean ÷ log sd)

Without an outlook it looks at what was earned so far. The thresholds are data with the sources'
values as defaults, and the whole rule may be replaced. Follower counts play no part. What to
believe of a creator is for ``influence.beliefs``, how many packages to book for
``influence.allocation``.

Source: S2 for scale and drop, S1 and S3 for renewing the top of the sheet.
"""

from __future__ import annotations

from influence.decisions._decide import decide
from influence.decisions._decision import Decision
from influence.decisions._evidence import Evidence
from influence.decisions._label import LABELS, STRENGTHS, Label, Strength
from influence.decisions._policy import DecisionPolicy
from influence.decisions._rule import DecisionRule

__all__ = [
    "LABELS",
    "STRENGTHS",
    "Decision",
    "DecisionPolicy",
    "DecisionRule",
    "Evidence",
    "Label",
    "Strength",
    "decide",
]
