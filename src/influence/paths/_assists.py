"""Assists: on whose way a sale lay, and who was only the last.

    conversions on the path = last + assisted

A creator is once on a path however often they were met. Whoever was met last is not an assist of
that conversion, even if they were met earlier as well, so that the two parts sum to the whole.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from influence.paths._conversion import ConversionKind, Grouping
from influence.paths._measured import PathTables
from influence.paths._worth import Worth
from influence.ratios import figure_text, ratio
from influence.workings import Working


@attrs.frozen(kw_only=True)
class Assist:
    """What part one creator or channel had in the conversions.

    Args:
        player: The creator, or the kind of mark.
        kind: ``orders``, ``leads`` or ``signups``.
        on_path: Conversions on whose path they are.
        first: Those of them whose first touch is theirs.
        last: Those of them whose last touch is theirs.
        assisted: Those of them whose last touch is somebody else's.
        uncredited: Those of them of which the book's model gives them nothing.
    """

    player: str
    kind: ConversionKind
    on_path: Worth
    first: Worth
    last: Worth
    assisted: Worth
    uncredited: Worth

    @property
    def ratio(self) -> Fraction | None:
        """Assisted for each last; ``None`` when they were never last.

        Below 1 they mostly close, above 1 they mostly help others close.
        """
        return ratio(Fraction(self.assisted.conversions), Fraction(self.last.conversions))

    def working(self) -> Working:
        """The counts, and the ratio that follows."""
        whose = f"{self.player} is on the path"
        return Working.of(
            (f"{self.kind} where {whose}", self.on_path),
            (f"the first touch is of {self.player}", self.first),
            (f"the last touch is of {self.player}", self.last),
            ("assisted: on the path − last", self.assisted),
            ("on the path, credited with nothing by the model", self.uncredited),
            ("assisted ÷ last", "undefined" if self.ratio is None else figure_text(self.ratio)),
        )


@attrs.frozen(kw_only=True)
class Assists:
    """The part of every creator or channel that is on a path.

    Args:
        kind: ``orders``, ``leads`` or ``signups``.
        by: ``creator`` or ``channel``.
        rows: Who is on most paths first; of the same number, by name.
        reached: Conversions with a touch; the ``last`` of the rows sum to it, and the ``first``.
        unreached: Conversions without one.
    """

    kind: ConversionKind
    by: Grouping
    rows: tuple[Assist, ...]
    reached: Worth
    unreached: Worth

    def row(self, player: str) -> Assist | None:
        """The part of *player*, or ``None`` when they are on no path."""
        return next((row for row in self.rows if row.player == player), None)

    def why(self, player: str) -> Working:
        """The part of *player* in lines."""
        row = self.row(player)
        if row is None:
            return Working.of((f"{self.kind} where {player} is on the path", 0))
        return row.working()

    def working(self) -> Working:
        """Everybody's last touches, which sum to the conversions with a touch."""
        lasts = [(f"the last touch is of {row.player}", row.last) for row in self.rows]
        return Working.of(
            *lasts,
            (f"{self.kind} with a touch", self.reached),
            (f"{self.kind} without one", self.unreached),
        )


def assists(conversions: PathTables, *, by: Grouping = "creator") -> Assists:
    """The part of every creator or channel in *conversions*.

    Args:
        conversions: The orders, leads or signups.
        by: ``creator``, or ``channel`` for the kinds of marks.

    Raises:
        UnknownNameError: *by* is not known; the close one is named.

    Source: S180.
    """
    rows = [
        Assist(player=player, kind=conversions.kind, **attrs.asdict(part, recurse=False))
        for player, part in conversions.parts(by).items()
    ]
    return Assists(
        kind=conversions.kind,
        by=by,
        rows=tuple(sorted(rows, key=lambda row: (-row.on_path.conversions, row.player))),
        reached=conversions.with_path,
        unreached=conversions.without_path,
    )
