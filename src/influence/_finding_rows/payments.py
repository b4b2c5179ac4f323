"""Rows of the table of codes about what stands in the way of a payment."""

from __future__ import annotations

from influence._finding_rows.row import Row

ROWS: tuple[Row, ...] = (
    (
        "INF501",
        "error",
        "a fact was told again with other content",
        (
            "The ledger keeps what it was told first, because nobody can tell which is right. A "
            "correction needs an id of its own, such as a refund."
        ),
    ),
    (
        "INF502",
        "error",
        "an account cannot be settled",
        (
            "No statement was drawn up for it; the message says why. Terms that were settled by do "
            "not change: agree on an amendment with a day from which it holds."
        ),
    ),
    (
        "INF503",
        "warning",
        "a refund or dispute waits for its order",
        (
            "Its order is not in the ledger yet, so it takes nothing back. It counts as soon as "
            "the order is told."
        ),
    ),
    (
        "INF504",
        "warning",
        "an order is held back from payment",
        (
            "A dispute is open, or the order needs review. It is accrued and not payable until "
            "the reason is gone."
        ),
    ),
)
