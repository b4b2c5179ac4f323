"""Assets: content that can be used again, what it was made from, and what came of using it.

A post is one asset; what is cut from it are others. Who may use them where is for
``influence.rights``; what reuse returns beside distribution is for ``influence.flywheel``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, Literal, cast, get_args

import attrs

from influence import _requirements as require
from influence._frozen_mapping import FrozenMapping
from influence.errors import InvalidInputError, UnknownNameError
from influence.ids import CreatorId, PostId, validated_id
from influence.money import Money
from influence.periods import microseconds
from influence.rights import USAGE_KINDS, UsageKind

__all__ = ["ASSET_KINDS", "Asset", "AssetKind", "AssetUse", "RepurposingPlan"]

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


def _frozen_counts(counts: Mapping[AssetKind, int]) -> Mapping[AssetKind, int]:
    """A copy that nobody can change."""
    return FrozenMapping(counts)


def _frozen_values(values: Mapping[AssetKind, Money]) -> Mapping[AssetKind, Money]:
    """A copy that nobody can change."""
    return FrozenMapping(values)


def _are_counts(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Whole numbers of at least zero, by kinds of assets."""
    for where, told in _by_kind(instance, attribute, value):
        if not require.is_whole(told) or told < 0:
            raise InvalidInputError(where, "be a whole number of at least 0", told)


def _are_amounts(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Amounts of at least zero, by kinds of assets."""
    for where, told in _by_kind(instance, attribute, value):
        if not isinstance(told, Money) or told.is_negative:
            raise InvalidInputError(where, "be an amount of at least 0", told)


def _by_kind(
    instance: object, attribute: attrs.Attribute[Any], value: object
) -> Iterator[tuple[str, object]]:
    """Where each entry stands, and the entry."""
    where = require.place(instance, attribute)
    for kind, told in cast("Mapping[str, object]", value).items():
        if kind not in ASSET_KINDS:
            raise UnknownNameError(where, kind, ASSET_KINDS)
        yield f"{where} {kind}", told


@attrs.frozen(kw_only=True)
class RepurposingPlan:
    """What is to be cut from every post, and what making it elsewhere would cost.

    Args:
        least: How many of each kind a post is to give.
        replacement_values: What one of a kind would cost to have made; nothing is assumed.

    Raises:
        InvalidInputError: A count or an amount is below zero.
        UnknownNameError: A kind is not known; the close one is named.

    Example:
        >>> RepurposingPlan().least["hook"]
        3

    Source: S1, S3.
    """

    least: Mapping[AssetKind, int] = attrs.field(
        default=FrozenMapping(
            {"ad_variation": 2, "hook": 3, "testimonial_cut": 1, "retargeting_asset": 1}
        ),
        converter=_frozen_counts,
        validator=_are_counts,
    )
    replacement_values: Mapping[AssetKind, Money] = attrs.field(
        factory=dict[AssetKind, Money], converter=_frozen_values, validator=_are_amounts
    )


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
        UnknownNameError: The purpose is no kind of usage right.
    """

    use_id: str = attrs.field(validator=validated_id)
    asset_id: str = attrs.field(validator=validated_id)
    channel: str = attrs.field(validator=require.is_line)
    starts: dt.datetime = attrs.field(validator=require.has_offset)
    ends: dt.datetime | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.has_offset)
    )
    purpose: UsageKind | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.one_of(USAGE_KINDS))
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
