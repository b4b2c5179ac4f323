"""Books: a campaign in a folder, read, judged, started and written.

A book is ``campaign.toml``, which says what was agreed, and tables, which say what happened. Every
row that breaks a rule is told with its place and left out; nothing is guessed, and nothing is read
as zero. What follows from a book is for ``influence.evaluation``.
"""

from __future__ import annotations

from influence.books._campaign.files import BookFiles, NamedExport, NamedPlatform, NamedSource
from influence.books._campaign.schema import campaign_schema
from influence.books._control_tables import ControlTables, read_control_tables
from influence.books._faults import InvalidBookError
from influence.books._files.pieces import Progress
from influence.books._fixes import FixedBook, LeftFix, fix_book
from influence.books._folder import table_files
from influence.books._imports.importing import ImportedTable, ImportSummary, import_book
from influence.books._imports.merging import (
    MergedFacts,
    MergedTable,
    PlatformFacts,
    merge_facts,
    posts_of_platform,
)
from influence.books._imports.sourcing import SourceImport, import_named, import_source
from influence.books._marks import marks_text
from influence.books._outline import BookOutline, book_outline
from influence.books._places import Located, located
from influence.books._reader import book_files, check_book, read_book
from influence.books._starter import new_book
from influence.books._their_statement import TheirStatement, read_their_statement
from influence.books._writer import write_book

__all__ = [
    "BookFiles",
    "BookOutline",
    "ControlTables",
    "FixedBook",
    "ImportSummary",
    "ImportedTable",
    "InvalidBookError",
    "LeftFix",
    "Located",
    "MergedFacts",
    "MergedTable",
    "NamedExport",
    "NamedPlatform",
    "NamedSource",
    "PlatformFacts",
    "Progress",
    "SourceImport",
    "TheirStatement",
    "book_files",
    "book_outline",
    "campaign_schema",
    "check_book",
    "fix_book",
    "import_book",
    "import_named",
    "import_source",
    "located",
    "marks_text",
    "merge_facts",
    "new_book",
    "posts_of_platform",
    "read_book",
    "read_control_tables",
    "read_their_statement",
    "table_files",
    "write_book",
]
