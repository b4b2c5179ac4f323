"""Subject: a plugin as a whole, with its distribution where it has one."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import attrs

from influence.errors import InvalidInputError
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
        """Whether it is installed, whether it is a package, whether it is somebody else's."""
        claimed = {
            "distribution": self.distribution is not None,
            "foreign": self.member != OURS,
            "package": Path(self.file).name == "__init__.py",
        }
        return frozenset(word for word, is_claimed in claimed.items() if is_claimed)

    @property
    def file(self) -> str:
        """The file of its module; empty when it has none."""
        return getattr(self.offer.module, "__file__", None) or ""

    @property
    def found(self) -> metadata.Distribution:
        """Its distribution.

        Raises:
            InvalidInputError: It has none.
        """
        if self.distribution is None:
            raise InvalidInputError(f"plugin {self.member}", "be installed", self.distribution)
        return self.distribution


def plugin_subject(member: Member, _setup: Setup, /) -> PluginSubject:
    """The subject of a plugin.

    Raises:
        InvalidInputError: The member is a value of no plugin.
    """
    offer = member.offer
    if offer is None:
        raise InvalidInputError(f"plugin {member.name}", "be named, not given as a value", offer)
    name = offer.target.distribution
    found = None if name is None else metadata.distribution(name)
    return PluginSubject(member=member.name, offer=offer, distribution=found)
