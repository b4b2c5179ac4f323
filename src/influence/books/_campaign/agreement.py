"""Agreements: what the campaign file says, as values."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

import attrs

from influence.attribution import AttributionPolicy
from influence.beliefs import LearningPolicy
from influence.books._campaign.files import BookFiles
from influence.campaign_book import CyclePlan
from influence.campaigns import Campaign
from influence.creators import AUDIENCE_TIERS, AudienceTiers
from influence.deals import Deal
from influence.decisions import DecisionPolicy
from influence.links import LinkPolicy
from influence.lint import LintPolicy
from influence.progression import DEFAULT_LADDER, DealLadder
from influence.ranking import RankingStrategy, Shrinkage
from influence.settlement import SettlementPolicy


@attrs.frozen(kw_only=True)
class Agreement:
    """What was agreed for a whole campaign.

    Args:
        campaign: The campaign.
        deals: What was agreed with each creator.
        links: How its links, codes and keywords are made.
        plan: What is planned for the next cycle.
        attribution, settlement, ranking, lint, decisions, learning, ladder, tiers: The rules it is
            judged by.
    """

    campaign: Campaign
    deals: tuple[Deal, ...] = ()
    attribution: AttributionPolicy = AttributionPolicy()
    settlement: SettlementPolicy = SettlementPolicy()
    links: LinkPolicy = LinkPolicy()
    ranking: RankingStrategy = Shrinkage()
    lint: LintPolicy = LintPolicy()
    decisions: DecisionPolicy
    learning: LearningPolicy = LearningPolicy()
    plan: CyclePlan = CyclePlan()
    ladder: DealLadder = DEFAULT_LADDER
    tiers: AudienceTiers = AUDIENCE_TIERS


@attrs.frozen(kw_only=True)
class Draft:
    """What could be made out of a campaign file, whether or not all of it is right.

    Args:
        agreement: The whole; ``None`` when there is any fault.
        currency: Its currency, where that much is right.
        time_zone: Its zone, where that much is right.
        angles: The ids of its angles.
        creators: Of each deal the creator and its place in the file.
        files: The files that it reads from and writes to, as far as they are right.
    """

    agreement: Agreement | None = None
    currency: str | None = None
    time_zone: ZoneInfo | None = None
    angles: frozenset[str] = frozenset()
    creators: Mapping[int, str] = attrs.field(factory=dict[int, str])
    files: BookFiles = BookFiles()
