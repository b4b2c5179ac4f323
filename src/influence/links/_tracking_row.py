"""Tracking rows: one link with its tags, and the code and keyword of the same creator."""

from __future__ import annotations

import attrs

from influence.ids import AngleId, CreatorId
from influence.links._channel_rules import Channel
from influence.links._tags import UtmTags


@attrs.frozen(kw_only=True)
class TrackingRow:
    """One link of one creator.

    Args:
        creator_id: Whose it is.
        angle: The angle that it is for; ``None`` when it is for none in particular.
        url: The link.
        tags: Its UTM parameters.
        code: The creator's code.
        dm_keyword: The creator's keyword.
        channel: The GA4 channel in which its visits land.
        new: Which of ``link``, ``code`` and ``keyword`` the deal did not have before.
    """

    creator_id: CreatorId
    angle: AngleId | None
    url: str
    tags: UtmTags
    code: str
    dm_keyword: str
    channel: Channel
    new: tuple[str, ...]

    @property
    def status(self) -> str:
        """``kept``, or ``new`` with what is new."""
        return " ".join(("new", *self.new)) if self.new else "kept"

    @property
    def cells(self) -> tuple[str, ...]:
        """What its line of the table holds, in the order of the columns."""
        return (
            self.creator_id,
            self.angle or "",
            self.url,
            self.tags.source,
            self.tags.medium,
            self.tags.campaign,
            self.tags.content,
            self.code,
            self.dm_keyword,
            self.channel,
            self.status,
        )
