"""Registry: every named member that books may use, ours and everybody's, as one frozen value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module, metadata
from types import MappingProxyType, ModuleType
from typing import Protocol, TypeVar, cast

import attrs
import pluggy

from influence.errors import PluginError, UnknownNameError
from influence.exporters import Exporter
from influence.findings import FINDING_KINDS, FindingKind
from influence.lint import LintRule
from influence.metrics import SuccessMetrics
from influence.payments import PaymentRule
from influence.platforms import Account
from influence.plugins._collect_hook import CollectHook
from influence.plugins._events import Event, PluginLoaded
from influence.plugins._families import (
    ATTRIBUTION_MODELS,
    EXPORTERS,
    LINT_RULES,
    PAYMENT_RULES,
    AnyModel,
)
from influence.plugins._first_result_hook import Answered, in_order
from influence.plugins._implementation import Implementation
from influence.plugins._questions import AccountQuestion, SecretQuestion
from influence.plugins._source_options import CheckedSource, SourceOptions
from influence.plugins._specs import (
    AttributionModelSpec,
    AttributionSourceSpec,
    ExporterSpec,
    LintRuleSpec,
    PaymentRuleSpec,
    PlatformSpec,
    RankingStrategySpec,
)
from influence.plugins._tables import TableReader
from influence.plugins.hooks import (
    ENTRY_POINT_GROUP,
    PROJECT,
    DeclaredHook,
    Host,
    declared_hooks,
    hook,
)
from influence.ranking import RankingStrategy
from influence.sansio import Secret

# By name, as any entry point is: those of the roof would otherwise be an import upwards.
_BUILT_IN = ("influence.plugins._members", "influence.report._members")


class _Named(Protocol):
    """Anything with a name."""

    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=_Named)


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
    account_resolvers: tuple[Implementation, ...] = ()
    secret_keepers: tuple[Implementation, ...] = ()
    observers: tuple[Implementation, ...] = ()

    def payment_rule(
        self, table: Mapping[str, object], *, currency: str, where: str
    ) -> PaymentRule:
        """The rule that a table of a book describes.

        Raises:
            InvalidInputError: A value has the wrong type, or breaks a rule of its class.
            UnknownNameError: The rule or a key is not known; the close one is named.

        Example:
            >>> rule = load(plugins=()).payment_rule(
            ...     {"rule": "commission", "rate": "0.12"}, currency="USD", where="terms"
            ... )
            >>> rule.rate
            Share('0.12')
        """
        makers = {name: spec.make for name, spec in self.payment_rules.items()}
        reader = TableReader(family=PAYMENT_RULES, makers=makers, currency=currency)
        return reader.read(table, where=where)

    def attribution_model(
        self, named: str | Mapping[str, object], *, where: str = "attribution model"
    ) -> AnyModel:
        """The model that a name stands for, or that a table of a book describes.

        Raises:
            InvalidInputError: A value has the wrong type, or breaks a rule of its class.
            UnknownNameError: The model or a key is not known; the close one is named.

        Example:
            >>> models = load(plugins=())
            >>> models.attribution_model("linear")
            Linear()
            >>> models.attribution_model({"model": "time_decay", "half_life_days": 3})
            TimeDecay(half_life_days=3, half_life_hours=0)
        """
        makers = {name: spec.make for name, spec in self.attribution_models.items()}
        reader = TableReader(
            family=ATTRIBUTION_MODELS, makers=makers, by_name=True, takes_functions=True
        )
        return reader.read(named, where=where)

    def attribution_source(
        self, name: str, *, options: Mapping[str, str] | None = None
    ) -> CheckedSource:
        """The source called *name*, with the options that a person typed.

        What it reads is checked: a source that fails, or answers something else than a ``Sourced``,
        raises ``PluginError`` with its name.

        Raises:
            UnknownNameError: There is no source or option of that name; the close one is named.
            InvalidInputError: An option breaks the rule of its field.
            PluginError: The source cannot be made from options, or is none.

        Example:
            >>> source = load(plugins=()).attribution_source(
            ...     "shopify", options={"prices_include_tax": "true"}
            ... )
            >>> source.name, source.tells
            ('shopify', ('orders', 'order_lines', 'refunds', 'touches'))
        """
        spec = _known("attribution source", name, self.attribution_sources)
        return SourceOptions(name=name, make=spec.make).source(options or {})

    def ranking_strategy(self, name: str, *, metrics: SuccessMetrics) -> RankingStrategy:
        """The strategy called *name*, for a campaign's three metrics.

        Raises:
            UnknownNameError: There is none of that name; the close one is named.
        """
        return _known("ranking strategy", name, self.ranking_strategies).make(metrics)

    def account(self, text: str) -> Answered[Account] | None:
        """The account that a link, or a platform and a handle, means, and which plugin knew.

        Raises:
            HookError: A plugin that was asked failed, or answered with something else.

        Example:
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
        reader = TableReader(family=LINT_RULES, makers=makers, currency=currency, by_name=True)
        return reader.read(named, where=where)

    def exporter(
        self,
        named: str | Mapping[str, object],
        *,
        currency: str | None = None,
        where: str = "exporter",
    ) -> Exporter:
        """The exporter that a name stands for, or that a table of a book describes.

        Raises:
            InvalidInputError: A value has the wrong type, or breaks a rule of its class.
            UnknownNameError: The exporter or a key is not known; the close one is named.
        """
        makers = {name: spec.make for name, spec in self.exporters.items()}
        reader = TableReader(family=EXPORTERS, makers=makers, currency=currency, by_name=True)
        return reader.read(named, where=where)

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


