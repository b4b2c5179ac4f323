"""Specs: what a plugin offers, as frozen values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import attrs

from influence import _requirements as require
from influence.attribution import AttributionModel, LearningModel
from influence.errors import InvalidInputError
from influence.exporters import Exporter
from influence.findings import FindingKind
from influence.lint import LintRule
from influence.payments import PaymentRule
from influence.ranking import RankingStrategy
from influence.sansio import Capability, Connector
from influence.sources import AttributionSource


def _is_callable(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A class or a function."""
    if not callable(value):
        rule = "be a class or a function"
        raise InvalidInputError(require.place(instance, attribute), rule, value)


@attrs.frozen(kw_only=True)
class PaymentRuleSpec:
    """A payment rule that books may name.

    Args:
        name: The word that books use in ``rule = "…"``.
        make: The rule's attrs class; its fields are the terms that a book may give.
    """

    name: str = attrs.field(validator=require.is_text)
    make: Callable[..., PaymentRule] = attrs.field(validator=_is_callable)


@attrs.frozen(kw_only=True)
class AttributionModelSpec:
    """An attribution model that books may name.

    Args:
        name: The word that books use in ``model = "…"``.
        make: The model's attrs class; its fields are the parameters that a book may give. A
            function, or a class of another kind, is asked without arguments.
    """

    name: str = attrs.field(validator=require.is_text)
    make: Callable[..., AttributionModel | LearningModel] = attrs.field(validator=_is_callable)


@attrs.frozen(kw_only=True)
class RankingStrategySpec:
    """A ranking strategy that books may name.

    Args:
        name: The word that books use in ``strategy = "…"``.
        make: The strategy's attrs class; its fields are the parameters that a book may give, but
            for one that holds ``SuccessMetrics``, which the host fills with the campaign's three. A
            function, or a class of another kind, is asked with the metrics alone.
    """

    name: str = attrs.field(validator=require.is_text)
    make: Callable[..., RankingStrategy] = attrs.field(validator=_is_callable)


@attrs.frozen(kw_only=True)
class AttributionSourceSpec:
    """An attribution source that an import may name.

    Args:
        name: The word that stands in ``influence import NAME`` and in ``source = "…"``.
        make: The source's attrs class; its fields are the options that an import may give.
    """

    name: str = attrs.field(validator=require.is_text)
    make: Callable[..., AttributionSource] = attrs.field(validator=_is_callable)


@attrs.frozen(kw_only=True)
class LintRuleSpec:
    """A lint rule that books may name.

    Args:
        name: The word that books use in ``rules = [{ rule = "…" }]``.
        make: The rule's attrs class; its fields are the parameters that a book may give.
    """

    name: str = attrs.field(validator=require.is_text)
    make: Callable[..., LintRule] = attrs.field(validator=_is_callable)

    @property
    def kinds(self) -> tuple[FindingKind, ...]:
        """What the rule may find; empty where its class does not say."""
        declared: object = getattr(self.make, "kinds", ())
        parts = cast("tuple[object, ...]", declared) if isinstance(declared, tuple) else ()
        return tuple(kind for kind in parts if isinstance(kind, FindingKind))


@attrs.frozen(kw_only=True)
class ExporterSpec:
    """An exporter that the command line and books may name.

    Args:
        name: The word that stands in ``influence export --as NAME`` and in ``exporter = "…"``.
        make: The exporter's attrs class; its fields are the options that may be given.
    """

    name: str = attrs.field(validator=require.is_text)
    make: Callable[..., Exporter] = attrs.field(validator=_is_callable)


@attrs.frozen(kw_only=True)
class PlatformSpec:
    """A platform or a shop that books and the command line may name.

    Args:
        name: The word that stands in ``platform = "…"``.
        make: The connector's attrs class; its fields are the settings that it may be given. A
            field typed ``Secret`` is a secret, which a book can never hold.
        capability: What the connector can read, without one being made.
    """

    name: str = attrs.field(validator=require.is_text)
    make: Callable[..., Connector] = attrs.field(validator=_is_callable)
    capability: Capability = attrs.field(validator=require.is_a(Capability, called="a Capability"))
