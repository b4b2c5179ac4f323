"""Finding rows: the table of codes, one part a file, in the order of the codes.

Whoever looks for what a code means asks ``influence.findings``, which has them all.
"""

from __future__ import annotations

from influence._finding_rows import (
    assets,
    books,
    briefs,
    campaigns,
    connectors,
    contradictions,
    deliverables,
    disclosure,
    families,
    gaps,
    links,
    payments,
    plugins,
    rights,
    unknowns,
    vetting,
)
from influence._finding_rows.row import Row, Severity as Severity

ALL_ROWS: tuple[Row, ...] = (
    *books.ROWS,
    *contradictions.ROWS,
    *links.ROWS,
    *families.ROWS,
    *unknowns.ROWS,
    *payments.ROWS,
    *gaps.ROWS,
    *plugins.ROWS,
    *connectors.ROWS,
    *campaigns.ROWS,
    *briefs.ROWS,
    *deliverables.ROWS,
    *rights.ROWS,
    *assets.ROWS,
    *disclosure.ROWS,
    *vetting.ROWS,
)
