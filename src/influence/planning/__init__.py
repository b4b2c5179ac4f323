"""Planning: what a cycle may come to before anybody is booked.

    profit = partners × customers of each × what a customer leaves − partners × cost of each

A ``Scenario`` is worked out exactly at what is likely, and played many times by ``compare`` where
its figures are estimates, because a single post is a bet and a hundred small ones are nearly a
sum. ``CelebrityFit`` asks the five questions under which a celebrity makes sense, and
``follower_price`` says what a follower may cost at most. How many posts tell a good creator from
chance is for ``influence.experiments``; what is owed under which terms, for ``influence.offers``.
"""

from __future__ import annotations

from influence.planning._celebrity import (
    ANSWERS,
    CELEBRITY_CONDITIONS,
    Answer,
    CelebrityCondition,
    CelebrityFit,
)
from influence.planning._comparison import DRAWS, Comparison, compare
from influence.planning._estimate import Estimate, EstimateLike, FigureLike
from influence.planning._follower_price import (
    FEW_ORDERS,
    PRIOR_POSTS,
    FollowerPrice,
    follower_price,
)
from influence.planning._follower_value import STUDIED_FOLLOWER_VALUES, FollowerValue
from influence.planning._own_scenarios import (
    CYCLE_ANGLES,
    CYCLE_PARTNERS,
    PRIOR_CREATORS,
    own_scenarios,
    tier_multiple,
)
from influence.planning._projection import LEVEL, Projection
from influence.planning._response import Customers, Funnel, Response, ReturnMultiple
from influence.planning._scenario import Scenario
from influence.planning._tier_record import CreatorRecord, TierRecord, TierRecords, tier_records
from influence.planning._worth import CustomerWorth

__all__ = [
    "ANSWERS",
    "CELEBRITY_CONDITIONS",
    "CYCLE_ANGLES",
    "CYCLE_PARTNERS",
    "DRAWS",
    "FEW_ORDERS",
    "LEVEL",
    "PRIOR_CREATORS",
    "PRIOR_POSTS",
    "STUDIED_FOLLOWER_VALUES",
    "Answer",
    "CelebrityCondition",
    "CelebrityFit",
    "Comparison",
    "CreatorRecord",
    "CustomerWorth",
    "Customers",
    "Estimate",
    "EstimateLike",
    "FigureLike",
    "FollowerPrice",
    "FollowerValue",
    "Funnel",
    "Projection",
    "Response",
    "ReturnMultiple",
    "Scenario",
    "TierRecord",
    "TierRecords",
    "compare",
    "follower_price",
    "own_scenarios",
    "tier_multiple",
    "tier_records",
]
