"""Sourced: the facts of an export, and what became of every row of it.

    rows = rows taken + rows repeated + rows rejected + rows left out by a named gap

A source that loses a row cannot build its answer, so nothing is dropped in silence, by ours or by
anybody's.
"""

from __future__ import annotations

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.findings import Finding
from influence.leads import Lead
from influence.orders import LineItem, Order, Refund
from influence.results import Result
from influence.sources._gap import Gap
from influence.tracking import Touch


@attrs.frozen(kw_only=True)
class Sourced:
    """What a source read.

    Args:
        rows: How many rows of facts the export has, header and totals aside.
        taken: How many of them are in the facts.
        orders: What was bought.
        line_items: The lines of those orders that tell them.
        refunds: What was given back.
        touches: Who met which mark.
        leads: Who asked, booked or signed up.
        results: What was already counted, by creator and day.
        rejections: The rows that break a rule or are repeated, with place, rule and value; ``rows``
            of each says how many.
        gaps: What the export does not tell.

    Raises:
        InvalidInputError: A field holds something else, or a row is not accounted for.

    Example:
        >>> Sourced(rows=3, taken=2)
        Traceback (most recent call last):
        ...
        influence.errors.InvalidInputError: rows of an export must be taken, repeated, rejected \
or in a gap that leaves them out, 2 in all, got 3
    """

    rows: int = attrs.field(validator=require.is_count)
    taken: int = attrs.field(validator=require.is_count)
    orders: tuple[Order, ...] = attrs.field(
        default=(), validator=require.are(Order, called="orders")
    )
    line_items: tuple[LineItem, ...] = attrs.field(
        default=(), validator=require.are(LineItem, called="line items")
    )
    refunds: tuple[Refund, ...] = attrs.field(
        default=(), validator=require.are(Refund, called="refunds")
    )
    touches: tuple[Touch, ...] = attrs.field(
        default=(), validator=require.are(Touch, called="touches")
    )
    leads: tuple[Lead, ...] = attrs.field(default=(), validator=require.are(Lead, called="leads"))
    results: tuple[Result, ...] = attrs.field(
        default=(), validator=require.are(Result, called="results")
    )
    rejections: tuple[Finding, ...] = attrs.field(
        default=(), validator=require.are(Finding, called="findings")
    )
    gaps: tuple[Gap, ...] = attrs.field(default=(), validator=require.are(Gap, called="gaps"))

    def __attrs_post_init__(self) -> None:
        found = self.taken + self.not_taken + self.left_out
        if found != self.rows:
            rule = f"be taken, repeated, rejected or in a gap that leaves them out, {found} in all"
            raise InvalidInputError("rows of an export", rule, self.rows)

    @property
    def not_taken(self) -> int:
        """How many rows were rejected or are repetitions."""
        return sum(one.rows for one in self.rejections)

    @property
    def rejected(self) -> int:
        """How many rows were rejected."""
        return sum(one.rows for one in self.rejections if one.severity == "error")

    @property
    def left_out(self) -> int:
        """How many rows are in a gap and became no facts."""
        return sum(gap.rows or 0 for gap in self.gaps if gap.is_left_out)
