"""Ad authorisation: a creator's leave to advertise under their name, which ends."""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.ids import PostId, validated_id
from influence.periods import microseconds

#: For how many days a creator can give a Spark Ads code on TikTok. Source: S311.
SPARK_DAYS: Final = (7, 30, 60, 365)


@attrs.frozen(kw_only=True)
class AdAuthorisation:
    """Leave to advertise under a creator's name.

    Args:
        platform: On which platform, such as ``tiktok``.
        granted_at: From when.
        days: For how many days, each of 24 hours; ``None`` until it is taken back.
        post_id: For which post; ``None`` for all of the creator's.
        revoked_at: When it was taken back.
        code: What the platform calls it; it is a secret and is never shown whole.

    Raises:
        InvalidInputError: A field breaks its rule, or a code of TikTok lasts for other than 7, 30,
            60 or 365 days.

    Example:
        >>> import datetime as dt
        >>> given = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
        >>> code = AdAuthorisation(platform="tiktok", granted_at=given, days=30)
        >>> code.holds(given + dt.timedelta(days=30)), code.holds(given + dt.timedelta(days=29))
        (False, True)

    Source: S311, S312.
    """

    platform: str = attrs.field(validator=require.is_line)
    granted_at: dt.datetime = attrs.field(validator=require.has_offset)
    days: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.at_least(1))
    )
    post_id: PostId | None = attrs.field(
        default=None, validator=attrs.validators.optional(validated_id)
    )
    revoked_at: dt.datetime | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.has_offset)
    )
    code: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_line), repr=False
    )

    def __attrs_post_init__(self) -> None:
        if self.platform == "tiktok" and self.days is not None and self.days not in SPARK_DAYS:
            rule = f"be one of {', '.join(map(str, SPARK_DAYS))} on TikTok"
            raise InvalidInputError("AdAuthorisation.days", rule, self.days)

    @property
    def ends(self) -> dt.datetime | None:
        """When it is over: after its days, or when it was taken back before."""
        last = None if self.days is None else self.granted_at + dt.timedelta(days=self.days)
        told = [one for one in (last, self.revoked_at) if one is not None]
        return min(told, key=microseconds) if told else None

    def holds(self, at: dt.datetime) -> bool:
        """Whether it holds at a moment; its end is not in it."""
        begun = microseconds(self.granted_at) <= microseconds(at)
        return begun and (self.ends is None or microseconds(at) < microseconds(self.ends))

    def is_for(self, *, platform: str | None, post_id: str | None) -> bool:
        """Whether it is for a post on a platform."""
        is_platform = platform is None or platform == self.platform
        return is_platform and self.post_id in {None, post_id}
