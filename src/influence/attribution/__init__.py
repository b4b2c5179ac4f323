"""Attribution: who gets the credit for a sale, and why nobody else does.

One resolver reads links, codes, keywords and landing pages; a model, one a file, splits an order
over the touches of its path in exact integers. What a creator is owed for the credit is for
``influence.payments``.
"""

from __future__ import annotations

from influence.attribution._attribute import attribute
from influence.attribution._attribute_leads import CreditedLead, attribute_leads
from influence.attribution._attribution import Attribution, CreatorCredit, CreditRow
from influence.attribution._coalitions import shapley_of_game
from influence.attribution._code_first import CodeFirst
from influence.attribution._code_leaks import CodeLeak, code_leaks, coded_visitors
from influence.attribution._conversion_paths import conversion_paths
from influence.attribution._coupon_sites import COUPON_SITES
from influence.attribution._credit import Credit, CreditedAmount, Loser, Miss, Resolution
from influence.attribution._custom import Custom
from influence.attribution._first_touch import FirstTouch
from influence.attribution._free_mail import FREE_MAIL_DOMAINS
from influence.attribution._journey import Journey
from influence.attribution._journey_text import journeys_of_text
from influence.attribution._last_non_direct import LastNonDirect
from influence.attribution._last_touch import LastTouch
from influence.attribution._linear import Linear
from influence.attribution._markov import FittedMarkov, Markov, Repeats, removal_effects
from influence.attribution._model import AttributionModel, LearningModel
from influence.attribution._order_codes import OrderCodes
from influence.attribution._path import Path, PathTouch
from influence.attribution._picking import PickingModel
from influence.attribution._player_scores import PlayerScore, PlayerScores, ScoreKind
from influence.attribution._players import PLAYERS, Players
from influence.attribution._policy import (
    PRECEDENCES,
    SEVERAL_CODES,
    AttributionPolicy,
    Precedence,
    SeveralCodes,
)
from influence.attribution._position_based import PositionBased
from influence.attribution._self_referral import SelfReferrals
from influence.attribution._shapley import FittedShapley, Shapley, Worth, shapley_values
from influence.attribution._story import Story
from influence.attribution._time_decay import TimeDecay

__all__ = [
    "COUPON_SITES",
    "FREE_MAIL_DOMAINS",
    "PLAYERS",
    "PRECEDENCES",
    "SEVERAL_CODES",
    "Attribution",
    "AttributionModel",
    "AttributionPolicy",
    "CodeFirst",
    "CodeLeak",
    "CreatorCredit",
    "Credit",
    "CreditRow",
    "CreditedAmount",
    "CreditedLead",
    "Custom",
    "FirstTouch",
    "FittedMarkov",
    "FittedShapley",
    "Journey",
    "LastNonDirect",
    "LastTouch",
    "LearningModel",
    "Linear",
    "Loser",
    "Markov",
    "Miss",
    "OrderCodes",
    "Path",
    "PathTouch",
    "PickingModel",
    "PlayerScore",
    "PlayerScores",
    "Players",
    "PositionBased",
    "Precedence",
    "Repeats",
    "Resolution",
    "ScoreKind",
    "SelfReferrals",
    "SeveralCodes",
    "Shapley",
    "Story",
    "TimeDecay",
    "Worth",
    "attribute",
    "attribute_leads",
    "code_leaks",
    "coded_visitors",
    "conversion_paths",
    "journeys_of_text",
    "removal_effects",
    "shapley_of_game",
    "shapley_values",
]
