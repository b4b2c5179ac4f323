"""Gaps: what a source cannot tell, by name, with how much it concerns.

A gap is not an error: the export is as good as it gets, and a figure that follows from it may
mislead all the same. So a gap is kept beside the facts and goes where they go, into the book and
onto the report. What is not known of it is ``None``, never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.findings import Finding
from influence.money import Money
from influence.shares import Share

GapKind = Literal[
    "sampled",
    "thresholded",
    "not_set",
    "other_row",
    "truncated",
    "unmapped",
    "too_early",
    "direct",
    "not_available",
    "unpaid",
    "undated",
    "estimated",
    "lines_off",
    "untold",
    "leftover",
    "empty",
    "rejected",
    "unreachable",
    "refused",
    "unauthorised",
    "throttled",
    "garbled",
    "too_much",
    "metric_refused",
    "looped",
    "flooded",
    "repeated",
    "changed",
    "unmentioned",
]

GAP_KINDS: tuple[GapKind, ...] = get_args(GapKind)

_CODES: Mapping[GapKind, str] = MappingProxyType(
    {
        "sampled": "INF601",
        "thresholded": "INF602",
        "not_set": "INF603",
        "other_row": "INF604",
        "truncated": "INF605",
        "unmapped": "INF606",
        "too_early": "INF607",
        "direct": "INF608",
        "not_available": "INF609",
        "unpaid": "INF610",
        "undated": "INF611",
        "estimated": "INF612",
        "lines_off": "INF613",
        "untold": "INF614",
        "leftover": "INF616",
        "empty": "INF617",
        "rejected": "INF618",
        "unreachable": "INF751",
        "refused": "INF752",
        "unauthorised": "INF753",
        "throttled": "INF754",
        "garbled": "INF755",
        "too_much": "INF756",
        "metric_refused": "INF757",
        "looped": "INF758",
        "flooded": "INF759",
        "repeated": "INF760",
        "changed": "INF761",
        "unmentioned": "INF762",
    }
)

#: The kinds whose rows became no facts; the rows of the others are in the book.
_LEFT_OUT = frozenset({"not_set", "other_row", "unmapped", "direct", "not_available", "unpaid"})

_optional_count = attrs.validators.optional(require.is_count)


@attrs.frozen(kw_only=True)
class Gap:
    """Something that a source does not tell, or tells less well than it looks.

    Args:
        source: The name of the source.
        kind: Which gap it is.
        where: The file, and the line, column or value where there is one.
        told: The whole of it in a sentence, for somebody who does not know the source.
        rows: How many rows of the export it concerns.
        share: Which part of the whole was told, such as the part that was sampled.
        clicks: How many visits it concerns.
        orders: How many orders it concerns.
        amount: How much money it concerns.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
        UnknownNameError: *kind* is not known; the close one is named.

    Example:
        >>> gap = Gap(
        ...     source="ga4",
        ...     kind="sampled",
        ...     where="report.csv",
        ...     told="12 % of the events were read, the rest was estimated from them",
        ...     share=Share("0.12"),
        ... )
        >>> str(gap.finding)
        'ga4 report.csv: INF601 12 % of the events were read, the rest was estimated from them'
    """

    source: str = attrs.field(validator=require.is_line)
    kind: GapKind = attrs.field(validator=require.one_of(GAP_KINDS))
    where: str = attrs.field(validator=require.is_line)
    told: str = attrs.field(validator=require.is_line)
    rows: int | None = attrs.field(default=None, validator=_optional_count)
    share: Share | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_part)
    )
    clicks: int | None = attrs.field(default=None, validator=_optional_count)
    orders: int | None = attrs.field(default=None, validator=_optional_count)
    amount: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_any_money)
    )

    @property
    def code(self) -> str:
        """The code of its finding."""
        return _CODES[self.kind]

    @property
    def is_left_out(self) -> bool:
        """Whether its rows became no facts."""
        return self.kind in _LEFT_OUT

    @property
    def finding(self) -> Finding:
        """The gap as a finding, for the report of a book."""
        where = f"{self.source} {self.where}"
        return Finding(code=self.code, where=where, message=self.told, rows=self.rows or 0)
