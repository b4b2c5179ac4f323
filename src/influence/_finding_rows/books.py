"""Rows of the table of codes about rows and files that a book could not take as they are."""

from __future__ import annotations

from influence._finding_rows.row import Row

ROWS: tuple[Row, ...] = (
    (
        "INF101",
        "error",
        "a cell breaks its rule",
        (
            "The row was left out of every figure. Correct the cell that is named and read the "
            "book again."
        ),
    ),
    (
        "INF102",
        "error",
        "a row has the wrong number of cells",
        (
            "A separator or quote is likely missing or doubled. The row was left out; nothing was "
            "shifted into place."
        ),
    ),
    (
        "INF103",
        "error",
        "an id stands twice with different content",
        (
            "The first row was kept and the other left out, because nobody can tell which is "
            "right. Keep one."
        ),
    ),
    (
        "INF104",
        "note",
        "a row is repeated",
        "Same id, same content: the repetition was ignored and counts once.",
    ),
    (
        "INF105",
        "error",
        "a row names something the book does not hold",
        (
            "The creator or order that the row names is in no table, so the row was left out. Add "
            "it or mend the name."
        ),
    ),
    (
        "INF106",
        "error",
        "refunds exceed their order",
        (
            "More was refunded than the items cost. The refund that goes over was left out of "
            "every figure."
        ),
    ),
    (
        "INF107",
        "error",
        "a line cannot be read",
        (
            "The line is not UTF-8, has an open quote, a cell that is too large, or is not a JSON "
            "object. It was left out."
        ),
    ),
    (
        "INF108",
        "error",
        "a creator has both counted results and credited facts",
        (
            "The same sale would count twice. Keep either the creator's results or the marks in "
            "their deal."
        ),
    ),
    (
        "INF201",
        "error",
        "the campaign file breaks its rules",
        "campaign.toml says what was agreed. Each fault names its key, the rule and the value.",
    ),
    (
        "INF202",
        "note",
        "a table has columns the book does not know",
        (
            "They are kept out of every figure. If one of them was meant, rename it to the known "
            "column."
        ),
    ),
    (
        "INF203",
        "warning",
        "a table is empty",
        "The file is there and has no rows. Leave it away if there is nothing to tell, or fill it.",
    ),
    (
        "INF204",
        "note",
        "no table of a kind that others rest on",
        "Figures that need it are unknown, not zero.",
    ),
    (
        "INF205",
        "note",
        "a file was read otherwise than usual, or not at all",
        (
            "A table with other separators was read by them. Amounts in another currency were "
            "converted by the table of rates. A file that no table is called by was not read; "
            "rename it if it was meant."
        ),
    ),
)
