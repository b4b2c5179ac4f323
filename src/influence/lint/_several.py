"""Several: one finding for many of a kind, with the first few named."""

from __future__ import annotations

from collections.abc import Sequence

from influence.findings import Finding, FindingKind

_EXAMPLES = 3


def several(kind: FindingKind, *, where: str, places: Sequence[str], what: str) -> Finding:
    """One finding for many places."""
    first = sorted(places)[:_EXAMPLES]
    more = f" and {len(places) - _EXAMPLES} more" if len(places) > _EXAMPLES else ""
    return kind.finding(where=where, message=f"{what}: {len(places)} ({', '.join(first)}{more})")
