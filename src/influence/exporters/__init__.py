"""Exporters: an evaluation as a file for another program, one format a file.

An exporter answers bytes and touches no file; writing them is for the command line.
"""

from __future__ import annotations

from influence.exporters._exporter import Exporter

__all__ = ["Exporter"]
