"""Findings: what is wrong, odd or worth knowing, each with a stable code.

A finding names its place, says what it met there, and never changes a figure by itself. The codes
of this library are a closed table; ``influence explain BOOK CODE`` prints a row of it. A lint rule
of somebody else declares kinds of its own, whose codes begin otherwise.

    INF1xx  a row that was rejected
    INF2xx  a book or a table as a whole
    INF3xx  facts that contradict each other; INF32x: links, codes and keywords; INF33x: lint rules
    INF4xx  a figure that cannot be known from the book
    INF5xx  what stands in the way of a payment
    INF6xx  what a source does not tell
    INF7xx  plugins
    INF75x  what a platform did not tell when it was read; INF76x: what is odd about its answer
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

import attrs

from influence import _requirements as require
from influence._finding_rows import ALL_ROWS, Severity
from influence.errors import InvalidInputError, UnknownNameError

__all__ = ["FINDING_KINDS", "Finding", "FindingKind", "Severity"]


_CODE = re.compile(r"[A-Z]{2,}[0-9]{3,}")
_OURS = "INF"
_OUR_ROWS = frozenset(ALL_ROWS)


@attrs.frozen(kw_only=True)
class FindingKind:
    """What a code stands for.

    Args:
        code: The stable code, such as ``INF101``: capital letters and at least three digits.
        severity: ``error`` when something was left out or is wrong, ``warning`` when a figure may
            mislead, ``note`` otherwise.
        title: What it is, in a few words.
        meaning: Why it matters and how to mend it.

    Raises:
        InvalidInputError: *code* has another form, or begins with ``INF`` and is no row of
            ``FINDING_KINDS``; *title* or *meaning* is blank.
        UnknownNameError: *severity* is none of the three words.

    Example:
        >>> thin = FindingKind(
        ...     code="ACME101",
        ...     severity="warning",
        ...     title="a thin margin",
        ...     meaning="The margin is below what was agreed. Talk to finance.",
        ... )
        >>> str(thin.finding(where="creators maya", message="margin 0.04"))
        'creators maya: ACME101 margin 0.04'
    """

    code: str
    severity: Severity = attrs.field(validator=require.one_of(("error", "warning", "note")))
    title: str = attrs.field(validator=require.is_text)
    meaning: str = attrs.field(validator=require.is_text)

    def __attrs_post_init__(self) -> None:
        if not _is_code(self.code):
            rule = "be capital letters and at least three digits, such as ACME101"
            raise InvalidInputError("FindingKind.code", rule, self.code)
        row = (self.code, self.severity, self.title, self.meaning)
        if self.code.startswith(_OURS) and row not in _OUR_ROWS:
            rule = f"have a prefix of its own, because {_OURS} is this library's"
            raise InvalidInputError("FindingKind.code", rule, self.code)

    def finding(self, *, where: str, message: str, rows: int = 0) -> Finding:
        """One finding of this kind.

        Raises:
            InvalidInputError: *where* or *message* is blank.
        """
        return Finding(code=self.code, where=where, message=message, rows=rows, kind=self)


def _is_code(code: object) -> bool:
    """Whether a code has the form of one."""
    return isinstance(code, str) and _CODE.fullmatch(code) is not None


FINDING_KINDS: Mapping[str, FindingKind] = MappingProxyType(
    {
        code: FindingKind(code=code, severity=severity, title=title, meaning=meaning)
        for code, severity, title, meaning in ALL_ROWS
    }
)


def _own_kind(finding: Finding) -> FindingKind:
    """The kind of a code of ours."""
    if finding.code not in FINDING_KINDS:
        raise UnknownNameError("finding code", finding.code, FINDING_KINDS)
    return FINDING_KINDS[finding.code]


@attrs.frozen(kw_only=True)
class Finding:
    """One thing found at one place.

    Args:
        code: A code of ``FINDING_KINDS``, or that of *kind*.
        where: The place, such as ``orders.csv:17 items``.
        message: What was met there.
        rows: How many rows of a table it speaks of; 0 when it speaks of none.
        kind: What the code stands for; needs to be given only where the code is not one of ours,
            which ``FindingKind.finding`` does.

    Raises:
        UnknownNameError: *code* is not in the table, and no kind is given.
        InvalidInputError: *where* or *message* is blank, or *kind* has another code.

    Example:
        >>> str(Finding(code="INF301", where="creators.csv maya", message="maya has no deal"))
        'creators.csv maya: INF301 maya has no deal'
    """

    code: str
    where: str = attrs.field(validator=require.is_text)
    message: str = attrs.field(validator=require.is_text)
    rows: int = attrs.field(default=0, validator=require.is_count)
    kind: FindingKind = attrs.field(
        default=attrs.Factory(_own_kind, takes_self=True),
        validator=require.is_a(FindingKind, called="a kind of finding"),
        repr=False,
    )

    def __attrs_post_init__(self) -> None:
        if self.kind.code != self.code:
            raise InvalidInputError("Finding.kind", f"be the kind of {self.code}", self.kind.code)

    @property
    def severity(self) -> Severity:
        """``error``, ``warning`` or ``note``."""
        return self.kind.severity

    def __str__(self) -> str:
        return f"{self.where}: {self.code} {self.message}"
