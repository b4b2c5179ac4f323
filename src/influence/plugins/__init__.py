"""Plugins: other people's payment rules, attribution models and ranking strategies.

``influence.plugins.hooks`` is all that an author has to read. What is loaded comes back as one
frozen value; there is no registry at module level.
"""

from __future__ import annotations

from influence.plugins._registry import Registry, load
from influence.plugins._specs import (
    AttributionModelSpec,
    PaymentRuleSpec,
    RankingStrategySpec,
)
from influence.plugins.hooks import Host, hook

__all__ = [
    "AttributionModelSpec",
    "Host",
    "PaymentRuleSpec",
    "RankingStrategySpec",
    "Registry",
    "hook",
    "load",
]
