"""Gaps, exports and what a source answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, get_args

import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.findings import FINDING_KINDS, Finding
from influence.money import Money
from influence.shares import Share
from influence.sources import GAP_KINDS, Export, Gap, GapKind, Row, Setting, Sourced

_GAP: dict[str, Any] = {"source": "ga4", "kind": "not_set", "where": "r.csv", "told": "so it is"}


def _refused(call: Callable[[], object], message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        call()


def test_every_kind_of_gap_has_a_finding_of_its_own() -> None:
    assert get_args(GapKind) == GAP_KINDS
    codes = [Gap(**{**_GAP, "kind": kind}).code for kind in GAP_KINDS]
    assert len(set(codes)) == len(GAP_KINDS)
    groups = ("INF6", "INF75", "INF76")
    assert set(codes) < {code for code in FINDING_KINDS if code.startswith(groups)}


def test_a_gap_is_a_finding_with_its_rows() -> None:
    finding = Gap(**_GAP, rows=3, amount=Money("1.00", "USD")).finding
    assert finding == Finding(code="INF603", where="ga4 r.csv", message="so it is", rows=3)
    assert Gap(**_GAP).finding.rows == 0


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"told": "two\nlines"}, "Gap.told must be one line of text, got 'two\\nlines'"),
        ({"rows": -1}, "Gap.rows must be a whole number of at least 0, got -1"),
        ({"share": Share(2)}, "Gap.share must be a share of at most 1, got Share('2')"),
        ({"amount": 5}, "Gap.amount must be an amount of money, got 5"),
    ],
)
def test_a_gap_that_says_nonsense_is_refused(fields: dict[str, Any], message: str) -> None:
    _refused(lambda: Gap(**{**_GAP, **fields}), message)


def test_a_kind_that_nobody_knows_is_refused_with_the_close_one() -> None:
    with pytest.raises(UnknownNameError, match=r"got 'sample'; did you mean 'sampled'\?$"):
        Gap(**{**_GAP, "kind": "sample"})


def test_a_table_keeps_its_lines_its_quotes_and_its_blank_lines() -> None:
    export = Export.of_csv('\ufeffa,b\n"x\ny",1\n\nz,2\n', name="t.csv")
    assert export.rows == (
        Row(1, ("a", "b")),
        Row(2, ("x\ny", "1")),
        Row(4, ()),
        Row(5, ("z", "2")),
    )


def test_a_quote_that_does_not_close_is_named_with_its_line() -> None:
    message = "t.csv:2 must be CSV, quotes closed, got 'unexpected end of data'"
    _refused(lambda: Export.of_csv('a,b\n"x,1\n', name="t.csv"), message)


def test_numbers_of_a_document_stay_the_digits_that_they_are() -> None:
    export = Export.of_json('{"a": 9007199254740993, "b": 37.980000000000004}', name="r.json")
    assert export.document == {"a": "9007199254740993", "b": "37.980000000000004"}


def test_what_is_no_json_is_refused() -> None:
    message = "r.json must be JSON, got 'Expecting value: line 1 column 1 (char 0)'"
    _refused(lambda: Export.of_json("so", name="r.json"), message)


def test_a_source_that_loses_a_row_cannot_answer() -> None:
    told = Finding(code="INF104", where="t.csv:2", message="again", rows=2)
    gap = Gap(**_GAP, rows=1)
    assert Sourced(rows=4, taken=1, rejections=(told,), gaps=(gap,)).rejected == 0
    message = (
        "rows of an export must be taken, repeated, rejected or in a gap that leaves them out, "
        "4 in all, got 5"
    )
    _refused(lambda: Sourced(rows=5, taken=1, rejections=(told,), gaps=(gap,)), message)


def test_a_gap_that_leaves_nothing_out_counts_no_row() -> None:
    gap = Gap(**{**_GAP, "kind": "sampled"}, rows=9)
    assert Sourced(rows=1, taken=1, gaps=(gap,)).left_out == 0


def test_facts_of_another_kind_are_refused() -> None:
    rubbish: Any = ("order",)
    message = "Sourced.orders must hold only orders, got 'order'"
    _refused(lambda: Sourced(rows=0, taken=0, orders=rubbish), message)


def test_a_setting_is_checked() -> None:
    owners: Any = {}
    _refused(lambda: Setting(owners=owners), "Setting.owners must be the owners of marks, got {}")
