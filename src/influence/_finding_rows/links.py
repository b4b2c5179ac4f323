"""Rows of the table of codes about links, codes and keywords."""

from __future__ import annotations

from influence._finding_rows.row import Row

ROWS: tuple[Row, ...] = (
    (
        "INF321",
        "warning",
        "a deal lacks marks",
        (
            "Links, codes or keywords were made for the creator and stand in no deal yet, so what "
            "they bring would be nobody's. influence links BOOK --toml prints the lines to add."
        ),
    ),
    (
        "INF322",
        "error",
        "a link would land in another channel",
        (
            "GA4 would file its visits elsewhere than intended. The message names the rule that "
            "takes them; change the medium, the source, or the channel that is intended."
        ),
    ),
    (
        "INF323",
        "error",
        "a link carries personal data",
        (
            "An e-mail address, an @ or a telephone number stands in its mark, and analytics "
            "services forbid that. The mark is not used; give the deal another."
        ),
    ),
    (
        "INF324",
        "warning",
        "a link's mark cannot be written in a link",
        (
            "Written as a slug it would no longer be found as this creator's, so a new link was "
            "made beside it."
        ),
    ),
    (
        "INF325",
        "warning",
        "a link names a person in full",
        "It was kept. A nickname or a handle says as much and tells an analytics service less.",
    ),
    (
        "INF326",
        "warning",
        "two codes look alike",
        (
            "A buyer who copies one by eye may type the other, and its owner is credited. Give "
            "one of the two creators another code."
        ),
    ),
    (
        "INF327",
        "warning",
        "a keyword may be found in other messages",
        (
            "People say it anyway, or it holds somebody else's keyword, so messages may be "
            "credited to the wrong creator. Choose another."
        ),
    ),
    (
        "INF328",
        "warning",
        "a code or keyword may offend",
        "It holds a word of the block list, which also blocks innocent names. Look at it.",
    ),
)
