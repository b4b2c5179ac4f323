"""Usage rights: the short form, in which a deal grants rights in one line.

Without them the content that worked cannot go into ads, which is one of the common ways to lose the
value of a partnership. Source: S2.
"""

from __future__ import annotations

import attrs

from influence import _requirements as require
from influence.rights._rights_line import RightsLine, UsageKind


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

    @property
    def lines(self) -> tuple[RightsLine, ...]:
        """The same as lines: showing it again, and paid usage where that was granted.

        Example:
            >>> short = UsageRights(channels=("email",), days=90, paid_amplification=True)
            >>> [line.kind for line in short.lines]
            ['organic_repost', 'paid_usage']
        """
        kinds: tuple[UsageKind, ...] = (
            ("organic_repost", "paid_usage") if self.paid_amplification else ("organic_repost",)
        )
        return tuple(
            RightsLine(kind=kind, channels=self.channels, days=self.days, edits="any")
            for kind in kinds
        )
