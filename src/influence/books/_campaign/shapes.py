"""The shapes of the campaign file: every table of ``campaign.toml`` with its keys."""

from __future__ import annotations

from typing import Final

from influence.allocation import AllocationPolicy
from influence.assets import ASSET_KINDS, RepurposingPlan
from influence.attribution import AttributionPolicy
from influence.beliefs import LearningPolicy
from influence.books._campaign.policies import policy_shape
from influence.books._campaign.shape import Key, Shape
from influence.campaign_book import CyclePlan
from influence.campaigns import CELEBRITY_GROUNDS, Angle, Campaign, Offer
from influence.deals import Deal
from influence.decisions import DecisionPolicy
from influence.deliverables import STATES, Deliverable, ProductionTerms
from influence.guidelines import Guidelines
from influence.links import PLANNED_CHANNELS, CodePolicy, LinkPolicy
from influence.lint import LintPolicy, Waiver
from influence.metrics import METRICS
from influence.money import known_currencies
from influence.personas import Persona
from influence.progression import LADDERS, ChanceThresholds, DealLadder
from influence.rights import AdAuthorisation, RightsLine, UsageRights
from influence.settlement import PayoutRail, SettlementPolicy
from influence.tracking import CodeTerms

_CURRENCIES: Final = tuple(known_currencies())
_AMOUNTS: Final = Shape(
    each=Key(kind="amount"), names=_CURRENCIES, about="An amount under each currency."
)

CAMPAIGN: Final = Shape(
    of=Campaign,
    keys={
        "id": Key(kind="text", required=True, field="campaign_id"),
        "name": Key(kind="text", required=True),
        "currency": Key(kind="text", required=True, words=_CURRENCIES),
        "time_zone": Key(kind="text", required=True),
        "starts": Key(kind="day", required=True),
        "ends": Key(kind="day", required=True),
        "success_metrics": Key(kind="texts", required=True, words=tuple(METRICS), length=3),
        "hashtag": Key(kind="text"),
        "persona": Key(kind="text"),
        "budget": Key(kind="amount"),
        "gross_margin": Key(kind="share"),
        "payback_days": Key(kind="count"),
        "cycle_days": Key(kind="count"),
        "brand": Key(kind="text"),
        "country": Key(kind="text"),
        "celebrity_conditions": Key(kind="texts", words=CELEBRITY_GROUNDS),
    },
)

OFFER: Final = Shape(
    of=Offer,
    keys={
        "product": Key(kind="text", required=True),
        "primary_action": Key(kind="text", required=True),
        "urgency": Key(kind="text"),
        "deadline": Key(kind="day"),
        "landing_page": Key(kind="text"),
    },
)

ATTRIBUTION: Final = Shape(
    of=AttributionPolicy,
    keys={
        "model": Key(kind="named", family="attribution_models"),
        "lookback_days": Key(kind="count"),
        "precedence": Key(kind="text"),
        "several_codes": Key(kind="text"),
    },
)

RAIL: Final = Shape(
    of=PayoutRail,
    keys={
        "name": Key(kind="text", required=True),
        "steps": Key(kind="table", inner=_AMOUNTS),
    },
)

SETTLEMENT: Final = Shape(
    of=SettlementPolicy,
    keys={
        "hold_days": Key(kind="count"),
        "minimum_payout": Key(kind="amount"),
        "other_minimums": Key(kind="table", inner=_AMOUNTS),
        "refund_window_days": Key(kind="count"),
        "period_months": Key(kind="count"),
        "rail": Key(kind="table", inner=RAIL),
    },
)

LINKS: Final = Shape(
    of=LinkPolicy,
    keys={
        "landing_page": Key(kind="text"),
        "channel": Key(kind="text", words=PLANNED_CHANNELS, is_open=True),
        "medium": Key(kind="text"),
        "source": Key(kind="text"),
        "vanity": Key(kind="flag", of=CodePolicy, field="is_vanity"),
        "discount": Key(kind="count", of=CodePolicy),
    },
)

