"""Packaging checks: what any plugin is held to, whatever it offers."""

from __future__ import annotations

from influence.testing._conformance._check import by_id, checks_in
from influence.testing._conformance._kind import Kit
from influence.testing._packaging_checks import _declaration, _fields, _imports, _metadata
from influence.testing._packaging_checks._subject import PluginSubject, plugin_subject

KIT: Kit[PluginSubject] = Kit(
    checks=by_id(checks_in(_declaration, _fields, _imports, _metadata)),
    subject=plugin_subject,
    groups={"D": "Declaration", "F": "Fields", "I": "Import", "P": "Packaging"},
)
