"""Top paths: the sequences of creators or channels that led to most conversions."""

from __future__ import annotations

from fractions import Fraction
from typing import get_args

import attrs

from influence.errors import InvalidInputError
from influence.paths._conversion import GROUPINGS, ConversionKind, Grouping, checked
from influence.paths._measured import PathTables, Repeats
from influence.paths._worth import Worth
from influence.ratios import ratio
from influence.workings import Working

REPEATS: tuple[Repeats, ...] = get_args(Repeats)

_FEW = 10


@attrs.frozen(kw_only=True)
class TopPath:
    """One sequence.

    Args:
        players: Creators or channels, in the order of time.
        worth: The conversions that it led to.
        share: Its part of all conversions with a path.
    """

    players: tuple[str, ...]
    worth: Worth
    share: Fraction | None

    def __str__(self) -> str:
        return " → ".join(self.players)


@attrs.frozen(kw_only=True)
class TopPaths:
    """The sequences that led to most conversions.

    Args:
        kind: ``orders``, ``leads`` or ``signups``.
        by: ``creator`` or ``channel``.
        repeats: ``collapsed`` or ``kept``.
        rows: Those of most conversions first; of the same number, by name.
        left_out: How many sequences the limit left out.
        others: The conversions of those.
        whole: All conversions with a path: the rows and the others.
    """

    kind: ConversionKind
    by: Grouping
    repeats: Repeats
    rows: tuple[TopPath, ...]
    left_out: int
    others: Worth
    whole: Worth

    def working(self) -> Working:
        """The sequences, which sum to all conversions with a path."""
        return Working.of(
            *((str(row), row.worth) for row in self.rows),
            (f"{self.left_out} other path{'s' * (self.left_out != 1)}", self.others),
            (f"{self.kind} with a path", self.whole),
        )


def top_paths(
    conversions: PathTables,
    *,
    by: Grouping = "creator",
    repeats: Repeats = "collapsed",
    limit: int = _FEW,
) -> TopPaths:
    """The sequences that led to most conversions.

    Args:
        conversions: The orders, leads or signups.
        by: ``creator``, or ``channel`` for the kinds of marks.
        repeats: ``collapsed``: who is met several times in a row stands once; ``kept``: as often.
        limit: How many to list; the others are summed.

    Raises:
        InvalidInputError: *limit* is below 0.
        UnknownNameError: *repeats* or *by* is not known; the close one is named.

    Source: S182.
    """
    checked(by, what="grouping", known=GROUPINGS)
    checked(repeats, what="repeats", known=REPEATS)
    if limit < 0:
        raise InvalidInputError("limit", "be at least 0", limit)
    whole = conversions.with_path
    found = conversions.sequences(by, repeats=repeats, limit=limit)
    return TopPaths(
        kind=conversions.kind,
        by=by,
        repeats=repeats,
        rows=tuple(
            TopPath(
                players=players,
                worth=worth,
                share=ratio(Fraction(worth.conversions), Fraction(whole.conversions)),
            )
            for players, worth in found.rows
        ),
        left_out=found.left_out,
        others=found.others,
        whole=whole,
    )
