"""Rows of the table of codes about facts that contradict each other."""

from __future__ import annotations

from influence._finding_rows.row import Row

ROWS: tuple[Row, ...] = (
    (
        "INF301",
        "warning",
        "a creator is in no deal",
        (
            "Nothing is owed to them by terms and nothing can be credited to them by link or "
            "code. Add a deal."
        ),
    ),
    (
        "INF302",
        "warning",
        "a fee was counted from orders the book does not have",
        (
            "The payer's own count of orders differs from the book's for that creator. One of the "
            "two is wrong."
        ),
    ),
    (
        "INF303",
        "warning",
        "a fee was counted from posts the book does not have",
        (
            "The payer's rate times the posts in the book is not the fee. One of the two is "
            "wrong, or the deal was for fewer posts."
        ),
    ),
    (
        "INF304",
        "warning",
        "a fee is not its own rate times its own count",
        "The amount does not follow from the figures beside it. Ask the payer which one is right.",
    ),
    (
        "INF305",
        "note",
        "orders came before every touch of their visitor",
        (
            "A touch after the order cannot have caused it, so it earns nothing. Check the clocks "
            "if there are many."
        ),
    ),
    (
        "INF306",
        "warning",
        "product is counted in the terms and in the costs",
        (
            "The deal counts product in kind at cost and the costs table has product for the same "
            "creator. If it is the same product, take one out."
        ),
    ),
    (
        "INF307",
        "note",
        "posts stand on a platform other than the creator's own",
        "Either the creator publishes there too, or the table mixes creators up.",
    ),
    (
        "INF308",
        "warning",
        "facts lie outside the campaign",
        "They are counted all the same. Check the dates of the campaign if there are many.",
    ),
    (
        "INF309",
        "warning",
        "sales are dated before the creator's first post",
        "They are credited as the book says, but no post of this campaign can have caused them.",
    ),
    (
        "INF310",
        "warning",
        "counted results tell revenue and no orders",
        (
            "Sales without an order to carry them. Their revenue counts; what depends on a count "
            "of orders may mislead."
        ),
    ),
    (
        "INF311",
        "warning",
        "refunds are dated before their order",
        "They are counted all the same. One of the two dates is wrong.",
    ),
    (
        "INF312",
        "warning",
        "orders seem to be their creator's own",
        (
            "The buyer is the creator by customer id, e-mail address or domain. The credit stands "
            "in every figure and is held from payment. Look at the order; a dispute row with the "
            "outcome won pays it, lost takes it back."
        ),
    ),
    (
        "INF313",
        "warning",
        "a code seems to have leaked",
        (
            "Most of its orders came without any touch, or from a coupon page. Give the creator a "
            'new code, or let it count only when they were met: credit = "if_involved" in the '
            "terms of the code. Nothing was taken from anybody."
        ),
    ),
)
