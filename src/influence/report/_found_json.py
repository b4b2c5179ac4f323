"""Findings as JSON: each with its place, why it matters, and what would take it away."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from influence.books import Located


def found_document(found: Sequence[Located]) -> dict[str, Any]:
    """What ``influence check --format json`` prints, as a value.

    Args:
        found: The findings with their places, in the order in which they are to stand.
    """
    counts = Counter(one.finding.severity for one in found)
    return {
        "schema": 1,
        "errors": counts["error"],
        "warnings": counts["warning"],
        "notes": counts["note"],
        "findings": [_finding(one) for one in found],
    }


def found_json(found: Sequence[Located]) -> str:
    """The document as text."""
    return json.dumps(found_document(found), ensure_ascii=False, indent=2)


def _finding(one: Located) -> dict[str, Any]:
    """One finding."""
    finding = one.finding
    return {
        "code": finding.code,
        "severity": finding.severity,
        "where": one.where,
        "file": one.file or None,
        "line": one.line or None,
        "key": one.key or None,
        "message": finding.message,
        "rows": finding.rows,
        "title": finding.kind.title,
        "meaning": finding.kind.meaning,
        "source": finding.kind.source or None,
        "fixes": [
            {"at": str(fix.place), "value": fix.value, "what": fix.what} for fix in finding.fixes
        ],
    }
