"""Places: the file and the line of what a plugin wrote, as messages show them.

A file is shown from the folder that its import starts at, so that a message reads the same on every
machine.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from types import ModuleType


def file_of(module: ModuleType) -> str:
    """The file of a module; empty for one that was made in memory."""
    file: object = vars(module).get("__file__")
    return file if isinstance(file, str) else ""


def line_of(function: Callable[..., object], *, module: ModuleType) -> str:
    """The file and line on which a function begins; empty when nobody can know."""
    code: object = getattr(function, "__code__", None)
    file, line = getattr(code, "co_filename", ""), getattr(code, "co_firstlineno", 0)
    return f"{_shown(file, module.__name__, file_of(module))}:{line}" if file_of(module) else ""


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
    return f"{_shown(own[-1][1], own[-1][0], own[-1][1])}:{own[-1][2]}" if own else ""


def _shown(path: str, module: str, file: str) -> str:
    """A *path* as seen from the folder that the import of *module*, which is *file*, starts at."""
    depth = module.count(".") + (Path(file).name == "__init__.py")
    root = Path(file).parents[depth] if depth < len(Path(file).parents) else Path(file)
    own = Path(path)
    return own.relative_to(root).as_posix() if own.is_relative_to(root) else own.name
