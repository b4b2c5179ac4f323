"""Pieces: a text file line by line, whatever is in it, in bounded memory.

A line that is longer than anybody means comes in several pieces, so that a file without a line feed
does not have to fit into memory. Bytes that are not UTF-8 are not an error here: whoever reads the
line decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from influence.books._rejections import RejectedRowError

#: Called with the file's name, the bytes that are read and the bytes in all.
Progress: TypeAlias = Callable[[str, int, int], None]

#: The number of the line, its bytes with the line feed, and whether the line ends with this piece.
Piece: TypeAlias = tuple[int, bytes, bool]

#: A row may have so many characters; a cell of a book never needs a tenth of it.
MOST_CHARACTERS = 100_000

_MOST_BYTES = 4 * MOST_CHARACTERS
_STEP = 1 << 20
_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def silent(_file: str, _done: int, _whole: int) -> None:
    """Tell nobody."""


def pieces(path: Path, *, progress: Progress) -> Iterator[Piece]:
    """Every line of a file from the first.

    Raises:
        RejectedRowError: The file is UTF-16.
        OSError: It cannot be read.
    """
    whole = path.stat().st_size
    done, told, number, continues = 0, 0, 0, False
    with path.open("rb") as file:
        while raw := file.readline(_MOST_BYTES):
            done += len(raw)
            if done - told >= _STEP:
                told = done
                progress(path.name, done, whole)
            number += not continues
            ends = raw.endswith(b"\n") or len(raw) < _MOST_BYTES
            yield number, _without_bom(raw) if done == len(raw) else raw, ends
            continues = not ends
    progress(path.name, done, whole)


def decoded(raw: bytes) -> tuple[str, str]:
    """The text of a row, and what is wrong with its bytes, if anything.

    Bytes that are not UTF-8 stand in the text as lone surrogates, so that quotes and separators
    can still be found.
    """
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        message = (
            f"row must be UTF-8, got the byte 0x{raw[error.start]:02X}; the file may be Latin-1: "
            f"save it as UTF-8, or run iconv -f LATIN1 -t UTF-8 on it"
        )
        return raw.decode(errors="surrogateescape"), message
    return text, "row must hold no NUL byte, got one" if "\0" in text else ""


def too_long(length: int) -> str:
    """The message about a row of so many characters."""
    return f"row must have at most {MOST_CHARACTERS} characters, got {length}"


def _without_bom(raw: bytes) -> bytes:
    """The first line without the mark that some programs put before it."""
    if raw.startswith(_UTF16):
        message = "file must be UTF-8, got the byte order mark of UTF-16; save it as UTF-8"
        raise RejectedRowError("", message)
    return raw.removeprefix(_BOM)
