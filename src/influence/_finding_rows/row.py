"""One row of the table of codes."""

from __future__ import annotations

from typing import Literal, TypeAlias

Severity = Literal["error", "warning", "note"]

#: Code, severity, what it is, why it matters and how to mend it, and where that is said.
Row: TypeAlias = tuple[str, Severity, str, str] | tuple[str, Severity, str, str, str]
