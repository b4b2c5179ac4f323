"""Fitting: the resolver of a policy, once a model that learns has seen every journey."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from influence.attribution._code_claims import Codes
from influence.attribution._conversion import Conversion
from influence.attribution._journeys import journeys_of
from influence.attribution._model import AttributionModel
from influence.attribution._policy import AttributionPolicy
from influence.attribution._resolution import Resolver
from influence.attribution._trails import Trails


def resolver_of(
    sales: Callable[[], Mapping[Conversion, int]],
    *,
    trails: Trails,
    codes: Codes,
    policy: AttributionPolicy,
) -> Resolver:
    """The resolver of a policy; a model that learns is shown all journeys first.

    Args:
        sales: Tells the sales, each with what it came to; asked only for a model that learns.
        trails: The touches of all visitors.
        codes: The codes of the campaign.
        policy: The rules of the campaign.
    """
    model = policy.model
    if not isinstance(model, AttributionModel):
        journeys = journeys_of(
            sales(), trails=trails, codes=codes, days=policy.lookback_days, player=model.player
        )
        model = model.fitted(journeys)
    return Resolver(trails=trails, codes=codes, policy=policy, model=model)
