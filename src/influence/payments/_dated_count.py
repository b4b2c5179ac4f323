"""Dated count: so many of something at a moment, such as two stories delivered on 4 March."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from influence import _requirements as require


@attrs.frozen(kw_only=True)
class DatedCount:
    """So many pieces delivered, or so many of a metric, with the moment that they belong to.

    Args:
        name: The kind of deliverable, or the metric.
        at: When, with its offset.
        count: How many.
        fact: Names what it rests on, such as a post.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
    """

    name: str = attrs.field(validator=require.is_line)
    at: dt.datetime = attrs.field(validator=require.has_offset)
    count: int = attrs.field(validator=require.is_count)
    fact: str = attrs.field(validator=require.is_line)


def facts_of(counts: Iterable[DatedCount], *, name: str | None = None) -> tuple[str, ...]:
    """What the counts of one *name* rest on, or all of them."""
    return tuple(sorted({one.fact for one in counts if name is None or one.name == name}))
