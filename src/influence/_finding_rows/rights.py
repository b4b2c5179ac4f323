"""Rows of the table of codes about usage rights."""

from __future__ import annotations

from influence._finding_rows.row import Row

ROWS: tuple[Row, ...] = (
    (
        "INF861",
        "warning",
        "a deal grants no usage rights",
        (
            "What works cannot go into ads, onto pages or into mail, and has to be bought again "
            "when it is worth most. Agree on rights before the post goes live."
        ),
        "S2",
    ),
    (
        "INF862",
        "error",
        "content is used without a right",
        (
            "No line of the deal lets it be used so, there, or then. Stop the use, or agree on the "
            "right; the message says what is lacking."
        ),
        "S2, S310",
    ),
    (
        "INF863",
        "error",
        "content is used after its right has ended",
        ("It was allowed when it began and is not any more. Stop the use, or renew the right."),
        "S2, S310",
    ),
    (
        "INF864",
        "warning",
        "a leave to advertise under a creator's name is over",
        (
            "The platform stops such an ad, or should have. Ask the creator for another code while "
            "the post still sells."
        ),
        "S311",
    ),
    (
        "INF865",
        "note",
        "a right ends soon while its content is used",
        (
            "What earns will have to stop. Renew the right now, while both sides know what it is "
            "worth."
        ),
        "S2",
    ),
    (
        "INF866",
        "warning",
        "the impressions of a right are nearly used",
        (
            "Past the number that was agreed every further one is without a right. Agree on more, "
            "or slow down."
        ),
        "S310",
    ),
    (
        "INF867",
        "note",
        "full commercial rights have neither an end nor a price",
        (
            "Rights for ever are worth the most of all, and are rarely meant to be free. Say for "
            "how long, or what they cost."
        ),
        "S310",
    ),
    (
        "INF868",
        "warning",
        "money is spent on boosting posts without a right to it",
        (
            "The costs have a boost for a creator whose deal grants no paid use. Agree on paid "
            "amplification first."
        ),
        "S2",
    ),
)
