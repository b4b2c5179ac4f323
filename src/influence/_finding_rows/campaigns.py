"""Rows of the table of codes about how a campaign is set up, tracked and paid."""

from __future__ import annotations

from influence._finding_rows.row import Row

ROWS: tuple[Row, ...] = ()
