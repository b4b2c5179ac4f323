"""Sheet: the ranking as a table, a creator a row, best first."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

import attrs

from influence import _requirements as require
from influence.creator_lines import CreatorLine
from influence.evaluation import Evaluation
from influence.exporters._table import SEPARATORS, Cell, Separator, table_bytes
from influence.ratios import decimal_of

_PLACES = 4

#: The columns, in their order.
SHEET_COLUMNS: tuple[str, ...] = (
    "rank",
    "creator_id",
    "name",
    "decision",
    "currency",
    "spend",
    "revenue",
    "gross_profit",
    "profit",
    "revenue_roi",
    "orders",
    "customers",
    "clicks",
    "payable",
    "held",
    "sheet_rank",
    "profit_rank",
    "stage",
    "next_stage",
    "next_price",
    "expected_multiple",
    "multiple_low",
    "multiple_high",
    "probability_profitable",
    "expected_profit",
    "effective_orders",
    "next_packages",
)


@attrs.frozen(kw_only=True)
class Sheet:
    """Write the ranking down as CSV; what is unknown is an empty cell.

    Args:
        separator: What stands between two cells.
        byte_order_mark: Whether the file begins with one, by which Excel knows UTF-8.

    Raises:
        UnknownNameError: *separator* is none of the known ones.
        InvalidInputError: *byte_order_mark* is neither true nor false.

    Example:
        >>> from influence.evaluation import evaluate
        >>> from influence.testing import book
        >>> Sheet().export(evaluate(book())).decode().splitlines()[0][:30]
        'rank,creator_id,name,decision,'

    Source: S77.
    """

    name: ClassVar[str] = "sheet"
    suffix: ClassVar[str] = ".csv"
    media_type: ClassVar[str] = "text/csv"

    separator: Separator = attrs.field(default="comma", validator=require.one_of(SEPARATORS))
    byte_order_mark: bool = attrs.field(default=False, validator=require.is_flag)

    def export(self, evaluation: Evaluation, /) -> bytes:
        """The table."""
        cycle = evaluation.next_cycle
        packages = None if cycle is None else cycle.packages
        rows = (
            (
                *_cells(line),
                *_ahead(line),
                None if packages is None else packages.get(line.creator_id, 0),
            )
            for line in evaluation.ranking
        )
        return table_bytes(
            SHEET_COLUMNS, rows, separator=self.separator, has_mark=self.byte_order_mark
        )


def _ahead(line: CreatorLine) -> tuple[Cell, ...]:
    """What is believed of a creator's next package; an interval holds eight times in ten."""
    outlook, decision = line.outlook, line.decision
    if outlook is None:
        return (line.candidate.price, None, None, None, None, None, None)
    low, high = outlook.interval()
    return (
        line.candidate.price,
        decimal_of(outlook.score),
        *(_told(number) for number in (low, high, outlook.probability_profitable)),
        decision.expected_profit,
        _told(outlook.effective_orders),
    )


def _told(number: float) -> Decimal | int:
    """A number that is no amount, to four places."""
    return decimal_of(round(Fraction(number), _PLACES))


def _cells(line: CreatorLine) -> tuple[Cell, ...]:
    """The row of a creator."""
    economics, progress = line.economics, line.progress
    return (
        line.rank,
        line.creator_id,
        line.card.creator.name,
        line.decision.label,
        economics.spend.currency,
        economics.spend,
        economics.revenue,
        economics.gross_profit,
        economics.profit,
        economics.revenue_roi,
        economics.orders,
        economics.customers,
        economics.clicks,
        line.payable,
        line.held,
        line.sheet.rank,
        None if line.profit is None else line.by_profit.rank,
        None if progress is None else progress.stage,
        None if progress is None else progress.next_stage,
    )
