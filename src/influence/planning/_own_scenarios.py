"""Own scenarios: a cycle of small creators against one celebrity, from what a book itself shows.

    believed multiple = (k × prior + n × own) ÷ (k + n)      n creators of your own, k for the prior
    how unsure        = √((v + 1 ÷ orders of a creator) ÷ (k + n)), of its logarithm

The small ones are those of the tier that you booked most; the celebrity stands on the highest tier.
Both cost the same, so that only what comes back differs. Where your book has nobody of a tier, the
benchmark of that tier speaks alone, and its date and source are told.
"""

from __future__ import annotations

import math
from fractions import Fraction

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError, MissingDataError, UnknownNameError
from influence.experiments import Variation
from influence.money import ExactMoney
from influence.planning._estimate import Estimate
from influence.planning._response import ReturnMultiple
from influence.planning._scenario import Scenario
from influence.planning._tier_record import TierRecord, TierRecords
from influence.planning._worth import CustomerWorth
from influence.ratios import decimal_of
from influence.shares import Share
from influence.tier_benchmarks import PUBLISHED_TIERS, TierPrior

#: How many creators of your own a benchmark counts as.
PRIOR_CREATORS = 3

#: Partners of a cycle, by the three to five of S2.
CYCLE_PARTNERS = 5

#: Angles that each of them tells. Source: S2.
CYCLE_ANGLES = 2

_GRAIN = 10**6


def own_scenarios(
    records: TierRecords,
    *,
    partners: int = CYCLE_PARTNERS,
    angles: int = CYCLE_ANGLES,
    prior: TierPrior = PUBLISHED_TIERS,
    variation: Variation | None = None,
) -> tuple[Scenario, Scenario]:
    """A cycle of small creators, and one celebrity for the same money.

    Args:
        records: What your creators did, by tier.
        partners: How many small creators the cycle has.
        angles: How many posts each of them makes.
        prior: What tiers return elsewhere.
        variation: How far creators and posts differ; the usual unless given.

    Raises:
        MissingDataError: Nobody in the book tells followers, cost and sales, or only the highest
            tier does, or no order earned anything.
        InvalidInputError: *partners* or *angles* is below 1.

    Source: S2 for the shape of a cycle.
    """
    highest = prior.tiers.values[-1]
    small = [one for tier, one in records.tiers.items() if tier != highest]
    if not small:
        rule = "have creators below the highest tier with followers, cost and sales"
        raise MissingDataError("book", rule, dict(records.left_out))
    for what, number in (("partners", partners), ("angles", angles)):
        if not require.is_whole(number) or number < 1:
            raise InvalidInputError(what, "be a whole number of at least 1", number)
    usual = max(small, key=lambda one: (one.creators, -one.reached))
    spread = Variation() if variation is None else variation
    cost = usual.spend.exact.amount / usual.posts * angles
    worth = _worth(records)
    frame = Scenario(
        name=f"{partners} {usual.tier} creators",
        partners=partners,
        cost_each=Estimate.exactly(ExactMoney(cost, worth.currency)),
        response=tier_multiple(usual.tier, own=usual, prior=prior, variation=spread),
        worth=worth,
        angles=angles,
        variation=spread,
    )
    celebrity = attrs.evolve(
        frame,
        name=f"one {highest} creator for the same money",
        partners=1,
        cost_each=Estimate.exactly(ExactMoney(cost * partners, worth.currency)),
        response=tier_multiple(
            highest, own=records.tiers.get(highest), prior=prior, variation=spread
        ),
        angles=1,
    )
    return frame, celebrity


def _worth(records: TierRecords) -> CustomerWorth:
    """What an order left over all tiers."""
    tiers = list(records.tiers.values())
    orders = sum((one.orders for one in tiers), start=Fraction(0))
    earned = sum((one.gross_profit.exact.amount for one in tiers), start=Fraction(0))
    if not orders or earned <= 0:
        rule = "have orders that earned something"
        raise MissingDataError("book", rule, str(decimal_of(orders)))
    each = ExactMoney(earned / orders, tiers[0].spend.currency)
    return CustomerWorth(gross_profit=Estimate.exactly(each))


def tier_multiple(
    tier: str,
    *,
    own: TierRecord | None = None,
    prior: TierPrior = PUBLISHED_TIERS,
    variation: Variation | None = None,
) -> ReturnMultiple:
    """The return multiple of a tier, between what is told elsewhere and what the book shows.

    Args:
        tier: The audience tier.
        own: What your own creators of that tier did; ``None`` where there are none.
        prior: What tiers return elsewhere.
        variation: How far creators and posts differ; the usual unless given.

    Raises:
        UnknownNameError: There is no such tier; the close one is named.

    Example:
        >>> print(tier_multiple("micro").basis)
        benchmark 1.36 alone (36 % on average; S1, 2026-11-22)
    """
    found = {one.tier: one for one in prior.benchmarks}
    if tier not in found:
        raise UnknownNameError("tier", tier, found)
    benchmark, spread = found[tier], Variation() if variation is None else variation
    told = f"{benchmark.basis}; {benchmark.source}, {benchmark.read_on}"
    elsewhere = benchmark.multiple.fraction
    multiple = None if own is None else own.multiple
    if own is None or multiple is None:
        return ReturnMultiple(
            expected=Share(elsewhere),
            log_sd=math.sqrt(float(spread.of_creator()) / PRIOR_CREATORS),
            basis=f"benchmark {decimal_of(elsewhere)} alone ({told})",
        )
    weight = PRIOR_CREATORS + own.creators
    believed = max(Fraction(0), elsewhere * PRIOR_CREATORS + multiple * own.creators) / weight
    return ReturnMultiple(
        expected=Share(Fraction(round(believed * _GRAIN), _GRAIN)),
        log_sd=math.sqrt(_variance(own, spread) / weight),
        basis=(
            f"{own.creators} of your own at {decimal_of(multiple)}, and the benchmark "
            f"{decimal_of(elsewhere)} as {PRIOR_CREATORS} ({told})"
        ),
    )


def _variance(own: TierRecord, variation: Variation) -> float:
    """The variance of one creator of your own, chance included, as a part of the mean²."""
    posts = max(1, own.posts // own.creators)
    noise = float(own.creators / own.orders) if own.orders else 1.0
    return float(variation.of_creator(posts=posts)) + noise
