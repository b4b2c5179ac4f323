"""Rows of the table of codes about who is chosen, and how they are asked."""

from __future__ import annotations

from influence._finding_rows.row import Row

ROWS: tuple[Row, ...] = (
    (
        "INF891",
        "note",
        "fewer creators were checked than a choice needs",
        (
            "Out of thirty to fifty the best are better than out of ten. Add recent posts, "
            "comments or audiences of more creators before choosing."
        ),
        "S1, S3",
    ),
    (
        "INF892",
        "note",
        "a creator is booked without having been checked",
        (
            "Nothing of their posts, comments or audience was looked at. A look at the last twenty "
            "posts costs less than a fee."
        ),
        "S2",
    ),
    (
        "INF893",
        "warning",
        "creators seem to be chosen by their followers",
        (
            "Who is booked follows the number of followers and not the score. Follower count is "
            "the worst predictor of sales; choose by fit and proof."
        ),
        "S1, S2, S3",
    ),
    (
        "INF894",
        "warning",
        "comments with intent were not answered",
        (
            "People asked for a price, for stock or for results and got no answer. Ask the creator "
            "to answer, or answer yourself; these are your buyers."
        ),
        "S2",
    ),
    (
        "INF895",
        "note",
        "something is unusual about a booked creator's audience",
        (
            "It is a reason to look and no verdict; the message gives an innocent reason as well. "
            "Ask for the platform's own figures."
        ),
        "S2",
    ),
    (
        "INF896",
        "note",
        "a creator's membership does not lead to their deal",
        (
            "They have a deal and are no member by the steps of the book, or a step does not "
            "follow. Add the step that is missing."
        ),
        "S1, S3",
    ),
    (
        "INF897",
        "note",
        "a proof on the bench has grown old",
        (
            "Audiences change. Book them once more in a small test before counting on what they "
            "did long ago."
        ),
        "S1, S3",
    ),
    (
        "INF898",
        "warning",
        "a booked creator's audience is not who the campaign is for",
        (
            "Less than a fifth of it is the persona, so most of what is paid for is seen by "
            "people who will not buy."
        ),
        "S2",
    ),
)
