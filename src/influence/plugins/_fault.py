"""Fault: one thing that is wrong with a plugin, as a finding and as an error.

What a plugin hands over may have a ``repr`` that fails; a fault can be told all the same.
"""

from __future__ import annotations

import attrs

from influence.errors import PluginError, shown
from influence.findings import Finding


class Unshown(str):
    """Text that stands in a message without quotes, in the place of a value."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def safe(value: object) -> object:
    """*value*, or a description of it when it cannot be shown.

    Example:
        >>> safe(7)
        7
    """
    try:
        shown(value)
    except (Exception, SystemExit):  # noqa: BLE001 - whatever a plugin's repr raises
        return Unshown(f"a {type(value).__name__} that cannot be shown")
    return value


@attrs.frozen(kw_only=True)
class Fault:
    """What is wrong.

    Args:
        code: Its code in the table of findings.
        what: The thing that is wrong; empty for the plugin itself.
        rule: What it must do, with the mend.
        value: What was there instead.
        line: The file and the line, where they are known.
    """

    code: str
    rule: str
    value: object = attrs.field(converter=safe)
    what: str = ""
    line: str = ""

    def where(self, label: str) -> str:
        """The place: the plugin, and the file and line."""
        return f"{label}, {self.line}" if self.line else label

    def finding(self, label: str) -> Finding:
        """As a finding of the plugin that is called *label*."""
        message = str(PluginError(self.what or "plugin", self.rule, self.value))
        return Finding(code=self.code, where=self.where(label), message=message)

    def error(self, label: str) -> PluginError:
        """As an error of the plugin that is called *label*."""
        where = self.where(label)
        return PluginError(f"{where}: {self.what}" if self.what else where, self.rule, self.value)
