"""Rights: what the brand may do with what a creator made.

A deal either grants usage rights or it does not; without them the content that worked cannot go
into ads, which is one of the common ways to lose the value of a partnership. Source: S2.
"""

from __future__ import annotations

import attrs

from influence import _requirements as require

__all__ = ["UsageRights"]


@attrs.frozen(kw_only=True)
class UsageRights:
    """Where content may be reused, for how long, and whether money may be put behind it.

    Args:
        channels: Where, such as ``paid_social`` or ``email``.
        days: For how many days from publishing.
        paid_amplification: Whether it may be run as an advertisement.

    Raises:
        InvalidInputError: *days* is below 1, a channel is blank, or *paid_amplification* is not a
            bool.

    Source: S2.
    """

    channels: tuple[str, ...] = attrs.field(validator=require.are_texts)
    days: int = attrs.field(validator=require.at_least(1))
    paid_amplification: bool = attrs.field(default=False, validator=require.is_flag)
