"""Every rule of ours under the sixteen laws, with the exceptions that are known and needed.

To put a rule under the laws: a class of three lines. What is declared here is the table in
docs/reference/payment-rule-laws.md, which `python tools/law_table.py` writes.
"""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from influence.payments import (
    Amended,
    Amendment,
    Commission,
    CommissionableBase,
    Hybrid,
)
from influence.shares import Share
from influence.testing import (
    PaymentRuleLaws,
    bonuses,
    caps,
    flat_fees,
    graded_bonuses,
    guarantees,
    in_kinds,
    itemized_commissions,
    monies,
    retainers,
    shares,
    tiered,
)

_nearest = st.sampled_from(("half_even", "half_away_from_zero"))
_to_one_side = st.sampled_from(("floor", "ceiling", "towards_zero"))
_amounts = monies(least=1, most=100_000)
_rates = shares().filter(lambda share: share.fraction > 0)
_commissions = st.builds(Commission, rate=_rates)

_EACH_ORDER: dict[str, str] = dict.fromkeys(
    ("splitting", "at_most_top_rate", "partial_refunds", "scaling", "exact"),
    "the contract rounds each order",
)
_TAX_AND_SHIPPING: dict[str, str] = dict.fromkeys(
    ("no_cliff", "at_most_top_rate", "refund_bounded"),
    "a share of tax and shipping is paid beside that of the items",
)
_TO_ONE_SIDE = {
    "scaling": "rounded to one side, a unit can be lost or won",
    "exact": "rounded to one side, a unit can be lost or won",
}
_A_BONUS_ON_POSTS = {
    "at_most_top_rate": "a bonus on figures of posts looks at no sale",
    "no_sales_no_commission": "a bonus on figures of posts looks at no sale",
}
_FOR_THE_WORK = {
    "at_most_top_rate": "a flat fee is for the work, whatever it sells",
    "no_sales_no_commission": "a flat fee is for the work, whatever it sells",
}
_AN_AMOUNT = {
    "no_cliff": "an amount is paid however small the sale is",
    "at_most_top_rate": "an amount is no share of the sale",
    "refund_bounded": "what came back whole takes its whole amount back",
}
_A_BONUS = {
    "no_cliff": "the sale that reaches the threshold earns the whole bonus",
    "at_most_top_rate": "a bonus is no share of the sale",
    "refund_bounded": "a refund can fall below the threshold",
}
_HYBRID = {**_A_BONUS, **_FOR_THE_WORK}
_A_RETAINER = {
    "at_most_top_rate": "a retainer is for being there, whatever is sold",
    "no_sales_no_commission": "a retainer is for being there, whatever is sold",
}
_A_MINIMUM = {
    "at_most_top_rate": "a minimum is paid whatever is sold",
    "no_sales_no_commission": "a minimum is paid whatever is sold",
}
_CAP_PER_ORDER = {
    "splitting": "each order has its own cap",
    "monotone": "what one order earns alone is rounded apart from the sum, and a unit can be lost",
    "partial_refunds": "each order has its own cap",
}
_CAP_PER_CUSTOMER = {
    "splitting": "an order of an unknown customer counts as a customer of its own",
    "monotone": "what a customer earns alone is rounded apart from the sum, and a unit can be lost",
    "partial_refunds": "an order of an unknown customer counts as a customer of its own",
}
_TIER_FLATS: dict[str, str] = dict.fromkeys(
    ("no_cliff", "at_most_top_rate", "refund_bounded"),
    "reaching a tier pays its flat amount, and a refund can fall below it",
)
_RETROACTIVE: dict[str, str] = dict.fromkeys(
    ("no_cliff", "refund_bounded"), "reaching a tier, or falling below it, re-rates all sales"
)
_BY_THE_ORDERS_BEFORE: dict[str, str] = dict.fromkeys(
    ("splitting", "no_cliff", "partial_refunds", "refund_bounded"),
    "a whole order has one rate, by the orders before it",
)
_BY_SIZE: dict[str, str] = dict.fromkeys(
    ("splitting", "no_cliff", "partial_refunds", "refund_bounded"),
    "a whole order has one rate, by its own size",
)
_BY_COUNT: dict[str, str] = {
    **dict.fromkeys(
        ("splitting", "no_cliff", "partial_refunds", "refund_bounded"),
        "which sales lie on a tier follows from how they come in orders",
    ),
    "monotone": "sales that move to the next tier are rounded there anew, and a unit can be lost",
}
_BY_CUSTOMERS: dict[str, str] = {
    **dict.fromkeys(
        ("splitting", "partial_refunds"),
        "only the first order of a customer counts, and only its part that was credited",
    ),
    **dict.fromkeys(("no_cliff", "refund_bounded"), "reaching a tier re-rates all sales"),
    "monotone": "an earlier order of which less was credited counts instead of a later one",
}


