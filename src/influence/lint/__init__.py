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
from influence.lint._revenue_gaps import RevenueGaps
from influence.lint._rule import LintRule, LintSubject
from influence.lint._unknown_customers import UnknownCustomers
from influence.lint._unknown_profit import UnknownProfit
from influence.lint._without_deal import WithoutDeal

__all__ = [
    "BUILT_IN_RULES",
    "PRACTICE_RULES",
    "CarriedLintRule",
    "ClaimedFees",
    "DoubleProduct",
    "EarlyRefunds",
    "EarlySales",
    "LateTouches",
    "LeakedCodes",
    "LintPolicy",
    "LintRule",
    "LintSubject",
    "OtherPlatforms",
    "OutsideCampaign",
    "OwnOrders",
    "RevenueGaps",
    "UnknownCustomers",
    "UnknownProfit",
    "Waiver",
    "WithoutDeal",
    "active_rules",
    "built_in_findings",
    "lint_findings",
    "practice_findings",
    "practice_rules",
]
