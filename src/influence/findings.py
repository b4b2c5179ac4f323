"""Findings: what is wrong, odd or worth knowing, each with a stable code.

A finding names its place, says what it met there, and never changes a figure by itself. The codes
are a closed table; ``influence explain BOOK CODE`` prints a row of it.

    INF1xx  a row that was rejected
    INF2xx  a book or a table as a whole
    INF3xx  facts that contradict each other; INF32x: links, codes and keywords
    INF4xx  a figure that cannot be known from the book
    INF5xx  what stands in the way of a payment
    INF6xx  what a source does not tell
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from influence import _requirements as require
from influence._finding_rows import ALL_ROWS, Severity
from influence.errors import UnknownNameError

__all__ = ["FINDING_KINDS", "Finding", "FindingKind", "Severity"]


@attrs.frozen(kw_only=True)
class FindingKind:
    """What a code stands for.

    Args:
        code: The stable code, such as ``INF101``.
        severity: ``error`` when something was left out or is wrong, ``warning`` when a figure may
            mislead, ``note`` otherwise.
        title: What it is, in a few words.
        meaning: Why it matters and how to mend it.
    """

    code: str
    severity: Severity
    title: str
    meaning: str


FINDING_KINDS: Mapping[str, FindingKind] = MappingProxyType(
    {
        code: FindingKind(code=code, severity=severity, title=title, meaning=meaning)
        for code, severity, title, meaning in ALL_ROWS
    }
)


@attrs.frozen(kw_only=True)
class Finding:
    """One thing found at one place.

    Args:
        code: A code of ``FINDING_KINDS``.
        where: The place, such as ``orders.csv:17 items``.
        message: What was met there.
        rows: How many rows of a table it speaks of; 0 when it speaks of none.

    Raises:
        UnknownNameError: *code* is not in the table.
        InvalidInputError: *where* or *message* is blank.

    Example:
        >>> str(Finding(code="INF301", where="creators.csv maya", message="maya has no deal"))
        'creators.csv maya: INF301 maya has no deal'
    """

    code: str
    where: str = attrs.field(validator=require.is_text)
    message: str = attrs.field(validator=require.is_text)
    rows: int = attrs.field(default=0, validator=require.is_count)

    def __attrs_post_init__(self) -> None:
        if self.code not in FINDING_KINDS:
            raise UnknownNameError("finding code", self.code, FINDING_KINDS)

    @property
    def severity(self) -> Severity:
        """``error``, ``warning`` or ``note``."""
        return FINDING_KINDS[self.code].severity

    def __str__(self) -> str:
        return f"{self.where}: {self.code} {self.message}"
