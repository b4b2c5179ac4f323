"""Rows of the table of codes about what a platform did not tell when it was read."""

from __future__ import annotations

from influence._finding_rows.row import Row

ROWS: tuple[Row, ...] = (
    (
        "INF751",
        "warning",
        "the platform did not answer",
        (
            "It was asked several times, or the time was over. What it holds is unknown. Read "
            "again later: the bookmark says from where."
        ),
    ),
    (
        "INF752",
        "warning",
        "the platform refused",
        (
            "What was asked for is not there, or not for this account, and asking again brings "
            "the same answer."
        ),
    ),
    (
        "INF753",
        "warning",
        "the platform does not accept the token",
        (
            "It is missing, expired, or lacks a scope. Nothing more was asked for with it. "
            "Renew it, with the scopes that the message names, and read again."
        ),
    ),
    (
        "INF754",
        "warning",
        "the platform's limits left no time",
        (
            "So many requests were made that the next one would have had to wait past the "
            "deadline. Read again later, or with a longer deadline: the bookmark says from "
            "where."
        ),
    ),
    (
        "INF755",
        "warning",
        "the platform's answer cannot be read",
        (
            "It is not what the platform promises, each time that it was asked for. It was "
            "refused whole, as half of it would be a figure that looks right."
        ),
    ),
    (
        "INF756",
        "warning",
        "the platform cannot answer so much",
        (
            "What was asked for could not be made smaller any further. It is missing, and the "
            "rest is there."
        ),
    ),
    (
        "INF757",
        "warning",
        "a metric is refused by the platform",
        (
            "Asking for it fails the whole request, so it was left out; the others are there. "
            "It is often retired. The connector's fact sheet has to be looked at."
        ),
    ),
    (
        "INF758",
        "warning",
        "the pages lead back to themselves",
        (
            "The platform named a page that had been read already. Reading ended there. Tell "
            "the author of the connector."
        ),
    ),
    (
        "INF759",
        "warning",
        "there is no end of pages",
        (
            "Reading ended at the most pages that the connector declares. Ask for a shorter "
            "span of time."
        ),
    ),
    (
        "INF760",
        "note",
        "the platform told something twice",
        "Pages overlapped. Each thing was counted once.",
    ),
    (
        "INF761",
        "note",
        "something changed while it was read",
        "The platform told it twice with other content. The later one counts.",
    ),
    (
        "INF762",
        "warning",
        "the platform did not mention figures that it was asked for",
        "They are unknown, not zero. Tell the author of the connector.",
    ),
)
