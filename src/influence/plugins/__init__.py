"""Plugins: other people's rules, models, sources, strategies, lint rules and exporters.

``influence.plugins.hooks`` is all that an author has to read. What is loaded comes back as one
frozen value; there is no registry at module level.
"""

from __future__ import annotations

from influence.plugins._first_result_hook import Answered
from influence.plugins._hook_error import HookError
from influence.plugins._loading import load
from influence.plugins._plugin import Phase, Plugin, State
from influence.plugins._registry import Registry
from influence.plugins._schemas import (
    FAMILIES,
    FamilySchema,
    family_schemas,
    member_schema,
    member_schemas,
)
from influence.plugins._settings import PluginSettings, plugin_settings
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
from influence.plugins._steps import Step, Trace
from influence.plugins._type_schemas import class_schema, value_schema
from influence.plugins.hooks import AccountQuestion, Event, Host, SecretQuestion, hook

__all__ = [
    "FAMILIES",
    "AccountQuestion",
    "Answered",
    "AttributionModelSpec",
    "AttributionSourceSpec",
    "CheckedSource",
    "Event",
    "ExporterSpec",
    "FamilySchema",
    "HookError",
    "Host",
    "LintRuleSpec",
    "PaymentRuleSpec",
    "Phase",
    "PlatformSpec",
    "Plugin",
    "PluginSettings",
    "RankingStrategySpec",
    "Registry",
    "SecretQuestion",
    "Spot",
    "State",
    "Step",
    "Trace",
    "class_schema",
    "family_schemas",
    "hook",
    "load",
    "member_schema",
    "member_schemas",
    "plugin_settings",
    "value_schema",
]
