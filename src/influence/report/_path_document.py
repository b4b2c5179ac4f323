"""Path document: the part of the document that says how the sales came about.

Values and shares are decimal text, counts of conversions and people are integers, and what is not
known is ``None``.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from influence.paths import ConversionKind, Grouping


class OverlapMatrix(TypedDict):
    """People in common of every two creators."""

    creators: list[str]
    rows: list[list[int]]
    left_out: int


class Overlap(TypedDict):
    """Whom two creators both reached."""

    first: str
    second: str
    both: int
    buyers: int
    of_first: str | None
    of_second: str | None
    jaccard: str | None


class Audience(TypedDict):
    """Whom one creator reached: by a touch at any time, or a paid order with their code."""

    creator_id: str
    people: int
    only: int
    buyers: int


class AudienceOverlap(TypedDict):
    """Whom the creators reached, alone and together."""

    people: int
    audiences: list[Audience]
    largest: list[Overlap]
    matrix: OverlapMatrix
    not_compared: int
    unknown_orders: int


class PathResult(TypedDict):
    """One sequence of creators."""

    players: list[str]
    conversions: int
    value: str | None
    share: str | None


class Bucket(TypedDict):
    """One row of a spread."""

    label: str
    conversions: int
    value: str | None
    share: str | None


class Spread(TypedDict):
    """Conversions by a measure; the rows sum to all that were reached."""

    measure: str
    median: str | None
    rows: list[Bucket]


class Assist(TypedDict):
    """The part of one creator or channel: conversions = last + assisted."""

    player: str
    conversions: int
    value: str | None
    first: int
    first_value: str | None
    last: int
    last_value: str | None
    assisted: int
    assisted_value: str | None
    uncredited: int
    uncredited_value: str | None
    ratio: str | None
    median_days: str | None
    median_touches: str | None


class PathTables(TypedDict):
    """The conversions of one kind by what came before them."""

    reached: int
    reached_value: str | None
    unreached: int
    unreached_value: str | None
    creators: list[Assist]
    channels: list[Assist]
    days_from_first: Spread
    days_from_last: Spread
    touches: Spread
    creators_met: Spread
    top_paths: list[PathResult]
    other_paths: int
    other_conversions: int
    other_value: str | None


class Paths(TypedDict):
    """How the sales came about; it changes no credit."""

    orders: PathTables
    leads: PathTables
    signups: PathTables
    overlap: AudienceOverlap


class PathsDocument(TypedDict):
    """The paths of one kind of conversions, as ``influence paths --json`` prints them."""

    schema: Literal[1]
    of: ConversionKind
    by: Grouping
    tables: PathTables
    overlap: AudienceOverlap
