"""Gaps: what a fault leaves missing, as a fact that goes where the other facts go."""

from __future__ import annotations

from influence.sansio import (
    FaultError,
    GarbledError,
    RefusedError,
    ThrottledError,
    TooMuchError,
    UnauthorisedError,
)
from influence.sources import Gap, GapKind

_KINDS: tuple[tuple[type[FaultError], GapKind], ...] = (
    (GarbledError, "garbled"),
    (RefusedError, "refused"),
    (ThrottledError, "throttled"),
    (TooMuchError, "too_much"),
    (UnauthorisedError, "unauthorised"),
)


def gap_of(fault: FaultError, *, source: str, where: str, rows: int | None = None) -> Gap:
    """The gap that a fault leaves.

    Example:
        >>> fault = RefusedError("posts of maya", "be there", "404")
        >>> str(gap_of(fault, source="demo", where="posts of maya").finding)
        "demo posts of maya: INF752 posts of maya must be there, got '404'"
    """
    kind = _kind(fault)
    told = " ".join(str(fault).split())
    if isinstance(fault, UnauthorisedError) and fault.scopes:
        told = f"{told}; it lacks {', '.join(fault.scopes)}"
    return gap(kind, source=source, where=where, told=told, rows=rows)


def _kind(fault: FaultError) -> GapKind:
    """The kind of gap that a fault leaves."""
    for make, kind in _KINDS:
        if isinstance(fault, make):
            return kind
    return "unreachable"


def gap(kind: GapKind, *, source: str, where: str, told: str, rows: int | None = None) -> Gap:
    """A gap, by its kind."""
    return Gap(source=source, kind=kind, where=where, told=told, rows=rows)