PROGRESSION: Final = Shape(
    of=DealLadder,
    keys={
        "ladder": Key(kind="text", words=tuple(LADDERS), about="A ladder that is shipped."),
        "cool_down": Key(kind="count"),
        "flat": Key(kind="share", of=ChanceThresholds),
        "hybrid": Key(kind="share", of=ChanceThresholds),
        "down": Key(kind="share", of=ChanceThresholds),
        "top": Key(kind="share", of=ChanceThresholds),
        "least_posts": Key(kind="count", of=ChanceThresholds),
    },
    about="The payment stages; the chances are for the ladder evidence.",
)

RANKING: Final = Shape(
    keys={
        "strategy": Key(
            kind="named", required=True, family="ranking_strategies", about="Who did best."
        )
    },
    about="Who did best.",
)

#: The payback window is the campaign's.
DECISIONS: Final = policy_shape(DecisionPolicy, without=("payback_days",))

#: Budget and cycles stand beside the limits, as those who plan think of them.
NEXT_CYCLE: Final = policy_shape(
    AllocationPolicy,
    more={
        "budget": Key(kind="amount", of=CyclePlan),
        "cycles_left": Key(kind="count", of=CyclePlan),
    },
)

LEARNING: Final = policy_shape(LearningPolicy)

TIERS: Final = Shape(
    each=Key(kind="count"), about="The audience tiers: from how many followers each begins."
)

WAIVER: Final = Shape(
    of=Waiver,
    keys={
        "code": Key(kind="text"),
        "rule": Key(kind="text"),
        "at": Key(kind="text"),
        "reason": Key(kind="text", required=True),
    },
)

LINT: Final = Shape(
    of=LintPolicy,
    keys={
        "rules": Key(kind="members", family="lint_rules"),
        "off": Key(kind="tables", inner=WAIVER),
    },
)

ANGLE: Final = Shape(
    of=Angle,
    keys={
        "id": Key(kind="text", required=True, field="angle_id"),
        "format": Key(kind="text"),
    },
)

CODE_TERMS: Final = Shape(
    of=CodeTerms,
    keys={
        "starts": Key(kind="moment"),
        "ends": Key(kind="moment"),
        "limit": Key(kind="count"),
        "priority": Key(kind="count"),
        "credit": Key(kind="text"),
    },
)

USAGE_RIGHTS: Final = Shape(
    of=UsageRights,
    keys={
        "channels": Key(kind="texts", required=True),
        "days": Key(kind="count", required=True),
        "paid_amplification": Key(kind="flag"),
    },
)

RIGHTS_LINE: Final = Shape(
    of=RightsLine,
    keys={
        "kind": Key(kind="text", required=True),
        "channels": Key(kind="texts", required=True),
        "territories": Key(kind="texts"),
        "territories_out": Key(kind="texts"),
        "starts": Key(kind="text", is_open=True),
        "days": Key(kind="count"),
        "months": Key(kind="count"),
        "until": Key(kind="day"),
        "sunset_days": Key(kind="count"),
        "impressions": Key(kind="count"),
        "edits": Key(kind="text"),
        "ai": Key(kind="text"),
        "exclusivity": Key(kind="text"),
        "renewal": Key(kind="text"),
        "notice_days": Key(kind="count"),
        "renewal_price": Key(kind="amount"),
        "price": Key(kind="amount"),
        "posts": Key(kind="texts"),
    },
)

AD_AUTHORISATION: Final = Shape(
    of=AdAuthorisation,
    keys={
        "platform": Key(kind="text", required=True),
        "granted_at": Key(kind="moment", required=True),
        "days": Key(kind="count"),
        "post": Key(kind="text", field="post_id"),
        "revoked_at": Key(kind="moment"),
        "code": Key(kind="text"),
    },
)

DELIVERABLE: Final = Shape(
    of=Deliverable,
    keys={
        "kind": Key(kind="text", required=True),
        "count": Key(kind="count"),
        "state": Key(kind="text"),
        "id": Key(kind="text", field="deliverable_id"),
        "draft_due": Key(kind="day"),
        "post_due": Key(kind="day"),
        "follows": Key(kind="text"),
        "within_days": Key(kind="count"),
        "within_months": Key(kind="count"),
    },
)

PRODUCTION: Final = Shape(
    of=ProductionTerms,
    keys={
        "proposal_days": Key(kind="count"),
        "deemed_approved_days": Key(kind="count"),
        "verify_days": Key(kind="count"),
        "keep_days": Key(kind="count"),
        "kill_fees": Key(
            kind="table",
            inner=Shape(each=Key(kind="share"), names=STATES, about="By the state it was in."),
        ),
    },
)

