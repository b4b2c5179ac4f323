"""Exporters: an evaluation as a file for another program, one format a file.

An exporter answers bytes and touches no file; writing them is for the command line. The report's
own page and document are exporters as well, and come from ``influence.report``.
"""

from __future__ import annotations

from influence.exporters._exporter import Exporter
from influence.exporters._exporting import exported
from influence.exporters._sheet import SHEET_COLUMNS, Sheet
from influence.exporters._statements import STATEMENT_COLUMNS, Statements

__all__ = ["SHEET_COLUMNS", "STATEMENT_COLUMNS", "Exporter", "Sheet", "Statements", "exported"]
