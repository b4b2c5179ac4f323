"""Packaging checks: what any plugin is held to, whatever it offers."""

from __future__ import annotations

from influence.testing._conformance._check import by_id, checks_in
from influence.testing._conformance._kind import Kit
from influence.testing._packaging_checks import _declaration
from influence.testing._packaging_checks._subject import PluginSubject, plugin_subject

KIT: Kit[PluginSubject] = Kit(
    checks=by_id(checks_in(_declaration)),
    subject=plugin_subject,
    groups={"D": "Declaration", "I": "Import", "P": "Packaging"},
)
