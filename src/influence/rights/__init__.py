"""Rights: what the brand may do with what a creator made, where, and until when.

    asset, channel, country, moment, purpose → yes by a line, or no with what every line lacks

Kinds of use are separate lines. Advertising under the creator's name needs their leave as well,
which ends and can be taken back. Which rights of a book end soon, and which uses run without one,
is for ``influence.rights_calendar``. Nothing here is legal advice.
"""

from __future__ import annotations

from influence.rights._ad_authorisation import SPARK_DAYS, AdAuthorisation
from influence.rights._permission import Permission, Usable, WantedUse, can_use, term_start
from influence.rights._rights_line import (
    AI_USES,
    EDITS,
    EVERYWHERE,
    RENEWALS,
    TERM_STARTS,
    USAGE_KINDS,
    AiUse,
    Edits,
    Renewal,
    RightsLine,
    TermStart,
    UsageKind,
)
from influence.rights._usage_rights import UsageRights

__all__ = [
    "AI_USES",
    "EDITS",
    "EVERYWHERE",
    "RENEWALS",
    "SPARK_DAYS",
    "TERM_STARTS",
    "USAGE_KINDS",
    "AdAuthorisation",
    "AiUse",
    "Edits",
    "Permission",
    "Renewal",
    "RightsLine",
    "TermStart",
    "Usable",
    "UsageKind",
    "UsageRights",
    "WantedUse",
    "can_use",
    "term_start",
]
