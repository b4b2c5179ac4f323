"""Platform checks: what a connector of a platform is held to."""

from __future__ import annotations

import attrs

from influence.testing._conformance._kind import Kit
from influence.testing._conformance._member import Member
from influence.testing._conformance._setup import Setup


@attrs.frozen(kw_only=True)
class PlatformSubject:
    """A platform's connector.

    Args:
        member: Its name.
        claims: What it says that it can do.
    """

    member: str
    claims: frozenset[str] = frozenset()


def platform_subject(member: Member, _setup: Setup, /) -> PlatformSubject:
    """The subject of a platform."""
    return PlatformSubject(member=member.name)


KIT: Kit[PlatformSubject] = Kit(checks=(), subject=platform_subject, groups={})
