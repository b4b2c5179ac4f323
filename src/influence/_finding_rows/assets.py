"""Rows of the table of codes about assets, their reuse, and the paperwork of payments."""

from __future__ import annotations

from influence._finding_rows.row import Row

ROWS: tuple[Row, ...] = ()
