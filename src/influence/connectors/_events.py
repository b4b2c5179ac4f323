"""Events: what the runtime tells while it works, for progress and logs.

They name hosts, counts and reasons, never an address, a parameter or a secret.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import attrs


@attrs.frozen(kw_only=True)
class RequestMade:
    """A request was answered, or failed on the way."""

    connector: str
    method: str
    host: str
    status: int
    attempt: int
    elapsed_ms: int


@attrs.frozen(kw_only=True)
class RetryWaited:
    """A request is tried again after a wait."""

    connector: str
    reason: str
    attempt: int
    waited_ms: int


Event: TypeAlias = RequestMade | RetryWaited
OnEvent: TypeAlias = Callable[[Event], None]


def unheard(event: Event, /) -> None:
    """Tell nobody."""
