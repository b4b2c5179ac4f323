"""Plugins: other people's rules, models, sources, strategies, lint rules and exporters.

``influence.plugins.hooks`` is all that an author has to read. What is loaded comes back as one
frozen value; there is no registry at module level.
"""

from __future__ import annotations

from influence.plugins._first_result_hook import Answered
from influence.plugins._hook_error import HookError
from influence.plugins._registry import Registry, load
from influence.plugins._source_options import CheckedSource
from influence.plugins._specs import (
    AttributionModelSpec,
    AttributionSourceSpec,
    ExporterSpec,
    LintRuleSpec,
    PaymentRuleSpec,
    PlatformSpec,
    RankingStrategySpec,
)
from influence.plugins._spot import Spot
from influence.plugins.hooks import AccountQuestion, Event, Host, SecretQuestion, hook

__all__ = [
    "AccountQuestion",
    "Answered",
    "AttributionModelSpec",
    "AttributionSourceSpec",
    "CheckedSource",
    "Event",
    "ExporterSpec",
    "HookError",
    "Host",
    "LintRuleSpec",
    "PaymentRuleSpec",
    "PlatformSpec",
    "RankingStrategySpec",
    "Registry",
    "SecretQuestion",
    "Spot",
    "hook",
    "load",
]
