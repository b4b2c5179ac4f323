"""Experiments: how many posts tell a good creator from chance, and when to stop early.

    return multiple = gross profit ÷ whole cost         break-even is 1

``plan`` says how many creators or posts tell a multiple from break-even, ``power`` and
``detectable`` what a given number can tell, and ``telling`` warns of a test that cannot. ``look``
may be asked after every post, or every morning: its verdicts hold however often one looks.

Orders are counts: they vary by chance, between posts, and between creators. What all this is worth
in money is for ``influence.planning``; what is believed of a creator, for ``influence.beliefs``.
"""

from __future__ import annotations

from influence.experiments._counts import chance_of, chance_of_at_least
from influence.experiments._experiment import ABOUT, About, Experiment
from influence.experiments._look import Look, Verdict, look
from influence.experiments._plan import MOST_SIZE, Plan, plan
from influence.experiments._power import ERROR, POWER, Threshold, detectable, power, threshold
from influence.experiments._sighting import Seen, Sighting, seen
from influence.experiments._stopping_rule import StoppingRule
from influence.experiments._telling import Telling, telling
from influence.experiments._variation import Variation

__all__ = [
    "ABOUT",
    "ERROR",
    "MOST_SIZE",
    "POWER",
    "About",
    "Experiment",
    "Look",
    "Plan",
    "Seen",
    "Sighting",
    "StoppingRule",
    "Telling",
    "Threshold",
    "Variation",
    "Verdict",
    "chance_of",
    "chance_of_at_least",
    "detectable",
    "look",
    "plan",
    "power",
    "seen",
    "telling",
    "threshold",
]
