"""Statements: what every creator is owed as a table, a statement a row.

It is what the terms owe by the book alone. What was booked and paid before is known to a ledger,
and what is due beside one is for ``influence settle``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence import _requirements as require
from influence.evaluation import Evaluation
from influence.exporters._table import SEPARATORS, Cell, Separator, table_bytes

#: The columns, in their order.
STATEMENT_COLUMNS: tuple[str, ...] = (
    "creator_id",
    "name",
    "as_of",
    "currency",
    "rule",
    "accrued",
    "held",
    "payable",
    "carried_out",
    "held_orders",
)


@attrs.frozen(kw_only=True)
class Statements:
    """Write down what is owed to each creator with terms, by their ids.

    Args:
        separator: What stands between two cells.
        byte_order_mark: Whether the file begins with one, by which Excel knows UTF-8.

    Raises:
        UnknownNameError: *separator* is none of the known ones.
        InvalidInputError: *byte_order_mark* is neither true nor false.

    Example:
        >>> from influence.evaluation import evaluate
        >>> from influence.testing import book
        >>> Statements().export(evaluate(book())).decode().splitlines()[0][:30]
        'creator_id,name,as_of,currency'

    Source: S77.
    """

    name: ClassVar[str] = "statements"
    suffix: ClassVar[str] = ".csv"
    media_type: ClassVar[str] = "text/csv"

    separator: Separator = attrs.field(default="comma", validator=require.one_of(SEPARATORS))
    byte_order_mark: bool = attrs.field(default=False, validator=require.is_flag)

    def export(self, evaluation: Evaluation, /) -> bytes:
        """The table."""
        return table_bytes(
            STATEMENT_COLUMNS,
            _rows(evaluation),
            separator=self.separator,
            has_mark=self.byte_order_mark,
        )


def _rows(evaluation: Evaluation) -> Iterator[tuple[Cell, ...]]:
    """A row for each creator with terms."""
    for line in sorted(evaluation.ranking, key=lambda line: line.creator_id):
        statement, deal = line.statement, line.card.deal
        if statement is None or deal is None or deal.terms is None:
            continue
        yield (
            line.creator_id,
            line.card.creator.name,
            statement.as_of.isoformat(),
            statement.currency,
            deal.terms.name,
            statement.accrued,
            statement.held,
            statement.payable,
            statement.carried_out,
            len(statement.held_orders),
        )
