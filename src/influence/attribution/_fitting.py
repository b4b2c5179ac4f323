"""Fitting: the resolver of a policy, once a model that learns has seen every journey."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import cast

from influence._foreign import asked, told
from influence.attribution._code_claims import Codes
from influence.attribution._conversion import Conversion
from influence.attribution._journey import Journey
from influence.attribution._journeys import journeys_of
from influence.attribution._model import AttributionModel, LearningModel
from influence.attribution._path import PathTouch
from influence.attribution._policy import AttributionPolicy
from influence.attribution._resolution import NOUN, Resolver
from influence.attribution._trails import Trails
from influence.errors import PluginError


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
            sales(),
            trails=trails,
            codes=codes,
            days=policy.lookback_days,
            player=partial(_player, model),
        )
        model = _fitted(model, journeys)
    return Resolver(trails=trails, codes=codes, policy=policy, model=model)


def _player(model: LearningModel, touch: PathTouch) -> str:
    """Who plays in a touch, as the model says."""
    player = asked(
        lambda: cast("object", model.player(touch)),
        noun=NOUN,
        member=model,
        rule="say who plays in a touch without failing",
        shown=touch,
    )
    if not isinstance(player, str):
        raise PluginError(told(NOUN, model), "say in text who plays in a touch", player)
    return player


def _fitted(model: LearningModel, journeys: tuple[Journey, ...]) -> AttributionModel:
    """The model with what it learned."""
    fitted = asked(
        lambda: cast("object", model.fitted(journeys)),
        noun=NOUN,
        member=model,
        rule="learn from journeys without failing",
        shown=journeys,
    )
    if not isinstance(fitted, AttributionModel):
        raise PluginError(told(NOUN, model), "answer a model with weights when fitted", fitted)
    return fitted
