"""Into: the Parquet file or the folder that an answer is written to, looked at before any work."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from influence.errors import InvalidInputError


def file_of(into: str | os.PathLike[str] | None) -> Path | None:
    """The file that is to be written, ``None`` where none is wanted.

    Raises:
        InvalidInputError: It is a folder, or in one that is not there.
    """
    if into is None:
        return None
    path = Path(into)
    if path.is_dir():
        raise InvalidInputError("into", "be a file, and there is a folder", str(path))
    if not path.parent.is_dir():
        raise InvalidInputError("into", "be in a folder that is there", str(path))
    return path


def folder_of(into: str | os.PathLike[str] | None) -> Path | None:
    """The folder that is to be filled, ``None`` where none is wanted.

    Raises:
        InvalidInputError: It is not there, or no folder.
    """
    if into is None:
        return None
    path = Path(into)
    if not path.is_dir():
        raise InvalidInputError("into", "be a folder that is there", str(path))
    return path


def replaced(path: Path, *, write: Callable[[Path], object]) -> None:
    """Write a file beside *path* and put it there once it is whole, so that no half of one stays.

    Args:
        path: Where it is to be. What was there until then can be read while it is written.
        write: Writes to the path that it is given.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        write(unfinished)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
