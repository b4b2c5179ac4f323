"""Rows of the table of codes about who is chosen, and how they are asked."""

from __future__ import annotations

from influence._finding_rows.row import Row

ROWS: tuple[Row, ...] = ()
