"""Retrying: whether a request is sent again, and how long is waited before.

    wait = least 1st wait × 2^(attempt − 1), at most the cap; from half of it to the whole, by dice

What an answer tells in ``Retry-After`` is waited in full, cap or not.
"""

from __future__ import annotations

import random

from influence.connectors._limits import Limits
from influence.connectors._transport import NeverSentError
from influence.sansio import FaultError, ThrottledError

_SOON = frozenset({"retry_now", "retry_after"})


def wait_ms_before_retry(
    fault: FaultError,
    *,
    attempt: int,
    is_repeatable: bool,
    limits: Limits,
    dice: random.Random,
) -> int | None:
    """Milliseconds to wait after an attempt that failed; ``None`` when it is to be given up.

    What changes something is never sent twice, unless it is certain that it never left.

    Example:
        >>> from influence.sansio import UnavailableError
        >>> wait_ms_before_retry(
        ...     UnavailableError("posts", "be answered", "503"),
        ...     attempt=1,
        ...     is_repeatable=False,
        ...     limits=Limits(),
        ...     dice=random.Random(1),
        ... ) is None
        True
    """
    if attempt >= limits.attempts or fault.advice not in _SOON:
        return None
    if not is_repeatable and not isinstance(fault, NeverSentError):
        return None
    whole = min(limits.most_wait_ms, limits.first_wait_ms << min(attempt - 1, 32))
    drawn = dice.randint(whole // 2, whole)
    told_s = fault.after_s if isinstance(fault, ThrottledError) else None
    return drawn if told_s is None else max(drawn, told_s * 1_000)
