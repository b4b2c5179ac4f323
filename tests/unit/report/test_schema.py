from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any, cast, get_type_hints

import jsonschema
import pytest

from influence import report
from influence.report import Document, schema

_OBJECTS = {
    "Assist",
    "Audience",
    "AudienceOverlap",
    "Bucket",
    "Overlap",
    "OverlapMatrix",
    "PathResult",
    "PathTables",
    "Paths",
    "Spread",
    "AngleResult",
    "Assumptions",
    "AttributionTerms",
    "BenchedCreator",
    "CodeResult",
    "Counts",
    "CreatorResult",
    "DocumentFinding",
    "Incremental",
    "Line",
    "NextCycle",
    "NextCycleLine",
    "NextPackage",
    "Offer",
    "Package",
    "Part",
    "PatternResult",
    "Prior",
    "Totals",
    "Unattributed",
    "UnattributedReason",
}
_PAGE = Path(__file__).parents[3] / "docs" / "reference" / "report-json.md"


def _objects() -> dict[str, dict[str, Any]]:
    whole = cast("dict[str, Any]", schema())
    return {"Document": whole, **whole["$defs"]}


def test_the_sample_follows_the_schema(document: Document) -> None:
    jsonschema.Draft202012Validator(schema()).validate(document)


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_the_schema_and_the_types_have_the_same_keys() -> None:
    assert set(_objects()) == {"Document", *_OBJECTS}
    for name, described in _objects().items():
        hints = get_type_hints(getattr(report, name))
        assert sorted(described["properties"]) == sorted(hints), name
        assert sorted(described["required"]) == sorted(hints), name


def test_the_schema_and_the_types_agree_on_what_may_be_unknown() -> None:
    for name, described in _objects().items():
        for key, hint in get_type_hints(getattr(report, name)).items():
            kinds = described["properties"][key].get("type", "")
            assert ("null" in kinds) == (type(None) in getattr(hint, "__args__", ())), (name, key)


@pytest.mark.parametrize(
    ("key", "value"),
    [("orders", 12), ("profit", "1e3"), ("profit", "NaN"), ("decision", "keep"), ("rank", 0)],
)
def test_a_wrong_value_does_not_follow_the_schema(
    document: Document, key: str, value: object
) -> None:
    wrong = cast("dict[str, Any]", copy.deepcopy(document))
    wrong["creators"][0][key] = value
    assert not jsonschema.Draft202012Validator(schema()).is_valid(wrong)


def test_the_page_about_the_schema_names_every_key_in_its_place() -> None:
    parts = re.split(r"^## ", _PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:-1]
    told = [re.findall(r"^\| `(\w+)` \|", part, flags=re.MULTILINE) for part in parts]
    assert told == [list(described["properties"]) for described in _objects().values()]
