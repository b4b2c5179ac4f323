"""Registry: every named member that books may use, ours and everybody's, as one frozen value.

Whoever asks for a member of a plugin that is not loaded is told which plugin, and why: nothing that
a book names vanishes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

import attrs

from influence._foreign import mark_origin
from influence.errors import InfluenceError, UnknownNameError
from influence.exporters import Exporter
from influence.findings import FINDING_KINDS, Finding, FindingKind
from influence.lint import LintRule
from influence.metrics import SuccessMetrics
from influence.payments import PaymentRule
from influence.platforms import Account
from influence.plugins._absent import absence
from influence.plugins._events import Event
from influence.plugins._exporters import exporter
from influence.plugins._families import ATTRIBUTION_MODELS, LINT_RULES, PAYMENT_RULES, AnyModel
from influence.plugins._first_result_hook import Answered
from influence.plugins._implementation import Implementation
from influence.plugins._plugin import Plugin
from influence.plugins._questions import AccountQuestion, SecretQuestion
from influence.plugins._source_options import CheckedSource, attribution_source
from influence.plugins._specs import (
    AttributionModelSpec,
    AttributionSourceSpec,
    ExporterSpec,
    LintRuleSpec,
    PaymentRuleSpec,
    PlatformSpec,
    RankingStrategySpec,
)
from influence.plugins._strategies import ranking_strategy
from influence.plugins._tables import TableReader
from influence.plugins.hooks import hook
from influence.ranking import RankingStrategy
from influence.sansio import Secret


@attrs.frozen(kw_only=True)
class Registry:
    """The members by name.

    Args:
        payment_rules: What ``rule = "…"`` may say.
        attribution_models: What ``model = "…"`` and ``model = { model = "…" }`` may say.
        attribution_sources: What ``influence import NAME`` may say.
        ranking_strategies: What ``strategy = "…"`` may say.
        lint_rules: What ``rules = [{ rule = "…" }]`` may say.
        exporters: What ``influence export --as NAME`` may say.
        platforms: What ``platform = "…"`` may say.
        plugins: Every plugin, loaded or not, ours first.
        findings: What is wrong or odd with plugins.
        account_resolvers: Who is asked, one after another, which account a text means.
        secret_keepers: Who is asked, one after another, for a secret.
        observers: Who is told what happens.
    """

    payment_rules: Mapping[str, PaymentRuleSpec]
    attribution_models: Mapping[str, AttributionModelSpec]
    attribution_sources: Mapping[str, AttributionSourceSpec]
    ranking_strategies: Mapping[str, RankingStrategySpec]
    lint_rules: Mapping[str, LintRuleSpec]
    exporters: Mapping[str, ExporterSpec]
    platforms: Mapping[str, PlatformSpec]
    plugins: tuple[Plugin, ...] = ()
    findings: tuple[Finding, ...] = ()
    account_resolvers: tuple[Implementation, ...] = ()
    secret_keepers: tuple[Implementation, ...] = ()
    observers: tuple[Implementation, ...] = ()

    def plugin(self, name: str) -> Plugin:
        """The plugin called *name*, loaded or not; the name of a distribution will do.

        Raises:
            UnknownNameError: There is none; the close one is named.

        Example:
            >>> from influence.plugins import load
            >>> ours = load(plugins=()).plugin("influence")
            >>> (
            ...     ours.state,
            ...     "influence_payment_rules" in ours.hooks,
            ...     ours.members["ranking_strategies"][-2:],
            ... )
            ('loaded', True, ('shrinkage', 'z_score'))
        """
        by_distribution = {one.distribution: one for one in self.plugins if one.distribution}
        known = {**by_distribution, **{one.name: one for one in self.plugins}}
        if name not in known:
            raise UnknownNameError("plugin", name, known)
        return known[name]

    def payment_rule(
        self, table: Mapping[str, object], *, currency: str, where: str
    ) -> PaymentRule:
        """The rule that a table of a book describes.

        Raises:
            InvalidInputError: A value has the wrong type, or breaks a rule of its class.
            UnknownNameError: The rule or a key is not known; the close one is named.
            PluginError: The rule is of a plugin that is not loaded; the message says why.

        Example:
            >>> from influence.plugins import load
            >>> rule = load(plugins=()).payment_rule(
            ...     {"rule": "commission", "rate": "0.12"}, currency="USD", where="terms"
            ... )
            >>> rule.rate
            Share('0.12')
        """
        makers = {name: spec.make for name, spec in self.payment_rules.items()}
        reader = TableReader(
            family=PAYMENT_RULES,
            makers=makers,
            currency=currency,
            unknown=self._unknown("payment_rules"),
        )
        return reader.read(table, where=where)

    def attribution_model(
        self, named: str | Mapping[str, object], *, where: str = "attribution model"
    ) -> AnyModel:
        """The model that a name stands for, or that a table of a book describes.

        Raises:
            InvalidInputError: A value has the wrong type, or breaks a rule of its class.
            UnknownNameError: The model or a key is not known; the close one is named.

        Example:
            >>> from influence.plugins import load
            >>> models = load(plugins=())
            >>> models.attribution_model("linear")
            Linear()
            >>> models.attribution_model({"model": "time_decay", "half_life_days": 3})
            TimeDecay(half_life_days=3, half_life_hours=0)
        """
        makers = {name: spec.make for name, spec in self.attribution_models.items()}
        reader = TableReader(
            family=ATTRIBUTION_MODELS,
            makers=makers,
            by_name=True,
            takes_functions=True,
            unknown=self._unknown("attribution_models"),
        )
        model = reader.read(named, where=where)
        self._mark("attribution_models", model.name, model)
        return model

    def attribution_source(
        self,
        named: str | Mapping[str, object],
        *,
        options: Mapping[str, str] | None = None,
        where: str = "attribution source",
    ) -> CheckedSource:
        """The source that is called *named*, or that a table of a book describes.

        What it reads is checked: a source that fails, or answers something else than a ``Sourced``,
        raises ``PluginError`` with its name.

        Args:
            named: A name, or a table with the key ``source`` and options as TOML has them.
            options: Options that a person typed, beside a name.
            where: The place of a table, for messages.

        Raises:
            UnknownNameError: There is no source or option of that name; the close one is named.
            InvalidInputError: An option breaks the rule of its field.
            PluginError: The source cannot be made from options, or is none.

        Example:
            >>> from influence.plugins import load
            >>> source = load(plugins=()).attribution_source(
            ...     "shopify", options={"prices_include_tax": "true"}
            ... )
            >>> source.name, source.tells
            ('shopify', ('orders', 'order_lines', 'refunds', 'touches'))
        """
        return attribution_source(
            named,
            specs=self.attribution_sources,
            options=options,
            where=where,
            unknown=self._unknown("attribution_sources"),
        )

    def ranking_strategy(
        self,
        named: str | Mapping[str, object],
        *,
        metrics: SuccessMetrics,
        currency: str | None = None,
        where: str = "ranking strategy",
    ) -> RankingStrategy:
        """The strategy that a name stands for, or that a table of a book describes.

        Args:
            named: A name, or a table with the key ``strategy`` and parameters.
            metrics: The campaign's three success metrics, for a strategy that looks at them.
            currency: The currency of amounts among the parameters.
            where: The place of a table, for messages.

        Raises:
            InvalidInputError: A value has the wrong type, or breaks a rule of its class.
            UnknownNameError: The strategy or a key is not known; the close one is named.
            PluginError: It is of a plugin that is not loaded, or cannot be made.

        Example:
            >>> from influence.plugins import load
            >>> three = SuccessMetrics(("saves", "clicks", "orders"))
            >>> load(plugins=()).ranking_strategy("sheet", metrics=three).metrics == three
            True
        """
        strategy = ranking_strategy(
            named,
            specs=self.ranking_strategies,
            metrics=metrics,
            currency=currency,
            where=where,
            unknown=self._unknown("ranking_strategies"),
        )
        self._mark("ranking_strategies", strategy.name, strategy)
        return strategy

    def account(self, text: str) -> Answered[Account] | None:
        """The account that a link, or a platform and a handle, means, and which plugin knew.

        Raises:
            HookError: A plugin that was asked failed, or answered with something else.

        Example:
            >>> from influence.plugins import load
            >>> found = load(plugins=()).account("https://www.instagram.com/maya/")
            >>> print(found.value.handle, "on", found.value.platform, "by", found.plugin)
            maya on instagram by influence
            >>> load(plugins=()).account("@maya") is None  # on which platform?
            True
        """
        question = AccountQuestion(text=text)
        return hook.resolve_account.answered(self.account_resolvers, question=question)

    def secret(self, name: str, *, plugin: str) -> Answered[Secret] | None:
        """The secret of a setting, and which plugin kept it; ``None`` when nobody has it.

        Args:
            name: The name of the setting, such as ``token``.
            plugin: The name of the member whose setting it is, such as ``pinterest``.

        Raises:
            HookError: A plugin that was asked failed, or answered with something else; what it
                answered is not shown.
        """
        question = SecretQuestion(name=name, plugin=plugin)
        return hook.secret.answered(self.secret_keepers, question=question)

    def observe(self, event: Event) -> None:
        """Tell the observers what happened; whatever they do, the caller goes on."""
        hook.observe.tell(self.observers, event=event)

    def lint_rule(
        self,
        named: str | Mapping[str, object],
        *,
        currency: str | None = None,
        where: str = "lint rule",
    ) -> LintRule:
        """The lint rule that a name stands for, or that a table of a book describes.

        Raises:
            InvalidInputError: A value has the wrong type, or breaks a rule of its class.
            UnknownNameError: The rule or a key is not known; the close one is named.
        """
        makers = {name: spec.make for name, spec in self.lint_rules.items()}
        reader = TableReader(
            family=LINT_RULES,
            makers=makers,
            currency=currency,
            by_name=True,
            unknown=self._unknown("lint_rules"),
        )
        return reader.read(named, where=where)

    def exporter(
        self,
        named: str | Mapping[str, object],
        *,
        options: Mapping[str, str] | None = None,
        currency: str | None = None,
        where: str = "exporter",
    ) -> Exporter:
        """The exporter that a name stands for, or that a table of a book describes.

        Args:
            named: A name, or a table with the key ``exporter`` and options as TOML has them.
            options: Options that a person typed, beside a name.
            currency: The currency of amounts among the options.
            where: The place of a table, for messages.

        Raises:
            InvalidInputError: A value has the wrong type, or breaks a rule of its class.
            UnknownNameError: The exporter or a key is not known; the close one is named.

        Example:
            >>> from influence.plugins import load
            >>> load(plugins=()).exporter("sheet", options={"separator": "tab"})
            Sheet(separator='tab', byte_order_mark=False)
        """
        return exporter(
            named,
            specs=self.exporters,
            options=options,
            currency=currency,
            where=where,
            unknown=self._unknown("exporters"),
        )

    def finding_kind(self, code: str) -> FindingKind:
        """What a code stands for, be it one of ours or a lint rule's.

        Raises:
            UnknownNameError: Nobody declares it; the close one is named.
        """
        own = {kind.code: kind for spec in self.lint_rules.values() for kind in spec.kinds}
        known = {**own, **FINDING_KINDS}
        if code not in known:
            raise UnknownNameError("finding code", code, known)
        return known[code]

    def _unknown(self, family: str) -> Callable[[str, str, Iterable[str]], InfluenceError]:
        """The error for a name that a family does not have."""
        return partial(absence, family=family, plugins=self.plugins)

    def _mark(self, family: str, name: str, member: object) -> None:
        """Write on what a function of a plugin made whose it is, as is written on classes."""
        for one in self.plugins:
            if one.is_loaded and name in one.members.get(family, ()):
                mark_origin(type(member), f"{one.label}, influence_{family}")
