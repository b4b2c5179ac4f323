"""Rows of the table of codes about lint rules, and what a book says of them."""

from __future__ import annotations

from influence._finding_rows.row import Row

ROWS: tuple[Row, ...] = (
    (
        "INF331",
        "error",
        "a lint rule failed",
        (
            "What it looks for was not looked for; the other rules went on. The message names the "
            "rule and the line of its code. Its author has to mend it; until then the book can "
            "turn it off with a reason."
        ),
    ),
    (
        "INF332",
        "error",
        "a lint rule answered what is no finding of its own",
        (
            "A lint rule answers findings of the kinds that it declares. Its whole answer was "
            "refused, and the other rules went on. Its author has to mend it."
        ),
    ),
    (
        "INF333",
        "note",
        "findings are off by the book",
        (
            "The book turns a lint rule or a code off and says why. Nothing was lost silently: "
            "the message tells the reason and how many findings it covers."
        ),
    ),
    (
        "INF334",
        "note",
        "what is off was not found",
        (
            "The book turns a code or a rule off that found nothing here. Take the line out, or it "
            "will hide what comes later."
        ),
    ),
)
