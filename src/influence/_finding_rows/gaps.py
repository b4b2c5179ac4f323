"""Rows of the table of codes about gaps: what a shop or an analytics tool does not tell."""

from __future__ import annotations

from influence._finding_rows.row import Row

ROWS: tuple[Row, ...] = (
    (
        "INF601",
        "warning",
        "figures were estimated from a sample",
        (
            "The tool read a part of the events and scaled them up. Ask for a shorter range or "
            "fewer dimensions until it reads all of them."
        ),
    ),
    (
        "INF602",
        "warning",
        "rows were withheld",
        (
            "The tool withholds rows of few people. Sums are too small by what it withheld, and it "
            "does not say by how much."
        ),
    ),
    (
        "INF603",
        "warning",
        "visits or sales without a mark",
        (
            "The tool lost the mark, or there was none. They are credited to nobody. Look whether "
            "all links carry utm_content."
        ),
    ),
    (
        "INF604",
        "warning",
        "rows were put together under (other)",
        (
            "There were more values than the tool keeps apart. What lies there is credited to "
            "nobody. Ask for fewer dimensions."
        ),
    ),
    (
        "INF605",
        "warning",
        "rows are missing",
        (
            "The report has more rows than were sent. Ask for the other pages and import all of "
            "them in one list."
        ),
    ),
    (
        "INF606",
        "warning",
        "a mark that nobody owns",
        (
            "Visits or sales came by a link that is in no deal, and are credited to nobody. Add it "
            "to the deal that it is of, or let it be if it is of another campaign."
        ),
    ),
    (
        "INF607",
        "note",
        "figures may still change",
        "The tool revises the last two days. Import the report again when they are over.",
    ),
    (
        "INF608",
        "note",
        "visits or sales that came directly",
        "They bear no mark, so nobody is credited, and nothing is wrong with them.",
    ),
    (
        "INF609",
        "warning",
        "figures stand under (data not available)",
        "The tool has the figures and not what they are of. They are credited to nobody.",
    ),
    (
        "INF610",
        "warning",
        "orders are not paid yet",
        (
            "They were left out, because their money is not there. Import the orders again when it "
            "is."
        ),
    ),
    (
        "INF611",
        "note",
        "refunds have no date",
        (
            "The export does not tell when the money went back. Each refund is dated at its order, "
            "which is the earliest that it can be."
        ),
    ),
    (
        "INF612",
        "warning",
        "an amount was worked out and not told",
        (
            "The export tells only a whole of which a part was wanted. The message says by which "
            "rule the part was taken."
        ),
    ),
    (
        "INF613",
        "warning",
        "lines of orders were left out",
        (
            "The lines do not come to their order, and no discount explains it. The orders count, "
            "and what rests on products does not know them."
        ),
    ),
    (
        "INF614",
        "warning",
        "the export does not tell something",
        (
            "A column is not there, or is hidden from the account that asked. What rests on it is "
            "unknown, not zero."
        ),
    ),
    (
        "INF615",
        "error",
        "a row is told in two ways",
        (
            "The export has it twice with other content, and does not say which is newer. None of "
            "them was taken. Keep the newer one."
        ),
    ),
    (
        "INF616",
        "note",
        "money that is of no figure",
        (
            "The export tells money that belongs to no goods, such as a discount on shipping or a "
            "tip. It is named so that the sums can be checked."
        ),
    ),
    (
        "INF617",
        "warning",
        "a report is empty",
        "The tool answered no rows and said why.",
    ),
    (
        "INF618",
        "warning",
        "rows were rejected when they were imported",
        (
            "They broke a rule and are in no figure. Import again to see each of them with its "
            "place."
        ),
    ),
)
