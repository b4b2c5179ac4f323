"""Reading: a count as one source told it at a moment, and the performance that readings add up to.

count of a metric = Σ over its sources of what each told last
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.ids import CreatorId, validated_id
from influence.payments import CalledOff, CreditedOrder, DatedCount, Performance
from influence.periods import Period, microseconds
from influence.shares import Share

ReadingKind = Literal["deliverable", "called_off", "metric"]


@attrs.frozen(kw_only=True)
class Reading:
    """How many pieces, or how much of a metric, one source told at a moment.

    Args:
        creator_id: Whose.
        kind: ``deliverable``, ``called_off`` for pieces with a kill fee, or ``metric``.
        name: The kind of deliverable, or the metric.
        source: What told it, such as a post.
        count: How many by then, all in all.
        read_at: When it was read.
        at: When it came about, as far as that is known.
        share: The share of their price that is owed for pieces that were called off.

    Raises:
        InvalidInputError: A field breaks its rule, or pieces were called off and *at* or *share* is
            missing; the message names field and value.
    """

    creator_id: CreatorId = attrs.field(validator=validated_id)
    kind: ReadingKind = attrs.field(validator=require.one_of(get_args(ReadingKind)))
    name: str = attrs.field(validator=require.is_line)
    source: str = attrs.field(validator=require.is_line)
    count: int = attrs.field(validator=require.is_count)
    read_at: dt.datetime = attrs.field(validator=require.has_offset)
    at: dt.datetime | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.has_offset)
    )
    share: Share | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_part)
    )

    def __attrs_post_init__(self) -> None:
        if self.kind == "called_off" and self.count and (self.at is None or self.share is None):
            rule = "have at and share where pieces were called off"
            raise InvalidInputError("Reading", rule, (self.at, self.share))

    @property
    def called_off(self) -> CalledOff | None:
        """The pieces that were called off, if it tells any."""
        if self.kind != "called_off" or not self.count or self.at is None or self.share is None:
            return None
        return CalledOff(
            name=self.name, at=self.at, count=self.count, share=self.share, fact=self.source
        )


def performed(
    orders: Iterable[CreditedOrder],
    readings: Iterable[Reading],
    *,
    period: Period,
    currency: str,
) -> Performance:
    """The performance that orders and readings, one of each source, add up to.

    Args:
        orders: One creator's parts of orders in one currency.
        readings: The same creator's counts.
        period: From the beginning of the deal to the moment up to which the facts are told.
        currency: The currency of every amount.
    """
    kept = tuple(readings)
    totals: dict[ReadingKind, dict[str, int]] = {"deliverable": {}, "metric": {}}
    dated: dict[ReadingKind, list[DatedCount]] = {"deliverable": [], "metric": []}
    for one in kept:
        if one.kind == "called_off":
            continue
        counts = totals[one.kind]
        counts[one.name] = counts.get(one.name, 0) + one.count
        if one.at is not None:
            count = DatedCount(name=one.name, at=one.at, count=one.count, fact=one.source)
            dated[one.kind].append(count)
    return Performance(
        currency=currency,
        period=period,
        orders=tuple(sorted(orders, key=lambda one: (microseconds(one.at), one.order_id))),
        deliverables=totals["deliverable"],
        metrics=totals["metric"],
        deliveries=tuple(dated["deliverable"]),
        readings=tuple(dated["metric"]),
        called_off=tuple(off for one in kept if (off := one.called_off) is not None),
    )
