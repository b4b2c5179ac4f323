"""What a fault leaves untold, as a gap of the book."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from influence.sansio import (
    FaultError,
    GarbledError,
    RefusedError,
    ThrottledError,
    TooMuchError,
    UnauthorisedError,
    UnavailableError,
)
from influence.sources import Gap, GapKind

_KINDS: Mapping[type[FaultError], GapKind] = MappingProxyType(
    {
        UnavailableError: "unreachable",
        GarbledError: "garbled",
        ThrottledError: "throttled",
        UnauthorisedError: "unauthorised",
        TooMuchError: "too_much",
        RefusedError: "refused",
    }
)


def gap_of(
    fault: FaultError, *, source: str, where: str, told: str, rows: int | None = None
) -> Gap:
    """The gap that a fault leaves behind."""
    kinds = [kind for one, kind in _KINDS.items() if isinstance(fault, one)]
    kind = kinds[0] if kinds else "unreachable"
    return Gap(source=source, kind=kind, where=where, told=one_line(told), rows=rows)


def one_line(text: str) -> str:
    """A text on one line, and no longer than a person reads."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


_LONGEST = 400
