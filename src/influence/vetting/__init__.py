"""Vetting: whom to trust with a campaign, by what their posts, comments and audience tell.

    last 20 posts, comments, audience, deliveries → signals → score whose parts sum to it

Follower count is no signal. What is unusual is told with its evidence and an innocent reason, and
never as a verdict. Whom to book after the first results is for ``influence.ranking``. Source: S2.
"""

from __future__ import annotations

from influence.vetting._anomalies import ANOMALY_KINDS, Anomaly, AnomalyKind
from influence.vetting._policy import SIGNALS, SignalName, VettingPolicy
from influence.vetting._signals import PROOF_WORDS, PostSignals, engagement_of
from influence.vetting._vetting import Vetted, VettingPart, vetting_of

__all__ = [
    "ANOMALY_KINDS",
    "PROOF_WORDS",
    "SIGNALS",
    "Anomaly",
    "AnomalyKind",
    "PostSignals",
    "SignalName",
    "Vetted",
    "VettingPart",
    "VettingPolicy",
    "engagement_of",
    "vetting_of",
]
