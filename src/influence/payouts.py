"""Payouts: from a book and a ledger to the statements that are due.

    facts of the book → ledger → performance of each creator − what was booked → statements

The ledger keeps every fact that it was ever told, so a row that vanishes from a table is not
forgotten, and a row that changes is a conflict for a person. Nothing is booked here: ``close`` does
that, once somebody has read the statements.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs

from influence.campaign_book import Book
from influence.errors import InvalidInputError
from influence.findings import Finding
from influence.performances import readings_of, sold_orders
from influence.scorecards import Scoreboard, scoreboard
from influence.settlement import (
    Due,
    Ledger,
    LedgerFact,
    MemoryLedger,
    Receipt,
    Settlement,
    Statement,
    dispute_facts,
    order_fact,
    reading_fact,
    refund_fact,
    terms_facts,
)

__all__ = ["Payouts", "facts_of", "payouts"]


@attrs.frozen(kw_only=True)
class Payouts:
    """What is due by a book and a ledger.

    Args:
        book: The book.
        as_of: The moment of the settlement.
        due: The statements, and what stands in the way of others.
        receipt: Which facts of the book were new to the ledger.
    """

    book: Book
    as_of: dt.datetime
    due: Due
    receipt: Receipt

    @property
    def statements(self) -> tuple[Statement, ...]:
        """One for each account, by creator and currency."""
        return self.due.statements

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What a person has to look at before anything is paid."""
        return tuple(_findings(self.due))


def payouts(
    book: Book, *, ledger: Ledger | None = None, as_of: dt.datetime | None = None
) -> Payouts:
    """The statements that are due, once the facts of *book* are recorded in *ledger*.

    Args:
        book: The campaign book.
        ledger: What was told and booked before; the facts of the book are recorded in it. Without
            it, nothing was.
        as_of: The moment of the settlement, with its offset; without it, the end of the campaign or
            the last fact of the book, whichever is later.

    Raises:
        InvalidInputError: *as_of* has no offset, or lies before a closed statement.

    Example:
        >>> from influence.testing import book
        >>> payouts(book()).statements
        ()
    """
    moment = book.last_moment if as_of is None else as_of
    if moment.utcoffset() is None:
        raise InvalidInputError("as_of", "be a time with an offset", moment)
    kept = MemoryLedger() if ledger is None else ledger
    receipt = kept.record(facts_of(scoreboard(book.until(moment)), read_at=moment))
    settlement = Settlement(
        terms={deal.creator_id: deal.terms for deal in book.deals if deal.terms is not None},
        policy=book.settlement,
        currency=book.campaign.currency,
        start=book.campaign.period.start,
    )
    due = settlement.due(kept, as_of=moment)
    return Payouts(book=book, as_of=moment, due=due, receipt=receipt)


def facts_of(board: Scoreboard, *, read_at: dt.datetime) -> Iterator[LedgerFact]:
    """The facts of a book that payments rest on, as a ledger keeps them.

    Args:
        board: The scoreboard of the book, which says who earned what.
        read_at: When the counts of posts were read.
    """
    book = board.book
    for deal in book.deals:
        if deal.terms is not None:
            yield from terms_facts(deal.creator_id, deal.terms)
    sold = sold_orders(board)
    yield from (order_fact(order) for order in sold)
    earned = {order.order_id for order in sold}
    yield from (refund_fact(one) for one in book.refunds if one.order_id in earned)
    for dispute in book.disputes:
        if dispute.order_id in earned:
            yield from dispute_facts(dispute)
    for card in board.cards:
        yield from (reading_fact(one) for one in readings_of(card, board=board, read_at=read_at))


def _findings(due: Due) -> Iterator[Finding]:
    """What stands in the way of a payment."""
    for one in due.conflicts:
        text = f"told before as {one.kept} and now as {one.refused}; the first stands"
        yield Finding(code="INF501", where=f"ledger {one.kind} {one.fact_id}", message=text)
    for account, why in due.unsettled.items():
        yield Finding(code="INF502", where=f"ledger {account}", message=why)
    for text in due.waiting:
        yield Finding(code="INF503", where="ledger", message=text)
    for statement in due.statements:
        for held in statement.held_orders:
            where = f"statement {statement.statement_id}"
            text = f"order {held.order_id} is held: {held.reason}"
            yield Finding(code="INF504", where=where, message=text)
