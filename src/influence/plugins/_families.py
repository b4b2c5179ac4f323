"""Families: what books may describe in a table, each with its words."""

from __future__ import annotations

from typing import TypeAlias, TypeGuard, cast

from influence.attribution import AttributionModel, LearningModel
from influence.exporters import Exporter
from influence.findings import FindingKind
from influence.lint import LintRule
from influence.payments import PaymentRule, is_payment_rule
from influence.plugins._tables import Family
from influence.ranking import RankingStrategy

AnyModel: TypeAlias = AttributionModel | LearningModel


def is_model(value: object) -> TypeGuard[AnyModel]:
    """Whether *value* is an attribution model, learning or not; the class of one is not."""
    if isinstance(value, type) or not isinstance(value, AttributionModel | LearningModel):
        return False
    methods = ("weights",) if isinstance(value, AttributionModel) else ("player", "fitted")
    are_methods = all(callable(getattr(value, method)) for method in methods)
    return are_methods and isinstance(cast("object", value.name), str)


def is_strategy(value: object) -> TypeGuard[RankingStrategy]:
    """Whether *value* is a ranking strategy; the class of one is not."""
    if isinstance(value, type) or not isinstance(value, RankingStrategy):
        return False
    return callable(cast("object", value.rank)) and isinstance(cast("object", value.name), str)


def is_lint_rule(value: object) -> TypeGuard[LintRule]:
    """Whether *value* is a lint rule that says what it may find; the class of one is not."""
    if isinstance(value, type) or not isinstance(value, LintRule) or not callable(value.check):
        return False
    kinds = cast("object", value.kinds)
    if not isinstance(kinds, tuple) or not kinds:
        return False
    declared = cast("tuple[object, ...]", kinds)
    are_kinds = all(isinstance(kind, FindingKind) for kind in declared)
    return are_kinds and isinstance(cast("object", value.name), str)


def is_exporter(value: object) -> TypeGuard[Exporter]:
    """Whether *value* is an exporter; the class of one is not."""
    if isinstance(value, type) or not isinstance(value, Exporter) or not callable(value.export):
        return False
    told = (value.name, value.suffix, value.media_type)
    return all(isinstance(cast("object", word), str) for word in told)


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

RANKING_STRATEGIES: Family[RankingStrategy] = Family(
    noun="ranking strategy",
    article="a ranking strategy",
    key="strategy",
    protocol=RankingStrategy,
    such_as='{ strategy = "sheet" }',
    must_be="be a ranking strategy with a name and a rank",
    is_member=is_strategy,
)

LINT_RULES: Family[LintRule] = Family(
    noun="lint rule",
    article="a lint rule",
    key="rule",
    protocol=LintRule,
    such_as='{ rule = "leaked_codes" }',
    must_be="be a lint rule with a name, a tuple of kinds and a check",
    is_member=is_lint_rule,
)

EXPORTERS: Family[Exporter] = Family(
    noun="exporter",
    article="an exporter",
    key="exporter",
    protocol=Exporter,
    such_as='{ exporter = "sheet" }',
    must_be="be an exporter with a name, a suffix, a media type and an export",
    is_member=is_exporter,
)
