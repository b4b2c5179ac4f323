"""Steps: what the loader did, one after the other, for whoever wants to watch it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import attrs

from influence.plugins._plugin import Phase


@attrs.frozen(kw_only=True)
class Step:
    """One step of the loader.

    Args:
        plugin: The name of the plugin; empty for the search for all of them.
        phase: What was done: ``discover``, ``import``, ``declare`` or ``collect``.
        what: How it went, in a few words.
        seconds: How long it took.
    """

    plugin: str
    phase: Phase
    what: str
    seconds: float


Trace: TypeAlias = Callable[[Step], object]
