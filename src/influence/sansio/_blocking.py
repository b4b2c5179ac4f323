"""The blocking call: the way out for a platform that can only be read through a library of its own.

    answer = yield Blocking(call=lambda: sdk.reports(…), purpose="reports", deadline_s=30)

The host runs it in a thread and answers a ``Response`` whose JSON is what the call answered.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs

from influence import _requirements as require


@attrs.frozen(kw_only=True)
class Blocking:
    """A call that blocks.

    Args:
        call: The call; it answers what JSON can hold.
        purpose: What it is for, in a few words.
        deadline_s: Whole seconds after which nobody waits for it any longer.
        cost: What it takes from the quotas, in their units.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
    """

    call: Callable[[], object] = attrs.field(validator=require.is_callable)
    purpose: str = attrs.field(validator=require.is_line)
    deadline_s: int = attrs.field(default=60, validator=require.at_least(1))
    cost: int = attrs.field(default=1, validator=require.is_count)
