from __future__ import annotations

import pickle
import re
from typing import Any

import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.findings import FINDING_KINDS, Finding, FindingKind


def test_every_code_stands_under_itself_and_is_explained() -> None:
    for code, kind in FINDING_KINDS.items():
        assert kind.code == code
        assert re.fullmatch(r"INF[1-8]\d\d", code)
        assert kind.severity in {"error", "warning", "note"}
        assert not kind.title.endswith(".")
        assert kind.meaning.endswith(".")


def test_codes_are_in_their_order() -> None:
    assert list(FINDING_KINDS) == sorted(FINDING_KINDS)


def test_a_finding_has_the_severity_of_its_code() -> None:
    finding = Finding(code="INF104", where="orders.csv:17", message="order 1042 stands twice")
    assert finding.severity == "note"
    assert str(finding) == "orders.csv:17: INF104 order 1042 stands twice"


def test_a_code_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownNameError, match=r"^finding code must be one of .+, got 'INF999'"):
        Finding(code="INF999", where="orders.csv", message="odd")


@pytest.mark.parametrize("field", ["where", "message"])
def test_a_finding_says_where_and_what(field: str) -> None:
    fields: dict[str, Any] = {"code": "INF104", "where": "orders.csv", "message": "odd", field: ""}
    message = f"Finding.{field} must be text that is not blank, got ''"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Finding(**fields)


def test_the_table_of_codes_cannot_be_changed() -> None:
    table: Any = FINDING_KINDS
    with pytest.raises(TypeError):
        del table["INF104"]


def _kind(**changed: Any) -> FindingKind:  # noqa: ANN401  # wrong on purpose
    fields: dict[str, Any] = {
        "code": "ACME101",
        "severity": "error",
        "title": "a thin margin",
        "meaning": "Talk to finance.",
    }
    return FindingKind(**{**fields, **changed})


def test_a_kind_of_somebody_else_makes_findings_of_its_own_code() -> None:
    finding = _kind().finding(where="creators maya", message="0.04", rows=2)
    assert str(finding) == "creators maya: ACME101 0.04"
    assert (finding.severity, finding.rows, finding.kind) == ("error", 2, _kind())
    assert pickle.loads(pickle.dumps(finding)) == finding  # noqa: S301  # our own bytes


def test_a_finding_of_ours_has_the_kind_of_the_table() -> None:
    made = Finding(code="INF104", where="orders.csv:17", message="twice")
    assert made.kind is FINDING_KINDS["INF104"]
    assert made == made.kind.finding(where="orders.csv:17", message="twice")


def test_a_finding_has_the_code_of_its_kind() -> None:
    message = r"^Finding\.kind must be the kind of ACME102, got 'ACME101'$"
    with pytest.raises(InvalidInputError, match=message):
        Finding(code="ACME102", where="x", message="y", kind=_kind())


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"code": "acme1"},
            (
                "FindingKind.code must be capital letters and at least three digits, "
                "such as ACME101, got 'acme1'"
            ),
        ),
        (
            {"code": 7},
            (
                "FindingKind.code must be capital letters and at least three digits, "
                "such as ACME101, got 7"
            ),
        ),
        (
            {"code": "INF999"},
            (
                "FindingKind.code must have a prefix of its own, because INF is this "
                "library's, got 'INF999'"
            ),
        ),
        (
            {"code": "INF301"},
            (
                "FindingKind.code must have a prefix of its own, because INF is this "
                "library's, got 'INF301'"
            ),
        ),
        (
            {"severity": "fatal"},
            "FindingKind.severity must be one of error, note, warning, got 'fatal'",
        ),
        ({"title": ""}, "FindingKind.title must be text that is not blank, got ''"),
        ({"meaning": " "}, "FindingKind.meaning must be text that is not blank, got ' '"),
    ],
)
def test_a_kind_says_what_it_is(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        _kind(**changed)
