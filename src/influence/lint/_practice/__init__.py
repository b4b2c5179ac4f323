"""Practice: the lint rules about how a campaign is run, in the order of their findings.

They look at what was planned and agreed rather than at what the figures rest on, so an evaluation
does not ask them; ``influence check`` and ``Evaluation.practice`` do.
"""

from __future__ import annotations

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
from influence.lint._rule import LintRule

PRACTICE_RULES: tuple[LintRule, ...] = (
    VagueOffer(),
    WithoutNextStep(),
    ReachMetrics(),
    WeakHashtag(),
    MissingHashtag(),
    OneAngle(),
    FewPartners(),
    SeveralOffers(),
    UnfoundedCelebrity(),
    UnprovenStage(),
    WithoutMarks(),
    WeakMarks(),
    MixedCaseLinks(),
    SharedCodes(),
    UntaggedLinks(),
    WeakLandingPage(),
    DeadEnds(),
    ForeignCodes(),
    UnknownCodes(),
    LosingCommission(),
    ShortHold(),
    OddTiers(),
    Overspent(),
    SteepFees(),
    FixedPay(),
    MissingDisclosure(),
    UnclearDisclosure(),
    HiddenDisclosure(),
    LabelAlone(),
    SilentVideos(),
    LateDeliverables(),
    AstrayMoves(),
    ContradictedStates(),
    SkippedGates(),
    MissingReminders(),
    UndatedDeliverables(),
    WithoutRights(),
    UnlicensedUses(),
    EndedLeaves(),
    EndingRights(),
    SpentImpressions(),
    EndlessRights(),
    UnlicensedBoosts(),
    IdlePosts(),
    UnusedAssets(),
    AstrayAssets(),
    UntoldResults(),
    TaxForms(),
    ScriptedBriefs(),
    BareBriefs(),
    LongBriefs(),
    PlainPitches(),
    ShortList(),
    UnvettedPartners(),
    FollowerChoice(),
    IgnoredComments(),
    OddAudiences(),
    MissingMemberships(),
    OldProofs(),
)