AUDIENCE: Final = Shape(
    of=Persona,
    keys={
        name: Key(kind="texts")
        for name in ("ages", "countries", "genders", "languages", "cities", "niches", "words")
    },
)

BRIEF: Final = Shape(
    of=Guidelines,
    keys={
        "goal": Key(kind="text"),
        "talking_points": Key(kind="texts"),
        "usage_guidelines": Key(kind="texts"),
        "guardrails": Key(kind="texts"),
        "approval_days": Key(kind="count"),
        "contact": Key(kind="text"),
    },
)

DEAL: Final = Shape(
    of=Deal,
    keys={
        "creator": Key(kind="text", required=True, field="creator_id"),
        "terms": Key(kind="member", family="payment_rules"),
        "angles": Key(kind="texts"),
        "codes": Key(kind="texts"),
        "links": Key(kind="texts"),
        "dm_keywords": Key(kind="texts"),
        "stage": Key(kind="text"),
        "deliverables": Key(kind="tables", inner=DELIVERABLE),
        "usage_rights": Key(kind="table", inner=USAGE_RIGHTS),
        "brief": Key(kind="table", inner=BRIEF),
        "rights": Key(kind="tables", inner=RIGHTS_LINE),
        "ad_authorisations": Key(kind="tables", inner=AD_AUTHORISATION),
        "code_terms": Key(
            kind="table", inner=Shape(each=Key(kind="table", inner=CODE_TERMS), about="By code.")
        ),
        "quote": Key(kind="amount"),
    },
)

REPURPOSING: Final = Shape(
    of=RepurposingPlan,
    keys={
        **{kind: Key(kind="count", about="How many a post is to give.") for kind in ASSET_KINDS},
        "replacement_values": Key(
            kind="table",
            inner=Shape(
                keys={
                    kind: Key(kind="amount", about="What one would cost to have made.")
                    for kind in ASSET_KINDS
                },
                about="By the kind of asset.",
            ),
        ),
    },
)

EXPORT: Final = Shape(
    keys={
        "file": Key(kind="text", required=True, about="The file to write, below where it is run."),
    },
    about="A file that influence export BOOK --all writes.",
)

SOURCE: Final = Shape(
    keys={
        "file": Key(kind="text", required=True, about="The export to read, below the book."),
    },
    about="An export that influence import BOOK reads again.",
)

PLATFORM: Final = Shape(
    keys={"platform": Key(kind="text", required=True, about="The connector's name.")},
    about="A platform to read from. Its secrets have no place in a book.",
)

ROOT: Final = Shape(
    keys={
        "schema": Key(kind="count", required=True, about="The version of this format: 1."),
        "campaign": Key(kind="table", required=True, inner=CAMPAIGN),
        "offer": Key(kind="table", inner=OFFER),
        "attribution": Key(kind="table", inner=ATTRIBUTION),
        "settlement": Key(kind="table", inner=SETTLEMENT),
        "links": Key(kind="table", inner=LINKS),
        "progression": Key(kind="table", inner=PROGRESSION),
        "ranking": Key(kind="table", inner=RANKING),
        "decisions": Key(kind="table", inner=DECISIONS),
        "next_cycle": Key(kind="table", inner=NEXT_CYCLE),
        "learning": Key(kind="table", inner=LEARNING),
        "audience_tiers": Key(kind="table", inner=TIERS),
        "lint": Key(kind="table", inner=LINT),
        "deliverables": Key(kind="table", inner=PRODUCTION),
        "audience": Key(kind="table", inner=AUDIENCE),
        "brief": Key(kind="table", inner=BRIEF),
        "repurposing": Key(kind="table", inner=REPURPOSING),
        "angles": Key(kind="tables", inner=ANGLE),
        "deals": Key(kind="tables", inner=DEAL),
        "sources": Key(kind="listed", inner=SOURCE, family="attribution_sources"),
        "platforms": Key(kind="listed", inner=PLATFORM, family="platforms"),
        "exports": Key(kind="listed", inner=EXPORT, family="exporters"),
    },
    about="What was agreed for a campaign.",
)
