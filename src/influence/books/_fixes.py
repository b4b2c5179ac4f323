"""Fixes: what would take findings away, written into the files of a book.

Only the cell or the value that a fix names is written; everything else keeps its bytes, comments
and order included. All texts are made before any file is touched, and each file is replaced whole.
What cannot be written safely is left, and said.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import attrs

from influence.books._campaign_edit import campaign_with
from influence.books._folder import CAMPAIGN, Folder
from influence.books._table_edit import table_with
from influence.books._tables import TABLES
from influence.errors import InfluenceError, InvalidInputError
from influence.findings import Finding, Fix

# Bytes that are no text stand in rows that were rejected, and are written back as they were.
_ANY_BYTES = "surrogateescape"


@attrs.frozen(kw_only=True)
class LeftFix:
    """A fix that was not written.

    Args:
        fix: Which.
        reason: Why.
    """

    fix: Fix
    reason: str


@attrs.frozen(kw_only=True)
class FixedBook:
    """What was written into a book.

    Args:
        files: The files that changed.
        done: The fixes that were written.
        left: Those that were not, and why.
    """

    files: tuple[Path, ...]
    done: tuple[Fix, ...]
    left: tuple[LeftFix, ...]


def fix_book(path: str | Path, findings: Iterable[Finding]) -> FixedBook:
    """Write the fixes of findings into a book.

    Two fixes of one place are one when they say the same; else the first is written and the other
    left. Writing the same fixes twice changes nothing the second time. Keys of the campaign file
    need the extra ``cli``; without it their fixes are left.

    Args:
        path: The folder of the book.
        findings: What was found in it.

    Raises:
        OSError: A file cannot be read or written.
    """
    desk = _Desk(Folder(path))
    for finding in findings:
        for fix in finding.fixes:
            desk.take(fix)
    return desk.written()


@attrs.frozen
class _Desk:
    """The texts of a book while they are fixed."""

    folder: Folder
    _texts: dict[Path, str] = attrs.field(factory=dict[Path, str], init=False)
    _before: dict[Path, str] = attrs.field(factory=dict[Path, str], init=False)
    _said: dict[str, Fix] = attrs.field(factory=dict[str, Fix], init=False)
    _done: list[Fix] = attrs.field(factory=list[Fix], init=False)
    _left: list[LeftFix] = attrs.field(factory=list[LeftFix], init=False)

    def take(self, fix: Fix) -> None:
        """Make one fix, or note why not."""
        earlier = self._said.setdefault(str(fix.place), fix)
        if earlier.value != fix.value:
            reason = f"place must be fixed in one way, got another before: {earlier.what}"
            self._left.append(LeftFix(fix=fix, reason=reason))
            return
        if earlier is not fix:
            return
        try:
            self._make(fix)
            self._done.append(fix)
        except InfluenceError as error:
            self._left.append(LeftFix(fix=fix, reason=str(error)))

    def _make(self, fix: Fix) -> None:
        """Change the text of the file that a fix speaks of."""
        path, is_campaign = self._path(fix)
        text = self._text(path)
        if is_campaign:
            self._texts[path] = campaign_with(text, fix=fix)
        else:
            kind = TABLES[fix.place.table]
            self._texts[path] = table_with(text, path=path, kind=kind, fix=fix)

    def _path(self, fix: Fix) -> tuple[Path, bool]:
        """The file that a fix speaks of, and whether it is the campaign file."""
        if fix.place.table == "campaign":
            return self.folder.path / CAMPAIGN, True
        paths = self.folder.files(fix.place.table) if fix.place.table in TABLES else []
        if not paths:
            raise InvalidInputError("place of a fix", "be in a table of the book", str(fix.place))
        return paths[0], False

    def _text(self, path: Path) -> str:
        """The text of a file as far as it is fixed."""
        if path not in self._texts:
            text = path.read_bytes().decode(errors=_ANY_BYTES)
            self._before[path] = self._texts[path] = text
        return self._texts[path]

    def written(self) -> FixedBook:
        """Replace the files that changed."""
        changed = [path for path, text in self._texts.items() if text != self._before[path]]
        for path in changed:
            _replace(path, self._texts[path])
        return FixedBook(files=tuple(changed), done=tuple(self._done), left=tuple(self._left))


def _replace(path: Path, text: str) -> None:
    """Put a text in the place of a file, whole or not at all."""
    beside = path.with_name(f"{path.name}.fixed")
    beside.write_bytes(text.encode(errors=_ANY_BYTES))
    beside.replace(path)
