"""Assets: content that can be used again, what it was made from, and what came of using it.

A post is one asset; what is cut from it are others. Who may use them where is for
``influence.rights``; what reuse returns beside distribution is for ``influence.flywheel``.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.ids import CreatorId, PostId, validated_id
from influence.money import Money
from influence.periods import microseconds

__all__ = ["ASSET_KINDS", "Asset", "AssetKind", "AssetUse"]

AssetKind = Literal[
    "original",
    "ad_variation",
    "hook",
    "testimonial_cut",
    "retargeting_asset",
    "still",
    "quote",
    "other",
]
ASSET_KINDS: tuple[AssetKind, ...] = get_args(AssetKind)


@attrs.frozen(kw_only=True)
class Asset:
    """One piece of content that can be used again.

    Args:
        asset_id: Identifies it.
        creator_id: Whose content it is.
        kind: What it is, such as ``hook``.
        post_id: The post that it comes from.
        made_from: The asset that it was cut from.
        made_at: When it was made.
        url: Where it lies.
        cost: What making it cost beside the deal.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
        UnknownNameError: The kind is not known; the close one is named.

    Source: S1, S3.
    """

    asset_id: str = attrs.field(validator=validated_id)
    creator_id: CreatorId = attrs.field(validator=validated_id)
    kind: AssetKind = attrs.field(validator=require.one_of(ASSET_KINDS))
    post_id: PostId | None = attrs.field(
        default=None, validator=attrs.validators.optional(validated_id)
    )
    made_from: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(validated_id)
    )
    made_at: dt.datetime | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.has_offset)
    )
    url: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_text)
    )
    cost: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_money)
    )


def _figure() -> int | None:
    """An optional count, as an attrs field."""
    figure: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_count)
    )
    return figure


def _amount() -> Money | None:
    """An optional amount of at least zero, as an attrs field."""
    amount: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_money)
    )
    return amount


@attrs.frozen(kw_only=True)
class AssetUse:
    """One use of an asset in one place.

    Args:
        use_id: Identifies it.
        asset_id: What was used.
        channel: Where, such as ``paid_social``, ``email`` or ``landing_page``.
        starts: From when.
        ends: Until when; ``None`` while it runs.
        purpose: For what: a kind of usage right, such as ``paid_usage``.
        territory: Where it is shown, as ISO 3166 alpha-2.
        spend: What was spent on showing it; ``None`` when unknown, as are all figures below.
        impressions: Times it was on a screen.
        clicks: Visits that it brought.
        orders: Orders that it brought.
        revenue: Net sales that it brought.
        gross_profit: Gross profit that it brought, before *spend*.

    Raises:
        InvalidInputError: A field breaks its rule, or it ends before it starts.
    """

    use_id: str = attrs.field(validator=validated_id)
    asset_id: str = attrs.field(validator=validated_id)
    channel: str = attrs.field(validator=require.is_line)
    starts: dt.datetime = attrs.field(validator=require.has_offset)
    ends: dt.datetime | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.has_offset)
    )
    purpose: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_line)
    )
    territory: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_country)
    )
    spend: Money | None = _amount()
    impressions: int | None = _figure()
    clicks: int | None = _figure()
    orders: int | None = _figure()
    revenue: Money | None = _amount()
    gross_profit: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_any_money)
    )

    def __attrs_post_init__(self) -> None:
        if self.ends is not None and microseconds(self.ends) < microseconds(self.starts):
            rule = f"not end before it starts at {self.starts.isoformat()}"
            raise InvalidInputError("AssetUse.ends", rule, self.ends.isoformat())
