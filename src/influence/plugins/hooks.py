"""Hooks: all that the author of a plugin has to read.

A plugin is a module. A function in it, marked with one of the hooks below, yields specs of what the
plugin offers:

    from influence.plugins import PaymentRuleSpec, hook

    @hook.payment_rules
    def payment_rules(host):
        yield PaymentRuleSpec(name="barter", make=Barter)

Its distribution names the module under the entry-point group ``influence.plugins``. The members
that come with ``influence`` arrive by the same door.

There are three kinds. A *collect hook* takes ``host``, and every plugin yields what it offers. A
*first-result hook* takes ``question``, and the first plugin that knows answers; ``None`` says that
it does not know. An *observer hook* takes ``event`` and answers nothing. Each takes that one value,
so that a new field of it breaks no plugin. None is ``async``, and none can be put before, after or
around another.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, cast

import attrs

from influence.platforms import Account
from influence.plugins._collect_hook import CollectFunction, CollectHook
from influence.plugins._events import (
    BookRead,
    Event,
    GapFound,
    PageRead,
    PluginFailed,
    PluginLoaded,
    ReportMade,
    RequestMade,
    RetryWaited,
    StatementSettled,
)
from influence.plugins._first_result_hook import Answered, FirstResultFunction, FirstResultHook
from influence.plugins._host import Host
from influence.plugins._marking import PROJECT
from influence.plugins._observer_hook import ObserverFunction, ObserverHook
from influence.plugins._questions import AccountQuestion, SecretQuestion
from influence.plugins._specs import (
    AttributionModelSpec,
    AttributionSourceSpec,
    ExporterSpec,
    LintRuleSpec,
    PaymentRuleSpec,
    PlatformSpec,
    RankingStrategySpec,
)
from influence.sansio import Secret

__all__ = [
    "ENTRY_POINT_GROUP",
    "PROJECT",
    "AccountQuestion",
    "Answered",
    "BookRead",
    "CollectFunction",
    "CollectHook",
    "DeclaredHook",
    "Event",
    "FirstResultFunction",
    "FirstResultHook",
    "GapFound",
    "Hooks",
    "Host",
    "ObserverFunction",
    "ObserverHook",
    "PageRead",
    "PluginFailed",
    "PluginLoaded",
    "ReportMade",
    "RequestMade",
    "RetryWaited",
    "SecretQuestion",
    "StatementSettled",
    "declared_hooks",
    "hook",
]

ENTRY_POINT_GROUP = "influence.plugins"


@attrs.frozen
class Hooks:
    """Every hook, by the name that authors use.

    Attributes are the hooks; ``used_in`` of each says where what it brings is used, ``on_failure``
    what becomes of it when a plugin fails.
    """

    payment_rules: CollectHook[PaymentRuleSpec] = CollectHook(
        "influence_payment_rules",
        spec=PaymentRuleSpec,
        used_in='`terms = { rule = "…" }` of a deal',
        on_failure="always raises; it is never skipped, for a skipped rule is a wrong payout",
    )
    attribution_models: CollectHook[AttributionModelSpec] = CollectHook(
        "influence_attribution_models",
        spec=AttributionModelSpec,
        used_in='`model = "…"` or `model = { model = "…" }` of `[attribution]`',
        on_failure="raises",
    )
    attribution_sources: CollectHook[AttributionSourceSpec] = CollectHook(
        "influence_attribution_sources",
        spec=AttributionSourceSpec,
        used_in='`source = "…"` of `[[sources]]`, and `influence import NAME`',
        on_failure="raises; nothing is written",
    )
    ranking_strategies: CollectHook[RankingStrategySpec] = CollectHook(
        "influence_ranking_strategies",
        spec=RankingStrategySpec,
        used_in='`strategy = "…"` or `strategy = { strategy = "…" }` of `[ranking]`',
        on_failure="raises",
    )
    lint_rules: CollectHook[LintRuleSpec] = CollectHook(
        "influence_lint_rules",
        spec=LintRuleSpec,
        used_in='`rules = [{ rule = "…" }]` of `[lint]`',
        on_failure="becomes a finding at its own place, and the other rules go on",
    )
    exporters: CollectHook[ExporterSpec] = CollectHook(
        "influence_exporters",
        spec=ExporterSpec,
        used_in='`{ exporter = "…" }` of `[[exports]]`, and `influence export --as NAME`',
        on_failure="raises; nothing is written",
    )
    platforms: CollectHook[PlatformSpec] = CollectHook(
        "influence_platforms",
        spec=PlatformSpec,
        used_in='`platform = "…"` of `[[platforms]]`',
        on_failure="becomes a gap with its reason, or raises when gaps are not wanted",
    )
    resolve_account: FirstResultHook[AccountQuestion, Account] = FirstResultHook(
        "influence_resolve_account",
        question=AccountQuestion,
        answer=Account,
        used_in="`Registry.account`",
        on_failure="raises; no other plugin is asked in its place",
    )
    secret: FirstResultHook[SecretQuestion, Secret] = FirstResultHook(
        "influence_secret",
        question=SecretQuestion,
        answer=Secret,
        is_hidden=True,
        used_in="`Registry.secret`",
        on_failure="raises, and shows nothing of what the plugin answered or raised",
    )
    observe: ObserverHook[Event] = ObserverHook(
        "influence_observe",
        used_in="`Registry.observe`",
        on_failure="is logged under `influence.plugins`, and the caller goes on",
    )


hook = Hooks()


class DeclaredHook(Protocol):
    """What hooks of all kinds have in common, for who walks over them."""

    @property
    def name(self) -> str:
        """What pluggy calls it."""
        ...

    @property
    def parameter(self) -> str:
        """The name of its one argument."""
        ...

    def specification(self) -> Callable[..., object]:
        """The hook as pluggy wants it declared."""
        ...


def declared_hooks() -> tuple[DeclaredHook, ...]:
    """Every hook, in the order in which they are declared."""
    return tuple(cast("DeclaredHook", getattr(hook, one.name)) for one in attrs.fields(Hooks))
