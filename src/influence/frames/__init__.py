"""Frames: tables on engines that exist, for what is too large or too typed for text.

It reads Parquet tables in batches, through Polars, for ``influence.books``. The engine comes with
the extra ``frames`` and is imported only when a table is read.
"""

from __future__ import annotations

from influence.frames._parquet import BrokenTableError, parquet_columns, parquet_rows

__all__ = ["BrokenTableError", "parquet_columns", "parquet_rows"]
