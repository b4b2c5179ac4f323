"""Rows of the table of codes about how advertisements are disclosed."""

from __future__ import annotations

from influence._finding_rows.row import Row

ROWS: tuple[Row, ...] = (
    (
        "INF881",
        "warning",
        "no disclosure was found in a post",
        (
            "Whoever is paid to praise has to say so, and the brand answers for it as well. Have "
            "clear words put at the beginning of the text."
        ),
        "S365, S367, S369, S370, S372",
    ),
    (
        "INF882",
        "warning",
        "a post uses words that are not clear",
        (
            "Authorities have named words that people do not understand as advertising. The "
            "message says which and why; have a clear one put in its place."
        ),
        "S365, S367, S369, S370",
    ),
    (
        "INF883",
        "warning",
        "a disclosure is hidden",
        (
            "It stands where people see it only after asking for more, or among hashtags that "
            "nobody reads. Have it moved to the beginning."
        ),
        "S365, S371, S375",
    ),
    (
        "INF884",
        "warning",
        "only the platform's label discloses a post",
        (
            "The label is small, comes and goes with the app, and is not enough alone by what "
            "authorities say. Have words put beside it."
        ),
        "S365, S373",
    ),
    (
        "INF885",
        "warning",
        "a video discloses itself in its text only",
        ("Most people watch and do not read. Have it shown in the picture or said as well."),
        "S365, S371",
    ),
    (
        "INF886",
        "warning",
        "a gift is not disclosed",
        (
            "Product for free counts as payment. Have the post say so as any other "
            "advertisement would."
        ),
        "S365, S367",
    ),
    (
        "INF887",
        "warning",
        "a disclosure is in another language than its post",
        (
            "Whoever reads the post has to understand it. Have it written in the language of the "
            "text, or tell the language of the post if it is another."
        ),
        "S365, S371",
    ),
    (
        "INF888",
        "note",
        "nobody can tell whether a post is disclosed",
        ("The book does not have its caption. Add it; until then nothing was looked at."),
    ),
    (
        "INF889",
        "warning",
        "a disclosure has unseen characters in it",
        (
            "They break the word for searches and for readers by voice, and look like an attempt "
            "to hide it. Have it typed anew."
        ),
    ),
)
