"""Stage offers: what each payment stage can offer a creator who is to earn the same on all of them.

    size of the terms = the least with  E[income] − price of risk × spread of income ≥ income
    profit            = gross profit − cost of the terms − other costs
    best              = most expected profit; among those about as good, the least chance of a loss

A package is believed to go in many ways; each is asked of the real payment rule, order by order,
and weighs as much as the belief says. No dice are thrown: the ways are slices of the belief.

At the same expected income every stage that pays money costs the same on average. What differs is
who bears the luck, what product costs below what it is worth, and what a creator asks for bearing
luck. That a share of the sales makes somebody try harder is not in here: nobody has measured it for
your creators. At which volume a deal costs least, whatever is believed, is for
``influence.offers``; which stage a creator has earned is for ``influence.progression``.

Source: S285 for the slices, S286 for the fixed part of a hybrid, S287 for the price of risk.
"""

from __future__ import annotations

from influence.stage_offers._prospect import MOST_SLICES, Prospect
from influence.stage_offers._scenarios import Scenario
from influence.stage_offers._stage_offer import OfferOutcome, StageOffer
from influence.stage_offers._stage_offers import StageOffers, stage_offers
from influence.stage_offers._stage_terms import StageTerms, usual_terms

__all__ = [
    "MOST_SLICES",
    "OfferOutcome",
    "Prospect",
    "Scenario",
    "StageOffer",
    "StageOffers",
    "StageTerms",
    "stage_offers",
    "usual_terms",
]
