"""The fault script: what goes wrong, at which call of what, and how often.

ScriptedFault(kind="truncated", read="orders", call=3)      the third orders call is cut off
ScriptedFault(kind="unavailable", times=None)               nothing is ever answered
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, TypeAlias, get_args

import attrs

from influence import _requirements as require

FaultKind: TypeAlias = Literal[
    "unauthorised",
    "forbidden",
    "quota_spent",
    "not_found",
    "cursor_expired",
    "broken",
    "unavailable",
    "busy_seconds",
    "busy_date",
    "throttled_inside",
    "web_page",
    "truncated",
    "empty_body",
    "garbage",
    "dropped",
    "retired_metric",
    "half_batch",
    "cursor_loop",
    "endless",
    "duplicates",
]
FAULT_KINDS: tuple[FaultKind, ...] = get_args(FaultKind)

ENDPOINTS = (
    "check",
    "profile",
    "posts",
    "metrics",
    "audience",
    "search",
    "orders",
    "refunds",
    "touches",
)


def _is_times(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """How often, or ``None`` for ever."""
    if value is not None:
        require.at_least(1)(instance, attribute, value)


@attrs.frozen(kw_only=True)
class ScriptedFault:
    """One thing that goes wrong.

    Args:
        kind: What: a status of HTTP in words, a body that is broken, or a list that misbehaves.
        read: At which read; ``None`` for all of them together.
        call: From which call on, counted from 1 for that read.
        times: For how many calls in a row; ``None`` for ever.
        after_s: What a refusal says about when to come back, in whole seconds.
        metric: The platform's name of the metric that ``retired_metric`` retires.

    Raises:
        UnknownNameError: *kind* or *read* is not known; the close one is named.
        InvalidInputError: A field breaks its rule; the message names field and value.

    Example:
        >>> third = ScriptedFault(kind="truncated", read="orders", call=3)
        >>> [third.strikes("orders", call=call) for call in (2, 3, 4)]
        [False, True, False]
    """

    kind: FaultKind = attrs.field(validator=require.one_of(FAULT_KINDS))
    read: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.one_of(ENDPOINTS))
    )
    call: int = attrs.field(default=1, validator=require.at_least(1))
    times: int | None = attrs.field(default=1, validator=_is_times)
    after_s: int = attrs.field(default=30, validator=require.is_count)
    metric: str = attrs.field(default="bookmarks", validator=require.is_line)

    def strikes(self, read: str, *, call: int) -> bool:
        """Whether it goes wrong at a call of a read."""
        if self.read not in {None, read} or call < self.call:
            return False
        return self.times is None or call < self.call + self.times


def struck(
    faults: Iterable[ScriptedFault], *, read: str, call: int, all_calls: int
) -> tuple[ScriptedFault, ...]:
    """The faults that strike a call, the *call*-th of its read and the *all_calls*-th of all."""
    return tuple(
        fault
        for fault in faults
        if fault.strikes(read, call=all_calls if fault.read is None else call)
    )
