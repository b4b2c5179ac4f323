"""Plugins: what a checker must take as a hook's implementation, and the mistakes it must refuse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_type

from influence.payments import Commission, PaymentRule
from influence.plugins import (
    AttributionModelSpec,
    AttributionSourceSpec,
    CheckedSource,
    Host,
    PaymentRuleSpec,
    hook,
    load,
)
from influence.plugins.hooks import CollectFunction
from influence.sources import AttributionSource, Export, Ga4, Setting, Shopify, Sourced

registry = load(plugins=())
assert_type(registry.payment_rule({"rule": "commission"}, currency="USD", where="t"), PaymentRule)
assert_type(registry.attribution_source("ga4"), CheckedSource)
assert_type(
    registry.attribution_source("ga4").read(Export(name="r.csv"), setting=Setting()), Sourced
)


@hook.attribution_sources
def attribution_sources(host: Host) -> Iterable[AttributionSourceSpec]:  # noqa: ARG001  # the hook's argument
    """Yield a source."""
    yield AttributionSourceSpec(name="orders", make=Shopify)


@hook.attribution_sources  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
def rules_for_sources(host: Host) -> Iterable[PaymentRuleSpec]:  # noqa: ARG001  # a mistake
    """Yield what this hook does not want."""
    return []


source: AttributionSource = Ga4()
no_source: AttributionSource = Commission(rate="0.1")  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
Shopify(order_id="number")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


@hook.payment_rules
def payment_rules(host: Host) -> Iterable[PaymentRuleSpec]:
    """Yield a rule."""
    assert_type(host.version, str)
    yield PaymentRuleSpec(name="ten", make=Commission)


@hook.payment_rules
def as_iterator(host: Host) -> Iterator[PaymentRuleSpec]:  # noqa: ARG001  # the hook's argument
    """Yield a rule, too."""
    yield PaymentRuleSpec(name="ten", make=Commission)


assert_type(payment_rules, CollectFunction[PaymentRuleSpec])


@hook.payment_rules  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
def other_specs(host: Host) -> Iterable[AttributionModelSpec]:  # noqa: ARG001  # the hook's argument
    """Yield what this hook does not want."""
    return []


@hook.payment_rules  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
async def later(host: Host) -> Iterable[PaymentRuleSpec]:  # noqa: ARG001  # a mistake
    """Answer when it is too late."""
    return []


@hook.payment_rules  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
def no_argument() -> Iterable[PaymentRuleSpec]:
    """Take no host."""
    return []


hook.payment_rule  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
PaymentRuleSpec(name="ten", make=7)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
PaymentRuleSpec("ten", Commission)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
