"""Exporter checks: what an exporter is held to."""

from __future__ import annotations

from influence.testing._conformance._check import by_id, checks_in
from influence.testing._conformance._kind import Kit
from influence.testing._exporter_checks import _files
from influence.testing._exporter_checks._subject import ExporterSubject, exporter_subject

KIT: Kit[ExporterSubject] = Kit(
    checks=by_id(checks_in(_files)),
    subject=exporter_subject,
    groups={"C": "Tables", "F": "Files", "H": "Pages", "J": "JSON", "P": "Purity", "V": "Values"},
)
