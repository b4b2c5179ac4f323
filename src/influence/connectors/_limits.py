"""Limits: how long, how often and how much the runtime puts up with."""

from __future__ import annotations

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError

_MEBIBYTE = 1024 * 1024


@attrs.frozen(kw_only=True)
class Limits:
    """The limits of one conversation, or of one read of many pages.

    Args:
        deadline_s: Whole seconds after which no further request is sent and nothing waited for.
        timeout_s: Whole seconds that one request may take, its answer included.
        attempts: How often a request is sent at most before it is given up.
        first_wait_ms: The wait before the second attempt; it doubles with each further one.
        most_wait_ms: The most that is waited before an attempt, unless the answer told how long.
        most_requests: The most requests of one conversation.
        most_redirects: The most redirects that one request follows.
        most_bytes: The most bytes of an answer, packed or unpacked.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.

    Example:
        >>> Limits(deadline_s=60).attempts
        4
    """

    deadline_s: int = attrs.field(default=300, validator=require.at_least(1))
    timeout_s: int = attrs.field(default=30, validator=require.at_least(1))
    attempts: int = attrs.field(default=4, validator=require.at_least(1))
    first_wait_ms: int = attrs.field(default=500, validator=require.at_least(1))
    most_wait_ms: int = attrs.field(default=30_000, validator=require.at_least(1))
    most_requests: int = attrs.field(default=1_000, validator=require.at_least(1))
    most_redirects: int = attrs.field(default=3, validator=require.is_count)
    most_bytes: int = attrs.field(default=32 * _MEBIBYTE, validator=require.at_least(1))

    def __attrs_post_init__(self) -> None:
        if self.most_wait_ms < self.first_wait_ms:
            rule = f"be at least first_wait_ms, {self.first_wait_ms}"
            raise InvalidInputError("Limits.most_wait_ms", rule, self.most_wait_ms)
