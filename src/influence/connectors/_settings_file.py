"""The settings file: ``influence.toml``, found in the working directory or above it.

    [connectors.demo]
    page_size = 50
    token = "…"

A file that holds a secret has to be readable by its owner alone; one that others can read is
refused before its secret is used.
"""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import attrs

from influence.connectors._setting import Setting
from influence.errors import InvalidInputError, UnknownNameError

SETTINGS_FILE = "influence.toml"


@attrs.frozen(kw_only=True)
class SettingsFile:
    """The settings that a file holds.

    Args:
        path: The file.
        tables: The tables below ``connectors``, by platform.
    """

    path: Path
    tables: Mapping[str, Mapping[str, object]] = attrs.field(repr=False)

    @classmethod
    def read(cls, path: Path) -> SettingsFile:
        """The settings that the file at *path* holds.

        Raises:
            InvalidInputError: It cannot be read, is no TOML, or has something else where tables
                should be; the message does not show what stands in it.
        """
        try:
            document = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            # The text of the error may quote the line, and the line may hold a secret.
            raise InvalidInputError(str(path), "be TOML", type(error).__name__) from None
        tables = document.get("connectors", {})
        if not isinstance(tables, Mapping):
            raise InvalidInputError(f"{path} connectors", "be a table", type(tables).__name__)
        for name, table in cast("Mapping[str, object]", tables).items():
            if not isinstance(table, Mapping):
                what = f"{path} [connectors.{name}]"
                raise InvalidInputError(what, "be a table", type(table).__name__)
        return cls(path=path, tables=cast("Mapping[str, Mapping[str, object]]", tables))

    def values(self, platform: str, *, settings: tuple[Setting, ...]) -> dict[str, object]:
        """The values for *platform*, by setting.

        Raises:
            InvalidInputError: A value is of another type, or a secret can be read by others.
            UnknownNameError: A key is no setting; the close one is named.
        """
        known = {setting.name: setting for setting in settings}
        found: dict[str, object] = {}
        for name, value in self.tables.get(platform, {}).items():
            where = f"{self.path} [connectors.{platform}] {name}"
            if name not in known:
                raise UnknownNameError(where, name, known)
            if known[name].is_secret:
                self._guard(where)
            found[name] = known[name].of_toml(value, where=where)
        return found

    def _guard(self, where: str) -> None:
        """Refuse a secret in a file that others can read."""
        mode = stat.S_IMODE(self.path.stat().st_mode)
        if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
            rule = f"stand in a file that its owner alone can read (chmod 600 {self.path})"
            raise InvalidInputError(where, rule, f"mode {mode:o}")


def found_above(folder: Path) -> SettingsFile | None:
    """The settings file in *folder*, or in the nearest folder above it that has one."""
    for place in (folder, *folder.parents):
        path = place / SETTINGS_FILE
        if path.is_file():
            return SettingsFile.read(path)
    return None
