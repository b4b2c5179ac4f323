"""Target: where a plugin is, said in any of four ways.

    influence_barter             a plugin's name, as its entry point has it
    influence-barter             a distribution
    influence_barter             a module that can be imported
    ./influence_barter.py        a file or a folder; its parent is put on the path

A folder with a ``pyproject.toml`` is a project: its entry points say which module is meant, and its
``src`` is put on the path where it has one.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from contextlib import redirect_stdout
from importlib import import_module, metadata
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import cast

import attrs

from influence.errors import InvalidInputError, UnknownNameError
from influence.plugins.hooks import ENTRY_POINT_GROUP, PROJECT


@attrs.frozen(kw_only=True)
class Target:
    """Where a plugin is.

    Args:
        plugin: What it is called.
        module: The name of its module.
        distribution: The distribution that brings it, if one does.
        version: The version of that distribution.
        folder: The folder that has to be on the path; ``None`` when it is installed.
    """

    plugin: str
    module: str
    distribution: str | None = None
    version: str | None = None
    folder: Path | None = None

    def imported(self) -> ModuleType:
        """The module; what it prints is swallowed."""
        if self.folder is not None and str(self.folder) not in sys.path:
            sys.path.insert(0, str(self.folder))
        with redirect_stdout(StringIO()):
            return import_module(self.module)


def target_named(text: str) -> Target:
    """The target that a person means.

    Raises:
        UnknownNameError: There is no such plugin, distribution, module or path.
        InvalidInputError: The folder of a project names no plugin.

    Example:
        >>> target_named("influence").module
        'influence'
    """
    path = Path(text)
    if path.exists() and (path.suffix == ".py" or path.is_dir()):
        return _at(path.resolve())
    points = tuple(metadata.entry_points(group=ENTRY_POINT_GROUP))
    for point in points:
        if text == point.name or normalised(text) == normalised(_distribution(point)):
            return _installed(point)
    if text == PROJECT or _is_module(text):
        return Target(plugin=text, module=text)
    raise UnknownNameError("plugin", text, [PROJECT, *(point.name for point in points)])


def normalised(name: str) -> str:
    """The name of a distribution as registries compare it.

    Example:
        >>> normalised("Influence_Barter")
        'influence-barter'

    Source: S230.
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def _installed(point: metadata.EntryPoint) -> Target:
    """The target of an installed entry point."""
    found = point.dist
    return Target(
        plugin=point.name,
        module=point.module,
        distribution=_distribution(point) or None,
        version=None if found is None else found.version,
    )


def _distribution(point: metadata.EntryPoint) -> str:
    """The distribution of an entry point."""
    return "" if point.dist is None else point.dist.name


def _is_module(text: str) -> bool:
    """Whether a module of that name can be found."""
    try:
        return find_spec(text) is not None
    except (ImportError, ValueError):
        return False


def _at(path: Path) -> Target:
    """The target of a file or a folder."""
    if (path / "pyproject.toml").is_file():
        return _project(path)
    if path.is_dir() and not (path / "__init__.py").is_file():
        raise InvalidInputError("folder of a plugin", "be a project or a package", path.name)
    return Target(plugin=path.stem, module=path.stem, folder=path.parent)


def _project(folder: Path) -> Target:
    """The target of the first entry point of a project."""
    try:
        table = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
    except ValueError as error:
        raise InvalidInputError("pyproject.toml", "be TOML", str(error)) from error
    project = _inner(table, "project")
    points = _inner(_inner(project, "entry-points"), ENTRY_POINT_GROUP)
    source = folder / "src"
    for name, value in points.items():
        return Target(
            plugin=name,
            module=str(value).partition(":")[0].strip(),
            folder=source if source.is_dir() else folder,
        )
    rule = f"name a module under the entry points {ENTRY_POINT_GROUP}"
    raise InvalidInputError("pyproject.toml", rule, sorted(cast("Iterable[str]", project)))


def _inner(table: Mapping[str, object], key: str) -> Mapping[str, object]:
    """A table inside a table; an empty one where there is none."""
    found = table.get(key)
    return cast("Mapping[str, object]", found) if isinstance(found, Mapping) else {}
