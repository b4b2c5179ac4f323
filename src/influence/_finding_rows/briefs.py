"""Rows of the table of codes about briefs."""

from __future__ import annotations

from influence._finding_rows.row import Row

ROWS: tuple[Row, ...] = ()
