"""Source checks: what an attribution source is held to."""

from __future__ import annotations

from influence.testing._conformance._check import by_id, checks_in
from influence.testing._conformance._kind import Kit
from influence.testing._source_checks import _hostile, _rows
from influence.testing._source_checks._subject import SourceSubject, source_subject

KIT: Kit[SourceSubject] = Kit(
    checks=by_id(checks_in(_rows, _hostile)),
    subject=source_subject,
    groups={"H": "Hostile files", "R": "Rows"},
)