def load(*, plugins: Iterable[ModuleType] | None = None) -> Registry:
    """The registry of our own members and of *plugins*.

    Args:
        plugins: The modules to load; without it, what installed distributions name under the entry-
            point group ``influence.plugins``.

    Raises:
        PluginError: A plugin cannot be imported, is not a module, answers no hook or one that does
            not exist, fails, yields what is not a spec, or takes a name that is taken.
    """
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(_specifications())
    for built_in in _BUILT_IN:
        manager.register(import_module(built_in), name=built_in)
    for module in _installed() if plugins is None else plugins:
        _register(manager, module)
    host = Host(version=metadata.version("influence-marketing"))
    registry = Registry(
        payment_rules=_collected(manager, hook.payment_rules, host),
        attribution_models=_collected(manager, hook.attribution_models, host),
        attribution_sources=_collected(manager, hook.attribution_sources, host),
        ranking_strategies=_collected(manager, hook.ranking_strategies, host),
        lint_rules=_collected(manager, hook.lint_rules, host),
        exporters=_collected(manager, hook.exporters, host),
        platforms=_collected(manager, hook.platforms, host),
        account_resolvers=_implementations(manager, hook.resolve_account),
        secret_keepers=_implementations(manager, hook.secret),
        observers=_implementations(manager, hook.observe),
    )
    for name, _ in sorted(manager.list_name_plugin()):
        if name not in _BUILT_IN:
            registry.observe(PluginLoaded(plugin=name))
    return registry


def _specifications() -> ModuleType:
    """The hooks as pluggy wants them declared: functions of a module."""
    module = ModuleType("influence hooks")
    for declared in declared_hooks():
        setattr(module, declared.name, declared.specification())
    return module


def _installed() -> Sequence[ModuleType]:
    """The modules that installed distributions name, in the order of their names."""
    points = sorted(metadata.entry_points(group=ENTRY_POINT_GROUP), key=lambda point: point.name)
    return [_imported(point) for point in points]


def _imported(point: metadata.EntryPoint) -> ModuleType:
    """The module of an entry point.

    Whatever an import may raise is the plugin's fault and is reported as such.
    """
    try:
        return cast("ModuleType", point.load())
    except (Exception, SystemExit) as error:
        raise PluginError(f"plugin {point.name}", "be importable", error) from error


def _register(manager: pluggy.PluginManager, module: ModuleType) -> None:
    """Add a plugin to the others, once it is clear that it is one.

    pluggy alone would pass over a forgotten decorator and a misspelt hook in silence.
    """
    if not isinstance(cast("object", module), ModuleType):
        raise PluginError("plugin", "be a module", module)
    what = f"plugin {module.__name__}"
    try:
        manager.register(module)
        manager.check_pending()
    except ValueError as error:
        raise PluginError(what, "be named once", module.__name__) from error
    except pluggy.PluginValidationError as error:
        raise PluginError(what, "answer hooks as they are declared", _last_line(error)) from error
    if not manager.get_hookcallers(module):
        raise PluginError(what, "mark a function with a hook", module.__name__)


def _last_line(error: Exception) -> str:
    """The line of a long message that says what is wrong."""
    return str(error).splitlines()[-1]


def _implementations(
    manager: pluggy.PluginManager, declared: DeclaredHook
) -> tuple[Implementation, ...]:
    """Every plugin's function for a hook, in the order in which they are asked."""
    caller: pluggy.HookCaller = getattr(manager.hook, declared.name)
    return in_order(
        Implementation(
            plugin=PROJECT if one.plugin_name in _BUILT_IN else one.plugin_name,
            function=one.function,
        )
        for one in caller.get_hookimpls()
    )


def _collected(
    manager: pluggy.PluginManager, declared: CollectHook[N], host: Host
) -> Mapping[str, N]:
    """What every plugin yields for a hook, by name; a name may be taken once."""
    found: dict[str, N] = {}
    owners: dict[str, str] = {}
    asked = declared.collected(_implementations(manager, declared), host=host)
    for implementation, spec in ((one, spec) for one, specs in asked for spec in specs):
        if spec.name in found:
            rule = f"take a name of its own, {owners[spec.name]} has it"
            raise PluginError(implementation.named, rule, spec.name)
        found[spec.name], owners[spec.name] = spec, implementation.plugin
    return MappingProxyType(dict(sorted(found.items())))


def _known(what: str, name: str, members: Mapping[str, N]) -> N:
    """The member of a name."""
    if name not in members:
        raise UnknownNameError(what, name, members)
    return members[name]
