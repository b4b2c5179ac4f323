"""Declaration: what a plugin says that it offers."""

from __future__ import annotations

from influence.testing._conformance._check import CheckFailedError, check
from influence.testing._conformance._kind import KINDS
from influence.testing._packaging_checks._subject import PluginSubject


@check(
    "PK-D01",
    if_fails="Nothing else can be said of a plugin that does not load. The message names what is "
    "wrong and the line; `influence plugins doctor` says more.",
)
def loads(subject: PluginSubject) -> None:
    """The plugin can be imported, and its hooks answer specs."""
    if subject.offer.error:
        raise CheckFailedError("plugin", "be loaded", subject.offer.error)


@check(
    "PK-D02",
    if_fails="A hook was marked and yields nothing, so users find nothing to name. Yield a spec "
    "for each member.",
)
def offers_something(subject: PluginSubject) -> None:
    """The plugin offers at least one member of some kind."""
    families = [kind.family for kind in KINDS.values() if kind.family]
    if not any(subject.offer.own(family) for family in families):
        raise CheckFailedError("plugin", "offer a member of one of its kinds", families)
