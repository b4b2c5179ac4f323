"""Lint checks."""

from __future__ import annotations

from influence.testing._conformance._kind import Kit
from influence.testing._platform_checks import PlatformSubject, platform_subject

KIT: Kit[PlatformSubject] = Kit(checks=(), subject=platform_subject, groups={})
