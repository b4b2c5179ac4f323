"""Rows of the table of codes about assets, their reuse, and the paperwork of payments."""

from __future__ import annotations

from influence._finding_rows.row import Row

ROWS: tuple[Row, ...] = (
    (
        "INF871",
        "note",
        "less was made of a post than is planned",
        (
            "Two to three ad variations, three hooks, a testimonial cut and a retargeting asset "
            "are what a post is to give; the rest of what was paid for lies idle."
        ),
        "S1, S3",
    ),
    (
        "INF872",
        "note",
        "assets were made and never used",
        (
            "Content pays when it is shown again. Put them on ads, pages, mail or sales decks, or "
            "make fewer."
        ),
        "S2",
    ),
    (
        "INF873",
        "warning",
        "an asset leads to no post",
        (
            "Its source is not in the book, or assets were cut from each other, so nobody can tell "
            "whose rights it needs. Correct made_from or post_id."
        ),
    ),
    (
        "INF874",
        "note",
        "nobody knows what a use brought",
        (
            "A use without results says nothing about what to make next. Note its clicks, orders "
            "and gross profit."
        ),
        "S2",
    ),
    (
        "INF875",
        "note",
        "payments ask for a form",
        (
            "What a creator was paid in the year has reached a threshold. This is a reminder and "
            "no advice; ask somebody who knows the law."
        ),
        "S330, S332",
    ),
    (
        "INF876",
        "note",
        "a form is missing before a payment",
        (
            "Asking for it before the money goes is easy, and after it is not. A reminder, not "
            "advice."
        ),
        "S331, S333",
    ),
    (
        "INF877",
        "warning",
        "the form of a creator does not fit their country",
        ("A W-9 is for persons of the United States and a W-8 for others. A reminder, not advice."),
        "S333",
    ),
    (
        "INF878",
        "note",
        "a creator is owed money and their country is unknown",
        (
            "Which form and which disclosure rules hold depends on it. Add the country to the "
            "table of creators."
        ),
        "S333",
    ),
)
