"""Places: the file and the line of what a plugin wrote, as messages show them.

A file is shown with the package that it is in, and no further up, so that a message reads the same
on every machine. What was made in memory has no place.
"""

from __future__ import annotations

import traceback
from pathlib import Path
from types import ModuleType
from typing import cast

from influence.plugins._spot import Spot


def file_of(module: ModuleType) -> str:
    """The file of a module; empty for one that was made in memory."""
    # A subclass of modules may forbid to be read, and its file is only for messages.
    names = cast("dict[str, object]", ModuleType.__getattribute__(module, "__dict__"))
    file = names.get("__file__")
    return file if isinstance(file, str) else ""


def line_at(spot: Spot, *, module: ModuleType) -> str:
    """The file and line of a *spot* in the package of a *module*."""
    file = file_of(module)
    return f"{_seen(spot.file, module=module.__name__, file=file)}:{spot.line}" if file else ""


def line_of_error(error: BaseException, *, module: str) -> str:
    """The last file and line of a plugin's own package that an error went through."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{Path(error.filename).name}:{error.lineno}"
    package = module.partition(".")[0]
    frames = [
        (str(frame.f_globals.get("__name__", "")), frame.f_code.co_filename, line)
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    own = [frame for frame in frames if frame[0].partition(".")[0] == package]
    if not own:
        return ""
    name, file, line = own[-1]
    return f"{_seen(file, module=name, file=file)}:{line}"


def _seen(path: str, *, module: str, file: str) -> str:
    """A *path* as seen from the folder that the import of *module* starts at."""
    outer = module.count(".") + (Path(file).name == "__init__.py")
    root, own = Path(file).parents[outer], Path(path)
    return own.relative_to(root).as_posix() if own.is_relative_to(root) else own.name
