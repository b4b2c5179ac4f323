"""GitHub: findings as the lines that its workflows turn into annotations.

    ::error file=book/posts.csv,line=3,title=INF101 …::message

Source: S401.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from influence.books import Located
from influence.findings import Severity

_COMMANDS: dict[Severity, Literal["error", "warning", "notice"]] = {
    "error": "error",
    "warning": "warning",
    "note": "notice",
}


def github_lines(found: Iterable[Located], *, folder: str) -> str:
    """Findings, one line each.

    Args:
        found: The findings with their places.
        folder: The folder of the book, as it is to stand before the names of its files.
    """
    return "\n".join(_line(one, folder=folder) for one in found)


def _line(one: Located, *, folder: str) -> str:
    """One annotation."""
    finding = one.finding
    told = {
        "file": f"{folder}{one.file}" if one.file else "",
        "line": str(one.line) if one.line else "",
        "title": f"{finding.code} {finding.kind.title}",
    }
    properties = ",".join(f"{name}={_property(text)}" for name, text in told.items() if text)
    where = one.key if one.file else finding.where
    is_told = not where or finding.message.startswith(where)
    text = finding.message if is_told else f"{where}: {finding.message}"
    return f"::{_COMMANDS[finding.severity]} {properties}::{_message(text)}"


def _message(text: str) -> str:
    """Text that a line can hold."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Text that a property can hold."""
    return _message(text).replace(":", "%3A").replace(",", "%2C")
