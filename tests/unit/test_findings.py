from __future__ import annotations

import re
from typing import Any

import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.findings import FINDING_KINDS, Finding


def test_every_code_stands_under_itself_and_is_explained() -> None:
    for code, kind in FINDING_KINDS.items():
        assert kind.code == code
        assert re.fullmatch(r"INF[1-7]\d\d", code)
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
