"""Folders: which files of a campaign book are there."""

from __future__ import annotations

from pathlib import Path

from influence.books._tables import TABLES
from influence.errors import close_match, shown
from influence.findings import Finding

CAMPAIGN = "campaign.toml"

#: The endings of table files.
ENDINGS = (".csv", ".jsonl", ".parquet")


class Folder:
    """A folder that should be a campaign book.

    Args:
        path: Where it is, as the caller wrote it.
    """

    def __init__(self, path: str | Path) -> None:
        """Look what is there."""
        self.typed = str(path)
        self.path = Path(path)

    def files(self, table: str) -> list[Path]:
        """The files of one table; more than one is a fault."""
        candidates = [self.path / f"{table}{ending}" for ending in ENDINGS]
        return [path for path in candidates if path.exists()]

    def faults(self) -> list[Finding]:
        """What keeps the folder from being a book, before any file is opened."""
        if not self.path.is_dir():
            met = "a file" if self.path.exists() else f"no folder {shown(self.typed)}"
            return [_fault(self.typed, f"book must be a folder with {CAMPAIGN} in it, got {met}")]
        faults: list[Finding] = []
        if not (self.path / CAMPAIGN).exists():
            there = ", ".join(sorted(path.name for path in self.path.iterdir())[:8]) or "nothing"
            faults.append(_fault(self.typed, f"folder must have {CAMPAIGN}, got {there}"))
        for table in TABLES:
            names = [path.name for path in self.files(table)]
            if len(names) > 1:
                message = f"table must be in one file, got {' and '.join(names)}"
                faults.append(_fault(names[0], message))
            if not names and table == "creators":
                message = (
                    "folder must have creators.csv, creators.jsonl or creators.parquet, got none"
                )
                faults.append(_fault(self.typed, message))
        return faults

    def strangers(self) -> list[tuple[str, str]]:
        """Files that look like tables and are none, each with the table that was likely meant."""
        paths = sorted(path for path in self.path.iterdir() if path.suffix.lower() in ENDINGS)
        others = [path for path in paths if path not in self._known()]
        return [(path.name, close_match(path.stem, TABLES)) for path in others]

    def _known(self) -> set[Path]:
        return {path for table in TABLES for path in self.files(table)}


def table_files(path: str | Path, table: str) -> list[Path]:
    """The files of one table in the folder of a book; more than one is a fault of it."""
    return Folder(path).files(table)


def _fault(where: str, message: str) -> Finding:
    return Finding(code="INF201", where=where, message=message)
