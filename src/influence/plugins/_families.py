"""Families: what books may describe in a table, each with its words."""

from __future__ import annotations

from typing import TypeAlias, TypeGuard, cast

from influence.attribution import AttributionModel, LearningModel
from influence.payments import PaymentRule, is_payment_rule
from influence.plugins._tables import Family

AnyModel: TypeAlias = AttributionModel | LearningModel


def is_model(value: object) -> TypeGuard[AnyModel]:
    """Whether *value* is an attribution model, learning or not; the class of one is not."""
    if isinstance(value, type) or not isinstance(value, AttributionModel | LearningModel):
        return False
    methods = ("weights",) if isinstance(value, AttributionModel) else ("player", "fitted")
    are_methods = all(callable(getattr(value, method)) for method in methods)
    return are_methods and isinstance(cast("object", value.name), str)


PAYMENT_RULES: Family[PaymentRule] = Family(
    noun="payment rule",
    article="a payment rule",
    key="rule",
    protocol=PaymentRule,
    such_as='{ rule = "flat_fee" }',
    must_be="be a payment rule with a name and a fee",
    is_member=is_payment_rule,
)

ATTRIBUTION_MODELS: Family[AnyModel] = Family(
    noun="attribution model",
    article="an attribution model",
    key="model",
    protocol=AttributionModel,
    such_as='{ model = "time_decay", half_life_days = 3 }',
    must_be="be a model with a name and weights, or with a player and fitted",
    is_member=is_model,
)
