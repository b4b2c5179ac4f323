"""Plugin: one plugin as the loader left it, and what was found on the way.

    discovered → imported → declared → collected → loaded
        ↓            ↓          ↓           ↓
    blocked,      broken,    broken,     broken, collides,
    incompatible  quarant.   quarant.    quarantined

A plugin is loaded whole or not at all: of one that is not loaded no member can be used, and whoever
names one is told why.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

import attrs

from influence._frozen_mapping import FrozenMapping
from influence.findings import Finding

State: TypeAlias = Literal[
    "discovered", "loaded", "blocked", "incompatible", "collides", "broken", "quarantined"
]
Phase: TypeAlias = Literal["discover", "import", "declare", "collect"]

_NO_MEMBERS: FrozenMapping[str, tuple[str, ...]] = FrozenMapping({})


def _frozen(members: Mapping[str, tuple[str, ...]]) -> FrozenMapping[str, tuple[str, ...]]:
    """A copy that nobody can change."""
    return FrozenMapping(members)


@attrs.frozen(kw_only=True)
class Plugin:
    """One plugin, loaded or not.

    Args:
        name: The name of its entry point; of a module that was given, the name of the module.
        distribution: What has to be installed for it; empty for a module that was given.
        version: The version of the distribution.
        summary: What the distribution says of itself in a line.
        module: The module that the entry point names.
        file: Where the module lies, once it is imported.
        state: ``loaded``, or why it is not: ``blocked`` by a list, ``incompatible`` with this
            version, ``collides`` with another, ``broken``, ``quarantined`` because it changed what
            is not its own. ``discovered`` is one that nobody has tried yet.
        phase: The last phase that it came to: ``discover``, ``import``, ``declare``, ``collect``.
        is_built_in: Whether it comes with ``influence`` itself.
        hooks: The hooks that it answers.
        members: The names that it brings, by the field of ``hook``, such as ``payment_rules``.
        error: Why it is not loaded, with the code; empty when it is.
        findings: What is wrong or odd.

    Example:
        >>> plugin = Plugin(
        ...     name="barter", distribution="influence-barter", version="1.0", state="loaded"
        ... )
        >>> plugin.label, plugin.is_loaded, plugin.error
        ('plugin barter of influence-barter 1.0', True, '')
    """

    name: str
    distribution: str = ""
    version: str = ""
    summary: str = ""
    module: str = ""
    file: str = ""
    state: State = "discovered"
    phase: Phase = "discover"
    is_built_in: bool = False
    hooks: tuple[str, ...] = ()
    members: Mapping[str, tuple[str, ...]] = attrs.field(default=_NO_MEMBERS, converter=_frozen)
    error: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def label(self) -> str:
        """How messages call it: the name, and the distribution with its version."""
        return label_of(self.name, distribution=self.distribution, version=self.version)

    @property
    def is_loaded(self) -> bool:
        """Whether its members can be used."""
        return self.state == "loaded"


def label_of(name: str, *, distribution: str, version: str) -> str:
    """How messages call a plugin."""
    return (
        f"plugin {name} of {distribution} {version}".rstrip() if distribution else f"plugin {name}"
    )
