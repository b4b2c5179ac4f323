"""Telling: who hears of what the runtime does, for progress and logs.

Events are those that observers are told; they name hosts, counts and reasons, never an address, a
parameter or a secret. ``Registry.observe`` hears them all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from influence.plugins import Event

OnEvent: TypeAlias = Callable[[Event], None]


def unheard(event: Event, /) -> None:
    """Tell nobody."""
