"""Lint: what is wrong or odd in a book, one rule a file.

A rule is given the book and what the book knows of each creator, and answers findings of the kinds
that it declares. Which rules are asked beside ours, and what is turned off and why, is said by the
book's ``LintPolicy``. Rows that broke a rule on the way in are found by ``influence.books``.
"""

from __future__ import annotations

from influence._lint_policy import CarriedLintRule, LintPolicy, Waiver
from influence.lint._built_in import BUILT_IN_RULES
from influence.lint._claimed_fees import ClaimedFees
from influence.lint._double_product import DoubleProduct
from influence.lint._early_refunds import EarlyRefunds
from influence.lint._early_sales import EarlySales
from influence.lint._late_touches import LateTouches
from influence.lint._leaked_codes import LeakedCodes
from influence.lint._linting import (
    active_rules,
    built_in_findings,
    lint_findings,
    practice_findings,
    practice_rules,
)
from influence.lint._other_platforms import OtherPlatforms
from influence.lint._outside_campaign import OutsideCampaign
from influence.lint._own_orders import OwnOrders
from influence.lint._practice import PRACTICE_RULES
from influence.lint._practice._astray_assets import AstrayAssets
from influence.lint._practice._astray_moves import AstrayMoves
from influence.lint._practice._bare_briefs import BareBriefs
from influence.lint._practice._contradicted_states import ContradictedStates
from influence.lint._practice._dead_ends import DeadEnds
from influence.lint._practice._ended_leaves import EndedLeaves
from influence.lint._practice._ending_rights import EndingRights
from influence.lint._practice._endless_rights import EndlessRights
from influence.lint._practice._few_partners import FewPartners
from influence.lint._practice._fixed_pay import FixedPay
from influence.lint._practice._follower_choice import FollowerChoice
from influence.lint._practice._foreign_codes import ForeignCodes
from influence.lint._practice._hidden_disclosure import HiddenDisclosure
from influence.lint._practice._idle_posts import IdlePosts
from influence.lint._practice._ignored_comments import IgnoredComments
from influence.lint._practice._label_alone import LabelAlone
from influence.lint._practice._late_deliverables import LateDeliverables
from influence.lint._practice._long_briefs import LongBriefs
from influence.lint._practice._losing_commission import LosingCommission
from influence.lint._practice._missing_disclosure import MissingDisclosure
from influence.lint._practice._missing_hashtag import MissingHashtag
from influence.lint._practice._missing_memberships import MissingMemberships
from influence.lint._practice._missing_reminders import MissingReminders
from influence.lint._practice._mixed_case_links import MixedCaseLinks
from influence.lint._practice._odd_audiences import OddAudiences
from influence.lint._practice._odd_tiers import OddTiers
from influence.lint._practice._old_proofs import OldProofs
from influence.lint._practice._one_angle import OneAngle
from influence.lint._practice._overspent import Overspent
from influence.lint._practice._plain_pitches import PlainPitches
from influence.lint._practice._reach_metrics import ReachMetrics
from influence.lint._practice._scripted_briefs import ScriptedBriefs
from influence.lint._practice._several_offers import SeveralOffers
from influence.lint._practice._shared_codes import SharedCodes
from influence.lint._practice._short_hold import ShortHold
from influence.lint._practice._short_list import ShortList
from influence.lint._practice._silent_videos import SilentVideos
from influence.lint._practice._skipped_gates import SkippedGates
from influence.lint._practice._spent_impressions import SpentImpressions
from influence.lint._practice._steep_fees import SteepFees
from influence.lint._practice._tax_forms import TaxForms
from influence.lint._practice._unclear_disclosure import UnclearDisclosure
from influence.lint._practice._undated_deliverables import UndatedDeliverables
from influence.lint._practice._unfounded_celebrity import UnfoundedCelebrity
from influence.lint._practice._unknown_codes import UnknownCodes
from influence.lint._practice._unlicensed_boosts import UnlicensedBoosts
from influence.lint._practice._unlicensed_uses import UnlicensedUses
from influence.lint._practice._unproven_stage import UnprovenStage
from influence.lint._practice._untagged_links import UntaggedLinks
from influence.lint._practice._untold_results import UntoldResults
from influence.lint._practice._unused_assets import UnusedAssets
from influence.lint._practice._unvetted_partners import UnvettedPartners
from influence.lint._practice._vague_offer import VagueOffer
from influence.lint._practice._weak_hashtag import WeakHashtag
from influence.lint._practice._weak_landing_page import WeakLandingPage
from influence.lint._practice._weak_marks import WeakMarks
from influence.lint._practice._without_marks import WithoutMarks
from influence.lint._practice._without_next_step import WithoutNextStep
from influence.lint._practice._without_rights import WithoutRights
from influence.lint._revenue_gaps import RevenueGaps
from influence.lint._rule import LintRule, LintSubject
from influence.lint._unknown_customers import UnknownCustomers
from influence.lint._unknown_profit import UnknownProfit
from influence.lint._without_deal import WithoutDeal

__all__ = [
    "BUILT_IN_RULES",
    "PRACTICE_RULES",
    "AstrayAssets",
    "AstrayMoves",
    "BareBriefs",
    "CarriedLintRule",
    "ClaimedFees",
    "ContradictedStates",
    "DeadEnds",
    "DoubleProduct",
    "EarlyRefunds",
    "EarlySales",
    "EndedLeaves",
    "EndingRights",
    "EndlessRights",
    "FewPartners",
    "FixedPay",
    "FollowerChoice",
    "ForeignCodes",
    "HiddenDisclosure",
    "IdlePosts",
    "IgnoredComments",
    "LabelAlone",
    "LateDeliverables",
    "LateTouches",
    "LeakedCodes",
    "LintPolicy",
    "LintRule",
    "LintSubject",
    "LongBriefs",
    "LosingCommission",
    "MissingDisclosure",
    "MissingHashtag",
    "MissingMemberships",
    "MissingReminders",
    "MixedCaseLinks",
    "OddAudiences",
    "OddTiers",
    "OldProofs",
    "OneAngle",
    "OtherPlatforms",
    "OutsideCampaign",
    "Overspent",
    "OwnOrders",
    "PlainPitches",
    "ReachMetrics",
    "RevenueGaps",
    "ScriptedBriefs",
    "SeveralOffers",
    "SharedCodes",
    "ShortHold",
    "ShortList",
    "SilentVideos",
    "SkippedGates",
    "SpentImpressions",
    "SteepFees",
    "TaxForms",
    "UnclearDisclosure",
    "UndatedDeliverables",
    "UnfoundedCelebrity",
    "UnknownCodes",
    "UnknownCustomers",
    "UnknownProfit",
    "UnlicensedBoosts",
    "UnlicensedUses",
    "UnprovenStage",
    "UntaggedLinks",
    "UntoldResults",
    "UnusedAssets",
    "UnvettedPartners",
    "VagueOffer",
    "Waiver",
    "WeakHashtag",
    "WeakLandingPage",
    "WeakMarks",
    "WithoutDeal",
    "WithoutMarks",
    "WithoutNextStep",
    "WithoutRights",
    "active_rules",
    "built_in_findings",
    "lint_findings",
    "practice_findings",
    "practice_rules",
]
