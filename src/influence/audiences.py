"""Audiences: who follows a creator, by age, place and the like, as the platform tells."""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.ids import CreatorId, validated_id
from influence.shares import Share

__all__ = ["AUDIENCE_DIMENSIONS", "AudienceDimension", "AudienceShare"]

AudienceDimension = Literal["age", "country", "city", "gender", "language"]
AUDIENCE_DIMENSIONS: tuple[AudienceDimension, ...] = get_args(AudienceDimension)


@attrs.frozen(kw_only=True)
class AudienceShare:
    """The share of one creator's audience that is in one group.

    Args:
        creator_id: Whose audience.
        dimension: By what it is parted, such as ``age``.
        group: Which part, such as ``25-34`` or ``US``.
        share: How large it is.
        read_on: The day on which the platform told it.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
        UnknownNameError: The dimension is not known; the close one is named.

    Source: S2.
    """

    creator_id: CreatorId = attrs.field(validator=validated_id)
    dimension: AudienceDimension = attrs.field(validator=require.one_of(AUDIENCE_DIMENSIONS))
    group: str = attrs.field(validator=require.is_line)
    share: Share = attrs.field(validator=require.is_part)
    read_on: dt.date | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_date)
    )

    @property
    def place(self) -> str:
        """Creator, dimension and group, which stand once in a book."""
        return f"{self.creator_id} {self.dimension} {self.group}"
