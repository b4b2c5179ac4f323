"""Built in: the lint rules that come with the library, in the order of their findings."""

from __future__ import annotations

from influence.lint._claimed_fees import ClaimedFees
from influence.lint._double_product import DoubleProduct
from influence.lint._early_refunds import EarlyRefunds
from influence.lint._early_sales import EarlySales
from influence.lint._late_touches import LateTouches
from influence.lint._leaked_codes import LeakedCodes
from influence.lint._other_platforms import OtherPlatforms
from influence.lint._outside_campaign import OutsideCampaign
from influence.lint._own_orders import OwnOrders
from influence.lint._revenue_gaps import RevenueGaps
from influence.lint._rule import LintRule
from influence.lint._unknown_customers import UnknownCustomers
from influence.lint._unknown_profit import UnknownProfit
from influence.lint._without_deal import WithoutDeal

BUILT_IN_RULES: tuple[LintRule, ...] = (
    WithoutDeal(),
    ClaimedFees(),
    LateTouches(),
    EarlyRefunds(),
    OwnOrders(),
    LeakedCodes(),
    DoubleProduct(),
    OtherPlatforms(),
    OutsideCampaign(),
    EarlySales(),
    RevenueGaps(),
    UnknownProfit(),
    UnknownCustomers(),
)
