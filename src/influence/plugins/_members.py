"""Members: what comes with ``influence`` itself, through the same door as everybody's."""

from __future__ import annotations

from collections.abc import Iterable

from influence.accounts import account
from influence.attribution import (
    CodeFirst,
    Custom,
    FirstTouch,
    LastNonDirect,
    LastTouch,
    Linear,
    Markov,
    PositionBased,
    Shapley,
    TimeDecay,
)
from influence.exporters import Sheet as SheetExporter, Statements
from influence.lint import BUILT_IN_RULES, PRACTICE_RULES
from influence.payments import (
    Amended,
    Bonus,
    Capped,
    Commission,
    FlatFee,
    Guaranteed,
    Hybrid,
    InKind,
    Retainer,
    Tiered,
)
from influence.platforms import Account
from influence.plugins._specs import (
    AttributionModelSpec,
    AttributionSourceSpec,
    ExporterSpec,
    LintRuleSpec,
    PaymentRuleSpec,
    RankingStrategySpec,
)
from influence.plugins.hooks import AccountQuestion, Host, hook
from influence.ranking import Followers, GrossProfit, Profit, Roi, Sheet, Shrinkage, ZScore
from influence.sources import Ga4, Shopify


@hook.payment_rules
def payment_rules(host: Host) -> Iterable[PaymentRuleSpec]:  # noqa: ARG001  # the hook's argument
    """The payment rules of ``influence.payments``."""
    for rule in (
        FlatFee,
        InKind,
        Retainer,
        Commission,
        Tiered,
        Bonus,
        Hybrid,
        Guaranteed,
        Capped,
        Amended,
    ):
        yield PaymentRuleSpec(name=rule.name, make=rule)


@hook.attribution_models
def attribution_models(host: Host) -> Iterable[AttributionModelSpec]:  # noqa: ARG001  # as above
    """The models of ``influence.attribution``."""
    for model in (
        FirstTouch,
        LastTouch,
        LastNonDirect,
        Linear,
        PositionBased,
        TimeDecay,
        CodeFirst,
        Custom,
        Markov,
        Shapley,
    ):
        yield AttributionModelSpec(name=model.name, make=model)


@hook.attribution_sources
def attribution_sources(host: Host) -> Iterable[AttributionSourceSpec]:  # noqa: ARG001  # as above
    """The sources of ``influence.sources``."""
    yield AttributionSourceSpec(name=Shopify.name, make=Shopify)
    yield AttributionSourceSpec(name=Ga4.name, make=Ga4)


@hook.ranking_strategies
def ranking_strategies(host: Host) -> Iterable[RankingStrategySpec]:  # noqa: ARG001  # as above
    """The strategies of ``influence.ranking``."""
    for strategy in (Sheet, ZScore, Profit, GrossProfit, Roi, Followers, Shrinkage):
        yield RankingStrategySpec(name=strategy.name, make=strategy)


@hook.resolve_account
def resolve_account(question: AccountQuestion) -> Account | None:
    """The accounts of platforms whose addresses ``influence.accounts`` can read."""
    return account(question.text)


@hook.lint_rules
def lint_rules(host: Host) -> Iterable[LintRuleSpec]:  # noqa: ARG001  # as above
    """The rules of ``influence.lint``."""
    for rule in (*BUILT_IN_RULES, *PRACTICE_RULES):
        yield LintRuleSpec(name=rule.name, make=type(rule))


@hook.exporters
def exporters(host: Host) -> Iterable[ExporterSpec]:  # noqa: ARG001  # as above
    """The exporters of ``influence.exporters``; the report's own come from the roof."""
    for exporter in (SheetExporter, Statements):
        yield ExporterSpec(name=exporter.name, make=exporter)
