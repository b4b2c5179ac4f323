"""SARIF: findings in the format that code hosts and editors read from any checker.

Version 2.1.0, one run, one result a finding, one rule a code. A place is a file beneath the folder
that the checker was given, written as a relative address. Source: S400.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from influence.books import Located
from influence.findings import FindingKind


def sarif_document(found: Sequence[Located], *, folder: str, version: str) -> dict[str, Any]:
    """Findings as a SARIF log.

    Args:
        found: The findings with their places.
        folder: The folder of the book, as it is to stand before the names of its files.
        version: The version of this library.
    """
    kinds = {one.finding.code: one.finding.kind for one in found}
    places = {code: place for place, code in enumerate(kinds)}
    driver = {
        "name": "influence",
        "version": version,
        "rules": [_rule(kind) for kind in kinds.values()],
    }
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(one, folder=folder, rule=places[one.finding.code]) for one in found
                ],
            }
        ],
    }


def sarif(found: Sequence[Located], *, folder: str, version: str) -> str:
    """The log as text."""
    document = sarif_document(found, folder=folder, version=version)
    return json.dumps(document, ensure_ascii=False, indent=2)


def _rule(kind: FindingKind) -> dict[str, Any]:
    """What a code stands for."""
    source = f" Source: {kind.source}." if kind.source else ""
    return {
        "id": kind.code,
        "shortDescription": {"text": kind.title},
        "fullDescription": {"text": f"{kind.meaning}{source}"},
        "defaultConfiguration": {"level": kind.severity},
    }


def _result(one: Located, *, folder: str, rule: int) -> dict[str, Any]:
    """One finding."""
    finding = one.finding
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": finding.message},
        "partialFingerprints": {"place/v1": f"{finding.code} {finding.where}"},
    }
    if one.file:
        result["locations"] = [_location(one, folder=folder)]
    return result


def _location(one: Located, *, folder: str) -> dict[str, Any]:
    """Where a finding stands."""
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(f"{folder}{one.file}")}}
    if one.line:
        physical["region"] = {"startLine": one.line}
    location: dict[str, Any] = {"physicalLocation": physical}
    if one.key:
        location["logicalLocations"] = [{"fullyQualifiedName": one.key}]
    return location
