from __future__ import annotations

import csv
import io
import json
import re
from fractions import Fraction
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import given

from influence.campaign_book import Book
from influence.deals import Deal
from influence.deliverables import Deliverable
from influence.errors import InvalidInputError, MissingDataError, PluginError, UnknownNameError
from influence.evaluation import Evaluation, evaluate
from influence.exporters import (
    SHEET_COLUMNS,
    STATEMENT_COLUMNS,
    Exporter,
    Sheet,
    Statements,
    exported,
)
from influence.exporters._table import table_bytes
from influence.money import Money
from influence.payments import FlatFee
from influence.plugins import load
from influence.posts import Post
from influence.report import document_of, page
from influence.testing import at, book, books
from influence.testing._books import campaign, order

HUNDRED = FlatFee(per_campaign=Money("100.00", "USD"))
DEAL = Deal(
    creator_id="maya",
    terms=HUNDRED,
    stage="flat",
    deliverables=(Deliverable(kind="post", state="published"),),
)
POST = Post(post_id="p1", creator_id="maya", published_at=at(1), kind="post")


def _rows(content: bytes, *, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), delimiter=delimiter))


@pytest.fixture
def evaluation() -> Evaluation:
    return evaluate(book(DEAL, POST, creators=["leo"]))


def test_the_sheet_is_the_ranking_best_first(evaluation: Evaluation) -> None:
    rows = _rows(Sheet().export(evaluation))
    assert tuple(rows[0]) == SHEET_COLUMNS
    assert [row["creator_id"] for row in rows] == [line.creator_id for line in evaluation.ranking]
    maya = next(row for row in rows if row["creator_id"] == "maya")
    assert (maya["spend"], maya["profit"], maya["payable"]) == ("100.00", "-100.00", "100.00")
    assert maya["stage"] == "flat"
    line = evaluation.line("maya")
    assert line.outlook is not None
    assert maya["next_price"] == "100.00"
    told = (float(maya[name]) for name in ("expected_multiple", "probability_profitable"))
    outlook = line.outlook
    assert [*told] == pytest.approx(
        [outlook.expected_multiple, outlook.probability_profitable], abs=0.0001
    )
    assert evaluation.next_cycle is not None
    assert int(maya["next_packages"]) == evaluation.next_cycle.packages.get("maya", 0)


def test_what_cannot_be_believed_is_an_empty_cell() -> None:
    sold = order("1", when=at(2), codes=["MAYA15"])
    coded = attrs.evolve(DEAL, codes=("MAYA15",))
    found = evaluate(book(coded, POST, sold, campaign=campaign(margin=None)))
    (maya,) = _rows(Sheet().export(found))
    empty = ("expected_multiple", "multiple_low", "expected_profit", "next_packages")
    assert [maya[name] for name in empty] == [""] * 4
    assert maya["next_price"] == "100.00"


def test_what_is_unknown_is_an_empty_cell() -> None:
    bare = attrs.evolve(book(DEAL), tells_sales=False)
    (maya,) = _rows(Sheet().export(evaluate(bare)))
    assert (maya["revenue"], maya["profit"], maya["profit_rank"]) == ("", "", "")


def test_statements_are_of_those_with_terms_by_their_ids(evaluation: Evaluation) -> None:
    rows = _rows(Statements().export(evaluation))
    assert tuple(rows[0]) == STATEMENT_COLUMNS
    assert [(row["creator_id"], row["rule"], row["payable"]) for row in rows] == [
        ("maya", "flat_fee", "100.00")
    ]


def test_a_deal_without_terms_has_no_statement() -> None:
    assert _rows(Statements().export(evaluate(book(Deal(creator_id="maya"))))) == []


def test_a_separator_and_a_mark_are_options(evaluation: Evaluation) -> None:
    content = Sheet(separator="semicolon", byte_order_mark=True).export(evaluation)
    assert content.startswith(b"\xef\xbb\xbfrank;creator_id;")
    assert Statements(separator="tab").export(evaluation).startswith(b"creator_id\tname")
    with pytest.raises(UnknownNameError, match=r"^Sheet\.separator must be one of comma, semi"):
        Sheet(separator=";")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(
        InvalidInputError, match=r"^Statements\.byte_order_mark must be true or false, got 1$"
    ):
        Statements(byte_order_mark=1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("-cmd", "'-cmd"),
        ("@x", "'@x"),
        (Money("-3.50", "USD"), "-3.50"),
        (-7, "-7"),
        (Fraction(1, 3), "0.333333"),
        (None, ""),
        ("Müller\ud800", "Müller?"),
    ],
)
def test_a_cell_is_text_a_number_or_nothing_and_never_a_formula(value: Any, cell: str) -> None:  # noqa: ANN401  # any cell
    (row,) = _rows(table_bytes(["x", "y"], [[value, "end"]], separator="comma", has_mark=False))
    assert row == {"x": cell, "y": "end"}


class TestExporterLaws:
    """Any book can be exported by every exporter of ours, twice to the same bytes."""

    @given(made=books())
    def test_any_book(self, made: Book) -> None:
        evaluation = evaluate(made)
        for exporter in (Sheet(), Statements()):
            content = exported(evaluation, exporter=exporter)
            assert content == exporter.export(evaluation)
            assert content.decode().endswith("\r\n")
        assert len(_rows(Sheet().export(evaluation))) == len(made.creators)


def test_the_report_is_two_exporters_of_the_roof(evaluation: Evaluation) -> None:
    registry = load(plugins=())
    document = document_of(evaluation)
    assert json.loads(registry.exporter("json").export(evaluation)) == json.loads(
        json.dumps(document)
    )
    assert registry.exporter("html").export(evaluation).decode() == page(document)
    told = {name: registry.exporter(name) for name in registry.exporters}
    assert {name: (one.suffix, one.media_type) for name, one in told.items()} == {
        "html": (".html", "text/html"),
        "json": (".json", "application/json"),
        "sheet": (".csv", "text/csv"),
        "statements": (".csv", "text/csv"),
    }
    assert all(isinstance(one, Exporter) for one in told.values())


@attrs.frozen(kw_only=True)
class Theirs:
    name: ClassVar[str] = "theirs"
    suffix: ClassVar[str] = ".txt"
    media_type: ClassVar[str] = "text/plain"

    answer: Any

    def export(self, evaluation: Evaluation, /) -> bytes:  # noqa: ARG002  # whatever it is
        if isinstance(self.answer, BaseException):
            raise self.answer
        made: bytes = self.answer
        return made


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ("text", "answer bytes, got 'text'"),
        (OSError("full"), "export without failing, got OSError('full')"),
        (SystemExit(3), "export without failing, got SystemExit(3)"),
    ],
)
def test_an_exporter_that_fails_is_named(
    evaluation: Evaluation, answer: object, message: str
) -> None:
    line = r"(?: \(test_exporters\.py:\d+\))?"
    with pytest.raises(PluginError, match=f"^exporter theirs{line} must {re.escape(message)}$"):
        exported(evaluation, exporter=Theirs(answer=answer))


def test_what_an_exporter_refuses_on_purpose_is_its_own_word(evaluation: Evaluation) -> None:
    error = MissingDataError("margin", "be known", None)
    with pytest.raises(MissingDataError, match=r"^margin must be known, got None$"):
        exported(evaluation, exporter=Theirs(answer=error))
