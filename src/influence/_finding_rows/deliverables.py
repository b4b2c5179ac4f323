"""Rows of the table of codes about deliverables and their dates."""

from __future__ import annotations

from influence._finding_rows.row import Row

ROWS: tuple[Row, ...] = (
    (
        "INF851",
        "warning",
        "a deliverable is late",
        (
            "Its day is over and its next step was not taken. Ask whoever is next; what comes late "
            "misses the offer that it was made for."
        ),
        "S2",
    ),
    (
        "INF852",
        "warning",
        "a move is not in the table of steps",
        (
            "It changed nothing, so the state of the deliverable and what is owed for it may be "
            "wrong. Correct the row, or add the step that is missing before it."
        ),
    ),
    (
        "INF853",
        "warning",
        "a deal and its moves tell different states",
        ("The moves count. Take the state out of the deal, or add the move that is missing."),
    ),
    (
        "INF854",
        "warning",
        "something was published without its draft being approved",
        (
            "Nobody looked at its disclosure, its code and its claims before the audience did. "
            "Keep the draft gate: approve before it goes live."
        ),
        "S1, S3",
    ),
    (
        "INF855",
        "note",
        "a live post was not looked at",
        (
            "Links that are wrong and disclosures that are missing cost the most in the first "
            "days. Look at the post and note that it was verified."
        ),
        "S1",
    ),
    (
        "INF856",
        "note",
        "no reminder is planned within seven days",
        (
            "A reminder story brings back those who saw the post and meant to buy. Plan one within "
            "a week of the video that it follows."
        ),
        "S2",
    ),
    (
        "INF857",
        "note",
        "a deliverable has no day",
        (
            "What is due at no time comes at no time, and nothing can be late. Give it a day, or "
            "what it follows and within how long."
        ),
        "S2",
    ),
)
