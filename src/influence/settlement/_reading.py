"""Reading: a count as one source told it at a moment, and the performance that readings add up to.

count of a metric = Σ over its sources of what each told last
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.ids import CreatorId, validated_id
from influence.payments import CreditedOrder, DatedCount, Performance
from influence.periods import Period, microseconds

ReadingKind = Literal["deliverable", "metric"]


@attrs.frozen(kw_only=True)
class Reading:
    """How many pieces, or how much of a metric, one source told at a moment.

    Args:
        creator_id: Whose.
        kind: ``deliverable`` or ``metric``.
        name: The kind of deliverable, or the metric.
        source: What told it, such as a post.
        count: How many by then, all in all.
        read_at: When it was read.
        at: When it came about, as far as that is known.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
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
    totals: dict[ReadingKind, dict[str, int]] = {"deliverable": {}, "metric": {}}
    dated: dict[ReadingKind, list[DatedCount]] = {"deliverable": [], "metric": []}
    for one in readings:
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
    )
