"""Strategy checks: what a ranking strategy is held to."""

from __future__ import annotations

from influence.testing._conformance._check import by_id, checks_in
from influence.testing._conformance._kind import Kit
from influence.testing._strategy_checks import _candidates, _independence, _places, _scores
from influence.testing._strategy_checks._subject import StrategySubject, strategy_subject

KIT: Kit[StrategySubject] = Kit(
    checks=by_id(checks_in(_candidates, _independence, _places, _scores)),
    subject=strategy_subject,
    groups={
        "C": "Candidates",
        "F": "Figures",
        "I": "Independence",
        "P": "Places",
        "S": "Scores",
        "V": "Values",
    },
)
