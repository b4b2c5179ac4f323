"""Subject: a plugin as a whole, with its distribution where it has one."""

from __future__ import annotations

from importlib import metadata

import attrs

from influence.testing._conformance._member import Member
from influence.testing._conformance._offer import OURS, Offer
from influence.testing._conformance._setup import Setup


@attrs.frozen(kw_only=True)
class PluginSubject:
    """A plugin as a whole.

    Args:
        member: Its name.
        offer: What it brings.
        distribution: The distribution that brings it; ``None`` when it is not installed.
    """

    member: str
    offer: Offer
    distribution: metadata.Distribution | None = None

    @property
    def claims(self) -> frozenset[str]:
        """Whether it is installed, and whether it is somebody else's."""
        claimed = {"distribution"} if self.distribution is not None else set[str]()
        return frozenset(claimed | ({"foreign"} if self.member != OURS else set()))


def plugin_subject(member: Member, _setup: Setup, /) -> PluginSubject:
    """The subject of a plugin."""
    offer = member.offer
    if offer is None:
        raise TypeError(member.name)
    name = offer.target.distribution
    found = None if name is None else metadata.distribution(name)
    return PluginSubject(member=member.name, offer=offer, distribution=found)
