"""Judgement of the campaign file: by what the book is ranked, decided and linted."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from influence.books._campaign.keys import Keys
from influence.books._campaign.policies import read_policy
from influence.books._campaign.shapes import DECISIONS
from influence.campaigns import Campaign
from influence.decisions import DecisionPolicy
from influence.errors import UnknownNameError
from influence.lint import LintPolicy, LintRule, Waiver
from influence.plugins import Registry
from influence.ranking import RankingStrategy, Shrinkage


def read_ranking(
    root: Keys, *, registry: Registry, campaign: Campaign | None, currency: str | None
) -> RankingStrategy:
    """Who did best."""
    section = root.table("ranking")
    if section is None:
        return Shrinkage()
    named, where = section.named("strategy"), section.at("strategy")
    section.refuse_others()
    if named is None or campaign is None:
        return Shrinkage()
    metrics = campaign.success_metrics
    strategy = section.member(
        "strategy",
        lambda: registry.ranking_strategy(named, metrics=metrics, currency=currency, where=where),
        where=where,
    )
    return strategy or Shrinkage()


def read_decisions(root: Keys, *, campaign: Campaign | None) -> DecisionPolicy:
    """The thresholds of the decisions; the payback window is the campaign's."""
    default = DecisionPolicy()
    if campaign is not None:
        default = DecisionPolicy(payback_days=campaign.payback_days)
    return read_policy(root.table("decisions"), default, shape=DECISIONS, currency=None)


def read_lint(root: Keys, *, registry: Registry, currency: str | None) -> LintPolicy:
    """The lint rules that the book names, and what it turns off."""
    section = root.table("lint")
    if section is None:
        return LintPolicy()
    rules = _rules(section, registry=registry, currency=currency)
    off = [_waiver(table, registry=registry) for table in section.tables("off")]
    section.refuse_others()
    given = tuple(one for one in off if one is not None)
    policy = section.built(lambda: LintPolicy(rules=rules, off=given))
    return policy or LintPolicy()


def _rules(section: Keys, *, registry: Registry, currency: str | None) -> tuple[LintRule, ...]:
    """The rules that could be made."""
    found: list[LintRule] = []
    for where, named in section.members("rules"):
        rule = _rule(section, named, where=where, registry=registry, currency=currency)
        found += [] if rule is None else [rule]
    return tuple(found)


def _rule(
    section: Keys,
    named: str | dict[str, object],
    *,
    where: str,
    registry: Registry,
    currency: str | None,
) -> LintRule | None:
    """One rule."""
    if currency is None:
        return None
    return section.member(
        "rules", lambda: registry.lint_rule(named, currency=currency, where=where), where=where
    )


def _waiver(table: Keys, *, registry: Registry) -> Waiver | None:
    """One thing that is turned off, with its reason."""
    fields: dict[str, Any] = {
        "code": table.text("code"),
        "rule": table.text("rule"),
        "at": table.text("at"),
        "reason": table.text("reason"),
    }
    table.refuse_others()
    given = {name: value for name, value in fields.items() if value is not None}
    if "reason" not in given:
        return None
    codes = {kind.code for spec in registry.lint_rules.values() for kind in spec.kinds}
    _check(table, "code", given.get("code"), known=codes)
    _check(table, "rule", given.get("rule"), known=registry.lint_rules)
    return table.built(lambda: Waiver(**given))


def _check(table: Keys, key: str, name: str | None, *, known: Collection[str]) -> None:
    """Note a name that nothing has."""
    if name is not None and name not in known:
        table.fault(key, UnknownNameError(table.at(key), name, known))
