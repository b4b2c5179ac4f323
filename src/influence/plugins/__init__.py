"""Plugins: other people's rules, models, sources, strategies, lint rules and exporters.

``influence.plugins.hooks`` is all that an author has to read. What is loaded comes back as one
frozen value; there is no registry at module level.
"""

from __future__ import annotations

from influence.plugins._registry import Registry, load
from influence.plugins._source_options import CheckedSource
from influence.plugins._specs import (
    AttributionModelSpec,
    AttributionSourceSpec,
    ExporterSpec,
    LintRuleSpec,
    PaymentRuleSpec,
    RankingStrategySpec,
)
from influence.plugins.hooks import Host, hook

__all__ = [
    "AttributionModelSpec",
    "AttributionSourceSpec",
    "CheckedSource",
    "ExporterSpec",
    "Host",
    "LintRuleSpec",
    "PaymentRuleSpec",
    "RankingStrategySpec",
    "Registry",
    "hook",
    "load",
]
