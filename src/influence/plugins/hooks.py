"""Hooks: all that the author of a plugin has to read.

A plugin is a module. A function in it, marked with one of the hooks below, yields specs of what the
plugin offers:

    from influence.plugins import PaymentRuleSpec, hook

    @hook.payment_rules
    def payment_rules(host):
        yield PaymentRuleSpec(name="barter", make=Barter)

Its distribution names the module under the entry-point group ``influence.plugins``. The members
that come with ``influence`` arrive by the same door.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

import attrs
import pluggy

from influence.plugins._specs import (
    AttributionModelSpec,
    AttributionSourceSpec,
    ExporterSpec,
    LintRuleSpec,
    PaymentRuleSpec,
    RankingStrategySpec,
)

__all__ = ["ENTRY_POINT_GROUP", "PROJECT", "Hook", "Hooks", "Host", "hook"]

PROJECT = "influence"
ENTRY_POINT_GROUP = "influence.plugins"

S = TypeVar("S")


@attrs.frozen(kw_only=True)
class Host:
    """What a hook is told of the program it is loaded into.

    Args:
        version: The version of ``influence``.
    """

    version: str


@attrs.frozen
class Hook(Generic[S]):
    """A typed hook: the author's decorator and the host's call in one.

    Args:
        name: What pluggy calls it.
        spec: The class of what it yields.
    """

    name: str
    spec: type[S]

    def __call__(self, function: Callable[[Host], Iterable[S]], /) -> Callable[[Host], Iterable[S]]:
        """Mark *function* as this hook's implementation."""
        return pluggy.HookimplMarker(PROJECT)(function, specname=self.name)

    def specification(self) -> Callable[[Host], Iterable[S]]:
        """The hook as pluggy wants it declared."""

        def collect(host: Host) -> Iterable[S]:  # noqa: ARG001  # the name is the contract
            """Yield specs."""
            return ()

        collect.__name__ = self.name
        return pluggy.HookspecMarker(PROJECT)(collect)


@attrs.frozen
class Hooks:
    """Every hook, by the name that authors use."""

    payment_rules: Hook[PaymentRuleSpec] = Hook("influence_payment_rules", PaymentRuleSpec)
    attribution_models: Hook[AttributionModelSpec] = Hook(
        "influence_attribution_models", AttributionModelSpec
    )
    attribution_sources: Hook[AttributionSourceSpec] = Hook(
        "influence_attribution_sources", AttributionSourceSpec
    )
    ranking_strategies: Hook[RankingStrategySpec] = Hook(
        "influence_ranking_strategies", RankingStrategySpec
    )
    lint_rules: Hook[LintRuleSpec] = Hook("influence_lint_rules", LintRuleSpec)
    exporters: Hook[ExporterSpec] = Hook("influence_exporters", ExporterSpec)


hook = Hooks()
