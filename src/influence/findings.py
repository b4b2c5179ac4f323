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
    INF8xx  how a campaign is run: INF80x to INF83x set up, tracked and paid; INF84x briefs;
            INF85x deliverables; INF86x rights; INF87x assets, and INF875 on paperwork;
            INF88x disclosure; INF89x vetting and outreach
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

__all__ = ["FINDING_KINDS", "Finding", "FindingKind", "Fix", "Place", "Severity"]


_CODE = re.compile(r"[A-Z]{2,}[0-9]{3,}")
_OURS = "INF"
_OUR_ROWS = frozenset(ALL_ROWS)


@attrs.frozen(kw_only=True)
class Place:
    """Where in a book something stands: a cell of a table, or a key of the campaign file.

    Args:
        table: The name of the table, such as ``posts``; ``campaign`` for the campaign file.
        row: The id of the row; empty for the table as a whole.
        key: The column; or the path of keys in the campaign file, such as ``deals[maya].codes``.

    Raises:
        InvalidInputError: *table* is blank, or one of them is not one line.

    Example:
        >>> str(Place(table="posts", row="maya-1", key="caption"))
        'posts maya-1 caption'
        >>> str(Place(table="campaign", key="deals[maya].codes"))
        'campaign deals[maya].codes'
    """

    table: str = attrs.field(validator=require.is_line)
    row: str = ""
    key: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.table, self.row, self.key) if part)


@attrs.frozen(kw_only=True)
class Fix:
    """One safe change of a book that takes a finding away.

    Args:
        place: Where: a cell, or a key of the campaign file.
        value: What is to stand there: the text of a cell, or the value of a key.
        what: What it does, in a few words.

    Raises:
        InvalidInputError: *what* is blank.

    Example:
        >>> Fix(
        ...     place=Place(table="campaign", key="deals[maya].links"),
        ...     value=("maya",),
        ...     what="write the link in small letters",
        ... ).value
        ('maya',)
    """

    place: Place = attrs.field(validator=require.is_a(Place, called="a place"))
    value: str | int | bool | tuple[str, ...]
    what: str = attrs.field(validator=require.is_text)


@attrs.frozen(kw_only=True)
class FindingKind:
    """What a code stands for.

    Args:
        code: The stable code, such as ``INF101``: capital letters and at least three digits.
        severity: ``error`` when something was left out or is wrong, ``warning`` when a figure may
            mislead, ``note`` otherwise.
        title: What it is, in a few words.
        meaning: Why it matters and how to mend it.
        source: Where that is said, such as ``S2``; empty where it speaks for itself.

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
    source: str = ""

    def __attrs_post_init__(self) -> None:
        if not _is_code(self.code):
            rule = "be capital letters and at least three digits, such as ACME101"
            raise InvalidInputError("FindingKind.code", rule, self.code)
        said = (self.source,) if self.source else ()
        row = (self.code, self.severity, self.title, self.meaning, *said)
        if self.code.startswith(_OURS) and row not in _OUR_ROWS:
            rule = f"have a prefix of its own, because {_OURS} is this library's"
            raise InvalidInputError("FindingKind.code", rule, self.code)

    def finding(
        self,
        *,
        where: str | Place,
        message: str,
        rows: int = 0,
        fixes: tuple[Fix, ...] = (),
    ) -> Finding:
        """One finding of this kind, at a place of the book or at what *where* says.

        Raises:
            InvalidInputError: *where* or *message* is blank.
        """
        place = where if isinstance(where, Place) else None
        return Finding(
            code=self.code,
            where=str(where),
            message=message,
            rows=rows,
            kind=self,
            place=place,
            fixes=fixes,
        )


def _is_code(code: object) -> bool:
    """Whether a code has the form of one."""
    return isinstance(code, str) and _CODE.fullmatch(code) is not None


FINDING_KINDS: Mapping[str, FindingKind] = MappingProxyType(
    {
        code: FindingKind(
            code=code, severity=severity, title=title, meaning=meaning, source="".join(source)
        )
        for code, severity, title, meaning, *source in ALL_ROWS
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
        place: The place in the book, where it is one; its file and line are told by
            ``influence.books``.
        fixes: What would take it away, where that is safe; all of them together.

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
    place: Place | None = attrs.field(default=None, repr=False)
    fixes: tuple[Fix, ...] = attrs.field(
        default=(), repr=False, validator=require.are(Fix, called="fixes")
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
