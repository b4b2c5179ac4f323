"""Rows of the table of codes about briefs."""

from __future__ import annotations

from influence._finding_rows.row import Row

ROWS: tuple[Row, ...] = (
    (
        "INF841",
        "warning",
        "a brief dictates words",
        (
            "A script strips out what the audience listens for, and performance drops. Give the "
            "goal and the facts, and leave the words to the creator."
        ),
        "S1, S2, S3",
    ),
    (
        "INF842",
        "note",
        "a brief leaves the creator without facts",
        (
            "Without a goal, talking points or guardrails everybody guesses, and drafts come back "
            "twice. Say them in [brief]."
        ),
        "S1, S3",
    ),
    (
        "INF843",
        "warning",
        "a brief is longer than a page",
        (
            "Nobody reads the second page. Keep at most six lines a part, each short enough to be "
            "read on a phone."
        ),
        "S1, S3",
    ),
    (
        "INF844",
        "note",
        "a brief offers no story format",
        (
            "Stories outperform straight promotion. Give angles a format to choose from: day in "
            "the life, before and after, or problem to solution."
        ),
        "S1, S3",
    ),
    (
        "INF845",
        "note",
        "nobody approves a draft before it goes live",
        (
            "You can approve content without writing it: facts, code, link and disclosure are "
            "looked at while they can still be changed. Set brief.approval_days."
        ),
        "S1, S3",
    ),
)