class Ours(PaymentRuleLaws):
    """Many rules, each with so many examples as the profile says."""

    effort = 1


class TestFlatFee(Ours):
    rule = flat_fees()
    exceptions = _FOR_THE_WORK


class TestInKind(Ours):
    rule = in_kinds()


class TestCommission(Ours):
    rule = st.builds(Commission, rate=_rates, rounding=_nearest, new_customers_only=st.booleans())


class TestCommissionRoundedToOneSide(Ours):
    rule = st.builds(Commission, rate=_rates, rounding=_to_one_side)
    exceptions = _TO_ONE_SIDE


class TestCommissionRoundedEachOrder(Ours):
    rule = st.builds(Commission, rate=_rates, rounding=_nearest, rounds=st.just("order"))
    exceptions = _EACH_ORDER


class TestCommissionFirstMonths(Ours):
    rule = st.builds(Commission, rate=_rates, first_months=st.integers(1, 13))


class TestCommissionNetOfTax(Ours):
    rule = st.builds(
        Commission, rate=_rates, base=st.builds(CommissionableBase, vat=st.just("0.19"))
    )


class TestCommissionWithTaxAndShipping(Ours):
    rule = st.builds(
        Commission,
        rate=_rates,
        base=st.just(CommissionableBase(includes=("tax", "shipping", "gift_cards"))),
    )
    exceptions = _TAX_AND_SHIPPING


class TestCommissionPerOrder(Ours):
    rule = st.builds(Commission, per_order=_amounts, new_customers_only=st.booleans())
    exceptions = _AN_AMOUNT


class TestCommissionPerUnit(Ours):
    rule = st.builds(Commission, per_unit=_amounts)
    exceptions = _AN_AMOUNT


class TestCommissionByProduct(Ours):
    rule = itemized_commissions()
    exceptions = _AN_AMOUNT


class TestBonusOnOrders(Ours):
    rule = bonuses(metrics=("orders",))
    exceptions = _A_BONUS


class TestBonusOnRevenue(Ours):
    rule = bonuses(metrics=("revenue",))
    exceptions = _A_BONUS


class TestBonusInSteps(Ours):
    rule = graded_bonuses()
    exceptions = _A_BONUS


class TestBonusOnFigures(Ours):
    rule = bonuses(metrics=("saves", "views", "signups"))
    exceptions = _A_BONUS_ON_POSTS


class TestHybrid(Ours):
    rule = st.builds(Hybrid, parts=st.tuples(_commissions, flat_fees(), bonuses()))
    exceptions = _HYBRID


class TestRetainer(Ours):
    rule = retainers()
    exceptions = _A_RETAINER


class TestGuaranteed(Ours):
    rule = guarantees(_commissions)
    exceptions = _A_MINIMUM


class TestGuaranteedAsADraw(Ours):
    rule = guarantees(_commissions, recoverable=True)
    exceptions = _A_MINIMUM


class TestCappedPerOrder(Ours):
    rule = caps(_commissions, cap="per_order")
    exceptions = _CAP_PER_ORDER


class TestCappedPerCustomer(Ours):
    rule = caps(_commissions, cap="per_customer")
    exceptions = _CAP_PER_CUSTOMER


class TestCappedPerPeriod(Ours):
    rule = caps(_commissions, cap="per_period")


class TestCappedPerCampaign(Ours):
    rule = caps(_commissions, cap="per_campaign")


class TestTieredMarginal(Ours):
    rule = tiered(meaning="marginal")


class TestTieredMarginalWithFlats(Ours):
    rule = tiered(meaning="marginal", flats=True)
    exceptions = _TIER_FLATS


class TestTieredRetroactive(Ours):
    rule = tiered(meaning="retroactive")
    exceptions = _RETROACTIVE


class TestTieredNextOnly(Ours):
    rule = tiered(meaning="next_only")
    exceptions = _BY_THE_ORDERS_BEFORE


class TestTieredCrossingOrder(Ours):
    rule = tiered(meaning="crossing_order")
    exceptions = _BY_THE_ORDERS_BEFORE


class TestTieredSingleOrder(Ours):
    rule = tiered(meaning="single_order")
    exceptions = _BY_SIZE


class TestTieredByOrders(Ours):
    rule = tiered(meaning="marginal", metric="orders")
    exceptions = _BY_COUNT


class TestTieredByCustomers(Ours):
    rule = tiered(meaning="retroactive", metric="customers")
    exceptions = _BY_CUSTOMERS


class TestAmended(Ours):
    rule = Amended(
        first=Commission(rate=Share("0.10")),
        amendments=(
            Amendment(effective_from=dt.date(2026, 3, 10), terms=Commission(rate=Share("0.15"))),
        ),
    )
