"""Rows of the table of codes about figures that cannot be known from the book."""

from __future__ import annotations

from influence._finding_rows.row import Row

ROWS: tuple[Row, ...] = (
    (
        "INF401",
        "warning",
        "gross profit is unknown",
        (
            "The campaign has no gross_margin and the sales carry no gross_profit, so profit "
            "cannot be told. The break-even margin still can."
        ),
    ),
    (
        "INF402",
        "note",
        "customers cannot be counted",
        (
            "Some orders name neither customer nor visitor and do not say whether the customer is "
            "new, so the cost of a customer is unknown."
        ),
    ),
    (
        "INF403",
        "warning",
        "counted results lack revenue",
        (
            "Some rows tell orders and no revenue, so the creator's revenue, and what follows "
            "from it, is unknown."
        ),
    ),
    (
        "INF405",
        "warning",
        "a control was brought and cannot be used",
        (
            "An arm is empty, or no day before or since the campaign is told by all regions. The "
            "message says what is missing; until then the report has no incremental figure."
        ),
    ),
    (
        "INF406",
        "note",
        "an incremental figure has no interval, or was not checked",
        (
            "Sums do not tell how they spread, one region does not vary, and too few days before "
            "the campaign do not show whether both arms moved alike. Bring rows by person, or more "
            "regions and days; until then nobody can tell the figure from chance."
        ),
    ),
    (
        "INF407",
        "warning",
        "days of a control were left out",
        (
            "A day that one region does not tell is left out for all, so that both arms are "
            "compared over the same days; days from the end of the campaign on do not count. "
            "Nothing was read as zero."
        ),
    ),
    (
        "INF408",
        "warning",
        "both arms moved apart before the campaign",
        (
            "The same sum finds an effect where there was no campaign yet, so the control does not "
            "show what would have happened. Choose other control regions."
        ),
    ),
    (
        "INF409",
        "note",
        "a book has two controls",
        (
            "People held out at random say more than regions, so the holdout is told and the "
            "regions are not. influence incrementality reads either table by itself."
        ),
    ),
    (
        "INF415",
        "warning",
        "a test is too small to tell",
        (
            "So few posts would miss a good creator too often, so that neither a good nor a bad "
            "result says much. The message says how many would do; until then hold a creator "
            "rather than drop them."
        ),
    ),
)
